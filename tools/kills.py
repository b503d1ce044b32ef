"""Kill commands in the middle of writing, and run them two at once, and look at what is left.

    tools/kills.py                  220 kills and 40 pairs (some minutes)
    tools/kills.py --kills 24 --pairs 4 --seed 7

Each kill is SIGKILL: before a call by which something is written, after half of what a `write` was to write, or from
outside at any moment of the run. Afterwards each file has to be what it was before or what the whole run makes of it,
to the byte, and besides there may be only temporaries of a known name. Then the command is run again: it has to leave
what a whole run leaves and to have swept the temporaries, unless it may refuse what is done already.
"""

import argparse
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "prevent_assure"]
TEMPORARY = re.compile(r"\.prevent-assure-[0-9a-f]{16}\.tmp")
MANIFEST = ".prevent-assure-site.json"
"""The list of a site's own pages."""
ONE = "herefordshire"
STEPPED = r"""
import os, signal, sys
at, half = int(sys.argv[1]), sys.argv[2] == "half"
steps = 0
def counted(name):
    call = getattr(os, name)
    def wrapper(*args, **named):
        global steps
        writes = name != "open" or args[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes:
            steps += 1
            if steps == at:
                if half and name == "write":
                    call(args[0], bytes(args[1])[: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **named)
    setattr(os, name, wrapper)
for name in ("open", "write", "fsync", "replace", "rename", "link", "unlink", "mkdir", "fchmod", "ftruncate"):
    counted(name)
sys.argv = ["prevent-assure", *sys.argv[3:]]
from prevent_assure.__main__ import main
try:
    main()
finally:
    sys.stderr.write(f"steps={steps}\n")
"""

Words = tuple[str, ...]
Files = dict[str, bytes]


class Work(NamedTuple):
    """A command that writes.

    Attributes:
        words: The command line.
        prepare: Makes the workspace that it is run in.
        share: How many of the kills are its own, as a weight.
        repeats: Whether running it again is no error.
    """

    words: Words
    prepare: Callable[[Path], None]
    share: int
    repeats: bool = True


def run(words: Words, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a workspace, to its end."""
    return subprocess.run([*COMMAND, *words], cwd=folder, capture_output=True, check=False)


def example(folder: Path) -> None:
    """Lay out the example."""
    shutil.copytree(ROOT / "examples" / ONE, folder)


def returned(folder: Path) -> None:
    """Lay out the example with its self-assessment sent back."""
    example(folder)
    (folder / "reviews" / "2024-25" / f"{ONE}.yaml").unlink()
    run(("return", "--reason", "Too early.", "--on", "2025-03-20"), folder)


def unwritten(folder: Path) -> None:
    """Lay out the example without its self-assessment of the current cycle."""
    example(folder)
    for room in ("assessments", "reviews"):
        (folder / room / "2024-25" / f"{ONE}.yaml").unlink()


def printed(folder: Path, *commands: Words) -> None:
    """Lay out a small nation whose letters and site are there, and of which each has to be written anew."""
    nation = [sys.executable, str(ROOT / "tools" / "nation.py"), str(folder), "--authorities", "12"]
    subprocess.run([*nation, "--cycles", "1", "--complete"], check=True, capture_output=True)
    for words in commands:
        run(words, folder)
    for path in folder.glob("*/2024-25/*.yaml"):
        text = path.read_text(encoding="utf-8").replace(" shares ", " has shared ")
        path.write_text(text.replace("    claimed: met\n", "    claimed: exceeding\n"), encoding="utf-8")


LETTERS = ("letter", "--all", "--format", "html", "--format", "md")
WORKS = {
    "letter --all": Work(LETTERS, lambda folder: printed(folder, LETTERS), 8),
    "overview": Work(("overview",), lambda folder: printed(folder, ("overview",)), 3),
    "export": Work(("export",), lambda folder: printed(folder, ("export",)), 2),
    "issue": Work(
        ("issue", "-a", ONE, "--date", "2025-05-20", "--format", "html", "--format", "md"), example, 3, repeats=False
    ),
    "agree": Work(("agree", "--benchmark", "training", "--outcome", "exceeding", "--reason", "So."), example, 2),
    "submit": Work(("submit", "--on", "2025-03-21"), returned, 1, repeats=False),
    "new": Work(("new", "-a", ONE, "--from", "2023-24"), unwritten, 1, repeats=False),
    "migrate": Work(("criteria", "migrate", "-a", ONE, "--to", "2025-26"), example, 2, repeats=False),
}
PAIRS: dict[str, tuple[Words, Words, Callable[[Path], None]]] = {
    "letter --all, twice": (LETTERS, LETTERS, WORKS["letter --all"].prepare),
    "letter --all and overview": (LETTERS, ("overview",), lambda folder: printed(folder, LETTERS, ("overview",))),
    "agree and agree": (
        ("agree", "--benchmark", "training", "--outcome", "exceeding", "--reason", "So."),
        ("agree", "--benchmark", "risk-assessment", "--outcome", "not_met", "--reason", "So."),
        example,
    ),
}


def files(folder: Path) -> Files:
    """Read all files of a folder but its cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def faults(left: Files, old: Files, new: Files) -> Iterator[str]:
    """Say what is neither old nor new."""
    for name in {*left, *old, *new}:
        if TEMPORARY.fullmatch(name.rpartition("/")[2]):
            continue
        folder, _, bare = name.rpartition("/")
        if bare == MANIFEST and name in left and _claims(left[name], folder, left):
            continue
        if left.get(name) not in (old.get(name), new.get(name)):
            yield f"{name} is neither what it was nor what it was to be"


def _claims(manifest: bytes, folder: str, left: Files) -> bool:
    """Tell whether a site's list is whole, and has each page that is there: it is written before them and after."""
    pages = {name.removeprefix(f"{folder}/") for name in left if name.startswith(f"{folder}/")}
    pages = {name for name in pages if not TEMPORARY.search(name)} - {MANIFEST}
    return set(json.loads(manifest)["files"]) >= pages


class Trial:
    """One work, with the workspace before it and what it makes of that."""

    def __init__(self, name: str, folder: Path) -> None:
        self.work = WORKS[name]
        self._folder = folder
        self._before = folder / "before"
        self.work.prepare(self._before)
        self.old = files(self._before)
        whole = self._laid("whole")
        began = time.monotonic()
        done = self._stepped(whole, 0, half=False)
        self.seconds = time.monotonic() - began
        said = re.search(rb"steps=(\d+)", done.stderr)
        if done.returncode or said is None:
            message = f"{name} does not run: {done.stderr.decode()}"
            raise SystemExit(message)
        self.steps = int(said[1])
        self.new = files(whole)

    def _laid(self, name: str) -> Path:
        target = self._folder / name
        shutil.rmtree(target, ignore_errors=True)
        return Path(shutil.copytree(self._before, target))

    def _stepped(self, folder: Path, step: int, *, half: bool) -> subprocess.CompletedProcess[bytes]:
        words = [sys.executable, "-c", STEPPED, str(step), "half" if half else "before", *self.work.words]
        return subprocess.run(words, cwd=folder, capture_output=True, check=False)

    def kill(self, chance: random.Random) -> list[str]:
        """Kill the work once, and run it again.

        Args:
            chance: What decides when.

        Returns:
            What is wrong afterwards.
        """
        folder = self._laid("killed")
        if chance.random() < 0.3:  # noqa: PLR2004 - the fewer, as most of them come before or after the writing
            seconds = chance.uniform(0.3, 1.0) * self.seconds
            when = f"after {seconds:.3f} s"
            self._kill_after(seconds, folder)
        else:
            step, half = chance.randint(1, self.steps), chance.random() < 0.5  # noqa: PLR2004 - each as often
            when = f"at step {step} of {self.steps}{', half written' * half}"
            done = self._stepped(folder, step, half=half)
            if done.returncode != -signal.SIGKILL:
                return [f"{when}: it was not killed"]
        found = list(faults(files(folder), self.old, self.new))
        again = run(self.work.words, folder)
        found += faults(files(folder), self.new, self.new)
        if again.returncode and (self.work.repeats or again.returncode != 1):
            found.append(f"run again, it ends with {again.returncode}: {again.stderr.decode()}")
        if not again.returncode and any(TEMPORARY.search(name) for name in files(folder)):
            found.append("a temporary is left")
        return [f"{when}: {each}" for each in found]

    def _kill_after(self, seconds: float, folder: Path) -> None:
        process = subprocess.Popen(
            [*COMMAND, *self.work.words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(seconds)
        process.kill()
        process.wait()


def pair(name: str, folder: Path, chance: random.Random) -> list[str]:
    """Run two commands at once.

    Args:
        name: The pair's name.
        folder: Where to lay out workspaces.
        chance: What decides how far apart they begin.

    Returns:
        What is wrong afterwards.
    """
    one, two, prepare = PAIRS[name]
    before, both = folder / "before", folder / "both"
    if not before.exists():
        prepare(before)
    orders = [_after(folder, "one two", one, two), _after(folder, "two one", two, one)]
    alone = [_after(folder, "one", one), _after(folder, "two", two)]
    shutil.rmtree(both, ignore_errors=True)
    shutil.copytree(before, both)
    running = []
    for each in (one, two):
        running.append(subprocess.Popen([*COMMAND, *each], cwd=both, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        time.sleep(chance.uniform(0, 0.05))
    ended = [(each.communicate()[1].decode(), each.returncode) for each in running]
    # Who comes too late to an editing command is told so, and has written nothing; no other is refused.
    may_refuse = one[0] == "agree"
    refused = [error for error, code in ended if code]
    found = [error for error in refused if not may_refuse or "Traceback" in error]
    if one[0] == two[0]:
        allowed = [*orders, *alone] if may_refuse and refused else orders
        return found if files(both) in allowed else [*found, "what is left is of neither order"]
    # One reads what the other writes: no page is a mixture, and once more makes all of them new.
    found += set.intersection(*(set(faults(files(both), files(before), each)) for each in (*orders, *alone)))
    for each in (one, two):
        run(each, both)
    return found + list(faults(files(both), orders[0], orders[0]))


def _after(folder: Path, name: str, *commands: Words) -> Files:
    """Give the files after commands one behind the other, which are run once."""
    done = folder / name
    if not done.exists():
        shutil.copytree(folder / "before", done)
        for each in commands:
            run(each, done)
    return files(done)


def main() -> int:
    """Kill, pair, and say what came of it.

    Returns:
        The exit code: 1 if anything was wrong.
    """
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=220)
    options.add_argument("--pairs", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - it must give the same again, not be secret
    wrong, shares = 0, sum(each.share for each in WORKS.values())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, (work, (_, _, share, _)) in enumerate(WORKS.items()):
            times = max(1, round(given.kills * share / shares))
            trial = Trial(work, folder / str(number))
            found = [fault for _ in range(times) for fault in trial.kill(chance)]
            wrong += _said(f"{work}: killed {times} times", found)
        for number, each in enumerate(PAIRS):
            times = max(1, given.pairs // len(PAIRS))
            of_pair = folder / f"pair-{number}"
            of_pair.mkdir()
            found = [fault for _ in range(times) for fault in pair(each, of_pair, chance)]
            wrong += _said(f"{each}: {times} pairs at once", found)
    return 1 if wrong else 0


def _said(work: str, found: list[str]) -> int:
    sys.stdout.write(f"{work}, {len(found)} faults\n" + "".join(f"  {each}\n" for each in found[:10]))
    sys.stdout.flush()
    return len(found)


if __name__ == "__main__":
    raise SystemExit(main())

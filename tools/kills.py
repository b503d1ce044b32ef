"""Kill commands in the middle of writing, and run them two at once, and look at what is left.

    tools/kills.py                  220 kills and 100 pairs (some minutes)
    tools/kills.py --kills 24 --pairs 4 --seed 7
    tools/kills.py --kills 0 --pairs 200

Each kill is SIGKILL: before a call by which something is written, after half of what a `write` was to write, or from
outside at any moment of the run. Afterwards each file has to be what it was before or what the whole run makes of it,
to the byte, and besides there may be only temporaries of a known name. Then the command is run again: it has to leave
what a whole run leaves and to have swept the temporaries, unless it may refuse what is done already or has nothing to
write.

Of each two commands that edit, what is left has to be what one after the other leaves, in either order, to the byte.
Where one makes pages or letters of what the other edits, each file is one of those that the orders make.
"""

import argparse
import itertools
import json
import random
import re
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "prevent_assure"]
TEMPORARY = re.compile(r"\.prevent-assure-([0-9a-f]{16}|(files|pages)-lock)\.tmp")
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
        again: The exit codes with which it may end where it is run again.
        typed: What is typed into it.
    """

    words: Words
    prepare: Callable[[Path], None]
    share: int = 1
    again: tuple[int, ...] = (0,)
    typed: bytes = b""


def run(words: Words, folder: Path, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a workspace, to its end."""
    return subprocess.run([*COMMAND, *words], cwd=folder, input=typed, capture_output=True, check=False)


def started(work: Work, folder: Path) -> "subprocess.Popen[bytes]":
    """Start a work in a workspace, and do not wait for it."""
    with tempfile.TemporaryFile() as file:
        file.write(work.typed)
        file.seek(0)
        return subprocess.Popen(
            [*COMMAND, *work.words], cwd=folder, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )


def example(folder: Path) -> None:
    """Lay out the example."""
    shutil.copytree(ROOT / "examples" / ONE, folder)


def submitted(folder: Path) -> None:
    """Lay out the example without its review of the current cycle."""
    example(folder)
    (folder / "reviews" / "2024-25" / f"{ONE}.yaml").unlink()


def returned(folder: Path) -> None:
    """Lay out the example with its self-assessment sent back."""
    submitted(folder)
    run(("return", "--reason", "Too early.", "--on", "2025-03-20"), folder)


def formed(folder: Path) -> None:
    """Lay out the example with its self-assessment sent back, and a workbook of it that somebody has filled in."""
    returned(folder)
    run(("form", "write", "--output", "back.xlsx"), folder)
    fill = runpy.run_path(str(ROOT / "tests" / "workbooks.py"))["fill"]
    fill(
        folder / "back.xlsx",
        {"/benchmarks/training/summary": "As we wrote.", "/benchmarks/training/claimed": "Not met"},
    )


def mistyped(folder: Path) -> None:
    """Lay out the example with its self-assessment sent back, and words in it that want mending."""
    returned(folder)
    path = folder / "assessments" / "2024-25" / f"{ONE}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("claimed: met", "claimed: Met"), encoding="utf-8")


def listed(folder: Path) -> None:
    """Lay out the example with a contacts sheet that names another chief executive."""
    example(folder)
    rows = "Council,Post,Name,From,To\nHerefordshire Council,Chief Executive,Jo Bello,2025-09-01,\n"
    (folder / "people.csv").write_text(rows, encoding="utf-8")


def unwritten(folder: Path) -> None:
    """Lay out the example without its self-assessment of the current cycle."""
    example(folder)
    for room in ("assessments", "reviews"):
        (folder / room / "2024-25" / f"{ONE}.yaml").unlink()


def empty(folder: Path) -> None:
    """Lay out nothing."""
    folder.mkdir(parents=True)


def printed(folder: Path, *commands: Words) -> None:
    """Lay out a small nation whose letters and site are there, and of which each has to be written anew."""
    nation = [sys.executable, str(ROOT / "tools" / "nation.py"), str(folder), "--authorities", "12"]
    subprocess.run([*nation, "--cycles", "1", "--complete"], check=True, capture_output=True)
    for words in commands:
        run(words, folder)
    for path in folder.glob("*/2024-25/*.yaml"):
        text = path.read_text(encoding="utf-8").replace(" shares ", " has shared ")
        text = re.sub(r', of: "[^"]*"', "", text)  # what is sealed and changes is an error
        path.write_text(text.replace("    claimed: met\n", "    claimed: exceeding\n"), encoding="utf-8")


LETTERS = ("letter", "--all", "--format", "html", "--format", "md")
AGREE = ("agree", "--benchmark")
PUBLISH = ("overview", "--publish", "--smallest", "3", "--output", "out")
ANSWER = ("answer", "--all", "--benchmark")
WORKS = {
    "letter --all": Work(LETTERS, lambda folder: printed(folder, LETTERS), 8),
    "overview": Work(("overview",), lambda folder: printed(folder, ("overview",)), 3),
    "export": Work(("export",), lambda folder: printed(folder, ("export",)), 2),
    "issue": Work(
        ("issue", "-a", ONE, "--date", "2025-05-20", "--format", "html", "--format", "md"), example, 3, again=(0, 1)
    ),
    "agree": Work((*AGREE, "training", "--outcome", "exceeding", "--reason", "So."), example, 2),
    "agree otherwise": Work((*AGREE, "partnership-group", "--outcome", "exceeding", "--reason", "So."), example),
    "agree the whole": Work(("agree", "--on", "2025-05-08"), example),
    "accept": Work(("accept", "--on", "2025-05-03"), example),
    "clear": Work(("clear", "--on", "2025-05-17"), example),
    "return": Work(("return", "--reason", "Too early.", "--on", "2025-05-18"), example, again=(0, 1)),
    "reopen": Work(("reopen", "--reason", "Too early.", "--on", "2025-05-18"), example, again=(0, 1)),
    "unclear": Work(("unclear", "--reason", "Too early.", "--on", "2025-05-18"), example, again=(0, 1)),
    "letter": Work(("letter", "-a", ONE), example),
    "withdraw": Work(("withdraw", "--reason", "Too early.", "--on", "2025-03-20"), submitted, again=(0, 1)),
    "return the same": Work(("return", "--reason", "Too early.", "--on", "2025-03-20"), submitted, again=(0, 1)),
    "migrate": Work(("criteria", "migrate", "-a", ONE, "--to", "2025-26"), example, 2),
    "submit": Work(("submit", "--on", "2025-03-21"), returned, 1, again=(0, 1)),
    "answer": Work((*ANSWER, "training"), returned, typed=b"not_met\n", again=(0, 2)),
    "answer otherwise": Work((*ANSWER, "risk-assessment"), returned, typed=b"not_met\n", again=(0, 2)),
    "migrate a draft": Work(("criteria", "migrate", "-a", ONE, "--to", "2025-26"), returned),
    "cycle open": Work(("cycle", "open", "2025-26", "--due", "2026-03-31"), example),
    "cycle close": Work(("cycle", "close", "2024-25", "--anyway", "--on", "2025-12-01"), example),
    "validate --fix": Work(("validate", "--fix"), mistyped),
    "new": Work(("new", "-a", ONE, "--from", "2023-24"), unwritten, 1, again=(0, 1)),
    "form write": Work(("form", "write", "-a", ONE), returned, again=(0, 1)),
    "form read": Work(("form", "read", "back.xlsx"), formed, 2),
    "answer beside a form": Work((*ANSWER, "risk-assessment"), formed, typed=b"not_met\n", again=(0, 2)),
    "authorities import": Work(("authorities", "import", "people.csv", "--on", "2025-09-01"), listed, 2),
    "clear beside an import": Work(("clear", "--on", "2025-05-17"), listed),
    "public letter": Work(("letter", "-a", ONE, "--audience", "public", "--withhold-perhaps"), example),
    "publish": Work(PUBLISH, lambda folder: printed(folder, PUBLISH), 2),
    "init": Work(("init", "-a", ONE), empty, 2, again=(0, 2)),
    "init another": Work(("init", "-a", "exampleton"), empty, again=(0, 2)),
}
READERS = {"letter --all", "overview", "export", "letter", "public letter", "publish"}
"""What these write is made of the files at several moments."""


def pairs() -> list[tuple[str, str]]:
    """Name every two commands that can be run at once in the same workspace, and each one twice."""
    together = [{"letter --all", "overview", "export", "publish"}] + [
        {name for name, work in WORKS.items() if work.prepare is prepare}
        for prepare in (example, submitted, returned, mistyped, formed, listed, unwritten, empty)
    ]
    return [
        (one, two)
        for names in together
        for one, two in itertools.combinations_with_replacement([name for name in WORKS if name in names], 2)
    ]


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
        return subprocess.run(words, cwd=folder, input=self.work.typed, capture_output=True, check=False)

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
        again = run(self.work.words, folder, self.work.typed)
        found += faults(files(folder), self.new, self.new)
        if again.returncode not in self.work.again:
            found.append(f"run again, it ends with {again.returncode}: {again.stderr.decode()}")
        wrote = not again.returncode and b"nothing is changed" not in again.stdout + again.stderr
        if wrote and any(TEMPORARY.search(name) for name in files(folder)):
            found.append("a temporary is left")
        return [f"{when}: {each}" for each in found]

    def _kill_after(self, seconds: float, folder: Path) -> None:
        process = started(self.work, folder)
        time.sleep(seconds)
        process.kill()
        process.communicate()


class Pairs:
    """Works that are run two at once, each pair in the workspace of the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done: dict[tuple[str, ...], Path] = {}

    def _after(self, first: str, *names: str) -> Path:
        """Give the workspace after works one behind the other; the first of all says how it is laid out."""
        key = (WORKS[first].prepare.__name__ if first not in READERS else first, *names)
        if key not in self._done:
            before = self._after(first, *names[:-1]) if names else None
            target = self._folder / f"after-{len(self._done)}"
            if before is not None:
                shutil.copytree(before, target)
                run(WORKS[names[-1]].words, target, WORKS[names[-1]].typed)
            else:
                WORKS[first].prepare(target)
            self._done[key] = target
        return self._done[key]

    def at_once(self, one: str, two: str, chance: random.Random) -> list[str]:
        """Run two works at once.

        Args:
            one: The one.
            two: The other.
            chance: What decides how far apart they begin.

        Returns:
            What is wrong afterwards.
        """
        both = self._folder / "both"
        shutil.rmtree(both, ignore_errors=True)
        shutil.copytree(self._after(one), both)
        running = []
        for work in (WORKS[one], WORKS[two]):
            running.append(started(work, both))
            time.sleep(chance.uniform(0, 0.05))
        ended = [(process.communicate(), process.returncode) for process in running]
        said = [error.decode() for (_, error), code in ended if code not in {0, 1, 2} or b"Traceback" in error]
        orders = [files(self._after(one, one, two)), files(self._after(one, two, one))]
        # An issue is not decided anew: it says that a file changed meanwhile, and nothing of it is written.
        told = [b"changed meanwhile" in error and code == 1 for (_, error), code in ended]
        orders += [files(self._after(one, name)) for name, not_done in zip((two, one), told, strict=True) if not_done]
        left = files(both)
        if {one, two} & READERS and one != two:
            before = files(self._after(one))
            alone = [files(self._after(one, name)) for name in (one, two)]
            return said + sorted(set.intersection(*(set(faults(left, before, each)) for each in (*orders, *alone))))
        return said if left in orders else [*said, "what is left is of neither order"]


def main() -> int:
    """Kill, pair, and say what came of it.

    Returns:
        The exit code: 1 if anything was wrong.
    """
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=220)
    options.add_argument("--pairs", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - it must give the same again, not be secret
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = chance.choices(list(WORKS), [work.share for work in WORKS.values()], k=given.kills)
        for number, (work, times) in enumerate(sorted(Counter(drawn).items())):
            trial = Trial(work, folder / str(number))
            found = [fault for _ in range(times) for fault in trial.kill(chance)]
            wrong += _said(f"{work}: killed {times} times", found)
        of_pairs = Pairs(folder)
        every = pairs()
        chance.shuffle(every)
        for names, tried in sorted(Counter(itertools.islice(itertools.cycle(every), given.pairs)).items()):
            found = [fault for _ in range(tried) for fault in of_pairs.at_once(*names, chance)]
            wrong += _said(f"{' and '.join(names)}: {tried} times at once", found)
    return 1 if wrong else 0


def _said(work: str, found: list[str]) -> int:
    sys.stdout.write(f"{work}, {len(found)} faults\n" + "".join(f"  {each}\n" for each in found[:10]))
    sys.stdout.flush()
    return len(found)


if __name__ == "__main__":
    raise SystemExit(main())

"""`make bench`: measure the command as people run it against a floor in the same run, and write docs/performance.md.

`python bench/run.py --rivals FOLDER [--times N] [--instructions] [--write]`. `--write` replaces the table in
docs/performance.md; `--small` tries in a minute or two whether all of it runs, and writes nothing.
"""

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import rivals
from measure import Failed, in_turns, instructions, once
from table import Row, by_count, by_cpu, by_memory, by_wall, put_into, table

BENCH = Path(__file__).resolve().parent
PAGE = BENCH.parent / "docs" / "performance.md"
PYTHON = sys.executable
COMMAND = str(Path(PYTHON).with_name("prevent-assure"))
ONE = "assessments/2024-25/alderbeck.yaml"
LINE = 110
LINE_OF_TEXT = re.compile(r"^ +[A-Za-z][^:\n]*$", re.MULTILINE)
BARE = [PYTHON, "-c", "pass"]
FLOOR = [PYTHON, str(BENCH / "floor.py")]
BUSY = "for _ in range(20_000_000): pass"
ONE_LOOP = [PYTHON, "-c", BUSY]
TWO_LOOPS = ["/bin/sh", "-c", '"$0" -c "$1" & "$0" -c "$1"; wait', PYTHON, BUSY]


class Sizes(NamedTuple):
    """How much is measured.

    Attributes:
        few: Pairs of a self-assessment and its review whose instructions are counted.
        region: Such pairs in a region.
        files: Files of a small and of a large country.
        times: How often each command is run.
    """

    few: int = 40
    region: int = 400
    files: tuple[int, int] = (2_000, 10_000)
    times: int = 5

    @property
    def seldom(self) -> int:
        """How often commands are run that take long."""
        return (self.times + 1) // 2


def _nation(folder: Path, councils: int, *words: str) -> Path:
    nation = folder / "-".join([str(councils), *words])
    made = ["--authorities", str(councils), *(words or ("--cycles", "1", "--complete"))]
    once([PYTHON, str(BENCH.parent / "tools" / "nation.py"), str(nation), *made], folder)
    return nation


def _in_capitals(nation: Path, folder: Path) -> Path:
    """Copy a nation; each word of its texts then looks like a name, which the lint of letters has to look at."""
    copy = Path(shutil.copytree(nation, folder / "capitals"))
    for path in (each for kind in ("assessments", "reviews") for each in (copy / kind).rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(LINE_OF_TEXT.sub(lambda line: line[0].title(), text), encoding="utf-8")
    return copy


def _start_up(nation: Path, sizes: Sizes) -> Iterator[Row]:
    commands = [BARE, [COMMAND, "--version"], [COMMAND, "--help"], [*FLOOR, ONE], [COMMAND, "validate", ONE]]
    bare, shown, helped, floor, one = in_turns(commands, nation, 4 * sizes.times)
    yield by_cpu("`--version`", shown, "`python -c pass`", bare, "2.5")
    yield by_cpu("`--help`", helped, "`python -c pass`", bare, "20")
    yield by_cpu("`validate` one file", one, "the floor", floor, "1.5")


def _region(nation: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    plain = [PYTHON, str(BENCH / "plain_letters.py"), str(nation), str(folder / "plain")]
    capitals = [COMMAND, "validate", "--workspace", str(_in_capitals(nation, folder))]
    commands = [[*FLOOR, "."], [COMMAND, "validate"], capitals, [COMMAND, "score"], [COMMAND, "letter", "--all"], plain]
    floor, validated, named, scored, written, looped = in_turns(commands, nation, sizes.times)
    yield by_cpu(f"`validate` {sizes.region} pairs", validated, "the floor", floor, "2.0")
    yield by_cpu("the same, every word of their texts with a capital", named, "as they are", validated, "2.5")
    yield by_cpu(f"`score` {sizes.region}", scored, "`validate`", validated, "1.3")
    yield by_cpu(f"`letter --all` {sizes.region}", written, "jinja2 alone", looped, "1.3")


def _checked_elsewhere(nation: Path, folder: Path, sizes: Sizes, installed: Path) -> Iterator[Row]:
    """Hold the same files against their JSON Schemas with what people would use instead."""
    for kind in rivals.ROOMS:
        once(["/bin/sh", "-c", f"'{COMMAND}' schema {kind} > '{folder}/{kind}.json'"], nation)
    rivals.copy_quoted(nation, folder)
    for rival in rivals.rivals(installed):
        commands = [[COMMAND, "validate"], rival.command(folder)]
        if rival.program is None:
            yield Row(rival.name, "not installed", target=rival.target)
            continue
        try:
            ours, theirs = in_turns(commands, nation, sizes.seldom)
        except Failed:
            yield Row(rival.name, "failed", target=rival.target)
        else:
            yield by_cpu(rival.name, theirs, f"`validate` {sizes.region} pairs", ours, rival.target)


def _rendered_elsewhere(nation: Path, folder: Path, sizes: Sizes, installed: Path) -> Iterator[Row]:
    """Render the letters as pages of a site, from the Markdown that we write."""
    name, target, program = f"mkdocs, {sizes.region} letters", "3 or more", rivals.mkdocs(installed)
    if program is None:
        yield Row(name, "not installed", target=target)
        return
    once([COMMAND, "letter", "--all", "--format", "md"], nation)
    site = folder / "site"
    rivals.site(nation, site)
    build = [str(program), "build", "--quiet", "--config-file", str(site / "mkdocs.yml")]
    try:
        ours, theirs = in_turns([[COMMAND, "letter", "--all"], build], nation, sizes.seldom)
    except Failed:
        yield Row(name, "failed", target=target)
    else:
        yield by_cpu(name, theirs, f"`letter --all` {sizes.region}", ours, target)


def _picture(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Three cycles of a nation, against one of them."""
    nation = _nation(folder, sizes.region, "--cycles", "3")
    commands = [[COMMAND, "score"], [COMMAND, "overview"], [COMMAND, "export"]]
    scored, shown, written = in_turns(commands, nation, sizes.seldom)
    yield by_cpu(f"`overview` {sizes.region}, three cycles", shown, "`score` of one", scored, "6")
    yield by_cpu(f"`export` {sizes.region}, three cycles", written, "`score` of one", scored, "6")


def _country(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Many files, and five times as many; these also by two processes."""
    # An authority's file, its self-assessment and its review are three.
    small, large = (_nation(folder, files // 3) for files in sizes.files)
    serial = [[COMMAND, "validate"], [COMMAND, "score"], [COMMAND, "letter", "--all"]]
    double = [[*command, "--jobs", "2"] for command in serial]
    few = in_turns(serial[:2], small, sizes.seldom)
    loops = [ONE_LOOP, TWO_LOOPS]
    floor, one, two, *many = in_turns([[*FLOOR, "."], *loops, *serial, *double], large, sizes.seldom, warm=False)
    less, more = (f"{files:,} files" for files in sizes.files)
    for name, before, after in zip(("validate", "score"), few, many, strict=False):
        yield by_cpu(f"`{name}` {more}", after, "the floor", floor)
        yield by_cpu(f"`{name}` five times the files", after, less, before, "5, linear")
        yield by_memory(f"`{name}` {more}", after, "the floor", floor, "2")
        yield by_memory(f"`{name}` five times the files", after, less, before, "1, flat")
    yield by_wall("two bare loops at once", two, "one alone", one, "1, both free")
    for command, alone, shared in zip(serial, many, many[len(serial) :], strict=False):
        name = " ".join(command[1:])
        yield by_wall(f"`{name} --jobs 2` {more}", shared, f"`{name}`", alone, "0.65")


def _counted(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Instructions, which are the same on a busy machine."""
    nation, log = _nation(folder, sizes.few), folder / "callgrind.log"
    works = [
        ("`--version`", ["--version"], "`python -c pass`", BARE, "2.5"),
        ("`--help`", ["--help"], "`python -c pass`", BARE, "20"),
        ("`validate` one file", ["validate", ONE], "the floor", [*FLOOR, ONE], "1.5"),
        (f"`validate` {sizes.few} pairs", ["validate"], "the floor", [*FLOOR, "."], "2.0"),
    ]
    for work, words, against, other, target in works:
        try:
            counts = [instructions(command, nation, log) for command in ([COMMAND, *words], other)]
        except Failed:
            yield Row(f"{work}, instructions", "not counted", against, target=target)
        else:
            yield by_count(work, counts[0], against, counts[1], target)


def _machine() -> Iterator[str]:
    """Tell what a reader has to know of the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield f"{platform.system()} on {platform.machine()}, {cores} cores, load {os.getloadavg()[0]:.1f} at the start"
    names = ("pydantic", "ruamel.yaml.clib", "typer", "jinja2")
    yield f"Python {platform.python_version()}; " + ", ".join(f"{name} {version(name)}" for name in names)
    yield "Held against " + ", ".join(rivals.versions())


def _all(folder: Path, sizes: Sizes, installed: Path, *, counting: bool) -> Iterator[Row]:
    nation = _nation(folder, sizes.region)
    yield from _start_up(nation, sizes)
    yield from _region(nation, folder, sizes)
    yield from _checked_elsewhere(nation, folder, sizes, installed)
    yield from _rendered_elsewhere(nation, folder, sizes, installed)
    yield from _picture(folder, sizes)
    yield from _country(folder, sizes)
    if counting:
        yield from _counted(folder, sizes)


def _said(rows: Iterable[Row]) -> Iterator[Row]:
    """Show each line as soon as it is measured."""
    for row in rows:
        sys.stderr.write(f"{row}\n")
        yield row


def _report(rows: Sequence[Row], sizes: Sizes, machine: Iterable[str]) -> str:
    medians = f"Medians of {sizes.times} runs (of start-up {4 * sizes.times}, of what takes long {sizes.seldom})"
    described = "".join(f"{textwrap.fill(line, LINE, break_on_hyphens=False)}.\n" for line in (medians, *machine))
    return f"\n{described}\n{table(rows)}\n\n"


def main() -> None:
    """Measure all, print the table, and write it where that is asked for.

    Raises:
        SystemExit: If a command of ours fails.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=Sizes().times, help="how often each command is run")
    options.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options.add_argument("--small", action="store_true", help="few files, once: to see that it runs; writes nothing")
    options.add_argument("--instructions", action="store_true", help="count instructions, too (needs valgrind)")
    options.add_argument("--rivals", type=Path, required=True, help="where tools/rivals.sh has installed them")
    chosen = options.parse_args()
    sizes = Sizes(3, 12, (30, 150), 1) if chosen.small else Sizes(times=chosen.times)
    machine = list(_machine())
    with tempfile.TemporaryDirectory() as name:
        made = _all(Path(name), sizes, chosen.rivals.resolve(), counting=chosen.instructions)
        try:
            rows = list(_said(made))
        except Failed as fault:
            raise SystemExit(str(fault)) from None
    report = _report(rows, sizes, machine)
    sys.stdout.write(report)
    if chosen.write and not chosen.small:
        put_into(PAGE, report)


if __name__ == "__main__":
    main()

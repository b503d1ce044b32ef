"""`make bench`: measure the command as people run it against a floor in the same run, and write docs/performance.md.

`python bench/run.py [--times N] [--write]`; with `--write` the table in docs/performance.md is replaced.
"""

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from measure import Measured, in_turns, once

BENCH = Path(__file__).resolve().parent
PAGE = BENCH.parent / "docs" / "performance.md"
PYTHON = sys.executable
COMMAND = str(Path(PYTHON).with_name("prevent-assure"))
ONE = "assessments/2024-25/alderbeck.yaml"
BARE = [PYTHON, "-c", "pass"]
FLOOR = [PYTHON, str(BENCH / "floor.py")]
TABLE = re.compile(r"(?<=<!-- table -->\n).*(?=<!-- end of table -->)", re.DOTALL)


class Row(NamedTuple):
    """One line of the table."""

    work: str
    measured: Measured
    against: str
    measure: Measured
    target: str

    def __str__(self) -> str:
        """The line in Markdown."""
        ratio = self.measured.cpu / self.measure.cpu
        times, theirs = f"{self.measured.cpu:.3f} s", f"{self.measure.cpu:.3f} s"
        memory = f"{self.measured.memory / 1e6:.0f} MB"
        return f"| {self.work} | {times} | {self.against} | {theirs} | {ratio:.2f} | {self.target} | {memory} |"


def _nation(folder: Path, councils: int) -> Path:
    nation = folder / str(councils)
    made = ["--authorities", str(councils), "--cycles", "1", "--complete"]
    once([PYTHON, str(BENCH.parent / "tools" / "nation.py"), str(nation), *made], folder)
    return nation


def _start_up(nation: Path, times: int) -> Iterator[Row]:
    commands = [BARE, [COMMAND, "--version"], [COMMAND, "--help"], [*FLOOR, ONE], [COMMAND, "validate", ONE]]
    bare, shown, helped, floor, one = in_turns(commands, nation, 4 * times)
    yield Row("`--version`", shown, "`python -c pass`", bare, "2.5")
    yield Row("`--help`", helped, "`python -c pass`", bare, "12")
    yield Row("`validate` one file", one, "the floor", floor, "1.3")


def _region(nation: Path, folder: Path, times: int) -> Iterator[Row]:
    plain = [PYTHON, str(BENCH / "plain_letters.py"), str(nation), str(folder / "plain")]
    commands = [[*FLOOR, "."], [COMMAND, "validate"], [COMMAND, "score"], [COMMAND, "letter", "--all"], plain]
    floor, validated, scored, written, looped = in_turns(commands, nation, times)
    yield Row("`validate` 400 pairs", validated, "the floor", floor, "1.3")
    yield Row("`score` 400", scored, "`validate`", validated, "1.2")
    yield Row("`letter --all` 400", written, "jinja2 alone", looped, "1.3")


def _elsewhere(nation: Path, folder: Path, others: Sequence[str]) -> Iterator[Row]:
    """Hold the same files against their JSON Schemas with what people would use instead, where it is installed."""
    rooms = {"assessment": "assessments/2024-25", "review": "reviews/2024-25"}
    for kind in rooms:
        once(["/bin/sh", "-c", f"'{COMMAND}' schema {kind} > '{folder}/{kind}.json'"], nation)
    ours = once([COMMAND, "validate"], nation)
    for other in others:
        label, target, program, *words = other.split("|")
        parts = []
        for kind, room in rooms.items():
            schema = folder / f"{kind}.json"
            files = [str(path.relative_to(nation)) for path in sorted((nation / room).glob("*.yaml"))]
            given = [f"{room}/*.yaml"] if "-d" in words else files
            parts.append(once([program, *(each.replace("SCHEMA", str(schema)) for each in words), *given], nation))
        whole = Measured(sum(each.cpu for each in parts), max(each.memory for each in parts))
        yield Row(label, whole, "`validate` 400 pairs", ours, target)


def _picture(folder: Path, times: int) -> Iterator[Row]:
    """Three cycles of a nation, against one of them."""
    nation = folder / "picture"
    once([PYTHON, str(BENCH.parent / "tools" / "nation.py"), str(nation)], folder)
    scored, shown, written = in_turns([[COMMAND, "score"], [COMMAND, "overview"], [COMMAND, "export"]], nation, times)
    yield Row("`overview` 400, three cycles", shown, "`score` of one", scored, "6")
    yield Row("`export` 400, three cycles", written, "`score` of one", scored, "6")


def _country(folder: Path, times: int) -> Iterator[Row]:
    before: dict[str, Measured] = {}
    # An authority's file, its self-assessment and its review are three.
    for files in (2_000, 10_000):
        nation = _nation(folder, files // 3)
        for name in ("validate", "score"):
            command, floor = in_turns([[COMMAND, name], [*FLOOR, "."]], nation, times)
            yield Row(f"`{name}` {files:,} files", command, "the floor", floor, "")
            if name in before:
                yield Row(f"`{name}` five times the files", command, "2,000 files", before[name], "5, linear")
            before[name] = command


def _machine() -> str:
    names = ("pydantic", "ruamel.yaml.clib", "typer", "jinja2")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} on {platform.machine()}, {cores} cores; Python {platform.python_version()}; {packages}"


def _table(rows: Sequence[Row], times: int) -> str:
    head = "| work | CPU | against | CPU | ratio | target | peak memory |\n|---|--:|---|--:|--:|--:|--:|"
    lines = "\n".join(str(row) for row in rows)
    return f"\nMedians of {times} runs (of start-up {4 * times}).\n{_machine()}.\n\n{head}\n{lines}\n\n"


def _all(nation: Path, folder: Path, times: int, others: Sequence[str]) -> Iterator[Row]:
    yield from _start_up(nation, times)
    yield from _region(nation, folder, times)
    yield from _elsewhere(nation, folder, others)
    yield from _picture(folder, max(1, times // 2))
    yield from _country(folder, max(1, times // 2))


def _said(rows: Iterable[Row]) -> Iterator[Row]:
    """Show each line as soon as it is measured."""
    for row in rows:
        sys.stderr.write(f"{row}\n")
        yield row


def main() -> None:
    """Measure all, print the table, and write it where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=5, help="how often each command is run")
    options.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options.add_argument(
        "--other",
        action="append",
        default=[],
        metavar="LABEL|TARGET|PROGRAM|WORD|...",
        help="another program to hold the files of 400 against their schema with; SCHEMA stands for that",
    )
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        nation = _nation(folder, 400)
        rows = list(_said(_all(nation, folder, chosen.times, chosen.other)))
    table = _table(rows, chosen.times)
    sys.stdout.write(table)
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(TABLE.sub(lambda _: table, page), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The lines of the table."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from measure import Measured

HEAD = "| work | measured | against | measured | ratio | target | peak memory |\n|---|--:|---|--:|--:|--:|--:|"

PLACE = re.compile(r"(?<=<!-- table -->\n).*(?=<!-- end of table -->)", re.DOTALL)


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        work: What is measured.
        measured: How much that is, as people read it.
        against: What it is held against.
        measure: How much that is.
        ratio: The first by the second; None where one of them could not be had.
        target: What the ratio is to be, at most where nothing else is said.
        memory: The most memory of the first.
    """

    work: str
    measured: str
    against: str = ""
    measure: str = ""
    ratio: float | None = None
    target: str = ""
    memory: str = ""

    def __str__(self) -> str:
        """The line in Markdown."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        cells = (self.work, self.measured, self.against, self.measure, ratio, self.target, self.memory)
        return f"| {' | '.join(cells)} |"


def _megabytes(memory: float) -> str:
    return f"{memory / 1e6:.0f} MB"


def by_cpu(work: str, measured: Measured, against: str, measure: Measured, target: str = "") -> Row:
    """Hold processor time against processor time.

    Args:
        work: What was measured.
        measured: What it took.
        against: What it is held against.
        measure: What that took.
        target: What the ratio is to be.

    Returns:
        The line.
    """
    memory = _megabytes(measured.memory)
    ratio = measured.cpu / measure.cpu
    return Row(work, f"{measured.cpu:.3f} s", against, f"{measure.cpu:.3f} s", ratio, target, memory)


def by_wall(work: str, measured: Measured, against: str, measure: Measured, target: str = "") -> Row:
    """Hold the time that went by against time that went by.

    Args:
        work: What was measured.
        measured: What it took.
        against: What it is held against.
        measure: What that took.
        target: What the ratio is to be.

    Returns:
        The line.
    """
    memory = _megabytes(measured.memory)
    ratio = measured.wall / measure.wall
    return Row(f"{work}, wall", f"{measured.wall:.2f} s", against, f"{measure.wall:.2f} s", ratio, target, memory)


def by_memory(work: str, measured: Measured, against: str, measure: Measured, target: str = "") -> Row:
    """Hold peak memory against peak memory.

    Args:
        work: What was measured.
        measured: What it took.
        against: What it is held against.
        measure: What that took.
        target: What the ratio is to be.

    Returns:
        The line.
    """
    memory = _megabytes(measured.memory)
    ratio = measured.memory / measure.memory
    return Row(f"{work}, memory", memory, against, _megabytes(measure.memory), ratio, target, memory)


def by_count(work: str, counted: int, against: str, count: int, target: str = "") -> Row:
    """Hold instructions against instructions.

    Args:
        work: What was counted.
        counted: How many it took.
        against: What it is held against.
        count: How many that took.
        target: What the ratio is to be.

    Returns:
        The line.
    """
    millions, against_millions = f"{counted / 1e6:,.0f} million", f"{count / 1e6:,.0f} million"
    return Row(f"{work}, instructions", millions, against, against_millions, counted / count, target)


def table(rows: Sequence[Row]) -> str:
    """Write the table.

    Args:
        rows: Its lines.

    Returns:
        It in Markdown.
    """
    return "\n".join([HEAD, *(str(row) for row in rows)])


def put_into(page: Path, report: str) -> None:
    """Replace what stands in a page's place for the table.

    Args:
        page: The page.
        report: The table and what is said above it.
    """
    text = page.read_text(encoding="utf-8")
    page.write_text(PLACE.sub(lambda _: report, text), encoding="utf-8")

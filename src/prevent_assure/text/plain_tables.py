"""Tables of words: on a terminal, as Markdown and as CSV. What people wrote goes in as text, and acts nowhere."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from .consoles import console_on, trimmed
from .escaping import cell, harmless, table_cell

_NUMBER = re.compile(r"-?[0-9]{1,9}")
"""No formula, though it may begin like one."""


class Table(NamedTuple):
    """A table with its title.

    Attributes:
        title: What it is of.
        headings: The heading of each column.
        rows: The words of each row.
        strong: The rows that stand out, by their index.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()


def tables_text(tables: Sequence[Table], *, width: int, colour: bool) -> str:
    """Write tables for people.

    Args:
        tables: The tables.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        The tables one below the other.
    """
    out = StringIO()
    console = console_on(out, width=width, colour=colour)
    for table in tables:
        console.print(Text(harmless(table.title), style="bold"))
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in table.headings:
            grid.add_column(heading, overflow="fold")
        for index, row in enumerate(table.rows):
            grid.add_row(*(Text(harmless(each)) for each in row), style="bold" if index in table.strong else None)
        console.print(grid)
    return trimmed(out)


def tables_md(tables: Sequence[Table]) -> str:
    """Write tables as Markdown.

    Args:
        tables: The tables.

    Returns:
        A heading and a table for each.
    """
    return "\n".join(_one(table) for table in tables)


def _one(table: Table) -> str:
    lines = [f"## {table_cell(harmless(table.title))}", "", _row(table.headings), _row(["---"] * len(table.headings))]
    lines += [_row([table_cell(harmless(each)) for each in row]) for row in table.rows]
    return "\n".join(lines) + "\n"


def _row(words: Sequence[str]) -> str:
    return f"| {' | '.join(words)} |"


def rows_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write rows as CSV that no spreadsheet takes for formulas.

    Args:
        columns: The names of the columns.
        rows: The words of each row.

    Returns:
        The CSV with its heading.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([word if _NUMBER.fullmatch(word) else cell(harmless(word)) for word in row] for row in rows)
    return out.getvalue()

"""Listings: what a command lists, described once, and printed in each format for people and for programs.

A new format has a word in `Format` and a writer below; then every command that lists something has it.
"""

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from typing import Literal, NamedTuple

from .blocks import Block, block_markdowns, block_texts
from .escaping import cell, harmless
from .json_text import written_in_parts

Cell = str | int | datetime.date | tuple[str, ...] | None
"""What a program finds in a row: several texts have `|` between them, a fact is `true` or `false`, None is empty."""


Format = Literal["text", "json", "csv", "md"]
"""How a listing is printed."""


class Listing(NamedTuple):
    """What a command lists.

    Attributes:
        text: What people read on a terminal or in a log.
        markdown: What people read where Markdown is shown.
        columns: What programs know the columns by.
        rows: What programs find in them.
        data: What programs read as JSON, beginning with its format's name.
    """

    text: Iterable[Block]
    markdown: Iterable[Block]
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    data: Mapping[str, object]


def printed(listing: Listing, form: Format, *, width: int, colour: bool) -> Iterator[str]:
    """Print a listing part by part, so that a nation's need not be in memory at once.

    Args:
        listing: What is listed.
        form: In which format.
        width: How many columns people have.
        colour: Whether colours may be used.

    Returns:
        The parts of the text, in their order.
    """
    writers: Mapping[Format, Callable[[], Iterator[str]]] = {
        "text": lambda: block_texts(listing.text, width=width, colour=colour),
        "md": lambda: block_markdowns(listing.markdown),
        "csv": lambda: _csv(listing),
        "json": lambda: written_in_parts(listing.data),
    }
    return writers[form]()


def _csv(listing: Listing) -> Iterator[str]:
    """Write rows so that no spreadsheet takes a text for a formula."""
    for row in chain((listing.columns,), listing.rows):
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerow([_word(value) for value in row])
        yield out.getvalue()


def _word(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case tuple():
            return cell(harmless("|".join(value)))
        case str():
            return cell(harmless(value))

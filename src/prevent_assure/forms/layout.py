"""What a form consists of, before it is a workbook: sheets of rows, and in them what is to be filled in."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from prevent_assure.text.narrative import parse, plain_text

from .pointers import joined

FORMAT = "prevent-assure/form/1"
For = Literal["lead", "adviser"]
Kind = Literal["answer", "outcome", "progress", "role", "benchmarks", "text", "line", "date", "link", "yes"]
Style = Literal["plain", "title", "heading", "level", "note", "before"]


class Input(NamedTuple):
    """A cell that is to be filled in.

    Attributes:
        kind: What it takes.
        step: The last step of its route, as in `evidence`; empty where the row's route is that of the value.
        value: What stands in the file, as the form's values are written; empty for nothing.
        words: For a list: each word that may stand in the file, with what people read in its place.
        title: What it is, for those who hear it read aloud.
    """

    kind: Kind
    step: str = ""
    value: str = ""
    words: Mapping[str, str] = {}
    title: str = ""


class Fixed(NamedTuple):
    """A text that is only to be read."""

    text: str
    style: Style = "plain"


def narrative(*texts: str | None, style: Style = "plain") -> Fixed:
    """Give narratives to be read, one below the other, without their marks; those that are not there left out."""
    return Fixed("\n".join(plain_text(parse(text)) for text in texts if text), style)


class Answered(NamedTuple):
    """How many of the inputs of a sheet's column are filled in, of how many; a workbook keeps the number up to date."""

    sheet: str
    column: str
    filled: int
    asked: int


Cell = Input | Fixed | Answered


class Row(NamedTuple):
    """A row; `route` is that of its inputs, empty where there are none."""

    cells: Mapping[str, Cell]
    route: str = ""

    def inputs(self) -> Iterator[tuple[str, str, Input]]:
        """Go through the inputs: column, the route of the value, input."""
        for column, cell in self.cells.items():
            if isinstance(cell, Input):
                yield column, joined(self.route, cell.step), cell


class Column(NamedTuple):
    """A column: its letter, its heading and its width in characters; and what its inputs are, unless rows say so."""

    letter: str
    heading: str
    width: int
    step: str = ""
    kind: Kind | None = None


def lettered(*columns: Column) -> tuple[Column, ...]:
    """Give columns their letters, from B on: column A has the routes."""
    return tuple(column._replace(letter=xl_col_to_name(index)) for index, column in enumerate(columns, start=1))


class Sheet(NamedTuple):
    """A sheet. `protected` where only the inputs may be changed."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    protected: bool = True


class Form(NamedTuple):
    """A form of one authority in one cycle.

    Attributes:
        for_: Who fills it in.
        authority: The authority's id.
        cycle: The cycle.
        criteria: The edition, as in `local-authority/2024-25`.
        criteria_digest: Its digest.
        title: What the workbook calls itself.
        sheets: Its sheets, in order.
    """

    for_: For
    authority: str
    cycle: str
    criteria: str
    criteria_digest: str
    title: str
    sheets: tuple[Sheet, ...]

    def inputs(self) -> Iterator[tuple[str, Input]]:
        """Go through all inputs with the routes of their values."""
        for sheet in self.sheets:
            for row in sheet.rows:
                for _, route, given in row.inputs():
                    yield route, given

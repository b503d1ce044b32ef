"""A contacts sheet as cells, from text with commas or semicolons; `workbooks` gives the same of a workbook."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 20_000_000, 20_000, 60
DELIMITERS = (",", ";", "\t")
_SPACES = re.compile(r"[^\S\n]+")
_NO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")


class Cell(NamedTuple):
    """A cell.

    Attributes:
        sheet: The sheet's name; empty for a text file.
        row: The row's number, from 1.
        letter: The column's letter.
        value: What stands there: a text, a number, a date; never nothing.
        formula: Whether that is a formula, or what is left of one that failed.
    """

    sheet: str
    row: int
    letter: str
    value: Any
    formula: bool = False

    @property
    def place(self) -> str:
        """The place as people see it, as in `Contacts!C5`."""
        return f"{self.sheet}!{self.letter}{self.row}" if self.sheet else f"{self.letter}{self.row}"

    @property
    def lines(self) -> list[str]:
        """The text line by line, with one kind of space and nothing invisible, empty lines left out."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        plain = _NO_WIDTH.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
        return [line for line in (_SPACES.sub(" ", part).strip() for part in plain.split("\n")) if line]

    @property
    def text(self) -> str:
        """The text on one line."""
        return " ".join(self.lines)


Row = Mapping[str, Cell]
"""The cells of a row that hold something, by letter."""


class Sheet(NamedTuple):
    """A sheet: its name, and its rows that hold something."""

    name: str
    rows: Sequence[Row]


class Unreadable(NamedTuple):
    """Why a file is no contacts sheet, and what to do."""

    message: str
    hint: str


class Contents(NamedTuple):
    """What a file holds: its sheets; the cells with comments; and what was taken for granted, in a sentence."""

    sheets: Sequence[Sheet]
    comments: Sequence[tuple[str, str]] = ()
    note: str = ""


def cell(sheet: str, row: int, letter: str, value: object, *, formula: bool) -> Cell | None:
    """Make a cell; None where it holds nothing."""
    made = Cell(sheet, row, letter, value, formula or _ERRORS.fullmatch(str(value).strip()) is not None)
    return made if made.lines else None


def letter_of(index: int) -> str:
    """Give the letter of a column, counted from 0."""
    first, last = divmod(index, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def text_sheets(data: bytes) -> Iterator[Contents] | Unreadable:
    """Read a text file: UTF-8, UTF-16 with its mark, or else the Windows code page 1252.

    Args:
        data: The file.

    Returns:
        What it holds by each of the marks that may stand between columns; or why it is no such file.
    """
    decoded = _decoded(data)
    if isinstance(decoded, Unreadable):
        return decoded
    text, note = decoded
    found: list[Contents] = []
    faults: list[Unreadable] = []
    for delimiter in DELIMITERS:
        rows = _rows(text, delimiter)
        if isinstance(rows, Unreadable):
            faults.append(rows)
        else:
            found.append(Contents((Sheet("", rows),), note=note))
    return iter(found) if found else faults[0]


def _decoded(data: bytes) -> tuple[str, str] | Unreadable:
    save = "save it once more as CSV UTF-8, or as a workbook (.xlsx)"
    marked = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text, note = data.decode(marked), ""
    except UnicodeDecodeError:
        try:
            text, note = data.decode("cp1252"), "this file is not UTF-8, and is read as Windows text (code page 1252)"
        except UnicodeDecodeError:
            return Unreadable("this file is neither UTF-8 nor Windows text", save)
    return Unreadable("this is no text file", save) if "\0" in text else (text, note)


def _rows(text: str, delimiter: str) -> list[Row] | Unreadable:
    lines = io.StringIO(re.sub(r"\Asep=.[\r\n]+", "", text, flags=re.IGNORECASE), newline="")
    skipped = 1 if re.match(r"sep=", text, re.IGNORECASE) else 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        for number, values in enumerate(reader, 1 + skipped):
            if number > MOST_ROWS or len(values) > MOST_COLUMNS:
                message = f"this file has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"
                return Unreadable(message, "keep the contacts alone in it")
            made = (cell("", number, letter_of(index), value, formula=value.lstrip().startswith("="))
                    for index, value in enumerate(values))  # fmt: skip
            row = {one.letter: one for one in made if one is not None}
            if row:
                rows.append(row)
    except csv.Error:
        message = f"line {reader.line_num} has a quotation mark that does not end, or one inside a cell"
        return Unreadable(message, "a cell with such a mark stands in quotation marks, and has the mark in it twice")
    return rows

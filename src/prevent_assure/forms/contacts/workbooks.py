"""A contacts sheet from a workbook."""

import io
import re
import zipfile
from collections.abc import Iterator

from prevent_assure.forms.archives import NotAForm
from prevent_assure.forms.reading_workbooks import open_workbook, sheet_parts

from .sheets import Cell, Contents, Row, Sheet, Unreadable, cell, letter_of

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,2})(\d{1,7}):([A-Z]{1,2})(\d{1,7})\"")
_MOST_MERGED = 5_000
_MOST_CELLS = 20_000
"""So many cells may be filled from those that they are merged with."""


def workbook_sheets(data: bytes) -> Contents | Unreadable:
    """Read a workbook; a merged cell holds in each of its rows and columns what it shows.

    Args:
        data: The file.

    Returns:
        What it holds, or why it is no workbook that can be read.
    """
    opened = open_workbook(data)
    if isinstance(opened, NotAForm):
        hint = (
            opened.hint
            if "save it as" in opened.hint or "ask for" in opened.hint
            else "copy the contacts to a new workbook"
        )
        return Unreadable(
            opened.message.replace("no form has", "no contacts sheet needs")
            .replace("any form", "any contacts sheet")
            .replace("the form", "the contacts"),
            hint,
        )
    merged = _merged(data)
    sheets = []
    for name, rows in opened.sheets.items():
        found: dict[int, dict[str, Cell]] = {}
        for number, cells in rows:
            made = (cell(name, number, letter, value, formula=formula) for letter, (value, formula) in cells.items())
            found[number] = {one.letter: one for one in made if one is not None}
        left = _MOST_CELLS
        for first, last, letters in merged.get(name, ()):
            shown = found.get(first, {}).get(letters[0])
            left -= (last - first + 1) * len(letters)
            if shown is None or left < 0:
                continue
            for number in range(first, last + 1):
                for letter in letters:
                    found.setdefault(number, {}).setdefault(letter, shown._replace(row=number, letter=letter))
        sheets.append(Sheet(name, [_in_order(found[number]) for number in sorted(found) if found[number]]))
    return Contents(sheets, [(f"{one.sheet}!{one.cell}", one.text) for one in opened.comments])


def _in_order(row: Row) -> Row:
    return {letter: row[letter] for letter in sorted(row, key=lambda letter: (len(letter), letter))}


def _merged(data: bytes) -> dict[str, list[tuple[int, int, list[str]]]]:
    """Find merged cells: first and last row and the letters, by sheet."""
    found: dict[str, list[tuple[int, int, list[str]]]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for part, sheet in sheet_parts(archive):
            if part in names:
                found[sheet] = list(_of_part(archive.read(part)))
    return found


def _of_part(xml: bytes) -> Iterator[tuple[int, int, list[str]]]:
    for number, match in enumerate(_MERGED.finditer(xml)):
        if number >= _MOST_MERGED:
            return
        first, last = _index(match[1].decode()), _index(match[3].decode())
        yield int(match[2]), int(match[4]), [letter_of(index) for index in range(first, last + 1)]


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1

"""A contacts sheet from a workbook."""

from prevent_assure.forms.archives import NotAForm
from prevent_assure.forms.reading_workbooks import COMMENT, open_workbook

from .sheets import Cell, Contents, Row, Sheet, Unreadable, cell

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
    sheets = []
    for name, rows in opened.sheets.items():
        found: dict[int, dict[str, Cell]] = {}
        for number, cells in rows:
            made = (cell(name, number, letter, value, formula=formula) for letter, (value, formula) in cells.items())
            found[number] = {one.letter: one for one in made if one is not None}
        left = _MOST_CELLS
        for first, last, letters in opened.merged.get(name, ()):
            shown = found.get(first, {}).get(letters[0])
            left -= (last - first + 1) * len(letters)
            if shown is None or left < 0:
                continue
            for number in range(first, last + 1):
                for letter in letters:
                    found.setdefault(number, {}).setdefault(letter, shown._replace(row=number, letter=letter))
        sheets.append(Sheet(name, [_in_order(found[number]) for number in sorted(found) if found[number]]))
    return Contents(sheets, [(f"{one.sheet}!{one.cell}", one.text) for one in opened.comments if one.what == COMMENT])


def _in_order(row: Row) -> Row:
    return {letter: row[letter] for letter in sorted(row, key=lambda letter: (len(letter), letter))}

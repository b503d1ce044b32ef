"""Forms as people handle them: cells found by their routes, filled in, and workbooks with other things in them."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

HIDDEN = "prevent-assure"


def cells(book: Workbook) -> Iterator[tuple[str, Any]]:
    """Each input of a form by its route, found as the contract says: by column A and the hidden sheet."""
    columns: dict[str, dict[str, str]] = {}
    for kind, sheet, letter, step, *_ in book[HIDDEN].iter_rows(values_only=True, max_col=5):
        if kind == "column":
            columns.setdefault(str(sheet), {})[str(letter)] = str(step)
    for page in book.worksheets:
        if page.title == HIDDEN:
            continue
        for row in range(1, page.max_row + 1):
            route = str(page.cell(row, 1).value or "")
            if " @" in route:
                way, letter = route.split(" @")
                yield way, page[f"{letter}{row}"]
            elif route.startswith("/"):
                for letter, step in columns.get(page.title, {}).items():
                    yield f"{route}/{step}", page[f"{letter}{row}"]


def fill(form: Path, values: Mapping[str, Any], to: Path | None = None) -> Path:
    """Put values into a form's cells, by route, and save it."""
    book = openpyxl.load_workbook(form)
    found = dict(cells(book))
    for route, value in values.items():
        found[route].value = value
    book.save(to or form)
    return to or form


def change(form: Path, change: Callable[[Workbook], None], to: Path) -> Path:
    """Do to a workbook what somebody might."""
    book = openpyxl.load_workbook(form)
    change(book)
    book.save(to)
    return to


def with_parts(form: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A workbook with other parts, or further ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, parts.get(info.filename, old.read(info)))
        for name, data in parts.items():
            if name not in old.namelist():
                new.writestr(name, data)
    return out.getvalue()

"""Writing a form as a workbook, by XlsxWriter, which stores what its formulas come to: previews show it, too."""

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

import xlsxwriter

from .layout import FORMAT, Answered, Cell, Fixed, Form, Input, Row, Sheet
from .values import digest

HIDDEN = "prevent-assure"
"""The hidden sheet, which says what the cells are, and what stood in them at first."""
MOST = 32_767
"""Characters that a cell holds."""
ESCAPES_TOUCH = re.compile(r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
"""What XlsxWriter does not write so that it can be read again."""
LAST_ROW = 1_500
"""How far down lists may be asked for by those who insert rows."""
_LIST = 255
_LARGE = {"title": 1.5, "heading": 1.1, "level": 1.1}
_ACCOUNT, _HIGHEST = 6, 545
"""Lines of an account that is not written yet; pixels that a row can be high at most (409 points)."""
_MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed one, so that the same files give the same bytes
_PROTECTION = {"format_cells": True, "format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 16, "text_wrap": False},
    "heading": {"bold": True, "font_size": 12},
    "level": {"bold": True, "bg_color": "#D9E2EC", "bottom": 1},
    "note": {"font_color": "#404040"},
    "before": {"font_color": "#404040", "bg_color": "#EDEDED", "border": 1, "border_color": "#BFBFBF"},
    "head": {"bold": True, "bg_color": "#1F3B57", "font_color": "#FFFFFF", "border": 1},
    "input": {"bg_color": "#FFF9E0", "border": 1, "border_color": "#6B6B6B", "locked": False, "num_format": "@"},
    "day": {"bg_color": "#FFF9E0", "border": 1, "border_color": "#6B6B6B", "locked": False, "num_format": "dd/mm/yyyy"},
    "route": {"font_color": "#808080", "font_size": 8, "text_wrap": False},
}


def workbook_of(form: Form) -> bytes:
    """Write a form as an .xlsx workbook.

    Args:
        form: The form, whose texts all fit into cells.

    Returns:
        The file; the same form gives the same bytes.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False})  # fmt: skip
    book.set_properties({"title": form.title, "created": _MADE, "comments": f"{form.authority}, {form.cycle}"})
    book.set_custom_property("Language", "en-GB")
    _Writer(book, form).write()
    book.close()
    return out.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, form: Form) -> None:  # noqa: ANN401 - XlsxWriter ships no types
        self._book, self._form = book, form
        base = {"font_name": "Arial", "font_size": 11, "text_wrap": True, "valign": "top"}
        self._styles = {name: book.add_format({**base, **style}) for name, style in _STYLES.items()}

    def write(self) -> None:
        for sheet in self._form.sheets:
            self._sheet(sheet)
        self._hidden()

    def _sheet(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(sheet.name)
        page.set_column("A:A", 4, self._styles["route"], {"hidden": True})
        for column in sheet.columns:
            page.set_column(f"{column.letter}:{column.letter}", column.width)
        headed = any(column.heading for column in sheet.columns)
        if headed:
            page.write_string(0, 0, "Route", self._styles["route"])
            for column in sheet.columns:
                page.write_string(f"{column.letter}1", column.heading, self._styles["head"])
            headings = Row({column.letter: Fixed(column.heading, "heading") for column in sheet.columns})
            page.set_row_pixels(0, _height(sheet, headings))
            page.freeze_panes(1, 2)
            page.repeat_rows(0)
        for number, row in enumerate(sheet.rows, start=1 if headed else 0):
            self._row(page, number, row)
            page.set_row_pixels(number, _height(sheet, row))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.print_area(f"B1:{_printed(sheet)}{len(sheet.rows) + headed}")
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW}"})
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page.set_footer(f"&L{_in_footer(self._form.title)}&R&A, page &P of &N")
        page.hide_gridlines(2)
        if sheet.protected:
            page.protect("", _PROTECTION)

    def _row(self, page: Any, number: int, row: Row) -> None:  # noqa: ANN401 - as above
        places = [f"@{letter}" for letter, cell in row.cells.items() if isinstance(cell, Input) and not cell.step]
        if row.route:
            # A row that holds several values of their own routes says the place of its one value alone.
            page.write_string(number, 0, f"{row.route} {places[0]}" if places else row.route, self._styles["route"])
        for letter, cell in row.cells.items():
            self._cell(page, f"{letter}{number + 1}", cell)

    def _cell(self, page: Any, place: str, cell: Cell) -> None:  # noqa: ANN401 - as above
        if isinstance(cell, Fixed):
            if cell.text:
                page.write_string(place, cell.text, self._styles[cell.style])
        elif isinstance(cell, Answered):
            counted = f"=COUNTA('{cell.sheet}'!{cell.column}4:{cell.column}{LAST_ROW})"
            asked = f" of {cell.asked} answered"
            page.write_formula(place, f'{counted}&"{asked}"', self._styles["plain"], f"{cell.filled}{asked}")
        else:
            self._input(page, place, cell)

    def _input(self, page: Any, place: str, cell: Input) -> None:  # noqa: ANN401 - as above
        style = self._styles["day" if cell.kind == "date" else "input"]
        if not cell.value:
            page.write_blank(place, None, style)
        elif cell.kind == "date":
            page.write_datetime(place, datetime.datetime.fromisoformat(cell.value), style)
        else:
            page.write_string(place, shown(cell), style)
        if cell.kind == "date":
            page.data_validation(place, {
                "validate": "date", "criteria": ">", "value": datetime.date(1990, 1, 1), "ignore_blank": True,
                "error_type": "warning", "error_title": "A date", "error_message": "Write the day first: 14/03/2025",
            })  # fmt: skip
        labels = list(cell.words.values())
        if cell.kind == "benchmarks":
            page.data_validation(place, {
                "validate": "any", "input_title": cell.title[:32],
                "input_message": "Name the benchmarks, or give their numbers: one a line, or with commas.",
            })  # fmt: skip
        if labels and cell.kind != "benchmarks" and len(",".join(labels)) <= _LIST and "," not in "".join(labels):
            page.data_validation(place, {
                "validate": "list", "source": labels, "ignore_blank": True, "input_title": cell.title[:32],
                "input_message": f"Choose: {', '.join(labels)}"[:255], "error_title": "Please choose from the list",
                "error_message": f"One of: {', '.join(labels)}"[:255],
            })  # fmt: skip

    def _hidden(self) -> None:
        page = self._book.add_worksheet(HIDDEN)
        for number, cells in enumerate(self._facts()):
            for column, text in enumerate(cells):
                page.write_string(number, column, text)
        page.very_hidden()

    def _facts(self) -> Iterator[tuple[str, ...]]:
        form = self._form
        meta = {"format": FORMAT, "authority": form.authority, "cycle": form.cycle, "criteria": form.criteria,
                "criteria_digest": form.criteria_digest, "for": form.for_}  # fmt: skip
        yield from (("meta", key, value) for key, value in meta.items())
        for sheet in form.sheets:
            for column in sheet.columns:
                if column.kind is not None:
                    yield "column", sheet.name, column.letter, column.step, column.kind
        yield from (("base", route, digest(given.value)) for route, given in form.inputs())
        yield from (("text", mark) for mark in sorted({fixed_mark(text) for text in fixed_texts(form)}))


def _printed(sheet: Sheet) -> str:
    """Give the last column that is worth printing: of places for papers those that are filled in, and the first."""
    filled = {
        letter for row in sheet.rows for letter, cell in row.cells.items() if isinstance(cell, Input) and cell.value
    }
    return [
        column.letter
        for column in sheet.columns
        if column.letter in filled or not column.step.startswith("references/") or "/0/" in column.step
    ][-1]


def _height(sheet: Sheet, row: Row) -> int:
    """Say how many pixels high a row is that shows its texts whole: not every program finds that out by itself."""
    widths = {column.letter: column.width for column in sheet.columns}
    lines = 1.0
    for letter, cell in row.cells.items():
        text = cell.text if isinstance(cell, Fixed) else shown(cell) if isinstance(cell, Input) else ""
        large = _LARGE.get(cell.style, 1.0) if isinstance(cell, Fixed) else 1.0
        width = len(text) + 1 if large == _LARGE["title"] else 1.1 * widths[letter] / large
        lines = max(lines, large * sum(max(1, ceil(len(line) / width)) for line in text.split("\n")))
        if isinstance(cell, Input) and not sheet.protected:
            lines = max(lines, _ACCOUNT)
    return min(round(6 + 19 * lines), _HIGHEST)


def shown(cell: Input) -> str:
    """Give what people read in a cell for its value."""
    if cell.kind == "benchmarks":
        return "\n".join(cell.words.get(one, one) for one in cell.value.split(", "))
    return cell.words.get(cell.value, cell.value)


def fixed_mark(text: str) -> str:
    """Give the mark by which a text of the form's own is known when it comes back."""
    return digest(" ".join(text.split()))[7:23]


def fixed_texts(form: Form) -> Iterator[str]:
    """Give every text of a form that nobody fills in."""
    for sheet in form.sheets:
        yield from ("Route", *(column.heading for column in sheet.columns if column.heading))
        for row in sheet.rows:
            yield from (cell.text for cell in row.cells.values() if isinstance(cell, Fixed) and cell.text)


def _in_footer(text: str) -> str:
    return text.replace("&", "&&")[:120]

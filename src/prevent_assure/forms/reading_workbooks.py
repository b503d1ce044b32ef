"""Reading a workbook that comes back, by openpyxl: its cells, by route, and what else somebody wrote in it."""

import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError, fromstring

import openpyxl
from openpyxl.utils.cell import column_index_from_string, get_column_letter
from openpyxl.utils.escape import unescape

from prevent_assure.checking.checks.form import NOT_A_WORKBOOK

from .archives import LAST_COLUMN, LAST_ROW, NotAForm, looked_at
from .layout import Form
from .pointers import joined
from .writing_workbooks import HIDDEN, fixed_mark, fixed_texts

_PLACE = re.compile(r"(?P<route>/\S+?)(?: @(?P<column>[A-Z]{1,3}))?\s*")
COMMENT = "a comment"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,2})(\d{1,7}):([A-Z]{1,2})(\d{1,7})[\"']")
_MOST_MERGED = 5_000
_HEAD_ROWS = 6
"""How far down the headings may stand: some programs put a title above a table."""
_WORKED_OUT = {"f", "e"}
"""Formulas, and errors that came of them."""
_ESCAPED, _STAND_INS = (b"_x005F_", b"x005F_"), ("\ufdd0", "\ufdd1")


class FoundCell(NamedTuple):
    """A cell with a route.

    Attributes:
        sheet: The sheet's name.
        cell: As in `E12`.
        value: What stands there; None for nothing.
        formula: Whether that is a formula.
    """

    sheet: str
    cell: str
    value: Any
    formula: bool = False

    @property
    def place(self) -> str:
        """The place as people see it."""
        return f"{self.sheet}!{self.cell}"

    @property
    def row(self) -> str:
        """The number of its row."""
        return self.cell.lstrip(ascii_uppercase)


class Remark(NamedTuple):
    """What somebody put into a form where nothing is asked: where, what it says, and what it is."""

    sheet: str
    cell: str
    text: str
    what: str = "a text where nothing is asked"


Cells = dict[str, tuple[Any, bool]]
"""The cells of a row that hold something, by letter: value, and whether it is a formula."""


class Columns(NamedTuple):
    """What the columns of a sheet are: steps by letter; and headings by letter, by which moved ones are found."""

    steps: Mapping[str, str]
    headings: Mapping[str, str] = {}


class Opened(NamedTuple):
    """A workbook, read.

    Attributes:
        meta: What the hidden sheet says of the form; empty without one.
        base: The digests of the values that the form began with, by route; None without a hidden sheet.
        columns: What the hidden sheet says of columns, by sheet.
        marks: The marks of texts that are the form's own.
        sheets: The rows that hold something, by sheet, each with its number.
        comments: Comments on cells, pictures and text boxes.
        merged: Cells that are merged: first and last row and the letters, by sheet.
    """

    meta: Mapping[str, str]
    base: Mapping[str, str] | None
    columns: Mapping[str, Columns]
    marks: frozenset[str]
    sheets: Mapping[str, Sequence[tuple[int, Cells]]]
    comments: tuple[Remark, ...]
    merged: Mapping[str, Sequence[tuple[int, int, list[str]]]]


class Contents(NamedTuple):
    """What stands in a form, by route.

    Attributes:
        cells: The inputs.
        twice: Inputs whose route was there before.
        remarks: Texts where no input is.
        merged: Inputs that are hidden by the cell that they are merged with.
    """

    cells: Mapping[str, FoundCell]
    twice: Mapping[str, FoundCell]
    remarks: tuple[Remark, ...]
    merged: tuple[FoundCell, ...]


def open_workbook(data: bytes, name: str = "") -> Opened | NotAForm:
    """Read a workbook.

    Args:
        data: The file.
        name: Its name, by which the mark of a workbook that is open elsewhere is known.

    Returns:
        What it holds, or why it is no form.
    """
    if name.startswith("~$"):
        message = "this is no workbook, but the mark that Excel leaves beside one that is open"
        return NotAForm(NOT_A_WORKBOOK.code, message, "close the workbook, and leave this file out")
    refused = looked_at(data)
    if refused is not None:
        return refused
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(_with_stand_ins(data)), read_only=True, data_only=False, keep_links=False
        )
        sheets = {name: list(_rows(book[name])) for name in book.sheetnames}
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles over
        return NotAForm(NOT_A_WORKBOOK.code, "this workbook cannot be read: it is damaged", "ask for it again")
    hidden = sheets.pop(next(filter(None, (_hidden(name, rows) for name, rows in sheets.items())), ""), None)
    facts: dict[str, list[list[str]]] = {"meta": [], "base": [], "column": [], "text": []}
    for _, cells in hidden or ():
        kind, *rest = (str(cells.get(letter, ("",))[0]) for letter in "ABCDE")
        facts.get(kind, []).append(rest)
    columns: dict[str, dict[str, str]] = {}
    for sheet, letter, step, *_ in facts["column"]:
        columns.setdefault(sheet, {})[letter] = step
    return Opened(
        {key: value for key, value, *_ in facts["meta"]},
        None if hidden is None else {route: digest for route, digest, *_ in facts["base"]},
        {sheet: Columns(steps) for sheet, steps in columns.items()},
        frozenset(mark for mark, *_ in facts["text"]),
        sheets,
        tuple(_comments(data)),
        _merged(data),
    )


def _hidden(name: str, rows: Sequence[tuple[int, Cells]]) -> str:
    """Give the name of a sheet that says of itself that it is the hidden one, whatever a program called it."""
    first = any(cells.get("A", ("",))[0] == "meta" and cells.get("B", ("",))[0] == "format" for _, cells in rows[:3])
    return name if first or name == HIDDEN else ""


def contents_of(opened: Opened, form: Form) -> Contents:
    """Find the inputs of a workbook by their routes, wherever their rows and columns now stand.

    Args:
        opened: The workbook.
        form: The form as it would be made today: for headings, and where the hidden sheet is gone.

    Returns:
        The cells.
    """
    today = {sheet.name: Columns({one.letter: one.step for one in sheet.columns if one.kind is not None},
                                 {one.letter: one.heading for one in sheet.columns if one.heading})
             for sheet in form.sheets}  # fmt: skip
    marks = opened.marks | {fixed_mark(text) for text in fixed_texts(form)}
    found: dict[str, FoundCell] = {}
    twice: dict[str, FoundCell] = {}
    remarks: list[Remark] = []
    for name, rows in opened.sheets.items():
        own = _own_name(name, rows, form)
        known = today.get(own, Columns({}))
        steps = opened.columns.get(own, known).steps
        now = _letters(steps, known, rows)
        for number, cells in rows:
            inputs = set()
            for letter, route in _routes(cells, steps, now):
                value, formula = cells.get(letter, (None, False))
                inputs.add(letter)
                (twice if route in found else found).setdefault(
                    route, FoundCell(name, f"{letter}{number}", value, formula)
                )
            remarks += (
                Remark(name, f"{letter}{number}", str(value))
                for letter, (value, formula) in cells.items()
                if letter not in inputs and letter != "A" and not _is_own(str(value), marks, formula=formula)
            )
    merged = tuple(cell for cell in found.values() if _is_covered(cell, opened.merged.get(cell.sheet, ())))
    return Contents(found, twice, tuple(remarks), merged)


def _rows(sheet: Any) -> Iterator[tuple[int, Cells]]:  # noqa: ANN401 - a read-only sheet or a chart sheet
    if not hasattr(sheet, "iter_rows"):
        return
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN):
        cells = {
            get_column_letter(cell.column): (_text(cell.value), cell.data_type in _WORKED_OUT)
            for cell in row
            if cell.value is not None and cell.value != ""
        }
        if cells:
            yield next(cell.row for cell in row if cell.value is not None and cell.value != ""), cells


def _with_stand_ins(data: bytes) -> bytes:
    """Put characters that no text may hold in the place of each escaped low line, and of what looks like one.

    A workbook writes a carriage return as `_x000D_`, and the text `_x000D_` as `_x005F_x000D_`. openpyxl takes out each
    `x005F_` and leaves the rest, so that the two could no longer be told apart.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    if not any(_ESCAPED[1] in part for part in parts.values()):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            low_lines, others = (text.encode() for text in _STAND_INS)
            archive.writestr(name, part.replace(_ESCAPED[0], low_lines).replace(_ESCAPED[1], others))
    return out.getvalue()


def _text(value: object) -> object:
    if not isinstance(value, str):
        return value
    return unescape(value).replace(_STAND_INS[0], "_").replace(_STAND_INS[1], _ESCAPED[1].decode())


def _is_own(text: str, marks: Container[str], *, formula: bool) -> bool:
    """Tell whether a text outside the inputs is the form's own: one of its texts, or how many answers there are."""
    return text.startswith("=COUNTA(") if formula else fixed_mark(text) in marks


def _is_covered(cell: FoundCell, merged: Sequence[tuple[int, int, list[str]]]) -> bool:
    """Tell whether a cell is merged with another one, of which alone the content is shown."""
    letter, row = cell.cell.rstrip("0123456789"), int(cell.row)
    return any(
        first <= row <= last and letter in letters and (letter, row) != (letters[0], first)
        for first, last, letters in merged
    )


def _own_name(name: str, rows: Sequence[tuple[int, Cells]], form: Form) -> str:
    """Give the name that a sheet had in the form: some programs, and some people, call it otherwise."""
    if any(sheet.name == name for sheet in form.sheets):
        return name
    routes = {_row_route(cells) for _, cells in rows} - {""}
    common = {sheet.name: len(routes & {row.route for row in sheet.rows}) for sheet in form.sheets}
    nearest = max(common, key=lambda one: common[one])
    return nearest if common[nearest] else name


def _row_route(cells: Cells) -> str:
    found = _PLACE.fullmatch(str(cells.get("A", ("",))[0]))
    return found["route"] if found is not None else ""


def _letters(steps: Mapping[str, str], today: Columns, rows: Sequence[tuple[int, Cells]]) -> dict[str, str]:
    """Say where the form's columns stand now, where others were put between them: by their headings."""
    heads = ({str(value): letter for letter, (value, _) in cells.items()} for _, cells in rows[:_HEAD_ROWS])
    wanted = set(today.headings.values())
    head = max(heads, key=lambda one: len(wanted & one.keys()), default={})
    headings = {step: today.headings.get(letter, "") for letter, step in today.steps.items()}
    by_letter = {letter: head.get(heading, letter) for letter, heading in today.headings.items()}
    return {**by_letter, **{letter: head.get(headings.get(step, ""), letter) for letter, step in steps.items()}}


def _routes(cells: Cells, steps: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the letters of a row's inputs with the routes of their values."""
    found = _PLACE.fullmatch(str(cells.get("A", ("",))[0]))
    if found is None:
        return
    if found["column"]:
        yield now.get(found["column"], found["column"]), found["route"]
        return
    for letter, step in steps.items():
        yield now.get(letter, letter), joined(found["route"], step)


def _comments(data: bytes) -> Iterator[Remark]:
    """Find comments on cells, threaded ones and notes, and what was laid over the cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, sheet in _beside_sheets(archive):
            try:
                root = fromstring(archive.read(name))  # noqa: S314 - document types are refused before
            except (ParseError, KeyError):
                continue
            for node in root.iter():
                kind, text = node.tag.rpartition("}")[2], " ".join("".join(node.itertext()).split())
                if kind in {"comment", "threadedComment"} and node.get("ref"):
                    yield Remark(sheet, str(node.get("ref")), text, COMMENT)
                elif kind in {"oneCellAnchor", "twoCellAnchor", "absoluteAnchor"}:
                    yield Remark(sheet, _anchored(node), "", "a picture or a text box")


def _anchored(anchor: Any) -> str:  # noqa: ANN401 - an element
    """Give the cell at which a drawing begins; `A1` where it does not say."""
    at = {child.tag.rpartition("}")[2]: child.text for start in anchor[:1] for child in start}
    return f"{get_column_letter(int(at.get('col') or 0) + 1)}{int(at.get('row') or 0) + 1}"


def _beside_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Find the parts with comments and drawings: threaded comments instead of the notes that stand in for them."""
    names = {name.removeprefix("xl/worksheets/"): title for name, title in _sheet_parts(archive)}
    for part in archive.namelist():
        if not (part.startswith("xl/worksheets/_rels/") and part.endswith(".rels")):
            continue
        sheet = names.get(part.removeprefix("xl/worksheets/_rels/").removesuffix(".rels"), "?")
        targets = [str(one.get("Target")) for one in _relations(archive, part)]
        paths = [
            target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('../')}" for target in targets
        ]
        threaded = [path for path in paths if "threadedComment" in path]
        notes = [path for path in paths if "comments" in path.lower() and path.endswith(".xml")]
        drawings = [path for path in paths if path.startswith("xl/drawings/") and path.endswith(".xml")]
        yield from ((path, sheet) for path in (*(threaded or notes), *drawings))


def _merged(data: bytes) -> dict[str, list[tuple[int, int, list[str]]]]:
    """Find merged cells: first and last row and the letters, by sheet."""
    found: dict[str, list[tuple[int, int, list[str]]]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for part, sheet in _sheet_parts(archive):
            if part in names:
                found[sheet] = list(_of_part(archive.read(part)))
    return found


def _of_part(xml: bytes) -> Iterator[tuple[int, int, list[str]]]:
    for number, match in enumerate(_MERGED.finditer(xml)):
        if number >= _MOST_MERGED:
            return
        first, last = column_index_from_string(match[1].decode()), column_index_from_string(match[3].decode())
        yield int(match[2]), int(match[4]), [get_column_letter(index) for index in range(first, last + 1)]


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Give the parts of an archive that are sheets, each with the sheet's name."""
    targets = {one.get("Id"): str(one.get("Target")) for one in _relations(archive, "xl/_rels/workbook.xml.rels")}
    try:
        root = fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - document types are refused before
    except (ParseError, KeyError):
        return
    for node in root.iter():
        if node.tag.rpartition("}")[2] == "sheet":
            key = next((value for name, value in node.attrib.items() if name.endswith("}id")), "")
            target = targets.get(key, "")
            yield (target.lstrip("/") if target.startswith("/") else f"xl/{target}"), str(node.get("name"))


def _relations(archive: zipfile.ZipFile, part: str) -> list[Any]:
    try:
        return list(fromstring(archive.read(part)))  # noqa: S314 - document types are refused before
    except (ParseError, KeyError):
        return []

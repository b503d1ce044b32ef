"""Forms that come back: mistakes at their cells, workbooks that other programs and people have changed."""

import datetime
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from prevent_assure.diagnostics import PreventAssureError, Severity
from prevent_assure.forms.merging import Take
from prevent_assure.forms.reading import FormRead, read_forms
from prevent_assure.forms.writing import write_forms
from prevent_assure.workspace.workspace import Workspace
from workbooks import HIDDEN, cells, change, fill, with_parts

EXAMPLE = Path(__file__).parents[3] / "examples/herefordshire"
OURS = "assessments/2024-25/herefordshire.yaml"
TRAINING = "6 Training programme"
ANSWERS = "/benchmarks/training/answers/met"
PLAN = f"{ANSWERS}/training-plan"
CLAIMED = "/benchmarks/training/claimed"
SUMMARY = "/benchmarks/training/summary"
BOX = b"""<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:twoCellAnchor>
<xdr:from><xdr:col>3</xdr:col><xdr:row>5</xdr:row></xdr:from></xdr:twoCellAnchor></xdr:wsDr>"""
BESIDE = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="drawing" Target="../drawings/drawing1.xml"/></Relationships>"""


class Desk:
    """A workspace whose self-assessment is a draft, and the form of it that was sent."""

    def __init__(self, root: Path, form: bytes) -> None:
        self.root, self.form, self._form = root, root / "returned.xlsx", form
        shutil.copytree(EXAMPLE / "authorities", root / "authorities")
        shutil.copytree(EXAMPLE / "assessments", root / "assessments")
        shutil.copytree(EXAMPLE / "criteria", root / "criteria")
        shutil.copytree(EXAMPLE / "reviews/2023-24", root / "reviews/2023-24")
        shutil.copy(EXAMPLE / "prevent-assure.yaml", root)
        path = root / OURS
        text = path.read_text(encoding="utf-8").replace("submitted: {by: prevent-lead, on: 2025-03-14}\n", "")
        path.write_text(text, encoding="utf-8")
        self.form.write_bytes(form)

    def lines(self) -> list[str]:
        """The lines of the file."""
        return (self.root / OURS).read_text(encoding="utf-8").split("\n")

    def read(self, *files: Path, take: Take | None = None, authority: str | None = None) -> FormRead:
        """Read forms of one return, that which was sent unless others are named."""
        workspace = Workspace(self.root, alone=True)
        (result,) = read_forms(workspace, files=files or [self.form], cycle="2024-25", take=take, authority=authority)
        return result


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The form of the example, written once for all."""
    desk = Desk(tmp_path_factory.mktemp("sent"), b"")
    (written,) = write_forms(Workspace(desk.root, alone=True), authorities=["herefordshire"], cycle="2024-25")
    return (desk.root / written.path).read_bytes()


@pytest.fixture
def desk(tmp_path: Path, sent: bytes) -> Desk:
    """A desk of one's own."""
    return Desk(tmp_path, sent)


def _told(result: FormRead) -> dict[str, str]:
    """What is said of each cell."""
    return {f"{found.sheet}!{found.cell}": f"{found.message}; {found.hint}" for found in result.findings}


MISTAKES: Mapping[str, tuple[Any, str]] = {
    f"{PLAN}/answer": ("Fully met", "did you mean Met?"),
    f"{PLAN}/evidence": ("=D7", "a formula stands in the place of an answer"),
    f"{PLAN}/references/0/date": (datetime.datetime(1905, 7, 17), "this is a day in the year 1905"),  # noqa: DTZ001 - as a spreadsheet has it
    f"{ANSWERS}/partner-reassurance/evidence": ("#REF!", "a formula stands in the place of an answer"),
    f"{PLAN}/references/1/date": ("soon", "this is not a date"),
    f"{ANSWERS}/partner-reassurance/answer": ("N/A", "did you mean Not applicable?"),
    CLAIMED: ("TBC", "choose one of: Not met, Met, Exceeding"),
    SUMMARY: ("\u202ehidden", "the character U+202E"),
    "/benchmarks/partnership-plan/summary": (
        "word " * 5000,
        "this text has 24,999 characters, and a file takes 20,000",
    ),
    "/benchmarks/partnership-group/answers/met/meets-quarterly/by_exception": ("Perhaps", "neither yes nor no"),
    "/follow_up/2023-24~1plan/progress": ("Some progress", "did you mean Good progress?"),
    "/submitted/by": ("A. Person", "not one of the answers"),
}


def test_each_mistake_is_told_at_its_cell_and_nothing_is_written(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.form)
    found = dict(cells(book))
    places = {route: f"{found[route].parent.title}!{found[route].coordinate}" for route in MISTAKES}
    for route, (value, _) in MISTAKES.items():
        found[route].value = value
    book[TRAINING]["F6"].comment = Comment("Is that right?", "A colleague")
    book[TRAINING].merge_cells("F9:F10")
    for column in range(1, 12):
        book[TRAINING].cell(60, column, book[TRAINING].cell(8, column).value)
    book.save(desk.form)
    before = desk.lines()
    result = desk.read()
    told = _told(result)
    assert {route: said for route, (_, said) in MISTAKES.items() if said not in told.get(places[route], "")} == {}
    assert "merged with another one" in told[f"{TRAINING}!F10"]
    assert "this row is a copy of another one" in told[f"{TRAINING}!D60"]
    assert [one.code for one in result.findings if one.severity is Severity.WARNING] == ["form-remark"]
    assert (result.failed, result.written, desk.lines()) == (True, False, before)


def test_what_the_checks_of_the_file_find_is_told_at_its_cell(desk: Desk) -> None:
    fill(desk.form, {
        f"{PLAN}/references/2/title": "A third one", f"{PLAN}/references/2/url": r"G:\plans\plan.docx",
        f"{ANSWERS}/partner-reassurance/references/0/date": "14/03/2025",
    })  # fmt: skip
    told = _told(desk.read())
    assert "`url` is no" in told[f"{TRAINING}!P6"]
    assert len(told) == 2


def _removed(book: Workbook) -> None:
    for page in book.worksheets:
        if page.title != HIDDEN:
            page.delete_cols(1)


def _other(key: str, value: str) -> Callable[[Workbook], None]:
    def changes(book: Workbook) -> None:
        for row in book[HIDDEN].iter_rows():
            if (row[0].value, row[1].value) == ("meta", key):
                row[2].value = value

    return changes


@pytest.mark.parametrize(
    ("handled", "said"),
    [
        (lambda book: book[TRAINING].delete_rows(6), "rows have been deleted; the first is /benchmarks/training/"),
        (lambda book: book.remove(book[TRAINING]), "rows have been deleted"),
        (lambda book: book.copy_worksheet(book[TRAINING]), "rows here are copies of others"),
        (_removed, "its hidden column A is gone"),
        (_other("authority", "../../etc/x"), "which is no authority here"),
        (_other("cycle", "../../etc"), "which the settings do not list"),
        (_other("for", "nobody"), "no longer says who fills it in"),
        (_other("format", "prevent-assure/form/2"), "this form is of another kind"),
        (_other("criteria", "local-authority/2023-24"), "this form goes by local-authority/2023-24, and the file by"),
    ],
)
def test_a_workbook_that_was_spoilt_is_told_for_what_it_is(
    desk: Desk, handled: Callable[[Workbook], None], said: str
) -> None:
    change(desk.form, handled, desk.form)
    result = desk.read()
    assert (result.failed, [said in one.message for one in result.findings]) == (True, [True])


def _numbers(book: Workbook) -> None:
    """What Apple's Numbers exports: a table a sheet, its title above it, nothing hidden or locked, a summary first."""
    for page in book.worksheets:
        page.sheet_state = "visible"
        page.protection.sheet = False
        page.column_dimensions["A"].hidden = False
        page.insert_rows(1)
        page["A1"] = "Table 1"
        page.title = f"{page.title[:20]} - Table 1"
    summary = book.create_sheet("Export Summary", 0)
    summary["A1"] = "This document was exported from Numbers."


def _numbers_without(book: Workbook) -> None:
    _numbers(book)
    book.remove(book[f"{HIDDEN} - Table 1"])


def _google(book: Workbook) -> None:
    """What Google Sheets exports: no protection, hidden sheets hidden, no style for dates, its own number format."""
    book[HIDDEN].sheet_state = "hidden"
    for page in book.worksheets:
        page.protection.sheet = False
        page.data_validations.dataValidation = []
        for row in page.iter_rows():
            for cell in row:
                cell.number_format = "General"


def _by_hand(book: Workbook) -> None:
    book[TRAINING].insert_cols(4)
    book[TRAINING].insert_rows(1, 2)
    book["Accounts"].insert_cols(2)
    book.move_sheet(TRAINING, -3)
    book[TRAINING].row_dimensions[6].hidden = True
    book[TRAINING].column_dimensions["F"].hidden = True
    book[TRAINING].auto_filter.ref = "B1:F20"
    book[TRAINING].title = "Ours"


def _sorted(book: Workbook) -> None:
    page = book[TRAINING]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    for number, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value


@pytest.mark.parametrize("handled", [_numbers, _numbers_without, _google, _by_hand, _sorted])
def test_a_form_is_read_wherever_its_rows_columns_and_sheets_now_stand(
    desk: Desk, handled: Callable[[Workbook], None]
) -> None:
    fill(desk.form, {CLAIMED: "Not met", f"{PLAN}/evidence": "Ours.", SUMMARY: "New.",
                     f"{PLAN}/references/0/date": datetime.date(2025, 1, 20)})  # fmt: skip
    change(desk.form, handled, desk.form)
    no_base = handled is _numbers_without
    result = desk.read(take="form" if no_base else None, authority="herefordshire" if no_base else None)
    routes = {CLAIMED, f"{PLAN}/evidence", SUMMARY, f"{PLAN}/references/0/date"}
    assert {one.route for one in result.changed} == routes
    assert not result.failed
    said = {found.message for found in result.findings}
    assert said <= {"there is a text where nothing is asked"}


def test_a_form_may_be_read_again_and_adds_nothing_twice(desk: Desk) -> None:
    fill(desk.form, {
        f"{PLAN}/references/0/title": None, f"{PLAN}/references/0/date": None, f"{PLAN}/references/2/title": "The last",
    })  # fmt: skip
    assert desk.read().written
    lines = desk.lines()
    assert "references: [{title: The last}]" in "\n".join(lines)
    again = desk.read()
    assert (again.changed, again.findings, desk.lines()) == ((), (), lines)


def test_of_an_account_only_the_lines_change_that_say_something_else(desk: Desk) -> None:
    account = str(dict(cells(openpyxl.load_workbook(desk.form)))[SUMMARY].value)
    assert all(line == "" or line.endswith((".", ":")) for line in account.split("\n"))
    before = desk.lines()
    fill(desk.form, {SUMMARY: account.replace("with one gap", "with one small gap")})
    assert [one.route for one in desk.read().changed] == [SUMMARY]
    new = [line for line in desk.lines() if line not in before]
    assert new
    assert len(new) <= 3
    assert len(desk.lines()) <= len(before) + 1


def test_two_forms_are_read_together_but_not_where_they_are_confirmed_otherwise(desk: Desk) -> None:
    confirmed = {"/submitted/by": "Prevent Lead", "/submitted/on": "14/03/2025"}
    one = fill(desk.form, {CLAIMED: "Not met"}, desk.root / "one.xlsx")
    two = fill(desk.form, confirmed, desk.root / "two.xlsx")
    result = desk.read(one, two, one)
    assert result.confirmed is not None
    assert (result.confirmed.by, result.confirmed.on, [one.route for one in result.changed]) == (
        "prevent-lead", "2025-03-14", [CLAIMED],
    )  # fmt: skip
    three = fill(desk.form, {**confirmed, "/submitted/by": "Chief Executive"}, desk.root / "three.xlsx")
    result = desk.read(two, three)
    assert [(found.code, found.cell) for found in result.findings] == [("form-conflict", "C17")]


def test_what_was_laid_over_the_cells_is_told(desk: Desk) -> None:
    parts = {"xl/drawings/drawing1.xml": BOX, "xl/worksheets/_rels/sheet2.xml.rels": BESIDE}
    desk.form.write_bytes(with_parts(desk.form.read_bytes(), parts))
    result = desk.read()
    assert [(found.sheet, found.cell, found.message) for found in result.findings] == [
        ("1 Multi-agency partnership", "D6", "there is a picture or a text box")
    ]


def test_a_formula_where_nothing_is_asked_is_told_but_not_those_of_the_form(desk: Desk) -> None:
    change(desk.form, lambda book: book[TRAINING].__setitem__("C70", '=1&" more"'), desk.form)
    assert [found.cell for found in desk.read().findings] == ["C70"]


def test_files_beside_the_forms_are_told_for_what_they_are(desk: Desk) -> None:
    beside = desk.root / "~$returned.xlsx"
    beside.write_bytes(b"\x05user" + bytes(160))
    assert "the mark that Excel leaves" in desk.read(beside).findings[0].message
    for path, said in ((desk.root, "it is a folder"), (desk.root / "none.xlsx", "there is no such file")):
        with pytest.raises(PreventAssureError, match=said):
            desk.read(path)


def _confirmations(values: Sequence[str | None]) -> dict[str, Any]:
    return dict(zip(("/submitted/by", "/submitted/on"), values, strict=True))


@pytest.mark.parametrize(
    ("values", "said"),
    [(("Prevent Lead", None), "lacks its day"), ((None, "14/03/2025"), "lacks who gives it")],
)
def test_half_a_confirmation_is_none(desk: Desk, values: Sequence[str | None], said: str) -> None:
    fill(desk.form, _confirmations(values))
    assert [said in found.message for found in desk.read().findings] == [True]

"""What Excel's accessibility checker asks of a workbook, as far as a file shows it; and what people see beside it."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from prevent_assure.forms.layout import For
from prevent_assure.forms.writing import write_forms
from prevent_assure.workspace.workspace import Workspace
from workbooks import HIDDEN

EXAMPLE = Path(__file__).parents[3] / "examples/herefordshire"
SUBMITTED = "submitted: {by: prevent-lead, on: 2025-03-14}\n"


@pytest.fixture(scope="module", params=["lead", "adviser"])
def form(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The form of the example, for either of those who fill one in."""
    root = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("form") / "w"))
    shutil.rmtree(root / "letters")
    for_: For = request.param
    if for_ == "lead":
        path = root / "assessments/2024-25/herefordshire.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(SUBMITTED, ""), encoding="utf-8")
        (root / "reviews/2024-25/herefordshire.yaml").unlink()
    (result,) = write_forms(Workspace(root, alone=True), authorities=["herefordshire"], cycle="2024-25", for_=for_)
    return (root / result.path).read_bytes()


@pytest.fixture(scope="module")
def book(form: bytes) -> Workbook:
    """The same, read."""
    return openpyxl.load_workbook(io.BytesIO(form))


def _filled(book: Workbook) -> list[Cell]:
    """The cells that people see: those that hold something, and those that are to be filled in."""
    return [cell for page in book.worksheets for cell in _filled_of(page)]


def _filled_of(page: Worksheet) -> list[Cell]:
    return [
        cell
        for row in page.iter_rows(min_col=2)
        for cell in row
        if page.title != HIDDEN and isinstance(cell, Cell) and (cell.value is not None or not cell.protection.locked)
    ]


def test_the_workbook_and_its_sheets_say_what_they_are(form: bytes, book: Workbook) -> None:
    assert (book.properties.title or "").startswith("Herefordshire Council: ")
    for page in book.worksheets:
        assert not re.fullmatch(r"(?i)(sheet|table)\s*\d*", page.title)
        assert len(page.title) <= 31
    assert book.worksheets[0].title == "Start here"
    assert book.active is not None
    assert book.active.title == "Start here"
    archive = zipfile.ZipFile(io.BytesIO(form))
    assert re.search(rb'name="Language"><vt:lpwstr>en-GB<', archive.read("docProps/custom.xml"))
    names = archive.namelist()
    assert [name for name in names if re.search(r"drawings/drawing|media/|charts/|embeddings/|tables/", name)] == []


def test_no_cell_is_merged_and_each_sheet_with_headings_keeps_them_in_sight(book: Workbook) -> None:
    for page in book.worksheets:
        assert page.merged_cells.ranges == set()
        assert [cell.coordinate for cell in _filled_of(page) if cell.hyperlink] == []
        if page["A1"].value != "Route":
            assert page.title in {"Start here", HIDDEN}
            continue
        widest = max(cell.column for cell in _filled_of(page))
        assert all(page.cell(1, column).value for column in range(2, widest + 1))
        assert (page.freeze_panes, page.print_title_rows) == ("C2", "$1:$1")


def test_letters_and_borders_can_be_told_from_what_is_behind_them(book: Workbook) -> None:
    combined = {
        (cell.font.color.rgb if cell.font.color else None, _behind(cell), cell.font.sz) for cell in _filled(book)
    }
    assert len(combined) > 3
    for letters, behind, size in combined:
        assert _contrast(letters if isinstance(letters, str) else "FF000000", behind) >= 4.5
        assert size >= 11
    inputs = [cell for cell in _filled(book) if not cell.protection.locked]
    for cell in inputs:
        assert cell.border.left.style is not None
        assert _contrast(str(cell.border.left.color.rgb), _behind(cell)) >= 3
        assert _behind(cell) != "FFFFFFFF"
        assert cell.alignment.wrap_text


def test_no_number_is_told_by_its_colour_and_no_format_depends_on_one(book: Workbook) -> None:
    assert [cell.coordinate for cell in _filled(book) if "[Red]" in cell.number_format] == []
    assert [page.title for page in book.worksheets if page.conditional_formatting] == []


def test_each_list_says_what_it_is_and_what_can_be_chosen(book: Workbook) -> None:
    lists = [one for page in book.worksheets for one in page.data_validations.dataValidation if one.type == "list"]
    assert lists
    for one in lists:
        assert one.promptTitle
        assert str(one.prompt).startswith("Choose: ")
        assert one.allow_blank


def test_what_is_typed_is_not_cut_off(book: Workbook) -> None:
    for page in book.worksheets:
        kept = list(page.column_dimensions.values())  # columns of the same width are kept as one
        for cell in _filled_of(page):
            if not isinstance(cell.value, str) or not cell.alignment.wrap_text or cell.value.startswith("="):
                continue
            wide = next(one.width for one in kept if (one.min or 0) <= cell.column <= (one.max or 0))
            lines = sum(max(1, -(-len(line) // int(wide * 1.25))) for line in cell.value.split("\n"))
            high = page.row_dimensions[cell.row].height
            assert high >= min(409, 12 * lines), f"{page.title}!{cell.coordinate}"


def _behind(cell: Cell) -> str:
    return str(cell.fill.fgColor.rgb) if cell.fill.fill_type == "solid" else "FFFFFFFF"


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (2, 4, 6)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

"""Files that are no forms, and such as want to do harm: each is told for what it is, within bounds."""

import io
import zipfile
from pathlib import Path

import pytest

from prevent_assure.forms.archives import MOST_CELLS, MOST_UNPACKED, NotAForm, looked_at
from prevent_assure.forms.layout import Column, Fixed, Form, Input, Row, Sheet
from prevent_assure.forms.reading_workbooks import Opened, contents_of, open_workbook
from prevent_assure.forms.writing_workbooks import workbook_of
from workbooks import with_parts

SHEET = Sheet("1 Plan", (Column("B", "Text", 20, "evidence", "text"),), (Row({"B": Input("text", "evidence")}, "/x"),))
FORM = workbook_of(Form("lead", "a", "2024-25", "r/e", "sha256:0", "A form", (SHEET,)))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST = "xl/worksheets/sheet1.xml"


def _archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _sheet(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + space + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


BOMB = _sheet(b"<row r='1'/>" + b" " * (MOST_UNPACKED + 10))
MANY = _sheet(b'<row r="1">' + b'<c r="A1"/>' * (MOST_CELLS + 1) + b"</row>")
FAR = _sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + _sheet(b"")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this file is empty"),
        (b"answer,evidence\nMet,yes\n", "a text file, as .csv is"),
        (b"%PDF-1.7\x00", "this is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "no workbook"),
        (_archive({"returned/herefordshire.xlsx": FORM}), "a ZIP archive with a workbook in it"),
        (OLD + b"\x00" * 100, "the old kind (.xls)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted, by a password or by a sensitivity label"),
        (_archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
        (_archive({"xl/workbook.bin": b""}), "binary workbook (.xlsb)"),
        (_archive({"word/document.xml": b"<x/>"}), "a Word document"),
        (_archive({"Index/Document.iwa": b""}), "a Numbers file"),
        (_archive({"a.txt": b""}), "no workbook"),
        (
            _archive({"xl/workbook.xml": b'<x xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}),
            "Strict Open XML",
        ),
        (FORM[: len(FORM) // 2], "damaged"),
        (_archive({"xl/workbook.xml": b"<workbook>"}), "damaged"),
        (with_parts(FORM, {"xl/vbaProject.bin": b"x"}), "macros"),
        (with_parts(FORM, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "links to other workbooks"),
        (with_parts(FORM, {"xl/embeddings/oleObject1.bin": b"x"}), "embedded files"),
        (with_parts(FORM, {"xl/activeX/activeX1.xml": b"<x/>"}), "controls"),
        (with_parts(FORM, {"xl/connections.xml": b"<x/>"}), "connections"),
        (with_parts(FORM, {FIRST: ENTITY}), "document type"),
        (with_parts(FORM, {FIRST: MANY}), "far more cells"),
        (with_parts(FORM, {FIRST: FAR}), "far below or beside the form, in XFD1048576"),
        (with_parts(FORM, {FIRST: FAR.replace(b"1048576", b"2").replace(b'"', b"'")}), "beside the form, in XFD2"),
        (with_parts(FORM, {FIRST: BOMB}), "unpacks to more"),
        (with_parts(FORM, {f"customXml/item{number}.xml": b"<x/>" for number in range(500)}), "unpacks to more"),
        (b"PK" + bytes(21_000_000), "larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_form_is_told_for_what_it_is(data: bytes, said: str) -> None:
    found = open_workbook(data)
    assert isinstance(found, NotAForm)
    assert said in found.message
    assert found.hint


@pytest.mark.parametrize("part", ["docMetadata/LabelInfo.xml", "docProps/custom.xml", "customXml/item1.xml"])
def test_labels_and_properties_of_an_office_are_no_reason_to_refuse(part: str) -> None:
    assert looked_at(with_parts(FORM, {part: b"<x/>"})) is None


def test_thousands_of_merged_cells_take_no_time() -> None:
    ranges = b"".join(b'<mergeCell ref="B1:ZZ%d"/>' % (5000 + number) for number in range(4000))
    rows = b'<row r="2"><c r="A2" t="inlineStr"><is><t>/x</t></is></c></row>'
    sheet = _sheet(rows).replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>")
    opened = open_workbook(with_parts(FORM, {FIRST: sheet}))
    assert isinstance(opened, Opened)
    form = Form("lead", "a", "2024-25", "r/e", "sha256:0", "A form", (SHEET,))
    assert [cell.cell for cell in contents_of(opened, form).merged] == ["B2"]


def test_bytes_that_lie_of_their_size_are_refused() -> None:
    spoilt = bytearray(FORM)
    at = spoilt.index(FIRST.encode()) + len(FIRST)
    spoilt[at : at + 40] = bytes(40)
    assert isinstance(open_workbook(bytes(spoilt)), NotAForm)


def test_a_form_gives_the_same_bytes_and_nothing_in_it_is_a_formula(tmp_path: Path) -> None:
    cells = (Fixed("=1+1"), Fixed("+1"), Fixed("@SUM(A1)"), Fixed("-1"))
    rows = (
        Row({"B": Input("text", "evidence", '=HYPERLINK("http://x")')}, "/x"),
        *(Row({"B": cell}) for cell in cells),
    )
    form = Form("lead", "a", "2024-25", "r/e", "", "A form", (SHEET._replace(rows=rows),))
    assert workbook_of(form) == workbook_of(form)
    opened = open_workbook(workbook_of(form))
    assert isinstance(opened, Opened)
    held = [cell for _, row in opened.sheets["1 Plan"] for letter, cell in row.items() if letter == "B"]
    assert held[1:] == [('=HYPERLINK("http://x")', False), *((cell.text, False) for cell in cells)]
    (tmp_path / "form.xlsx").write_bytes(workbook_of(form))

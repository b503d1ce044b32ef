"""CSV that people open in Excel on Windows begins with a byte order mark, and Markdown tables call nobody."""

import csv
import os
import sys
from pathlib import Path

import pytest

from prevent_assure.cli import listing
from prevent_assure.national.tables import writer
from prevent_assure.national.tables.columns import TABLES
from prevent_assure.text.escaping import table_cell
from prevent_assure.text.listings import Listing

MARK = b"\xef\xbb\xbf"
LISTED = Listing((), (), ("name", "late"), [("Ystradgynlais \u00e2", True), ("B", False)], {})


def _shown(path: Path, monkeypatch: pytest.MonkeyPatch, form: listing.Form = "csv", *, bom: bool = True) -> bytes:
    with path.open("a", encoding="utf-8", newline="") as file:
        monkeypatch.setattr(sys, "stdout", file)
        listing.show(LISTED, form, bom=bom)
    return path.read_bytes()


def test_listing_in_a_file_begins_with_the_mark_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "name,late\nYstradgynlais \u00e2,true\nB,false\n".encode()
    assert _shown(tmp_path / "a.csv", monkeypatch) == MARK + rows
    assert _shown(tmp_path / "a.csv", monkeypatch) == MARK + rows + rows
    assert _shown(tmp_path / "b.csv", monkeypatch, bom=False) == rows
    assert not _shown(tmp_path / "c.md", monkeypatch, "md").startswith(MARK)


def test_program_behind_a_pipe_gets_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source:
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            monkeypatch.setattr(sys, "stdout", pipe)
            listing.show(LISTED, "csv")
        assert source.read().startswith(b"name,late")


@pytest.mark.parametrize("bom", [True, False])
def test_tables_have_the_mark_unless_it_is_not_wanted(tmp_path: Path, bom: bool) -> None:
    writer("csv", bom=bom)(tmp_path, TABLES).close()
    for table in TABLES:
        data = (tmp_path / f"{table.name}.csv").read_bytes()
        assert data.startswith(MARK) == bom
        assert next(csv.reader([data.decode("utf-8-sig")])) == [each.name for each in table.columns]


@pytest.mark.parametrize(
    "text",
    ["@kim", "see @kim/team", "#12", "!5", "$7", '%"v 1"', "&3", "~bug", "ABC-12", "www.gov.uk", "https://gov.uk",
     "0a1b2c3d"],
)  # fmt: skip
def test_what_calls_somebody_or_links_stands_as_code_in_a_table(text: str) -> None:
    assert table_cell(text) == f"`{text}`"


def test_what_calls_nobody_is_escaped() -> None:
    assert [table_cell(text) for text in ("2025-03-14", "A & B", "80 %")] == ["2025\\-03\\-14", "A \\& B", "80 %"]

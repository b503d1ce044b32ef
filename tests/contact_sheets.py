"""A team's contacts sheet as teams keep them: about sixty rows, and what gets into such a sheet over the years."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

Row = Sequence[Any]
HEAD = ("Council ", "Type", "REGION", "Postal Address", "Post", "Name", "Start date", "End date", "E-mail", "Shoe size")
COUNCILS = (
    "Alderbeck Council", "Birchcombe City Council", "Coldham District Council", "Dunwick Borough Council",
    "Elderford Council", "Falstead Metropolitan Borough Council", "Glenholm Council", "Hazelmere County Council",
    "Ironbridge Vale Council", "Kingsgarth Council", "Longcote Council", "London Borough of Marlstow",
    "Northfold Council", "Oakenthorpe Council", "Pebbleden Council", "Quarryfield Council", "Rowanleigh Council",
    "Silverhurst Council", "Thistlewick Council",
)  # fmt: skip
"""Invented, as their people are; no two are nearly alike but those that the rows below add."""
FORENAMES = ("Ada", "Bram", "Cleo", "Dara", "Edda", "Finn", "Greta", "Hari", "Imke", "Joss", "Kofi", "Lena", "Milo",
             "Nadia", "Otis", "Petra", "Quinn", "Rosa", "Selim")  # fmt: skip
SURNAMES = ("Applewhite", "Brockhurst", "Castellane")
POSTS = ("Chief Executive", "Prevent Lead", "Prevent Board Chair")


def plain_rows() -> list[list[Any]]:
    """Three people of each council."""
    return [
        [council, "Unitary", "West Midlands", f"{at} Market Square\nTown {at}\nAB{at} 1CD", post,
         f"{FORENAMES[at]} {SURNAMES[column]}", "", "", "someone@example.org", ""]
        for at, council in enumerate(COUNCILS)
        for column, post in enumerate(POSTS)
    ]  # fmt: skip


def dirty_rows() -> list[list[Any]]:
    """The same with what people make of it, and with a title above the headings."""
    rows = plain_rows()
    rows[1][0] = "  ALDERBECK\u00a0COUNCIL "
    rows[2][5] = "Cllr  Ada\u00a0Castellane "
    rows[3][4] = "CHIEF EXEC"
    rows[4][5] = "BRAM O'BROCKHURST"
    rows[5][5] = "TBC"
    rows[6][6] = "01/04/2023"
    rows[7][6] = 45200
    rows[8][6] = "3 May 2024"
    rows[9][5] = "Ms Dara Applewhite"
    rows[10][0] = "Dunwick BC"
    rows[11][5] = "Vacant"
    rows[13][4] = "Prevent Co-ordinator"
    rows[14][5] = "Castellane, Edda"
    rows[16][3] = rows[15][3].replace("\n", ", ")
    rows[36][4] = "Emergency Planning Officer"
    rows[40][6] = date(2024, 2, 1)
    near = ["Alderbeckshire County Council", "County", "North West", "1 Other Street, Elsewhere", "Prevent Lead",
            "Ursula Quayle", "", "", "", ""]  # fmt: skip
    return [
        ["Prevent contacts, 2025", *[""] * 9],
        [""] * 10,
        list(HEAD),
        *rows[:20],
        [""] * 10,
        rows[19],
        *rows[20:],
        list(HEAD),
        near,
        ["Last looked at in spring", *[""] * 9],
    ]


def as_csv(rows: Sequence[Row], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a text file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_workbook(rows: Sequence[Row], path: Path, merged: Sequence[str] = ()) -> Path:
    """The rows as a workbook, with another sheet behind it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Contacts"
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    for cells in merged:
        sheet.merge_cells(cells)
    book.create_sheet("Notes").append(["Ask the region about the North"])
    book.save(path)
    return path

"""`prevent-assure authorities import` as a team uses it: a dirty sheet, the same once more, and next year's."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from command import Run
from contact_sheets import COUNCILS, as_csv, as_workbook, dirty_rows
from prevent_assure import source

DAY = "2025-10-01"
FIRST = "authorities/alderbeck.yaml"


def _write(folder: Path, kind: str, rows: list[list[Any]]) -> Path:
    path = folder / f"people.{kind}"
    if kind == "csv":
        path.write_bytes(as_csv(rows))
        return path
    return as_workbook(rows, path, ["A1:J1"])


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "authorities").iterdir())}


def _file(folder: Path, name: str) -> Any:
    return source.read((folder / f"authorities/{name}.yaml").read_bytes()).data


@pytest.fixture
def filled(run: Run, workspace: Path) -> Path:
    """The example with the authorities of the dirty sheet."""
    ran = run("authorities", "import", _write(workspace, "csv", dirty_rows()), "--on", DAY)
    assert (ran.code, ran.stderr) == (0, "")
    return workspace


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_dirty_sheet_makes_files_that_are_valid_and_once_more_changes_nothing(
    run: Run, workspace: Path, kind: str
) -> None:
    before = _files(workspace)
    sheet = _write(workspace, kind, dirty_rows())
    tried = run("authorities", "import", sheet, "--on", DAY, "--dry-run")
    assert (tried.code, tried.stderr, _files(workspace)) == (0, "", before)
    assert "would change 20 files: 20 new authorities" in tried.stdout
    ran = run("authorities", "import", sheet, "--on", DAY)
    assert (ran.code, ran.stdout) == (0, tried.stdout.replace("would change", "changed"))
    for name in ("Applewhite", "Brockhurst", "BROCKHURST", "Castellane", "Market", "Quayle", "@example"):
        assert name not in ran.stdout
    made = _files(workspace)
    assert len(made) == len(before) + len(COUNCILS) + 1
    assert _file(workspace, "birchcombe")["people"] == {
        "chief-executive": {"name": "Bram Applewhite", "title": "Chief Executive"},
        "prevent-lead": {"name": "Bram O'Brockhurst", "title": "Prevent Lead"},
        "board-chair": {"title": "Chair of the Prevent Board", "vacant": True},
    }
    assert _file(workspace, "coldham")["people"]["prevent-lead"]["from"] == "2023-10-01"
    assert _file(workspace, "marlstow")["name"] == "London Borough of Marlstow"
    assert _file(workspace, "alderbeckshire")["people"]["prevent-lead"]["name"] == "Ursula Quayle"
    again = run("authorities", "import", sheet, "--on", "2026-02-01")
    assert again.code == 0
    assert again.stdout.endswith("no differences: the files say what the sheet says\n")
    assert _files(workspace) == made
    validated = run("validate")
    assert validated.code == 0, validated.stdout


def test_next_years_sheet_says_who_is_new_who_has_left_and_what_is_another(run: Run, filled: Path) -> None:
    path = filled / FIRST
    path.write_text(path.read_text(encoding="utf-8").replace(
        "  prevent-lead: {", "  prevent-lead: {  # asked on the telephone\n    "), encoding="utf-8")  # fmt: skip
    before = path.read_text(encoding="utf-8")
    rows = dirty_rows()
    rows[3][3] = "2 New Street\nTown 0\nAB0 2EF"
    rows[4][3] = rows[5][3] = ""
    rows[4][5:7] = "Zelda Overton", "01/09/2025"
    rows[5][5] = "VACANT"
    rows[7][4] = "Prevent Manager"
    sheet = _write(filled, "csv", [row for row in rows if "Coldham" not in row[0]])
    ran = run("authorities", "import", sheet, "--on", DAY)
    assert ran.code == 0, ran.stdout
    assert "authorities/alderbeck.yaml:21: prevent-lead: has left, to 2025-08-31" in ran.stdout
    assert "prevent-lead: new holder, from 2025-09-01" in ran.stdout
    assert "board-chair: vacant, from 2025-10-01" in ran.stdout
    assert "authorities/alderbeck.yaml:9: address: changed" in ran.stdout
    assert "authorities/birchcombe.yaml:21: prevent-lead: changed, title" in ran.stdout
    assert "authorities/coldham.yaml: in the file, not in the sheet\n" in ran.stdout
    people = _file(filled, "alderbeck")["people"]
    assert people["prevent-lead"] == [
        {"name": "Ada Brockhurst", "title": "Prevent Lead", "to": "2025-08-31"},
        {"name": "Zelda Overton", "title": "Prevent Lead", "from": "2025-09-01"},
    ]
    assert [one.get("vacant") for one in people["board-chair"]] == [None, True]
    after = path.read_text(encoding="utf-8")
    assert "# asked on the telephone" in after
    kept = [line for line in before.split("\n") if line.strip().startswith(("#", "letter", "to:", "cc:", "thanks:"))]
    assert [line for line in kept if line not in after.split("\n")] == []
    assert run("authorities", "import", sheet, "--on", "2026-02-01").stdout.endswith("what the sheet says\n")


def test_errors_stand_at_their_cell_and_keep_that_authority_alone_from_being_written(run: Run, filled: Path) -> None:
    before = _files(filled)
    head = ["Council", "Post", "Name", "From", "To"]
    rows = [
        head,
        ["Alderbeck Council", "Prevent Lead", "Zelda Overton", "31/02/2025", ""],
        ["Alderbeck Council", "Chief Executive", "Wanda Newman", "01/09/2025", ""],
        ["Birchcombe Council", "Prevent Lead", "Zelda Overton", "", ""],
        ["Birchcombe Council", "Prevent Lead", "Yorick Otherman", "", ""],
        ["Coldhan District Council", "Prevent Lead", "Zelda Overton", "", ""],
        ["Dunwick Council", "Prevent Lead", "=A1", "", ""],
        ["Elderford Council", "Prevent Lead", "Zelda Overton and Wanda Newman", "", ""],
        ["Falstead Council", "Prevent Lead", "Fin Brockhurst", "", ""],
        ["", "Prevent Lead", "Zelda Overton", "", ""],
        ["Glenholm Council", "Prevent Lead", "Zelda Overton", "", ""],
    ]
    sheet = filled / "people.csv"
    sheet.write_bytes(as_csv(rows, delimiter=";", encoding="cp1252"))
    ran = run("authorities", "import", sheet, "--on", DAY, "--format", "json")
    assert ran.code == 1
    found = [(one["cell"], one["code"]) for one in json.loads(ran.stdout)["diagnostics"] if one["severity"] == "error"]
    assert found == [
        ("B10", "contacts-authority"),
        ("A6", "contacts-authority"),
        ("D2", "contacts-value"),
        ("C5", "contacts-conflict"),
        ("C7", "contacts-value"),
        ("C8", "contacts-value"),
        ("C9", "contacts-conflict"),
    ]
    changed = {name for name, data in _files(filled).items() if data != before[name]}
    assert changed == {"glenholm.yaml"}
    assert "Overton" not in ran.stdout


def test_a_sheet_with_a_column_for_each_post_and_merged_headings(run: Run, workspace: Path) -> None:
    rows = [
        ["Authority", "Region", "Chief Executive", "Prevent Lead", "", ""],
        ["", "", "", "Name", "From", "Email"],
        ["Herefordshire Council", "West Midlands", "Dr Anselm Okafor", "Zelda Overton", "2025-09-01", ""],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:F1"]
    for sheet in (as_workbook(rows, workspace / "people.xlsx", merged), _write(workspace, "csv", rows)):
        ran = run("authorities", "import", sheet, "--dry-run")
        assert ran.code == 0, ran.stdout
        assert "authorities/herefordshire.yaml:21: prevent-lead: has left, to 2025-08-31" in ran.stdout
        assert ran.stdout.endswith("would change 1 file: 1 person who has left, 1 new holder\n")


def test_the_settings_say_what_headings_posts_and_names_mean(run: Run, workspace: Path) -> None:
    sheet = workspace / "people.csv"
    sheet.write_bytes(as_csv([["Body", "Capacity", "Who"], ["Hereford", "Safer Places Boss", "Zelda Overton"]]))
    ran = run("authorities", "import", sheet)
    assert (ran.code, "contacts-columns" in ran.stdout) == (1, True)
    settings = workspace / "prevent-assure.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + "contacts:\n  columns: {body: authority, capacity: post, who: name}\n"
        + "  posts: {Safer places boss: prevent-lead}\n  authorities: {Hereford: herefordshire}\n",
        encoding="utf-8",
    )
    ran = run("authorities", "import", sheet, "--on", DAY)
    assert ran.code == 0, ran.stdout
    assert _file(workspace, "herefordshire")["people"]["prevent-lead"][2] == {
        "name": "Zelda Overton", "title": "Safer Places Boss", "from": DAY,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("people.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("people.xlsx", b"PK\x03\x04" + bytes(100)),
        ("people.csv", b"Council,Name\x00"),
        ("people.csv", b'Council,Post,Name\n"Herefordshire'),
        ("people.csv", b""),
    ],
)
def test_what_is_no_sheet_is_said_and_changes_nothing(run: Run, workspace: Path, name: str, data: bytes) -> None:
    before = _files(workspace)
    (workspace / name).write_bytes(data)
    ran = run("authorities", "import", name)
    assert (ran.code, ran.stderr) == (1, "")
    assert ran.stdout.startswith(f"{name}: error: ")
    assert _files(workspace) == before


def test_a_file_that_is_not_there_is_named(run: Run, workspace: Path) -> None:
    shutil.rmtree(workspace / "letters")
    ran = run("authorities", "import", "people.csv")
    assert (ran.code, ran.stderr) == (2, "prevent-assure: people.csv cannot be read: there is no such file\n")

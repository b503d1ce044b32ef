"""`export`: the same rows in each format, keys that hold, and nothing that a spreadsheet would run."""

import csv
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from nations import write_nation
from pages import DOCS, read
from prevent_assure import PreventAssureError, Workspace, export, score
from prevent_assure.national.export import dictionary
from prevent_assure.national.tables import TableFormat
from prevent_assure.national.tables.columns import TABLES
from sealing import reseal

CYCLES = ("2023-24", "2024-25")
NUMBER = 12
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_nation(tmp_path_factory.mktemp("nation"), NUMBER, "--cycles", "2")
    path = folder / "authorities" / "alderbeck.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: Alderbeck Council", "name: =1+1"), encoding="utf-8")
    reseal(folder)
    return folder


def _written(nation: Path, folder: Path, format_: TableFormat) -> Path:
    result = export(Workspace.at(nation), format_=format_, cycles=CYCLES, folder=folder / format_)
    assert result.diagnostics == ()
    assert (result.folder / "dictionary.md").read_text(encoding="utf-8") == dictionary()
    assert (result.folder / "datapackage.json").is_file() == (format_ == "csv")
    return result.folder


def _typed(table: int, row: list[str]) -> tuple[Any, ...]:
    made: list[Any] = []
    for column, value in zip(TABLES[table].columns, row, strict=True):
        if value == "":
            made.append(None)
        elif column.kind == "number":
            made.append(int(value))
        elif column.kind == "truth":
            made.append({"true": True, "false": False}[value])
        else:
            made.append(value.removeprefix("'") if value.startswith(("'=", "'-", "'+", "'@")) else value)
    return tuple(made)


def _sorted(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)


def _csv_rows(folder: Path) -> Rows:
    found: Rows = {}
    for at, table in enumerate(TABLES):
        with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [each.name for each in table.columns]
        found[table.name] = _sorted([_typed(at, row) for row in rows])
    return found


def _sqlite_rows(folder: Path) -> Rows:
    base = sqlite3.connect(folder / "prevent-assure.sqlite")
    found: Rows = {}
    for table in TABLES:
        rows = base.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608 - our own names
        truths = [each.kind == "truth" for each in table.columns]
        found[table.name] = _sorted(
            [tuple(bool(v) if t and v is not None else v for v, t in zip(row, truths, strict=True)) for row in rows]
        )
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()
    return found


def _parquet_rows(folder: Path) -> Rows:
    found: Rows = {}
    for table in TABLES:
        read_as = parquet.read_table(folder / table.name, partitioning="hive")
        names = [each.name for each in table.columns]
        dates = [each.kind == "date" for each in table.columns]
        found[table.name] = _sorted(
            [
                tuple(
                    str(row[name]) if (date or name == "cycle") and row[name] is not None else row[name]
                    for name, date in zip(names, dates, strict=True)
                )
                for row in read_as.to_pylist()
            ]
        )
    return found


def test_rows_are_the_same_in_each_format(nation: Path, tmp_path: Path) -> None:
    in_csv = _csv_rows(_written(nation, tmp_path, "csv"))
    in_parquet = _parquet_rows(_written(nation, tmp_path, "parquet"))
    assert all(in_csv.values())
    for name, rows in in_csv.items():
        empty = [tuple(None if value == "" else value for value in row) for row in in_parquet[name]]
        assert rows == _sorted(empty), name
    in_sqlite = _sqlite_rows(_written(nation, tmp_path, "sqlite"))
    for name, rows in in_parquet.items():
        assert [len(rows), rows] == [len(in_sqlite[name]), in_sqlite[name]], name


def test_keys_hold_and_outcomes_are_those_of_the_scores(nation: Path, tmp_path: Path) -> None:
    rows = _csv_rows(_written(nation, tmp_path, "csv"))
    for table in TABLES:
        places = [[each.name for each in table.columns].index(name) for name in table.key]
        keys = [tuple(row[at] for at in places) for row in rows[table.name]]
        assert len(set(keys)) == len(keys)
    expected = {
        (cycle, one.authority, each.id, each.claimed, "|".join(each.possible) or None, each.basis, each.agreed)
        for cycle in CYCLES
        for one in score(Workspace.at(nation), cycle=cycle).assessments
        for each in one.benchmarks
    }
    assert {(*row[:3], *row[6:10]) for row in rows["benchmarks"]} == expected
    assert {row[0] for row in rows["authorities"]} == {path.stem for path in (nation / "authorities").iterdir()}


def test_data_package_says_of_each_file_what_is_in_it(nation: Path, tmp_path: Path) -> None:
    folder = _written(nation, tmp_path, "csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    named = {each["name"]: each for each in package["resources"]}
    assert {each["path"] for each in named.values()} == {path.name for path in folder.glob("*.csv")}
    for each in named.values():
        with (folder / each["path"]).open(encoding="utf-8-sig", newline="") as file:
            fields = {field["name"]: field["type"] for field in each["schema"]["fields"]}
            assert next(csv.reader(file)) == [*fields]
        for key in each["schema"]["foreignKeys"]:
            other = named[key["reference"]["resource"]]
            assert other["schema"]["primaryKey"] == key["reference"]["fields"] == key["fields"]
            assert {*key["fields"]} <= {*fields}
    kinds = {field["type"] for each in named.values() for field in each["schema"]["fields"]}
    assert kinds == {"string", "integer", "boolean", "date"}


def test_csv_tells_what_is_not_known_from_what_is_empty(nation: Path, tmp_path: Path) -> None:
    heads, *lines = (_written(nation, tmp_path, "csv") / "authorities.csv").read_text(encoding="utf-8-sig").splitlines()
    assert heads.split(",")[-3:] == ["valid_from", "valid_to", "successor_of"]
    assert {line.partition("moor,")[2] or line[-4:] for line in lines} <= {',,""', ',,,""'}


def test_csv_holds_no_formula(nation: Path, tmp_path: Path) -> None:
    folder = _written(nation, tmp_path, "csv")
    cells = []
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    assert "'=1+1" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_parquet_is_parted_by_cycle_and_an_older_part_goes(nation: Path, tmp_path: Path) -> None:
    folder = _written(nation, tmp_path, "parquet")
    assert sorted(path.name for path in (folder / "answers").iterdir()) == [f"cycle={each}" for each in CYCLES]
    export(Workspace.at(nation), format_="parquet", cycles=CYCLES[1:], folder=folder)
    assert [path.parent.name for path in (folder / "answers").rglob("*.parquet")] == ["cycle=2024-25"]


def test_missing_library_is_named_with_the_extra_that_brings_it(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "prevent_assure.national.tables.parquet_files", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PreventAssureError, match=r"\.\[parquet\]"):
        export(Workspace.at(nation), format_="parquet", cycles=CYCLES, folder=tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_page_of_documentation_has_the_dictionary() -> None:
    tables = dictionary().partition("\n\n")[2]
    assert tables in read(DOCS / "data-for-analysts.md")


@pytest.mark.parametrize("pages", [3, 60])
def test_database_that_does_not_fit_on_the_disk_is_said(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    """With the fewer pages there is no room for the tables, with the more none for the rows."""
    real = sqlite3.connect

    def small(*words: Any, **options: Any) -> sqlite3.Connection:
        base: sqlite3.Connection = real(*words, **options)
        base.execute(f"PRAGMA max_page_count = {pages}")
        return base

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(PreventAssureError, match="is not made: the disk"):
        export(Workspace.at(nation), format_="sqlite", cycles=CYCLES, folder=tmp_path / "sqlite")
    assert list((tmp_path / "sqlite").rglob("*.sqlite")) == []

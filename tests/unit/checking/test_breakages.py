"""What people are told who break a file or mistype a command, row by row (tests/breakages.py reads them)."""

import re
from collections import Counter
from pathlib import Path

import pytest

from breakages import BASES, KEYS, Broken, Row, every_row, found_in, lay_out_bases, printed_by
from prevent_assure.checking.registry import CATALOGUE

ROWS = every_row()
TESTS = Path(__file__).parents[2]
MOST_OF_A_KIND = 4
ELSEWHERE: dict[str, str] = {}
"""Codes that a table cannot show, as they need a history, a sheet or a link, and the test that holds each."""


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspaces that are broken."""
    return lay_out_bases(tmp_path_factory.mktemp("bases"))


@pytest.mark.parametrize("base", BASES)
def test_what_is_broken_is_whole_before(bases: Path, base: str) -> None:
    assert found_in(bases / base) == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_one_break_is_told_once_where_it_was_made(bases: Path, row: Row) -> None:
    given = row.given
    with Broken(bases, row) as root:
        if "command" in given:
            assert printed_by(root, given["command"]) == (given["exit"], given["printed"])
            return
        found = found_in(root)
    assert sorted(one.code for one in found) == sorted([given["code"], *given.get("beside", [])])
    (told,) = (one for one in found if one.code == given["code"])
    place = told.location
    assert (place.path, place.line) == (row.path(given.get("path", given.get("file", ""))), given.get("line"))
    assert place.column == given.get("column", place.column)
    assert (told.message, told.hint, told.shown) == (given["message"], given.get("hint"), given.get("shown"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_row_has_the_keys_that_are_known(row: Row) -> None:
    assert row.given.keys() <= KEYS
    assert ("command" in row.given) != ("code" in row.given)


def test_few_rows_are_of_a_kind() -> None:
    kinds = Counter(row.given["kind"] for row in ROWS)
    assert {kind: count for kind, count in kinds.items() if count > MOST_OF_A_KIND} == {}


def test_codes_that_no_row_shows_have_a_test_of_their_own() -> None:
    shown = {row.given["code"] for row in ROWS if "code" in row.given}
    assert shown & ELSEWHERE.keys() == set()
    assert ELSEWHERE.keys() <= CATALOGUE.keys()
    for code, named in ELSEWHERE.items():
        path, test = named.split("::")
        assert re.search(rf"^def {test}\(", (TESTS / path).read_text(encoding="utf-8"), re.MULTILINE), code

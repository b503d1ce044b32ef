"""Lines and columns for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from prevent_assure.output.columns import table, wrapped

WORDS = st.lists(st.text("ab\u00e9\u4e2d", min_size=1, max_size=30), min_size=1, max_size=8).map(" ".join)


@given(WORDS, st.integers(2, 40))
def test_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_lines_are_broken_at_spaces() -> None:
    assert wrapped("the adviser judges", 11) == ["the adviser", "judges"]


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(40, 120))
def test_table_fits_the_terminal(rows: list[list[str]], width: int) -> None:
    lines = [line for row in table(rows, width=width, right=frozenset({0})) for line in row]
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(("right", "line"), [(frozenset({0}), "   1   b"), (frozenset[int](), " 1     b")])
def test_column_is_set_to_its_side(right: frozenset[int], line: str) -> None:
    assert list(table([["No.", "a"], ["1", "b"]], width=40, right=right))[1] == [line]


def test_columns_begin_below_one_another_behind_wide_letters() -> None:
    heading, row = table([["No.", "a"], ["\u4e2d", "b"]], width=40, right=frozenset())
    assert cell_len(heading[0][: heading[0].index("a")]) == cell_len(row[0][: row[0].index("b")])

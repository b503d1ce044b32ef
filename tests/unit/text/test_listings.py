"""Listings: tables that are set out without rich look as rich sets them out, and cells act nowhere."""

import csv
import datetime
from io import StringIO
from typing import get_args

import hypothesis
import pytest
from hypothesis import strategies as st

from prevent_assure.text.blocks import Heading, Table, blocks_markdown, blocks_text, plain_table
from prevent_assure.text.listings import Cell, Format, Listing, printed

WORDS = st.text(st.sampled_from("abc Zé漢-😀\u200d(é)[b]{x}"), max_size=14)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    headings = draw(st.lists(WORDS.map(str.strip), min_size=1, max_size=6, unique=True))
    rows = draw(st.lists(st.tuples(*[WORDS] * len(headings)), max_size=6))
    right = draw(st.frozensets(st.sampled_from(headings)))
    strong = draw(st.frozensets(st.integers(0, 5)))
    return Table(headings, rows, right, strong, draw(st.sampled_from(["fold", "ellipsis"])))


@hypothesis.given(tables(), st.integers(20, 200))
def test_plain_table_is_that_of_rich(table: Table, width: int) -> None:
    plain = plain_table(table, width)
    if plain is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("prevent_assure.text.blocks.plain_table", lambda *_: None)
            by_rich = blocks_text([table], width=width, colour=False)
        assert blocks_text([table], width=width, colour=False) == by_rich


def test_wide_table_needs_no_rich_and_a_narrow_one_does() -> None:
    table = Table(("No.", "Benchmark"), [("1", "Training programme")])
    assert plain_table(table, 60) is not None
    assert plain_table(table, 20) is None


def test_row_that_stands_out_does_so_where_there_are_colours() -> None:
    table = Table(("A",), [("late",), ("not",)], strong=frozenset({0}))
    assert "\x1b[1mlate" in blocks_text([table], width=60, colour=True)
    assert "\x1b" not in blocks_text([table], width=60, colour=False)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (None, ""), (True, "true"), (False, "false"), (-3, "-3"), (datetime.date(2025, 3, 31), "2025-03-31"),
        (("met", "=1"), "met|=1"), (("=1", "met"), "'=1|met"), ("=1+1", "'=1+1"), ("-3", "'-3"),
        ("a\x1b[31m", "a\\x1b[31m"),
    ],
)  # fmt: skip
def test_cell_for_programs_is_what_it_is_and_no_formula(value: Cell, word: str) -> None:
    listing = Listing((), (), ("a", "b"), [("x", value)], {})
    shown = "".join(printed(listing, "csv", width=100, colour=False))
    assert list(csv.reader(StringIO(shown))) == [["a", "b"], ["x", word]]


def test_markdown_keeps_what_people_wrote_within_its_cell() -> None:
    shown = blocks_markdown([Heading("# <b>"), Table(("A", "No."), [("a | *b*", "1")], right=frozenset({"No."}))])
    assert shown == "## \\# \\<b\\>\n\n| A | No. |\n| --- | ---: |\n| a \\| \\*b\\* | 1 |\n"


def test_nothing_is_printed_where_there_is_nothing() -> None:
    listing = Listing((), (), ("a",), [], {"format": "x/1", "found": iter(())})
    shown = {form: "".join(printed(listing, form, width=100, colour=False)) for form in get_args(Format)}
    assert shown == {"text": "", "md": "", "csv": "a\n", "json": '{\n  "format": "x/1",\n  "found": []\n}\n'}

"""Nothing that people wrote acts on a terminal, a log, a page or a spreadsheet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from prevent_assure.text.escaping import cell, harmless, table_cell

ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@given(st.text())
def test_harmless_text_holds_nothing_that_a_terminal_acts_on(text: str) -> None:
    assert not ACTING.search(harmless(text))


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_harmless_leaves_what_can_be_read(text: str) -> None:
    assert harmless(text) == text


def test_harmless_shows_what_was_there() -> None:
    assert harmless("a\x1b[31mb\u202ec\ud800") == "a\\x1b[31mb\\u202ec\\ud800"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_no_cell_begins_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_cell_leaves_other_text() -> None:
    assert cell("1 = 1") == "1 = 1"


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_table_cell_reads_as_the_text_that_it_is(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {table_cell(text)} | x |\n"
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(table)
    inline = [token for token in tokens if token.type == "inline"]
    assert {child.type for child in inline[2].children or []} <= {"text", "text_special", "code_inline"}
    assert "".join(child.content for child in inline[2].children or []) == text
    assert inline[3].content == "x"

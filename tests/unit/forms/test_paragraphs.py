"""Line breaks of texts: none within a paragraph in a cell, and those of the file kept where nothing was changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.forms.merging import Returned, merge
from prevent_assure.forms.paragraphs import as_before, one_line_each
from prevent_assure.forms.values import digest, tidy
from prevent_assure.text.narrative import parse

WRAPPED = """\
The work of the previous lead has been carried
forward, after a thorough handover to her
successor.

- Partners attend
  meetings well:
  - the police
  - health
- Schools do not

It goes on."""
IN_CELL = """\
The work of the previous lead has been carried forward, after a thorough handover to her successor.

- Partners attend meetings well:
  - the police
  - health
- Schools do not

It goes on."""
LINES = st.lists(st.sampled_from(["", "a word and more", "- an item", "  - below", "*", "-", "  so", "\u2022x", "b"]))
TEXTS = LINES.map(lambda lines: tidy("\n".join(lines)))


def test_a_paragraph_is_one_line_in_a_cell() -> None:
    assert one_line_each(WRAPPED) == IN_CELL
    assert as_before(IN_CELL, WRAPPED) == WRAPPED


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ((" her", " his"), ("forward, after a thorough handover to his",)),
        (("work of", "good work of"), ("The good work of the previous lead has been", "carried")),
        (("successor.", "successor, Ms Q."), ("successor, Ms Q.",)),
        (("meetings well", "most meetings well"), ("  most",)),
        (("It goes on.", "It stops here, for all that anybody can tell us about it now."),
         ("It stops here, for all that anybody can tell us about it now.",)),
        (("It goes on.", "Two lines\nas typed."), ("Two lines", "as typed.")),
    ],
)  # fmt: skip
def test_only_lines_in_which_something_changed_are_others(said: tuple[str, str], lines: tuple[str, ...]) -> None:
    after = as_before(IN_CELL.replace(*said), WRAPPED)
    assert tuple(line for line in after.split("\n") if line not in WRAPPED.split("\n")) == lines
    assert one_line_each(after) == one_line_each(IN_CELL.replace(*said))


@given(TEXTS, TEXTS)
def test_line_breaks_change_no_narrative(text: str, before: str) -> None:
    assert parse(one_line_each(text)) == parse(text)
    assert one_line_each(one_line_each(text)) == one_line_each(text)
    assert one_line_each(as_before(one_line_each(text), before)) == one_line_each(text)
    assert as_before(one_line_each(text), text) == text


@given(TEXTS)
def test_a_text_whose_lines_break_otherwise_is_not_changed(text: str) -> None:
    for base in (digest(one_line_each(text)), None):
        for said in (text, one_line_each(text)):
            assert merge({"/x": [Returned(0, "E1", base, said)]}, {"/x": text}) == ({}, ())

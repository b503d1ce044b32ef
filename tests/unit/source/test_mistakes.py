"""Mistakes of a file that cannot be read: several are told at once, and no file takes long."""

import pytest

from prevent_assure.source import SourceError, read
from prevent_assure.source.columns import blanks
from prevent_assure.source.corrections import Page


def _told(text: str) -> list[tuple[str, int]]:
    with pytest.raises(SourceError) as caught:
        read(text.encode())
    return [(found.message, found.line) for found in caught.value.findings]


def test_mistakes_far_apart_are_told_at_once() -> None:
    text = "a:\n  b:c\n  d: e\nf: {g: h\ni: j\nk: l: m\n"
    assert _told(text) == [
        ("there is no space behind this colon", 2),
        ("the `{` that opens here is not closed", 4),
        ("there is a colon in this text, and so it needs quotation marks", 6),
    ]


def test_no_more_than_some_mistakes_are_told() -> None:
    assert len(_told("".join(f"a{number}: b: c\n" for number in range(60)))) == 20


def test_two_conflicts_are_told_and_seven_signs_in_a_text_are_none() -> None:
    conflict = "<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> main\n"
    assert [line for _, line in _told(conflict + "d: e\n" + conflict)] == [1, 7]
    assert read(b"a: |-\n  Heading\n  =======\n").data == {"a": "Heading\n======="}


@pytest.mark.parametrize("text", ["a: b: c\n# " + "x" * 3000, "a: b: c\n" + "# x\n" * 60_000])
def test_of_files_beyond_any_size_is_said_what_the_parser_says(text: str) -> None:
    assert _told(text) == [("a `:` stands here where there can be no key", 1)]


def test_trials_end_where_too_much_was_read() -> None:
    lines = "# a remark of some length that fills the file, and says nothing at all\n" * 2500
    assert len(_told(lines + "".join(f"a{number}: b: c\n" for number in range(15)))) < 15


def test_tabs_above_the_line_where_reading_ends_are_told_with_it() -> None:
    assert _told("a:\n  b: |-\n    c\n\td\n\te\nf: g\n") == [("this line and those to line 5 begin with a tab", 4)]
    spans = {(found.first, found.replaced) for found in blanks(Page(["a: b", "\tc", "\td: e"]), 2)}
    assert spans == {(2, 1), (1, 2)}


@pytest.mark.parametrize(
    "text", ["a:\n\xa0 b: c\n\xa0 d: e\nf: g\n", "a:\n  \u2003b: c\n", "a:\n\xa0 b: c\nd:\n\xa0 b: c\n"]
)
def test_hard_spaces_before_words_are_told_once_although_they_make_words(text: str) -> None:
    assert _told(text) == [("this line begins with a hard space (one at which Word breaks no line)", 2)]


def test_hard_spaces_within_a_line_are_told_where_they_stand() -> None:
    assert _told("a: b\nc: {\xa0d: e,\xa0d: f}\n") == [
        ("a hard space (one at which Word breaks no line) stands here", 2)
    ]


@pytest.mark.parametrize("text", ["a: }{\n", "a: ]b[\n"])
def test_brackets_the_wrong_way_round_are_told(text: str) -> None:
    assert [line for _, line in _told(text)] == [1]

"""Text as comments: whatever it holds, no reader of YAML sees any of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure import source
from prevent_assure.workspace.commenting import COMMENT_WIDTH as WIDTH
from prevent_assure.workspace.commenting import comment, comment_out, without_hint
from prevent_assure.workspace.editing import EditRefused

HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\t\x00\x1b\x85\u2028\u2029\u202e\ufeff #:-|>'\"&*!%@{}[],?"))
)


@given(text=HOSTILE, label=HOSTILE, indent=st.integers(0, 12))
def test_no_text_escapes_its_comment(text: str, label: str, indent: int) -> None:
    written = comment(text, indent, label)
    assert all(re.match(rf" {{{indent}}}#", line) for line in written.split("\n"))
    document = source.read(f"a:\n  b:\n{written}\n  d: |-\n\n{comment(text, 2, label)}\nc: 1\n".encode())
    assert document.data == {"a": {"b": None, "d": ""}, "c": 1}
    assert document.warnings == ()


@given(text=st.text(st.characters(categories=["L", "N", "Zs"]), max_size=2000))
def test_lines_are_wrapped(text: str) -> None:
    assert max(len(line) for line in comment(text, 8, "2023-24:").split("\n")) <= WIDTH


def test_paragraphs_and_bullets_are_kept() -> None:
    text = "One line\nof a paragraph.\n\n- first\n  goes on\n- second"
    assert comment(text, 2, "Summary:").split("\n") == [
        "  # Summary: One line of a paragraph.",
        "  #",
        "  #   - first goes on",
        "  #   - second",
    ]


def test_long_text_is_cut_and_says_so() -> None:
    written = comment("word " * 10_000)
    assert len(written) < 6000
    assert written.endswith("(cut here: it is longer)")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ('{"a": {\n  "b": {"c": 1}\n}, "d": 2}', '# gone\n# "b": {"c": 1}\n{"a": {}, "d": 2}'),
        ("a: {\n  b: 1, c: 2}\n", "# gone\n# b: 1\na: {\n  c: 2}\n"),
        ("a: {\n  b: 1,  # of b\n  c: 2\n}\n", "a: {\n  # gone\n  # b: 1,  # of b\n  c: 2\n}\n"),
    ],
)
def test_member_in_braces_over_several_lines_becomes_a_comment(given: str, left: str) -> None:
    made = comment_out(given.encode(), {("a", "b"): "gone"})
    data = source.read(given.encode()).data
    del data["a"]["b"]
    assert source.read(made).data == data
    assert made.decode() == left


def test_member_in_braces_that_cannot_become_a_comment_says_what_to_type() -> None:
    with pytest.raises(
        EditRefused, match=r"write each key under `a` on a line of its own, without `\{`, `\}` and commas"
    ):
        comment_out(b"a: {\n  b: 1\n  , c: 2\n}\n", {("a", "b"): "gone"})


HINT = b"# When all is answered, remove the # of the next line and put in the day. That submits it.\n"


def test_hint_of_a_key_goes_once_it_is_written_and_stays_where_somebody_has_changed_it() -> None:
    line = b"# submitted: {by: prevent-lead, on: YEAR-MONTH-DAY}\n"
    for ends in (b"\n", b"\r\n"):
        text = (b"a: 1\n" + HINT + line + b"\nb: 2\n").replace(b"\n", ends)
        assert without_hint(text, "submitted") == b"a: 1\n\nb: 2\n".replace(b"\n", ends)
        assert without_hint(text, "agreed") == text
    changed = HINT + line.replace(b"YEAR-MONTH-DAY", b"2025-03-14")
    assert without_hint(changed, "submitted") == changed

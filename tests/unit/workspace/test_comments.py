"""Text as comments: whatever it holds, no reader of YAML sees any of it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from prevent_assure import source
from prevent_assure.workspace.commenting import COMMENT_WIDTH as WIDTH
from prevent_assure.workspace.commenting import comment

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

"""The list of what a PDF letter can show is what its fonts can show, neither more nor less."""

import re
import runpy
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pages import ROOT
from prevent_assure.text.pdf_characters import not_shown

_TOOL = runpy.run_path(str(ROOT / "tools" / "pdf_characters.py"))
_SETTER = _TOOL["Setter"]()
_FONTS = [path.read_bytes() for path in (_TOOL["ROOM"] / "fonts").glob("*.ttf")]
_LISTED = _TOOL["LIST"].read_text(encoding="utf-8").removeprefix(_TOOL["HEAD"])
_LETTERS = st.characters(exclude_categories=["Cc", "Cn", "Co", "Cs", "M", "Zl", "Zp"])


def _listed() -> list[str]:
    ends = re.findall("([0-9A-F]+)(?:-([0-9A-F]+))?", _LISTED)
    return [chr(code) for first, last in ends for code in range(int(first, 16), int(last or first, 16) + 1)]


def test_all_that_is_listed_can_be_set_and_all_that_the_fonts_have_is_listed() -> None:
    listed = _listed()
    assert _SETTER.can_set(listed)
    had = set[str]().union(*map(_TOOL["in_font"], _FONTS))
    assert {each for each in had - set(listed) if unicodedata.category(each) != "Cc"} == set()
    assert _TOOL["ranges"](listed) == _LISTED


@pytest.mark.slow
def test_list_is_what_the_tool_writes() -> None:
    assert _TOOL["ranges"](_SETTER.settable(_TOOL["candidates"](_FONTS))) == _LISTED


@given(st.text(_LETTERS, min_size=1, max_size=4))
@example("ŵŷ Łódź ώ Ђї العربية עברית")
@example("w\u0302 y\u0302 q\u0302")
@example("\u4e2d")
@example("\u2713")
@example("\u2764\ufe0f")
@example("\u0939\u093f")
def test_text_is_told_where_the_letter_would_refuse_it(text: str) -> None:
    line = " ".join(text.split())
    assert _SETTER.can_set([line]) is (not_shown(line) == [])


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Read [the plan](https://example.org/\u4e2d).", []),
        ("Read [the \u2713](https://example.org/).", ["\u2713"]),
        ("\u2713 and \u2713, \U0001f44d\ufe0f", ["\u2713", "\u2713", "\U0001f44d"]),
        ("A first line\n\nand a second, \u0175", []),
    ],
)
def test_what_is_shown_is_looked_at_and_each_is_counted(text: str, lacking: list[str]) -> None:
    assert not_shown(text) == lacking


def test_composed_characters_that_the_fonts_have_apart_are_not_told() -> None:
    assert not_shown("\u2249 \u226e \u212a") == []

"""Where the parser still reads YAML 1.1: a `:` or `?` inside a text in `[ ]` or `{ }`, as in `{url: https://www.gov.uk/}`.

YAML 1.2 takes both for text there unless a space follows the `:` or stands around the `?`. The parser stops at them, or
reads `[?x]` as a key. So such a character is handed to it as another one, which no file uses, and put back into what
comes out. One character stands for one, and no place moves.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Behind a quote or bracket a `:` ends a key even without a space. Each pattern begins with the character itself, so
# that the search is fast, and then looks back.
_BEFORE_TEXT = r"(?=[^\s,\[\]{}])"
_COLON = re.compile(rf":(?:(?<=[^\s,\[\]{{}}\"']:)|(?<=[^\s,\[\]{{}}\"':?-] :)){_BEFORE_TEXT}")
_QUESTION = re.compile(rf"\?(?:{_BEFORE_TEXT}|(?<=[^\s,\[\]{{}}\"']\?)|(?<=[^\s,\[\]{{}}\"':?-] \?))")
_MISREAD = {
    "?": re.compile(rf"\?(?<=[\s,\[{{:]\?){_BEFORE_TEXT}"),
    " :": re.compile(rf" :(?<=[^\s,\[\]{{}}\"':?-] :){_BEFORE_TEXT}"),
}
_PRIVATE = range(0xE000, 0xF8FF)


class Variant(NamedTuple):
    """A text as it is handed to the parser.

    Attributes:
        text: The text; every character stands where it stands in the file.
        back: What stands for another character, to be put back with `str.translate`.
    """

    text: str
    back: dict[int, str]


def variants(text: str) -> Iterator[Variant]:
    """Give the ways to hand a text to the parser, in the order in which they are tried until it can read one."""
    flow = "[" in text or "{" in text
    if not flow or not any(mark in text and misread.search(text) for mark, misread in _MISREAD.items()):
        yield Variant(text, {})
    if flow and (_COLON.search(text) or _QUESTION.search(text)):
        colon, question = _unused(text)
        tamed = _QUESTION.sub(question, _COLON.sub(colon, text))
        yield Variant(tamed, {ord(colon): ":", ord(question): "?"})


def _unused(text: str) -> list[str]:
    """Find two characters that do not stand in a text."""
    used = set(text)
    unused = (chr(code) for code in _PRIVATE if chr(code) not in used)
    return [next(unused), next(unused)]

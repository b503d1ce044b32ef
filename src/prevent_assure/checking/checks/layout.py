"""Checks of how texts are laid out: what a letter cannot show, and would run into one paragraph."""

import re
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.review import Strength

LAYOUT_LOST = Rule(
    "text-layout-lost",
    Severity.WARNING,
    "A numbered list, a table or Word's bullets in a text, which a letter would run into one paragraph.",
)
RESTRICTED_AND_SHARED = Rule(
    "restricted-and-shared",
    Severity.WARNING,
    "A strength that is to be shown to others and is to be left out of what others see.",
)

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_NUMBERED = re.compile(r"[ \t]*\(?(?:[0-9]{1,2}|[a-z]|[ivx]{2,4})[.)][ \t\xa0]+\S")
_WORDS_BULLET = re.compile(
    r"[ \t]*(?:o[ \t]|[\ue000-\uf8ff\u00a7\u00b7\u25a0-\u25ff\u2023\u2043\u27a2\u2713\u2714])[ \t\xa0]*\S"
)
_DASH = re.compile(r"[ \t]*[\u2012-\u2015\u2212][ \t\xa0]+\S")
_ROW = re.compile(r"[ \t]*\|.*\||[ \t]*[^|\s][^|]*(?:\|[^|]+){2,}|[ \t]*[^\t\s][^\t]*\t+[^\t]+.*")
_LISTED = "begin each line with `- `, or leave a line empty between them"
# What, how many such lines of a paragraph make one, what it is, and how it is written.
_KINDS = (
    (
        _ROW,
        2,
        "a table",
        "write a sentence for each line of it, with an empty line between, or name it under `references`",
    ),
    (_NUMBERED, 2, "a numbered list", _LISTED),
    (_WORDS_BULLET, 1, "a list with Word's bullets", "begin each line with `- ` in place of the bullet"),
    (_DASH, 2, "a list with dashes", "begin each line with `- `, a hyphen and a space, in place of the dash"),
)


@check(LAYOUT_LOST, of=("assessment", "review"))
def layout_is_kept(file: CycleFile) -> Iterator[Finding]:
    """Look for lists and tables that a letter would run into one paragraph."""
    for text in file.printed:
        if "\n" in text.text or text.text[:1] > "\x7f" or text.text.startswith("o"):
            yield from _lost(text)


def _lost(text: Text) -> Iterator[Finding]:
    start = 0
    for paragraph in _PARAGRAPH.split(text.text):
        lines = paragraph.split("\n")
        for pattern, least, what, hint in _KINDS:
            found = [line for line in lines if pattern.match(line)]
            if len(found) >= least:
                where = text.place(text.text.find(found[0], start))
                message = f"{what} stands in this text{where}, and a letter would run its lines into one"
                yield Finding(LAYOUT_LOST, text.route, message, hint)
                return
        start += len(paragraph)


@check(RESTRICTED_AND_SHARED, of="review")
def nothing_is_shared_that_is_restricted(file: CycleFile) -> Iterator[Finding]:
    """Look for strengths that are both to be shown to others and to be kept from them."""
    for index, strength in enumerate(file.review.letter.strengths):
        if isinstance(strength, Strength) and strength.share and strength.restricted:
            message = "this strength is `restricted`, and `share` would show it to others"
            hint = "take one of the two away: `restricted: true` keeps it from others, `share: true` shows it to them"
            yield Finding(RESTRICTED_AND_SHARED, ("letter", "strengths", index, "share"), message, hint, on_key=True)

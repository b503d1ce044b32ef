"""Placeholders that are left in a text."""

import re
from collections.abc import Iterable, Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Route, Rule, Severity

PLACEHOLDER = Rule(
    "letter-placeholder", Severity.WARNING, "A placeholder that is left in a text that the letter prints."
)

_GAP = (
    r"name|surname|date|number|area|authority|council|borough|county|region|title|role|post|insert|add|enter|fill|"
    r"complete|delete|text|example|placeholder|month|year|cycle|address|partner|organisation|adviser|lead|tbc|tbd|todo"
)
_PLACEHOLDER = (
    r"(?a)\b(?:TODO|TBC|TBD|TBA|FIXME|XX+|\d\dXX|xx+)\b|\b[Ll]orem ipsum\b|\b(?i:to be (?:confirmed|inserted))\b"
    rf"|\[(?i:[^\[\]\n]{{0,30}}\b(?:{_GAP})\b[^\[\]\n]{{0,30}}|\s*|[._x?\u2026-]+)\](?!\()"
    rf"|<(?i:(?:insert |your |the )?(?:{_GAP})(?: [a-z]+)?(?: here)?)>"
    rf"|\{{\{{?(?i: ?(?:[a-z_]+[ _])?(?:{_GAP})(?:[ _][a-z_]+)? ?)\}}\}}?"
    r"|_{3,}|\?{3,}"
)
_MARKS = ("[", "<", "{", "___", "???", "todo", "tb", "fixme", "xx", "orem ipsum", "to be confirmed", "to be inserted")
"""One of these stands in the small letters of each text with a placeholder."""


@check(PLACEHOLDER, of=("assessment", "review"))
def letter_is_filled_in(file: CycleFile) -> Iterator[Finding]:
    """Look for placeholders in what a letter prints."""
    small = "\n\n".join(text.text for text in file.printed).lower()
    if any(mark in small for mark in _MARKS):  # most files have none
        for text in file.printed:
            yield from placeholder_findings(text)


def placeholder_findings(text: Text) -> Iterator[Finding]:
    """Give a finding for the first placeholder of a text, which itself is not quoted."""
    found = re.search(_PLACEHOLDER, text.text)
    if found:
        message = f"a placeholder is left in this text, which the letter prints{text.place(found.start())}"
        hint = "look for TODO, TBC, XX or a word in square brackets, and fill it in"
        yield Finding(PLACEHOLDER, text.route, message, hint)


def placeholders(texts: Iterable[tuple[Route, str | None]]) -> Iterator[Finding]:
    """Look for placeholders in other texts that a letter prints, as names and addresses.

    Args:
        texts: The texts, each behind its place.

    Yields:
        A finding for each text with a placeholder in it.
    """
    for route, text in texts:
        if text is not None:
            yield from placeholder_findings(Text(route, "other", text))

"""Placeholders that are left in a text."""

import re
import string
from collections.abc import Iterable, Iterator

from prevent_assure.diagnostics import Finding, Route, Rule, Severity

from .pattern import Pattern
from .texts import Text

PLACEHOLDER = Rule(
    "letter-placeholder", Severity.WARNING, "A placeholder that is left in a text that the letter prints."
)
RULES = (PLACEHOLDER,)

_GAP = (
    r"name|surname|date|number|area|authority|council|borough|county|region|title|role|post|insert|add|enter|fill|"
    r"complete|delete|text|example|placeholder|month|year|cycle|address|partner|organisation|adviser|lead|tbc|tbd|todo"
)
_PLACEHOLDER = Pattern(
    r"\b(?:TODO|TBC|TBD|TBA|FIXME|XX+|\d\dXX|xx+)\b|\b[Ll]orem ipsum\b|\b(?i:to be (?:confirmed|inserted))\b"
    rf"|\[(?i:[^\[\]\n]{{0,30}}\b(?:{_GAP})\b[^\[\]\n]{{0,30}}|\s*|[._x?\u2026-]+)\](?!\()"
    rf"|<(?i:(?:insert |your |the )?(?:{_GAP})(?: [a-z]+)?(?: here)?)>"
    rf"|\{{\{{?(?i: ?(?:[a-z_]+[ _])?(?:{_GAP})(?:[ _][a-z_]+)? ?)\}}\}}?"
    r"|_{3,}|\?{3,}",
    re.ASCII,
)
# What a text must have before the pattern above is worth its while: one of a few words in small letters, or one of the
# loud ones in what is left once all quiet characters are taken out of it, which is a fiftieth.
_SMALL = ("orem ipsum", "onfirmed", "nserted")
_LOUD = re.compile(rb"TODO|TB[CDA]|FIXME|XX|xx|CONFIRMED|INSERTED|[\[<{]|___|\?\?\?")
_QUIET = (string.ascii_lowercase.replace("x", "") + string.digits + " \n,.'-").encode()


def may_have_placeholder(text: str) -> bool:
    """Tell quickly whether it is worth while to look for a placeholder.

    Args:
        text: One text, or several.

    Returns:
        False only where there is none.
    """
    loud = text.encode(errors="surrogatepass").translate(None, _QUIET)
    return _LOUD.search(loud) is not None or any(hint in text for hint in _SMALL)


def placeholder_findings(text: Text) -> Iterator[Finding]:
    """Look for a placeholder.

    Args:
        text: A text that the letter prints.

    Yields:
        A finding for the first; the text itself is not quoted.
    """
    if not may_have_placeholder(text.text):
        return
    found = _PLACEHOLDER.search(text.text)
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

"""Placeholders that are left in a text."""

import re
from collections.abc import Iterable, Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.shared_texts import of_authority, of_criteria, of_settings
from prevent_assure.checking.subjects import AuthorityFile, CycleFile, SettingsFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.criteria import Criteria

PLACEHOLDER = Rule(
    "letter-placeholder", Severity.WARNING, "A placeholder that is left in a text that the letter prints."
)

_GAP = (
    r"name|surname|date|number|area|authority|council|borough|county|region|title|role|post|insert|add|enter|fill|"
    r"complete|delete|text|example|placeholder|month|year|cycle|address|partner|organisation|adviser|lead|tbc|tbd|todo"
)
_PLACEHOLDER = (
    r"(?a)\b(?:TODO|TBD|FIXME|XX+|\d\dXX|xx+|(?i:tbc|tba))\b|\b(?i:lorem ipsum|dolor sit amet)\b"
    r"|\b(?i:to be (?:confirmed|inserted))\b|^\s*\[[^\[\]\n]*\]\s*$"
    rf"|\[(?i:[^\[\]\n]{{0,30}}\b(?:{_GAP})\b[^\[\]\n]{{0,30}}|\s*|[._x?\u2026-]+)\](?!\()"
    rf"|<(?i:(?:insert |your |the )?(?:{_GAP})(?: [a-z]+)?(?: here)?)>"
    rf"|\{{\{{?(?i: ?(?:[a-z_]+[ _])?(?:{_GAP})(?:[ _][a-z_]+)? ?)\}}\}}?"
    r"|_{3,}|\?{3,}"
)
_MARKS = (
    "[",
    "<",
    "{",
    "___",
    "???",
    "todo",
    "tb",
    "fixme",
    "xx",
    "lorem ipsum",
    "dolor sit",
    "to be confirmed",
    "to be inserted",
)
"""One of these stands in the small letters of each text with a placeholder."""


@check(PLACEHOLDER, of=("assessment", "review"))
def letter_is_filled_in(file: CycleFile) -> Iterator[Finding]:
    """Look for placeholders in what a letter prints of an authority's or adviser's file."""
    yield from placeholders(file.printed)


@check(PLACEHOLDER, of="authority")
def authority_is_filled_in(file: AuthorityFile) -> Iterator[Finding]:
    """Look for placeholders in what letters print of an authority's file, whoever holds a post."""
    yield from placeholders(of_authority(file.authority))


@check(PLACEHOLDER, of="settings")
def settings_are_filled_in(file: SettingsFile) -> Iterator[Finding]:
    """Look for placeholders in what the letters of any cycle print of the settings."""
    yield from placeholders(of_settings(file.settings))


@check(PLACEHOLDER, of="edition")
def criteria_are_filled_in(criteria: Criteria) -> Iterator[Finding]:
    """Look for placeholders in what letters print of an edition."""
    yield from placeholders(of_criteria(criteria))


def placeholders(texts: Iterable[Text]) -> Iterator[Finding]:
    """Give a finding for the first placeholder of each text that has one; the text itself is not quoted."""
    looked_at = list(texts)
    small = "\n\n".join(text.text for text in looked_at).lower()
    if not any(mark in small for mark in _MARKS):  # most files have none
        return
    for text in looked_at:
        found = first_placeholder(text.text)
        if found is not None:
            message = f"a placeholder is left in this text, which the letter prints{text.place(found)}"
            hint = "look for TODO, TBC, XX or a word in square brackets, and fill it in"
            yield Finding(PLACEHOLDER, text.route, message, hint)


def first_placeholder(text: str) -> int | None:
    """Say how many characters stand before a text's first placeholder; None where there is none."""
    found = re.search(_PLACEHOLDER, text)
    return None if found is None else found.start()

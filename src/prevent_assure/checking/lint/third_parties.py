"""People without a name who might be known by what a text says of them: children above all."""

import re
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import sentences
from prevent_assure.diagnostics import Finding, Rule, Severity

from .matching import first_matches
from .phrases import IN_GENERAL, THIRD_PARTIES

THIRD_PARTY = Rule(
    "letter-third-party",
    Severity.WARNING,
    "A single person, a child above all, who might be known by what a text says.",
)


@check(THIRD_PARTY, of=("assessment", "review"))
def nobody_is_known_by_what_is_said(file: CycleFile) -> Iterator[Finding]:
    """Look for the first such person of each text; what is said of them is not quoted."""

    def is_someone(text: str, found: re.Match[str]) -> bool:
        *_, sentence = (one.text for one in sentences(text) if one.start <= found.start())
        return re.search(IN_GENERAL, sentence) is None

    for text, found in first_matches(THIRD_PARTIES, file, is_someone):
        message = f"this text speaks of a single person who might be known by it{text.place(found.start())}"
        hint = "speak of several, or of none; what one person did or went through does not belong in a letter"
        yield Finding(THIRD_PARTY, text.route, message, hint)

"""What stands around words with capitals, and tells whether they are a person's name."""

import re

from .pattern import Pattern

_POST = (
    r"(?:lead|chair|officer|director|manager|advis[eo]r|co-?ordinator|executive|leader|head|member|deputy|secretary)"
)
_CUE_BEFORE = Pattern(
    rf"(?:\b{_POST},? |\b(?:led|chaired|written|presented|run|held|headed|prepared|replaced|succeeded) by "
    r"|\b(?:thanks?(?: to)?|grateful to|named|called|appointed|colleagues?|predecessor,?|successor,?) )$",
    re.IGNORECASE,
)
_CUE_AFTER = Pattern(
    rf"^(?:, who\b|, (?:the|our|its|their|your|an?)? ?[\w' -]{{0,50}}?\b{_POST}\b"
    rf"| \((?:the |our )?[^)]{{0,50}}\b{_POST}\b"
    r"|(?: (?:has|had|was|is|who|also|now|since|then)){0,3} (?:leads?|led|leading|chairs?|chaired|joined|attends?|"
    r"attended|said|says|writes|wrote|written|(?:took|taken)(?! part)|presented|presents|stepped|left|retired|manages?|"
    r"managed|driven|drove|briefs|briefed|appointed|worked|works|deserves|coordinates|coordinated|trained|trains|delivers|"
    r"brought)\b)",
    re.IGNORECASE,
)
_SOMEONES_REPORT = Pattern(r"^(?:['\u2019]s?)? (?:[\w-]+ ){0,2}(?:review|law|inquiry|report|act)\b", re.IGNORECASE)
_SENTENCE_START = Pattern(r"(?:^|[.!?:][)\"'\u2019\u201d]*\s+|\n\s*|[-*\u2022] )$")


def spoken_of_as_a_person(text: str, start: int, end: int) -> bool:
    """Tell whether a text speaks of something as of a person.

    Args:
        text: The text on one line.
        start: Where the words begin.
        end: Where they end.

    Returns:
        Whether a post, or what only people do, stands beside them.
    """
    return bool(_CUE_BEFORE.search(text[max(0, start - 60) : start]) or _CUE_AFTER.match(text[end : end + 90]))


def is_of_a_report(text: str, end: int) -> bool:
    """Tell whether a name is that of a report or law, as in Martyn's Law.

    Args:
        text: The text on one line.
        end: Where the name ends.

    Returns:
        Whether such a thing follows.
    """
    possessive = text[:end].endswith(("'s", "\u2019s"))
    return _SOMEONES_REPORT.match(text[end - 2 if possessive else end :]) is not None


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence begins with a word.

    Args:
        text: The text on one line.
        start: Where the word begins.

    Returns:
        Whether it does.
    """
    return _SENTENCE_START.search(text[max(0, start - 4) : start]) is not None

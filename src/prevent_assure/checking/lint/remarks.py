"""Remarks between colleagues that are left in a text."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Rule, Severity

from .matching import first_matches
from .phrases import REMARKS

REMARK = Rule(
    "letter-remark", Severity.WARNING, "A remark between colleagues, or a piece of a message, left in a text."
)


@check(REMARK, of=("assessment", "review"))
def no_remark_is_left(file: CycleFile) -> Iterator[Finding]:
    """Look for the first remark of each text; it is not quoted."""
    for text, found in first_matches(REMARKS, file):
        message = (
            f"a remark between colleagues, or a piece of a message, stands in this text{text.place(found.start())}"
        )
        hint = "take it out, or say to the reader what it says; accept this where it is meant for the reader"
        yield Finding(REMARK, text.route, message, hint)

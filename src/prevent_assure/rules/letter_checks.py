"""Checks of what a letter prints, for what embarrasses it after it is sent."""

import re
from collections.abc import Iterable, Iterator

from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.review import Review, Strength

PLACEHOLDER = Rule(
    "letter-placeholder", Severity.WARNING, "A placeholder that is left in a text that the letter prints."
)
RULES = (PLACEHOLDER,)

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME|X{2,})\b|\[(?:[a-z]+ )?(?:name|date|number|area|council|title|address)\](?!\()", re.ASCII
)


def letter_findings(review: Review) -> Iterator[Finding]:
    """Check the texts that an adviser writes for the letter.

    Args:
        review: The adviser's file.

    Yields:
        A finding for each text with a placeholder in it; the text itself is not quoted.
    """
    yield from placeholders(_texts(review))


def placeholders(texts: Iterable[tuple[Route, str | None]]) -> Iterator[Finding]:
    """Look for placeholders in texts that a letter prints.

    Args:
        texts: The texts, each behind its place.

    Yields:
        A finding for each text with a placeholder in it; the text itself is not quoted.
    """
    for route, text in texts:
        if text is not None and _PLACEHOLDER.search(text):
            message = "a placeholder is left in this text, which the letter prints"
            yield Finding(
                PLACEHOLDER, route, message, "look for TODO, TBC, XX or a word in square brackets, and fill it in"
            )


def _texts(review: Review) -> Iterator[tuple[Route, str | None]]:
    for name, benchmark in review.benchmarks.items():
        yield ("benchmarks", name, "comments"), benchmark.comments
        yield ("benchmarks", name, "reason"), benchmark.reason
    yield ("letter", "summary"), review.letter.summary
    for index, strength in enumerate(review.letter.strengths):
        route: Route = ("letter", "strengths", index)
        yield ((*route, "text"), strength.text) if isinstance(strength, Strength) else (route, strength)
    for index, recommendation in enumerate(review.letter.recommendations):
        yield ("letter", "recommendations", index, "text"), recommendation.text

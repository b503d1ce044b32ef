"""Every check of the letter lint, over the texts of one authority's two files."""

from collections.abc import Callable, Iterator

from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.rules.case import Case

from . import benchmark_numbers, counts, lengths, neighbours, people, personal, placeholders, progress, recommendations
from .lexicon import lexicon_of
from .neighbours import Neighbours
from .texts import (
    Text,
    printed_of_assessment,
    printed_of_review,
    unprinted_of_assessment,
    unprinted_of_review,
    words_of_assessment,
)

LINT: tuple[Rule, ...] = (
    *placeholders.RULES,
    *people.RULES,
    *neighbours.RULES,
    *counts.RULES,
    *progress.RULES,
    *benchmark_numbers.RULES,
    *recommendations.RULES,
    *lengths.RULES,
    *personal.RULES,
)
CLEARED_WITH_WARNINGS = Rule(
    "cleared-with-warnings", Severity.ERROR, "A letter that is cleared while the letter lint has warnings."
)
RULES: tuple[Rule, ...] = (*LINT, CLEARED_WITH_WARNINGS)
"""The rules of the room; a letter is cleared only when the first of them leave no warning that nobody has accepted."""

CODES = frozenset(rule.code for rule in LINT)


def assessment_lint(case: Case, names: Callable[[], Neighbours] | None) -> Iterator[Finding]:
    """Check the texts of a self-assessment.

    Args:
        case: The authority in its cycle, with its self-assessment.
        names: Gives the workspace's authorities; None where there is no workspace.

    Yields:
        What would embarrass the letter.
    """
    if case.assessment is None:
        return
    printed = printed_of_assessment(case.assessment)
    yield from _printed(case, names, printed)
    yield from progress.progress_findings(case, printed)
    if personal.may_be_personal(words_of_assessment(case.assessment)):
        for text in (*printed, *unprinted_of_assessment(case.assessment)):
            yield from personal.personal_findings(text)


def review_lint(case: Case, names: Callable[[], Neighbours] | None) -> Iterator[Finding]:
    """Check the texts of a review.

    Args:
        case: The authority in its cycle, with its review.
        names: Gives the workspace's authorities; None where there is no workspace.

    Yields:
        What would embarrass the letter.
    """
    if case.review is None:
        return
    printed = printed_of_review(case.review)
    yield from _printed(case, names, printed)
    yield from counts.count_findings(case, printed)
    if case.assessment is not None:
        yield from progress.progress_findings(case, printed)
    yield from recommendations.recommendation_findings(case, case.review)
    everything = [*printed, *unprinted_of_review(case.review)]
    if personal.may_be_personal("\n\n".join(each.text for each in everything)):
        for text in everything:
            yield from personal.personal_findings(text)


def _printed(case: Case, names: Callable[[], Neighbours] | None, texts: list[Text]) -> Iterator[Finding]:
    if not texts:
        return
    joined = "\n\n".join(each.text for each in texts)
    if placeholders.may_have_placeholder(joined):
        for text in texts:
            yield from placeholders.placeholder_findings(text)
    yield from lengths.length_findings(texts)
    capitals = set(people.CAPITALS.findall(joined))
    if names is not None:
        yield from names().findings(case, capitals, texts)
    if case.criteria is None:
        return
    lexicon = lexicon_of(case.criteria)
    for text in texts if "enchmark" in joined or "BM" in joined else ():
        yield from benchmark_numbers.benchmark_number_findings(lexicon, text)
    if case.authority is not None and case.settings is not None:
        yield from people.name_findings(case, lexicon, capitals, texts)


def cleared_with_warnings(case: Case, left: int) -> Finding | None:
    """Say that a letter is cleared too early.

    Args:
        case: The authority in its cycle.
        left: How many warnings of the letter lint are neither mended nor accepted.

    Returns:
        The finding, or None where nothing is left, or the letter is not cleared or has been issued already.
    """
    if not left or case.issued or case.review is None or case.review.cleared is None:
        return None  # what has been sent is not uncleared by a newer tool that sees more
    warnings = "a warning" if left == 1 else f"{left} warnings"
    message = f"the letter is cleared, and the letter lint has {warnings} that nobody has accepted"
    hint = "mend the texts, or accept each with a reason under `accepted` in prevent-assure.yaml"
    return Finding(CLEARED_WITH_WARNINGS, ("cleared",), message, hint, on_key=True)

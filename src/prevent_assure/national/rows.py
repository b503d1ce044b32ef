"""Rows for the pages that list: what one authority adds to each of them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from prevent_assure.model.review import Strength
from prevent_assure.rules.case import Case

from .figures import answer_pattern, answer_words

HEAT, STRENGTHS = "heat", "strengths"
NO_BENCHMARK = ""


class HeatRow(NamedTuple):
    """How an authority stands: by scored benchmark the agreed outcome, and whether that lies outside the rules."""

    authority: str
    name: str
    region: str
    stage: str
    cells: dict[str, tuple[str | None, bool]]


class ReasonedRow(NamedTuple):
    """An agreed outcome with its reason, for a benchmark whose answers have a pattern."""

    authority: str
    name: str
    outside: bool
    possible: tuple[str, ...]
    agreed: str
    reason: str | None
    adviser: str
    pattern: int
    answers: dict[str, int]
    judged: bool


class RecommendedRow(NamedTuple):
    """A recommendation of an authority's letter."""

    authority: str
    name: str
    id: str
    text: str


class StrengthRow(NamedTuple):
    """A strength that may be shown to others."""

    authority: str
    name: str
    region: str
    text: str


def reasons_key(benchmark: str) -> str:
    """Name the rows of a benchmark's agreed outcomes.

    Args:
        benchmark: Its id.

    Returns:
        The key.
    """
    return f"reasons of {benchmark}"


def recommendations_key(benchmark: str) -> str:
    """Name the rows of a benchmark's recommendations.

    Args:
        benchmark: Its id, or `NO_BENCHMARK` for those that name none.

    Returns:
        The key.
    """
    return f"recommendations on {benchmark}"


def rows_of(case: Case, stage: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Say what an authority adds to the pages that list.

    Args:
        case: The authority in the cycle.
        stage: How far it is.

    Yields:
        Key and row.
    """
    authority, name = case.authority_id, name_of(case)
    region = (case.authority.region if case.authority is not None else None) or ""
    scores = case.scores if case.assessment is not None else ()
    cells = {each.id: (each.agreed, each.override) for each in scores if each.scored}
    yield HEAT, HeatRow(authority, name, region, stage, cells)
    if case.review is None or case.assessment is None:
        return
    yield from _reasoned(case, name)
    for each in case.review.letter.strengths:
        if isinstance(each, Strength) and each.share:
            yield STRENGTHS, StrengthRow(authority, name, region, each.text)
    for made in case.review.letter.recommendations:
        row = RecommendedRow(authority, name, made.id, made.text)
        yield from ((recommendations_key(each), row) for each in made.benchmarks or (NO_BENCHMARK,))


def name_of(case: Case) -> str:
    """Give an authority's name.

    Args:
        case: The authority in a cycle.

    Returns:
        The name, or the id where its file cannot be read.
    """
    return case.authority.name if case.authority is not None else case.authority_id


def _reasoned(case: Case, name: str) -> Iterator[tuple[str, ReasonedRow]]:
    for score in case.scores:
        if score.agreed is None or case.review is None:
            continue
        words = answer_words(case.assessment, case.criteria, score.id)
        reviewed = case.review.benchmarks.get(score.id)
        yield (
            reasons_key(score.id),
            ReasonedRow(
                case.authority_id,
                name,
                score.override,
                score.possible,
                score.agreed,
                reviewed.reason if reviewed is not None else None,
                case.review.adviser or "",
                answer_pattern(score.id, words),
                dict(Counter(words.values())),
                score.basis == "judgement" and not score.override,
            ),
        )

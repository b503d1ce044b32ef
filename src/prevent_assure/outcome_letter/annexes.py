"""The annexes: agreed outcomes with their summaries (A), and the criteria (B)."""

from typing import NamedTuple

from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.rules.cache_by_identity import CacheByIdentity
from prevent_assure.rules.letter_sources import LetterSources
from prevent_assure.text.narrative import parse
from prevent_assure.text.phrasing import optional

from .meanings import abbreviations_in
from .views import BenchmarkView, CriterionView, LevelView, OutcomeRowView
from .wording import Labels


def annex_a(sources: LetterSources, labels: Labels) -> tuple[OutcomeRowView, ...]:
    """Show the outcome of each benchmark with what authority and adviser say of it.

    Args:
        sources: What the letter is made from; of the scores only the override is used, as no derived outcome prints.
        labels: The fixed words.

    Returns:
        The rows in the order of the benchmarks' numbers.
    """
    return tuple(
        _scored_row(each, sources, labels) if each.scored else _unscored_row(each, sources, labels)
        for each in sources.criteria.by_number()
    )


def _scored_row(benchmark: Benchmark, sources: LetterSources, labels: Labels) -> OutcomeRowView:
    answers = None if sources.assessment is None else sources.assessment.benchmarks.get(benchmark.id)
    review = None if sources.review is None else sources.review.benchmarks.get(benchmark.id)
    agreed = None if review is None else review.agreed
    outside = any(score.override for score in sources.scores if score.id == benchmark.id)
    return OutcomeRowView(
        number=benchmark.number,
        title=benchmark.title,
        scored=True,
        statement=optional(benchmark.statement),
        outcome=labels.not_agreed if agreed is None else sources.criteria.outcome_label(agreed),
        outcome_id=agreed,
        outside_rules=labels.outside_rules if outside else None,
        outside_reason=optional(review.reason) if outside and review is not None else None,
        account=None if answers is None else optional(answers.summary),
        comments=None if review is None else optional(review.comments),
        reason=None,
        before=sources.before.get(benchmark.id, labels.nothing_before) if sources.before else None,
    )


def _unscored_row(benchmark: Benchmark, sources: LetterSources, labels: Labels) -> OutcomeRowView:
    return OutcomeRowView(
        number=benchmark.number,
        title=benchmark.title,
        scored=False,
        statement=None,
        outcome=labels.not_scored,
        outcome_id=None,
        outside_rules=None,
        outside_reason=None,
        account=None,
        comments=None,
        reason=optional(benchmark.reason),
        before=labels.not_scored if sources.before else None,
    )


class AnnexB(NamedTuple):
    """The criteria of an edition, which stand alike in all of its letters.

    Attributes:
        benchmarks: The benchmarks in the order of their numbers, each with its levels in the edition's order.
        abbreviations: The abbreviations in them.
    """

    benchmarks: tuple[BenchmarkView, ...]
    abbreviations: frozenset[str]


def annex_b(criteria: Criteria) -> AnnexB:
    """Show the criteria.

    Args:
        criteria: The criteria.

    Returns:
        The annex: that of the letter before, where it is of the very same criteria.
    """
    return _annexes.of(criteria)


def _annex_b(criteria: Criteria) -> AnnexB:
    benchmarks = _benchmarks(criteria)
    return AnnexB(benchmarks, abbreviations_in(criteria, benchmarks))


_annexes = CacheByIdentity(_annex_b)


def _benchmarks(criteria: Criteria) -> tuple[BenchmarkView, ...]:
    return tuple(
        BenchmarkView(
            number=each.number,
            title=each.title,
            scored=each.scored,
            levels=_levels(each, criteria) if each.scored else (),
            assured_by=None if each.scored else optional(each.assured_by),
            contact=None if each.scored else optional(each.contact),
        )
        for each in criteria.by_number()
    )


def _levels(benchmark: Benchmark, criteria: Criteria) -> tuple[LevelView, ...]:
    return tuple(
        LevelView(level.id, level.label, level.note, tuple(_criterion(each) for each in benchmark.criteria[level.id]))
        for level in criteria.levels
        if benchmark.criteria.get(level.id)
    )


def _criterion(criterion: Criterion) -> CriterionView:
    parts = tuple(parse(part.text) for part in criterion.parts)
    return CriterionView(parse(criterion.text), parts, optional(criterion.exception), optional(criterion.applies_when))

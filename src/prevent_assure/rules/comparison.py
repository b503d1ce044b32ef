"""Two states of one authority's cycle, compared by what they say: not by lines, order or layout."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from prevent_assure.model.criteria import Criteria
from prevent_assure.model.difference import AssessmentDifference, BenchmarkDifference, FieldChange, ItemChange
from prevent_assure.model.review import Review, Strength

from .case import Case
from .comparing_answers import BenchmarkSide, compare_benchmark
from .comparing_fields import Meaning, dumped, field_changes, item_changes, nameless_changes
from .scoring import Scorer

_NO_STEPS = ("format", "authority", "cycle", "criteria", "benchmarks", "letter", "follow_up")
"""Keys of the two files that are compared by themselves, or say what the file is."""


class Side(NamedTuple):
    """One state of an authority's cycle.

    Attributes:
        case: The files.
        scorer: What derives outcomes; None where there are no criteria to do it by.
        assessed: Whether the self-assessment could be read, or there is none.
        reviewed: Whether the review could be read, or there is none.
    """

    case: Case
    scorer: Scorer | None
    assessed: bool = True
    reviewed: bool = True

    @property
    def is_there(self) -> bool:
        """Whether there is a self-assessment or a review."""
        return self.case.assessment is not None or self.case.review is not None

    def benchmark(self, name: str) -> BenchmarkSide:
        """Give what is said of one benchmark.

        Args:
            name: Its id.

        Returns:
            What derives its outcome, the answers and the review.
        """
        case = self.case
        known = case.criteria.benchmark(name) if case.criteria is not None else None
        return BenchmarkSide(
            criteria=case.criteria,
            scorer=self.scorer.of(known) if self.scorer is not None and known is not None else None,
            answers=case.assessment.benchmarks.get(name) if case.assessment is not None else None,
            review=case.review.benchmarks.get(name) if case.review is not None else None,
            readable=self.assessed and (self.scorer is not None or case.assessment is None),
        )


def compare(before: Side, after: Side, meaning: Meaning, *, years: bool = False) -> AssessmentDifference:
    """Compare two states of an authority's cycle, or one cycle with another.

    Args:
        before: The state before.
        after: The state now.
        meaning: How texts are read.
        years: Whether two cycles are compared: then narratives and steps, which are others each time, are left out.

    Returns:
        What changed in meaning.
    """
    both_assessed, both_reviewed = before.assessed and after.assessed, before.reviewed and after.reviewed
    before, after = _comparable(before, both_assessed, both_reviewed), _comparable(after, both_assessed, both_reviewed)
    difference = _head(before, after, years=years)
    difference = difference._replace(benchmarks=tuple(_benchmarks(before, after, meaning, texts=not years)))
    if both_reviewed:
        difference = _letter(difference, before.case.review, after.case.review, meaning, texts=not years)
    if years:
        return difference
    return difference._replace(
        status=_status(before, after) if both_assessed and both_reviewed else None,
        steps=tuple(_steps(before.case, after.case, meaning)),
        follow_up=_follow_up(before.case.assessment, after.case.assessment, meaning),
        follow_up_review=_follow_up(before.case.review, after.case.review, meaning),
    )


def _comparable(side: Side, assessed: bool, reviewed: bool) -> Side:  # noqa: FBT001 - told apart by their names
    """Leave out what cannot be read on one of the two sides: it is neither gone nor new."""
    case = side.case
    kept = case._replace(
        assessment=case.assessment if assessed else None,
        review=case.review if reviewed else None,
    )
    return side._replace(case=kept, assessed=assessed, reviewed=reviewed)


def _head(before: Side, after: Side, *, years: bool) -> AssessmentDifference:
    old, new = before.case, after.case
    known = new.authority or old.authority
    change: Any = "changed"
    if before.assessed and before.reviewed and before.is_there != after.is_there:
        change = "added" if after.is_there else "removed"
    return AssessmentDifference(
        authority=new.authority_id,
        name=known.name if known is not None else new.authority_id,
        cycle=new.cycle,
        change=change,
        renamed_from=old.authority_id if old.authority_id != new.authority_id else None,
        before_cycle=old.cycle if years else None,
        edition=next((each.criteria.ref for each in (new, old) if each.criteria is not None), None),
        criteria=_edition(old, new),
        outcome_labels={**_labels(old.criteria), **_labels(new.criteria)},
    )


def _labels(criteria: Criteria | None) -> dict[str, str]:
    return {each.id: each.label for each in criteria.outcomes} if criteria is not None else {}


def _edition(old: Case, new: Case) -> FieldChange | None:
    was, now = (each.assessment.criteria if each.assessment is not None else None for each in (old, new))
    return FieldChange("criteria", "changed", was, now) if was is not None and now is not None and was != now else None


def _status(before: Side, after: Side) -> FieldChange | None:
    was, now = (each.case.status if each.is_there else None for each in (before, after))
    if was == now:
        return None
    return FieldChange("status", "added" if was is None else "removed" if now is None else "changed", was, now)


def _steps(old: Case, new: Case, meaning: Meaning) -> Iterator[FieldChange]:
    for was, now in ((old.assessment, new.assessment), (old.review, new.review)):
        yield from field_changes(dumped(was, *_NO_STEPS), dumped(now, *_NO_STEPS), meaning)
    if old.issued != new.issued:
        yield FieldChange("issued", "added" if new.issued else "removed")


def _benchmarks(before: Side, after: Side, meaning: Meaning, *, texts: bool) -> Iterator[BenchmarkDifference]:
    for name in _benchmark_names((after, before)):
        found = compare_benchmark(name, before.benchmark(name), after.benchmark(name), meaning, texts=texts)
        if found is not None:
            yield found


def _benchmark_names(sides: Iterable[Side]) -> dict[str, None]:
    names: dict[str, None] = {}
    for side in sides:
        case = side.case
        ordered = case.criteria.by_number() if case.criteria is not None else ()
        names.update({each.id: None for each in ordered})
    for side in sides:
        for model in (side.case.assessment, side.case.review):
            names.update(dict.fromkeys(model.benchmarks if model is not None else ()))
    return names


def _letter(
    difference: AssessmentDifference, old: Review | None, new: Review | None, meaning: Meaning, *, texts: bool
) -> AssessmentDifference:
    was, now = (dumped(each).get("letter", {}) for each in (old, new))
    lists = {"strengths", "recommendations"}
    own = [{key: value for key, value in each.items() if key not in lists} for each in (was, now)]
    recommendations = item_changes(was.get("recommendations", ()), now.get("recommendations", ()), meaning, "id")
    return difference._replace(
        letter=tuple(field_changes(own[0], own[1], meaning, "letter")) if texts else (),
        strengths=nameless_changes(_strengths(old), _strengths(new), meaning, "text") if texts else (),
        recommendations=recommendations,
    )


def _strengths(review: Review | None) -> list[dict[str, Any]]:
    found = review.letter.strengths if review is not None else ()
    return [dumped(each) if isinstance(each, Strength) else {"text": each} for each in found]


def _follow_up(old: Any, new: Any, meaning: Meaning) -> tuple[ItemChange, ...]:  # noqa: ANN401 - either of two models
    was, now = (dumped(each).get("follow_up", ()) for each in (old, new))
    return item_changes(was, now, meaning, "recommendation")

"""Two states of one authority's cycle, compared by what they say: not by lines, order or layout."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from prevent_assure.model.assessment import Answer, AnswerWord, BenchmarkAnswers
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.outcome import Derived
from prevent_assure.model.review import BenchmarkReview, LetterText, Strength
from prevent_assure.rules.case import Case
from prevent_assure.rules.scoring import BenchmarkScorer, Scorer

from .causes import State, cause
from .difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    FieldChange,
    Holdings,
    ItemChange,
    OutcomeKind,
    OutcomeMove,
    OverrideChange,
)
from .fields import change_of, dumped, field_changes, item_changes, nameless_changes, says_nothing

_TOLD_APART = ("claimed", "answers", "agreed")
"""Keys of a benchmark that are compared by themselves; whatever else stands there is compared as it is."""
_NO_STEPS = ("format", "authority", "cycle", "criteria", "benchmarks", "letter", "follow_up")
"""Keys of the two files that are compared by themselves, or say what the file is."""
_LISTS = ("strengths", "recommendations")
"""Keys of the letter's text that are compared item by item."""


class BenchmarkSide(NamedTuple):
    """One benchmark in one state of the files.

    Attributes:
        criteria: The edition, None where there is none that can be read.
        scorer: What derives its outcome by them, None where they do not know the benchmark.
        answers: What the authority says of it.
        review: What the adviser says of it; empty where they say nothing.
        readable: Whether the self-assessment and its criteria could be read; else nothing can be derived.
    """

    criteria: Criteria | None
    scorer: BenchmarkScorer | None
    answers: BenchmarkAnswers | None
    review: BenchmarkReview
    readable: bool

    @property
    def benchmark(self) -> Benchmark | None:
        """The benchmark in the criteria."""
        return self.scorer.benchmark if self.scorer is not None else None

    @property
    def derived(self) -> Derived | None:
        """What the rules derive; None where there is nothing to derive from."""
        if self.scorer is None or self.answers is None or not self.scorer.benchmark.scored:
            return None
        return self.scorer.derive(self.answers)

    @property
    def state(self) -> State:
        """What the outcome is derived from, where it is."""
        assert self.criteria is not None  # noqa: S101 - something was derived, for the type checker
        assert self.scorer is not None  # noqa: S101 - likewise
        assert self.answers is not None  # noqa: S101 - likewise
        return State(self.criteria, self.scorer, self.answers)

    @property
    def is_override(self) -> bool:
        """Whether the agreed outcome lies outside what the rules allow."""
        return self.scorer is not None and self.scorer.score(self.answers, self.review, explain=False).override

    @property
    def known(self) -> dict[str, None]:
        """The ids of the criteria that the edition has, in its order."""
        return {item.id: None for _, item in self.benchmark.each_criterion()} if self.benchmark is not None else {}

    def given(self) -> dict[str, tuple[str, Answer]]:
        """Give each answer by its criterion, with its level; one for a whole level as one for each of its criteria."""
        found: dict[str, tuple[str, Answer]] = {}
        for level, answers in (self.answers.answers if self.answers is not None else {}).items():
            if isinstance(answers, dict):
                found.update({name: (level, _long(answer)) for name, answer in answers.items()})
            else:
                of_level = self.benchmark.criteria.get(level, ()) if self.benchmark is not None else ()
                found.update({criterion.id: (level, _long(answers)) for criterion in of_level})
        return found


def _long(answer: Answer | AnswerWord | None) -> Answer:
    return answer if isinstance(answer, Answer) else Answer(answer=answer)


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

    @property
    def holds(self) -> Holdings:
        """What the files hold, counted."""
        case = self.case
        names = [benchmark.id for benchmark in case.criteria.by_number()] if case.criteria is not None else []
        sides = [self.benchmark(name) for name in names]
        agreed = case.review.benchmarks.values() if case.review is not None else ()
        return Holdings(
            sum(answer.answer is not None for side in sides for _, answer in side.given().values()),
            sum(len(side.known) for side in sides),
            sum(review.agreed is not None for review in agreed),
            len(case.review.letter.recommendations) if case.review is not None else 0,
            blank=case.review is None
            and (case.assessment is None or says_nothing(case.assessment.benchmarks.values())),
        )

    def reduced(self, *, assessment: bool, review: bool) -> "Side":
        """Leave out the self-assessment or the review, unless it is to stay."""
        kept_assessment = self.case.assessment if assessment else None
        kept_review = self.case.review if review else None
        return self._replace(case=self.case._replace(assessment=kept_assessment, review=kept_review))

    def benchmark(self, name: str) -> BenchmarkSide:
        """Give what is said of the benchmark of this id."""
        case = self.case
        known = case.criteria.benchmark(name) if case.criteria is not None else None
        review = case.review.benchmarks.get(name) if case.review is not None else None
        return BenchmarkSide(
            criteria=case.criteria,
            scorer=self.scorer.of(known) if self.scorer is not None and known is not None else None,
            answers=case.assessment.benchmarks.get(name) if case.assessment is not None else None,
            review=review or BenchmarkReview(),
            readable=self.assessed and (self.scorer is not None or case.assessment is None),
        )


def compare(before: Side, after: Side, *, years: bool = False) -> AssessmentDifference:
    """Compare two states of an authority's cycle, or one cycle with another.

    Args:
        before: The state before.
        after: The state now.
        years: Whether two cycles are compared: then narratives and steps, which are others each time, are left out.

    Returns:
        What changed in meaning.
    """
    assessed, reviewed = before.assessed and after.assessed, before.reviewed and after.reviewed
    # What cannot be read on one of the two sides is neither gone nor new.
    before, after = (
        side.reduced(assessment=assessed, review=reviewed)._replace(assessed=assessed) for side in (before, after)
    )
    old, new = before.case, after.case
    known = new.authority or old.authority
    came_or_went = assessed and reviewed and before.is_there != after.is_there
    was, now = (side.review.letter if side.review is not None else LetterText() for side in (old, new))
    difference = AssessmentDifference(
        authority=new.authority_id,
        name=known.name if known is not None else new.authority_id,
        cycle=new.cycle,
        renamed_from=old.authority_id if old.authority_id != new.authority_id else None,
        before_cycle=old.cycle if years else None,
        edition=next((case.criteria.ref for case in (new, old) if case.criteria is not None), None),
        outcome_labels={**_labels(new.criteria), **_labels(old.criteria), **_labels(new.criteria)},
        status=_status(before, after) if assessed and reviewed and not years else None,
    )
    if came_or_went:
        there = after if after.is_there else before
        return difference._replace(change="added" if after.is_there else "removed", holds=there.holds)
    filled_in = not years and before.is_there and before.holds.blank and not after.holds.blank
    difference = difference._replace(
        holds=after.holds if filled_in else None,
        criteria=_edition(old, new),
        benchmarks=tuple(_benchmarks(before, after, texts=not years)),
        recommendations=_items(was, now, "recommendations", "id"),
    )
    if years:
        return difference
    difference = difference._replace(
        steps=tuple(_steps(old, new)),
        letter=tuple(field_changes(dumped(was, *_LISTS), dumped(now, *_LISTS), "letter")),
        strengths=nameless_changes(_strengths(was), _strengths(now), "text"),
        follow_up=_items(old.assessment, new.assessment, "follow_up", "recommendation"),
        follow_up_review=_items(old.review, new.review, "follow_up", "recommendation"),
    )
    is_renamed = difference.renamed_from is not None and not difference.says_otherwise
    return difference._replace(change="renamed") if is_renamed else difference


def _labels(criteria: Criteria | None) -> dict[str, str]:
    return {outcome.id: outcome.label for outcome in criteria.outcomes} if criteria is not None else {}


def _edition(old: Case, new: Case) -> FieldChange | None:
    if old.assessment is None or new.assessment is None or old.assessment.criteria == new.assessment.criteria:
        return None
    return FieldChange("criteria", "changed", old.assessment.criteria, new.assessment.criteria)


def _status(before: Side, after: Side) -> FieldChange | None:
    was, now = (side.case.status if side.is_there else None for side in (before, after))
    return FieldChange("status", change_of(was, now), was, now) if was != now else None


def _steps(old: Case, new: Case) -> Iterator[FieldChange]:
    for was, now in ((old.assessment, new.assessment), (old.review, new.review)):
        yield from field_changes(dumped(was, *_NO_STEPS), dumped(now, *_NO_STEPS))
    if old.issued != new.issued:
        yield FieldChange("issued", "added" if new.issued else "removed")


def _items(old: Model | None, new: Model | None, key: str, name: str) -> tuple[ItemChange, ...]:
    """Compare lists that stand at one key, whose items have names."""
    was, now = (dumped(model).get(key, ()) for model in (old, new))
    return item_changes(was, now, name)


def _strengths(letter: LetterText) -> list[dict[str, Any]]:
    return [dumped(item) if isinstance(item, Strength) else {"text": item} for item in letter.strengths]


def _benchmarks(before: Side, after: Side, *, texts: bool) -> Iterator[BenchmarkDifference]:
    cases = (after.case, before.case)
    ordered = (benchmark.id for case in cases if case.criteria is not None for benchmark in case.criteria.by_number())
    files = (model for case in cases for model in (case.assessment, case.review) if model is not None)
    for name in dict.fromkeys(chain(ordered, *(model.benchmarks for model in files))):
        found = _compare_benchmark(name, before.benchmark(name), after.benchmark(name), texts=texts)
        if found.outcomes or found.override or found.answers or found.fields:
            yield found


def _compare_benchmark(name: str, before: BenchmarkSide, after: BenchmarkSide, *, texts: bool) -> BenchmarkDifference:
    known = after.benchmark or before.benchmark
    claims = [side.answers.claimed if side.answers is not None else None for side in (before, after)]
    readable = before.readable and after.readable
    moves = (
        _moved("claimed", *claims),
        _derived(before, after) if readable else None,
        _moved("agreed", before.review.agreed, after.review.agreed),
    )
    outcomes = tuple(move for move in moves if move is not None)
    return BenchmarkDifference(
        id=name,
        number=known.number if known is not None else None,
        title=known.title if known is not None else name,
        outcomes=outcomes,
        override=_override(before, after, outcomes) if readable else None,
        answers=tuple(_answers(before, after, texts=texts)) if readable else (),
        fields=tuple(_fields(before, after)) if texts else (),
    )


def _fields(before: BenchmarkSide, after: BenchmarkSide) -> Iterator[FieldChange]:
    for old, new in ((before.answers, after.answers), (before.review, after.review)):
        for field in field_changes(dumped(old, *_TOLD_APART), dumped(new, *_TOLD_APART)):
            # Digests say nothing to people: that they are others is enough.
            yield field._replace(before=None, after=None) if "agreed_to" in field.key else field


def _moved(kind: OutcomeKind, old: str | None, new: str | None) -> OutcomeMove | None:
    if old == new:
        return None
    return OutcomeMove(kind, (old,) if old is not None else (), (new,) if new is not None else ())


def _derived(before: BenchmarkSide, after: BenchmarkSide) -> OutcomeMove | None:
    old, new = before.derived, after.derived
    if old == new:
        return None
    if old is None or new is None:
        because = Cause(whole="added" if old is None else "removed")
    else:
        because = cause(before.state, after.state)
    return OutcomeMove(
        "derived",
        old.possible if old is not None else (),
        new.possible if new is not None else (),
        old.basis if old is not None else None,
        new.basis if new is not None else None,
        because,
    )


def _override(before: BenchmarkSide, after: BenchmarkSide, outcomes: tuple[OutcomeMove, ...]) -> OverrideChange | None:
    if before.is_override == after.is_override:
        return None
    because = tuple(move.kind for move in outcomes if move.kind != "claimed")
    return OverrideChange("added" if after.is_override else "removed", because)


def _answers(before: BenchmarkSide, after: BenchmarkSide, *, texts: bool) -> Iterator[AnswerChange]:
    old, new = before.given(), after.given()
    both_known = before.benchmark is not None and after.benchmark is not None
    for name in {**after.known, **before.known, **old, **new}:
        change = _answer(name, old.get(name), new.get(name), texts=texts)
        came_or_went = both_known and (name in before.known) != (name in after.known)
        if change.moved or change.fields or change.references:
            yield change._replace(
                criterion_change=None if not came_or_went else "added" if name in after.known else "removed"
            )


def _answer(name: str, old: tuple[str, Answer] | None, new: tuple[str, Answer] | None, *, texts: bool) -> AnswerChange:
    was, now = (dumped(given[1]) if given is not None else {} for given in (old, new))
    besides, besides_now = (
        {"parts": {}, **{key: value for key, value in data.items() if key not in {"answer", "references"}}}
        for data in (was, now)
    )
    references = nameless_changes(was.get("references", ()), now.get("references", ()), "title") if texts else ()
    return AnswerChange(
        criterion=name,
        level=(new or old or ("",))[0],
        before=was.get("answer"),
        after=now.get("answer"),
        fields=tuple(field for field in field_changes(besides, besides_now) if texts or field.key != "evidence"),
        references=references,
    )

"""Two states of one authority's cycle, compared by what they say: not by lines, order or layout."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from prevent_assure.model.assessment import Answer, AnswerWord, Assessment, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.outcome import Derived
from prevent_assure.model.review import BenchmarkReview, Review, Strength
from prevent_assure.rules.case import Case
from prevent_assure.rules.scoring import BenchmarkScorer, Scorer

from .causes import cause
from .difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    Change,
    FieldChange,
    ItemChange,
    OutcomeKind,
    OutcomeMove,
    OverrideChange,
)
from .fields import Meaning, dumped, field_changes, item_changes, nameless_changes

_TOLD_APART = ("claimed", "answers", "agreed")
"""Keys of a benchmark that are compared by themselves; whatever else stands there is compared as it is."""


class BenchmarkSide(NamedTuple):
    """One benchmark in one state of the files.

    Attributes:
        criteria: The edition, None where there is none that can be read.
        scorer: What derives its outcome by them, None where they do not know the benchmark.
        answers: What the authority says of it.
        review: What the adviser says of it.
        readable: Whether the self-assessment and its criteria could be read; else nothing can be derived.
    """

    criteria: Criteria | None
    scorer: BenchmarkScorer | None
    answers: BenchmarkAnswers | None
    review: BenchmarkReview | None
    readable: bool = True

    @property
    def benchmark(self) -> Benchmark | None:
        """The benchmark in the criteria."""
        return self.scorer.benchmark if self.scorer is not None else None

    @property
    def derived(self) -> Derived | None:
        """What the rules derive; None where there is nothing to derive from."""
        scored = self.scorer is not None and self.scorer.benchmark.scored
        return self.scorer.derive(self.answers) if scored and self.answers is not None and self.scorer else None

    def given(self) -> dict[str, tuple[str, Answer]]:
        """Give each answer by its criterion, with its level; one for a whole level as one for each of its criteria."""
        found: dict[str, tuple[str, Answer]] = {}
        for level, answers in (self.answers.answers if self.answers is not None else {}).items():
            if isinstance(answers, dict):
                found.update({name: (level, _long(answer)) for name, answer in answers.items()})
            else:
                of_level = self.benchmark.criteria.get(level, ()) if self.benchmark is not None else ()
                found.update({each.id: (level, _long(answers)) for each in of_level})
        return found


def _long(answer: Answer | AnswerWord | None) -> Answer:
    return answer if isinstance(answer, Answer) else Answer(answer=answer)


def compare_benchmark(
    name: str, before: BenchmarkSide, after: BenchmarkSide, meaning: Meaning, *, texts: bool = True
) -> BenchmarkDifference | None:
    """Compare a benchmark before and now.

    Args:
        name: The benchmark's id.
        before: The benchmark before.
        after: The benchmark now.
        meaning: How texts are read.
        texts: Whether narratives are compared.

    Returns:
        What changed; None where nothing did.
    """
    known = after.benchmark or before.benchmark
    outcomes = tuple(
        each for each in (_claimed(before, after), _derived(before, after), _agreed(before, after)) if each
    )
    difference = BenchmarkDifference(
        id=name,
        number=known.number if known is not None else None,
        title=known.title if known is not None else name,
        outcomes=outcomes,
        override=_override(before, after, outcomes),
        answers=_answers(before, after, meaning, texts=texts),
        fields=tuple(_fields(before, after, meaning)) if texts else (),
    )
    changed = difference.outcomes or difference.override or difference.answers or difference.fields
    return difference if changed else None


def _fields(before: BenchmarkSide, after: BenchmarkSide, meaning: Meaning) -> Iterator[FieldChange]:
    for old, new in ((before.answers, after.answers), (before.review, after.review)):
        found = field_changes(dumped(old, *_TOLD_APART), dumped(new, *_TOLD_APART), meaning)
        # Digests say nothing to people: that they are others is enough.
        yield from (each._replace(before=None, after=None) if "agreed_to" in each.key else each for each in found)


def _claimed(before: BenchmarkSide, after: BenchmarkSide) -> OutcomeMove | None:
    old, new = (each.answers.claimed if each.answers is not None else None for each in (before, after))
    return _moved("claimed", old, new)


def _agreed(before: BenchmarkSide, after: BenchmarkSide) -> OutcomeMove | None:
    old, new = (each.review.agreed if each.review is not None else None for each in (before, after))
    return _moved("agreed", old, new)


def _moved(kind: OutcomeKind, old: str | None, new: str | None) -> OutcomeMove | None:
    if old == new:
        return None
    return OutcomeMove(kind, (old,) if old is not None else (), (new,) if new is not None else ())


def _derived(before: BenchmarkSide, after: BenchmarkSide) -> OutcomeMove | None:
    if not (before.readable and after.readable):
        return None
    old, new = before.derived, after.derived
    if old == new:
        return None
    if old is None or new is None:
        because = Cause(whole="added" if old is None else "removed")
    else:
        assert after.scorer is not None  # noqa: S101 - something was derived, for the type checker
        other = before.scorer if not _same_rules(before, after) else None
        because = cause(other, after.scorer, _words(before), _words(after))
    return OutcomeMove(
        "derived",
        old.possible if old is not None else (),
        new.possible if new is not None else (),
        old.basis if old is not None else None,
        new.basis if new is not None else None,
        because,
    )


def _same_rules(before: BenchmarkSide, after: BenchmarkSide) -> bool:
    return before.scorer is after.scorer or _demands(before) == _demands(after)


def _demands(side: BenchmarkSide) -> object:
    """Gather all that the derived outcome depends on besides the answers; texts are none of it."""
    criteria, benchmark = side.criteria, side.benchmark
    assert criteria is not None  # noqa: S101 - something was derived, for the type checker
    assert benchmark is not None  # noqa: S101 - likewise
    rules = [(each.outcomes, each.condition) for each in benchmark.rules or criteria.rules]
    levels = {(level.id, level.kind) for level in criteria.levels}
    members = {level: {each.id for each in group} for level, group in benchmark.criteria.items()}
    return rules, levels, [each.id for each in criteria.outcomes], members, benchmark.scored


def _words(side: BenchmarkSide) -> dict[str, str | None]:
    return {name: answer.answer for name, (_, answer) in side.given().items()}


def _override(before: BenchmarkSide, after: BenchmarkSide, outcomes: tuple[OutcomeMove, ...]) -> OverrideChange | None:
    if not (before.readable and after.readable):
        return None
    old, new = (_is_override(each) for each in (before, after))
    if old == new:
        return None
    return OverrideChange(
        "added" if new else "removed", tuple(each.kind for each in outcomes if each.kind != "claimed")
    )


def _is_override(side: BenchmarkSide) -> bool:
    if side.scorer is None or not side.scorer.benchmark.scored:
        return False
    return side.scorer.score(side.answers, side.review, explain=False).override


def _answers(before: BenchmarkSide, after: BenchmarkSide, meaning: Meaning, *, texts: bool) -> tuple[AnswerChange, ...]:
    if not (before.readable and after.readable):
        return ()
    old, new = before.given(), after.given()
    known = [_criteria_of(each.benchmark) for each in (before, after)]
    both = all(each.benchmark is not None for each in (before, after))
    found = (
        _answer(name, old.get(name), new.get(name), meaning, texts=texts)
        for name in {**known[1], **known[0], **old, **new}
    )
    return tuple(
        each._replace(criterion_change=_came_or_went(each.criterion, known[0], known[1]) if both else None)
        for each in found
        if each is not None
    )


def _criteria_of(benchmark: Benchmark | None) -> dict[str, None]:
    return {criterion.id: None for _, criterion in benchmark.each_criterion()} if benchmark is not None else {}


def _came_or_went(name: str, old: dict[str, None], new: dict[str, None]) -> Change | None:
    if (name in old) == (name in new):
        return None
    return "added" if name in new else "removed"


def _answer(
    name: str, old: tuple[str, Answer] | None, new: tuple[str, Answer] | None, meaning: Meaning, *, texts: bool
) -> AnswerChange | None:
    was, now = (_data(each) for each in (old, new))
    besides = [
        {"parts": {}, **{key: value for key, value in each.items() if key not in {"answer", "references"}}}
        for each in (was, now)
    ]
    fields = field_changes(besides[0], besides[1], meaning)
    papers = nameless_changes(was.get("references", ()), now.get("references", ()), meaning, "title") if texts else ()
    change = AnswerChange(
        criterion=name,
        level=(new or old or ("",))[0],
        before=was.get("answer"),
        after=now.get("answer"),
        fields=tuple(each for each in fields if texts or each.key != "evidence"),
        references=papers,
    )
    return change if change.moved or change.fields or change.references else None


def _data(given: tuple[str, Answer] | None) -> Mapping[str, Any]:
    return dumped(given[1]) if given is not None else {}


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


def _follow_up(
    old: Assessment | Review | None, new: Assessment | Review | None, meaning: Meaning
) -> tuple[ItemChange, ...]:
    was, now = (dumped(each).get("follow_up", ()) for each in (old, new))
    return item_changes(was, now, meaning, "recommendation")

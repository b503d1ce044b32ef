"""One benchmark before and now: answers by criterion, outcomes that moved, and what moved them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from prevent_assure.model.assessment import Answer, AnswerWord, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.difference import (
    AnswerChange,
    BenchmarkDifference,
    Cause,
    Change,
    FieldChange,
    OutcomeKind,
    OutcomeMove,
    OverrideChange,
)
from prevent_assure.model.outcome import Derived
from prevent_assure.model.review import BenchmarkReview

from .causes import cause
from .comparing_fields import Meaning, dumped, field_changes, nameless_changes
from .scoring import BenchmarkScorer

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

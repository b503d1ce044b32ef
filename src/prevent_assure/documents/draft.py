"""An edition, and what was said a cycle ago, into the view of a self-assessment that is to be filled in."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prevent_assure.model.answers import answers_to, needing_evidence
from prevent_assure.model.assessment import (
    Answer,
    Assessment,
    BenchmarkAnswers,
    Progress,
    Reference,
)
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.model.review import Review
from prevent_assure.rules.edition_changes import Change, EditionChanges, Place, words

from .draft_views import (
    DraftAccount,
    DraftAnswer,
    DraftBenchmark,
    DraftCriterion,
    DraftFollowUp,
    DraftLevel,
    DraftOutcome,
    DraftPart,
    DraftRetired,
    DraftView,
)

PROGRESS: tuple[Progress, ...] = ("addressed", "good_progress", "limited_progress", "not_started", "superseded")


class DraftSources(NamedTuple):
    """What an empty self-assessment is made from.

    Attributes:
        authority: The authority's id.
        authority_name: Its name.
        lead: The role that submits it.
        cycle: The cycle.
        due: The day on which it is due, or empty.
        criteria: The edition.
        follow_up: The recommendations of the cycle before.
        before: The self-assessment whose answers are to stand beside the criteria, or None.
        review: Its review, or None.
        changes: From the edition that it goes by to this one, or None.
    """

    authority: str
    authority_name: str
    lead: str
    cycle: str
    due: str
    criteria: Criteria
    follow_up: tuple[DraftFollowUp, ...]
    before: Assessment | None
    review: Review | None
    changes: EditionChanges | None


def draft_view(sources: DraftSources) -> DraftView:
    """Make the view of an empty self-assessment.

    Args:
        sources: What it is made from.

    Returns:
        The view.
    """
    criteria, before, changes = sources.criteria, sources.before, sources.changes
    other = changes is not None and changes.before.ref != criteria.ref
    return DraftView(
        authority=sources.authority,
        authority_name=sources.authority_name,
        cycle=sources.cycle,
        criteria=criteria.ref,
        criteria_title=criteria.title,
        due=sources.due,
        lead=sources.lead,
        source=before.cycle if before is not None else "",
        source_criteria=changes.before.ref if changes is not None and other else "",
        outcomes=tuple(DraftOutcome(each.id, each.meaning or each.label) for each in criteria.outcomes),
        need_evidence=needing_evidence(),
        progress=PROGRESS,
        benchmarks=tuple(_benchmark(sources, each) for each in criteria.by_number()),
        follow_up=sources.follow_up,
    )


def _benchmark(sources: DraftSources, benchmark: Benchmark) -> DraftBenchmark:
    kinds = {each.id: each for each in sources.criteria.levels}
    levels = [
        DraftLevel(
            id=level,
            label=kinds[level].label,
            note=kinds[level].note or "",
            warning_sign=kinds[level].kind == "warning_sign",
            words=answers_to(kinds[level].kind),
            criteria=tuple(_criterion(sources, benchmark, each) for each in members),
        )
        for level, members in benchmark.criteria.items()
        if level in kinds and members
    ]
    return DraftBenchmark(
        id=benchmark.id,
        number=benchmark.number,
        title=benchmark.title,
        statement=benchmark.statement or "",
        scored=benchmark.scored,
        reason=benchmark.reason or "",
        before=_account(sources, benchmark.id),
        levels=tuple(levels),
        retired=tuple(_retired(sources, benchmark.id)),
    )


def _account(sources: DraftSources, benchmark: str) -> DraftAccount | None:
    given = sources.before.benchmarks.get(benchmark) if sources.before is not None else None
    reviewed = sources.review.benchmarks.get(benchmark) if sources.review is not None else None
    if given is None:
        return None
    agreed = reviewed.agreed if reviewed is not None else None
    return DraftAccount(given.claimed or "", agreed or "", given.summary or "")


def _criterion(sources: DraftSources, benchmark: Benchmark, criterion: Criterion) -> DraftCriterion:
    change = sources.changes.of_new(benchmark.id, criterion.id) if sources.changes is not None else None
    places = _origins(change, benchmark, criterion)
    answers = sources.before.benchmarks if sources.before is not None else {}
    parts = _parts_before(answers, places[0]) if len(places) == 1 else {}
    return DraftCriterion(
        id=criterion.id,
        text=criterion.text,
        exception=criterion.exception or "",
        applies_when=criterion.applies_when or "",
        parts=tuple(DraftPart(each.id, each.text, parts.get(each.id) or "") for each in criterion.parts),
        change="" if change is None or change.kind == "unchanged" else change.kind,
        same=change is not None and change.carried,
        before=tuple(_answer(answers, place, now=criterion) for place in places),
    )


def _origins(change: Change | None, benchmark: Benchmark, criterion: Criterion) -> tuple[Place, ...]:
    """Say which earlier criteria this very one comes from, of those that changed together."""
    if change is None:
        return ()
    replaced = criterion.replaced
    if change.kind != "redrawn" or replaced is None:
        return change.before
    names = {each if "/" in each else f"{benchmark.id}/{each}" for each in replaced.criteria}
    return tuple(each for each in change.before if each.name in names)


def _given(answers: Mapping[str, BenchmarkAnswers], place: Place) -> Answer | str | None:
    given = answers.get(place.benchmark.id)
    return given.answer(place.level, place.criterion.id) if given is not None else None


def _parts_before(answers: Mapping[str, BenchmarkAnswers], place: Place) -> dict[str, str | None]:
    given = _given(answers, place)
    return dict(given.parts) if isinstance(given, Answer) else {}


def _answer(answers: Mapping[str, BenchmarkAnswers], place: Place, *, now: Criterion | None) -> DraftAnswer:
    given = _given(answers, place)
    long = given if isinstance(given, Answer) else None
    text = "" if now is not None and words(now) == words(place.criterion) else place.criterion.text
    word = long.answer if long is not None else given
    return DraftAnswer(
        criterion=place.name,
        text=text,
        word=word if isinstance(word, str) else "",
        by_exception=long.by_exception if long is not None else False,
        evidence=(long.evidence or "").strip() if long is not None else "",
        references=tuple(_reference(each) for each in long.references) if long is not None else (),
    )


def _reference(reference: Reference) -> str:
    day = reference.date.isoformat() if reference.date is not None else None
    return ", ".join(each for each in (reference.title, day, reference.url) if each)


def _retired(sources: DraftSources, benchmark: str) -> Iterator[DraftRetired]:
    if sources.changes is None or sources.before is None:
        return
    for change in sources.changes.changes:
        for place in change.before if change.kind == "retired" else ():
            if place.benchmark.id == benchmark:
                answer = _answer(sources.before.benchmarks, place, now=None)
                yield DraftRetired(answer, change.reason or "")

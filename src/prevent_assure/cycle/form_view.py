"""An edition, and what was said a cycle ago, into the view of a self-assessment that is to be filled in."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prevent_assure.model.answers import answers_to, needing_evidence
from prevent_assure.model.assessment import Answer, Assessment, BenchmarkAnswers, Progress, Reference
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.model.review import Review
from prevent_assure.rules.edition_changes import Change, EditionChanges, Place, words
from prevent_assure.text.views import view


@view
class DraftView:
    """A self-assessment to be filled in.

    Attributes:
        authority: The authority's id.
        authority_name: Its name.
        cycle: The cycle.
        criteria: The edition, as in `local-authority/2024-25`.
        criteria_title: The edition's title.
        due: The day on which it is due, as in `2025-03-31`, or empty.
        lead: The role that submits it.
        source: The cycle whose answers stand beside the criteria, or empty.
        source_criteria: The edition that those answers go by, where it is another one; else empty.
        outcomes: The outcomes that can be claimed.
        need_evidence: The answers that need evidence.
        progress: The words for progress.
        benchmarks: The benchmarks.
        follow_up: The recommendations of the cycle before.
    """

    authority: str
    authority_name: str
    cycle: str
    criteria: str
    criteria_title: str
    due: str
    lead: str
    source: str
    source_criteria: str
    outcomes: tuple["DraftOutcome", ...]
    need_evidence: tuple[str, ...]
    progress: tuple[str, ...]
    benchmarks: tuple["DraftBenchmark", ...]
    follow_up: tuple["DraftFollowUp", ...]


@view
class DraftOutcome:
    """An outcome that can be claimed.

    Attributes:
        id: Its word.
        meaning: What it means, or its label.
    """

    id: str
    meaning: str


@view
class DraftBenchmark:
    """A benchmark.

    Attributes:
        id: Its id.
        number: Its number.
        title: Its title.
        statement: Its statement, or empty.
        scored: Whether it is filled in here.
        reason: Why it is not, or empty.
        before: What stood in the source, or None.
        levels: The levels with their criteria.
        retired: Criteria of the source that are gone.
    """

    id: str
    number: int
    title: str
    statement: str
    scored: bool
    reason: str
    before: "DraftAccount | None"
    levels: tuple["DraftLevel", ...]
    retired: tuple["DraftRetired", ...]


@view
class DraftAccount:
    """What was said of a benchmark in the source.

    Attributes:
        claimed: The claimed outcome's word, or empty.
        agreed: The agreed outcome's word, or empty.
        summary: The summary, or empty.
    """

    claimed: str
    agreed: str
    summary: str


@view
class DraftLevel:
    """A level with its criteria.

    Attributes:
        id: Its word.
        label: Its heading.
        note: What the criteria say of it, or empty.
        warning_sign: Whether its criteria are signs, present or absent.
        words: The words that answer its criteria.
        criteria: The criteria.
    """

    id: str
    label: str
    note: str
    warning_sign: bool
    words: tuple[str, ...]
    criteria: tuple["DraftCriterion", ...]


@view
class DraftCriterion:
    """A criterion.

    Attributes:
        id: Its id.
        text: Its text.
        exception: The way to satisfy it otherwise, or empty.
        applies_when: When it applies, or empty.
        parts: Its parts.
        change: How it came about where the source goes by another edition (`new`, `reworded`, `moved`, `replaced`,
            `split`, `merged`, `redrawn`); empty where it is as it was.
        same: Whether it still asks the same as in the source.
        before: The criteria of the source that it comes from, with their answers.
    """

    id: str
    text: str
    exception: str
    applies_when: str
    parts: tuple["DraftPart", ...]
    change: str
    same: bool
    before: tuple["DraftAnswer", ...]


@view
class DraftPart:
    """A part of a criterion.

    Attributes:
        id: Its id.
        text: Its text.
        before: The word that answered it in the source, or empty.
    """

    id: str
    text: str
    before: str


@view
class DraftAnswer:
    """An answer of the source.

    Attributes:
        criterion: The criterion's benchmark and id, as in `training/publicity`.
        text: The criterion's text, where it was another one; else empty.
        word: The word, or empty where it was not answered.
        by_exception: Whether it was satisfied by the exception.
        evidence: The evidence, or empty.
        references: Papers, each as one line.
    """

    criterion: str
    text: str
    word: str
    by_exception: bool
    evidence: str
    references: tuple[str, ...]


@view
class DraftRetired:
    """A criterion of the source that is gone.

    Attributes:
        answer: What it asked, and how it was answered.
        reason: Why it is gone, or empty.
    """

    answer: DraftAnswer
    reason: str


@view
class DraftFollowUp:
    """A recommendation of the cycle before.

    Attributes:
        name: Cycle and id, as in `2023-24/training`.
        text: The recommendation.
        owner: Who sees to it, or empty.
        due: By when, or empty.
        benchmarks: The benchmarks that it is about.
        shared: Whether every letter of that cycle made it.
    """

    name: str
    text: str
    owner: str
    due: str
    benchmarks: tuple[str, ...]
    shared: bool


@view
class ReviewDraftView:
    """A review to be written.

    Attributes:
        authority: The authority's id.
        authority_name: Its name.
        cycle: The cycle.
        outcomes: The words of the outcomes, worst first.
        benchmarks: The scored benchmarks.
        follow_up: The progress that the authority reports on the recommendations of the cycle before.
    """

    authority: str
    authority_name: str
    cycle: str
    outcomes: tuple[str, ...]
    benchmarks: tuple["ReviewDraftBenchmark", ...]
    follow_up: tuple["ReviewDraftFollowUp", ...]


@view
class ReviewDraftBenchmark:
    """A benchmark to be reviewed.

    Attributes:
        id: Its id.
        number: Its number.
        title: Its title.
        claimed: The word of the outcome that the authority claims, or empty.
        possible: The words of the outcomes that the rules allow.
    """

    id: str
    number: int
    title: str
    claimed: str
    possible: tuple[str, ...]


@view
class ReviewDraftFollowUp:
    """What the authority says of a recommendation of the cycle before.

    Attributes:
        name: Cycle and id, as in `2023-24/training`.
        progress: The word, or empty.
    """

    name: str
    progress: str


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

"""A self-assessment that is to be filled in, with last cycle's answers beside the criteria where one asks for them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from prevent_assure.checking.reading import Reader
from prevent_assure.diagnostics import Diagnostic, InputError, PreventAssureError, Route
from prevent_assure.model.answers import answers_to, needing_evidence
from prevent_assure.model.assessment import Answer, AnswerWord, Assessment, BenchmarkAnswers, Progress, Reference
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.model.review import BenchmarkReview, Review
from prevent_assure.model.settings import due_date
from prevent_assure.rules.case import previous_cycle
from prevent_assure.rules.closing import refuse_closed
from prevent_assure.rules.edition_changes import Change, EditionChanges, Place, edition_changes, words
from prevent_assure.rules.scoring import Scorer
from prevent_assure.workspace.layout import assessment_path
from prevent_assure.workspace.templates import templates
from prevent_assure.workspace.workspace import Workspace

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
from .laying_out import ASSESSMENT, create, is_there, laid_out_draft

PROGRESS: tuple[Progress, ...] = get_args(Progress)
LEAD = "prevent-lead"


class NewResult(NamedTuple):
    """What became of an authority's new self-assessment.

    Attributes:
        authority: The authority's id.
        path: Where it lies.
        made: Whether it was written; False where a file was there already or something is wrong.
        there: Whether a file was there already.
        diagnostics: The errors that kept it from being made.
        notes: What else is to be said, in sentences.
    """

    authority: str
    path: str
    made: bool
    there: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()


def new(workspace: Workspace, *, authorities: Sequence[str], cycle: str, source: str | None = None) -> list[NewResult]:
    """Write self-assessments to be filled in. A file that is there already is left as it is.

    Args:
        workspace: The workspace.
        authorities: Whose.
        cycle: The cycle that they are for.
        source: The cycle whose answers are to stand beside the criteria, or None.

    Returns:
        What became of each.

    Raises:
        PreventAssureError: If the settings name no criteria for the cycle, or a file cannot be written.
        InputError: If the criteria or the template cannot be used.
    """
    empty = EmptyAssessments(workspace, cycle=cycle, source=source)
    return [empty.make(each) for each in authorities]


class _Earlier(NamedTuple):
    """What was said in the cycle whose answers are to stand beside the criteria; nothing where there is none.

    Attributes:
        cycle: The cycle, or empty.
        answers: The self-assessment's benchmarks.
        reviewed: The review's.
        changes: From the edition that these go by to the new one, or None.
    """

    cycle: str = ""
    answers: Mapping[str, BenchmarkAnswers] = {}
    reviewed: Mapping[str, BenchmarkReview] = {}
    changes: EditionChanges | None = None


class EmptyAssessments:
    """Lays out the empty self-assessments of one cycle."""

    def __init__(
        self, workspace: Workspace, *, cycle: str, source: str | None = None, criteria: str | None = None
    ) -> None:
        """Prepare to make self-assessments.

        Args:
            workspace: The workspace.
            cycle: The cycle that they are for.
            source: The cycle whose answers are to stand beside the criteria, or None.
            criteria: The edition that they go by; None for the one that the settings name for the cycle.

        Raises:
            PreventAssureError: If the settings name no criteria for the cycle, or there are none such.
            InputError: If the criteria or the template cannot be used.
        """
        self._workspace, self._cycle, self._source = workspace, cycle, source
        self._reader = Reader(workspace)
        self._criteria = _criteria(self._reader, cycle, criteria)
        self._templates = templates(workspace)

    def make(self, authority: str) -> NewResult:
        """Write one authority's self-assessment.

        Args:
            authority: Its id.

        Returns:
            What became of it. A file that is there already is left as it is.

        Raises:
            InputError: If the template makes no self-assessment.
            PreventAssureError: If the cycle is closed, or the file cannot be written.
        """
        refuse_closed(self._reader.settings, self._cycle)
        path = assessment_path(self._cycle, authority)
        if is_there(self._workspace.root, path):
            return NewResult(authority, path, made=False, there=True)
        draft, found, notes = self.draft(authority)
        if draft is None:
            return NewResult(authority, path, made=False, diagnostics=found)
        made = create(self._workspace.root, path, self.text(draft))
        return NewResult(authority, path, made=made, there=not made, notes=notes if made else ())

    def text(self, draft: DraftView) -> str:
        """Write an empty self-assessment.

        Raises:
            InputError: If the template makes no self-assessment.
        """
        return laid_out_draft(ASSESSMENT, draft, self._templates, assessment_path(self._cycle, draft.authority))

    def draft(
        self, authority: str, covers: Sequence[str] = ()
    ) -> tuple[DraftView | None, tuple[Diagnostic, ...], tuple[str, ...]]:
        """Make the view of an authority's empty self-assessment.

        Args:
            authority: Its id.
            covers: The other authorities that it is to be the self-assessment of.

        Returns:
            The view, None where a file cannot be read; what is wrong with it; and what else is to be said.
        """
        before = self._workspace.assessment(self._source, authority) if self._source is not None else None
        review = self._workspace.review(self._source, authority) if self._source is not None else None
        unreadable = [each for each in (before, review) if each is not None and each.model is None]
        if unreadable:
            return None, tuple(each for loaded in unreadable for each in loaded.diagnostics), ()
        assessment = before.model if before is not None else None
        earlier, notes = self._earlier(authority, assessment, review.model if review is not None else None)
        other = earlier.changes is not None and earlier.changes.before.ref != self._criteria.ref
        loaded = self._reader.authority(authority)
        people = loaded.model.people if loaded is not None and loaded.model is not None else {}
        view = DraftView(
            authority=authority,
            authority_name=loaded.model.name if loaded is not None and loaded.model is not None else authority,
            cycle=self._cycle,
            criteria=self._criteria.ref,
            criteria_title=self._criteria.title,
            covers=tuple(covers),
            due=self._due(authority),
            lead=LEAD if LEAD in people or not people else next(iter(people)),
            source=earlier.cycle,
            source_criteria=earlier.changes.before.ref if earlier.changes is not None and other else "",
            outcomes=tuple(DraftOutcome(each.id, each.meaning or each.label) for each in self._criteria.outcomes),
            need_evidence=needing_evidence(),
            progress=PROGRESS,
            benchmarks=tuple(_benchmark(self._criteria, each, earlier) for each in self._criteria.by_number()),
            follow_up=self._follow_up(authority),
        )
        return view, (), notes

    def _earlier(
        self, authority: str, before: Assessment | None, review: Review | None
    ) -> tuple[_Earlier, tuple[str, ...]]:
        if self._source is None:
            return _Earlier(), ()
        if before is None:
            return _Earlier(), (f"{authority} has no self-assessment for {self._source} to stand beside the criteria",)
        edition = self._reader.edition(before.criteria)
        if edition is None or edition.loaded.model is None:
            note = f"the criteria of {self._source} cannot be read, so that nothing can be held against them"
            return _Earlier(), (note,)
        changes = edition_changes(edition.loaded.model, self._criteria)
        reviewed = review.benchmarks if review is not None else {}
        return _Earlier(before.cycle, before.benchmarks, reviewed, changes), ()

    def _due(self, authority: str) -> str:
        day, _ = due_date(authority, self._cycle, self._reader.settings)
        return day.isoformat() if day is not None else ""

    def _follow_up(self, authority: str) -> tuple[DraftFollowUp, ...]:
        case = self._reader.files(self._cycle, authority).case
        direct = case.authority.predecessors if case.authority is not None else ()
        makers = dict.fromkeys((authority, *direct, *sorted(case.relatives)))
        recommended, _ = self._reader.recommended(previous_cycle(self._cycle), tuple(makers)) or ({}, {})
        return tuple(
            DraftFollowUp(
                name=name,
                text=one.text,
                owner=one.owner or "",
                due=one.due.isoformat() if one.due is not None else "",
                benchmarks=() if one.shared else one.benchmarks,
                shared=one.shared,
            )
            for name, one in recommended.items()
        )


def _benchmark(criteria: Criteria, benchmark: Benchmark, earlier: _Earlier) -> DraftBenchmark:
    kinds = {each.id: each for each in criteria.levels}
    levels = [
        DraftLevel(
            id=level,
            label=kinds[level].label,
            note=kinds[level].note or "",
            warning_sign=kinds[level].kind == "warning_sign",
            words=answers_to(kinds[level].kind),
            criteria=tuple(_criterion(benchmark, each, earlier) for each in members),
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
        before=_account(benchmark.id, earlier),
        levels=tuple(levels),
        retired=tuple(_retired(benchmark.id, earlier)),
    )


def _account(benchmark: str, earlier: _Earlier) -> DraftAccount | None:
    given, reviewed = earlier.answers.get(benchmark), earlier.reviewed.get(benchmark)
    if given is None:
        return None
    agreed = reviewed.agreed if reviewed is not None else None
    return DraftAccount(given.claimed or "", agreed or "", given.summary or "")


def _criterion(benchmark: Benchmark, criterion: Criterion, earlier: _Earlier) -> DraftCriterion:
    change = earlier.changes.of_new(benchmark.id, criterion.id) if earlier.changes is not None else None
    places = _origins(change, benchmark, criterion)
    only = _given(earlier, places[0]) if len(places) == 1 else None
    parts = only.parts if isinstance(only, Answer) else {}
    return DraftCriterion(
        id=criterion.id,
        text=criterion.text,
        exception=criterion.exception or "",
        applies_when=criterion.applies_when or "",
        parts=tuple(DraftPart(each.id, each.text, parts.get(each.id) or "") for each in criterion.parts),
        change="" if change is None or change.kind == "unchanged" else change.kind,
        same=change is not None and change.carried,
        before=tuple(_answer(earlier, place, now=criterion) for place in places),
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


def _given(earlier: _Earlier, place: Place) -> Answer | AnswerWord | None:
    given = earlier.answers.get(place.benchmark.id)
    return given.answer(place.level, place.criterion.id) if given is not None else None


def _answer(earlier: _Earlier, place: Place, *, now: Criterion | None) -> DraftAnswer:
    given = _given(earlier, place)
    answer = given if isinstance(given, Answer) else Answer(answer=given)
    return DraftAnswer(
        criterion=place.name,
        text="" if now is not None and words(now) == words(place.criterion) else place.criterion.text,
        word=answer.answer or "",
        by_exception=answer.by_exception,
        evidence=(answer.evidence or "").strip(),
        references=tuple(_reference(each) for each in answer.references),
    )


def _reference(reference: Reference) -> str:
    day = reference.date.isoformat() if reference.date is not None else None
    return ", ".join(each for each in (reference.title, day, reference.url) if each)


def _retired(benchmark: str, earlier: _Earlier) -> Iterator[DraftRetired]:
    for change in earlier.changes.changes if earlier.changes is not None else ():
        for place in change.before if change.kind == "retired" else ():
            if place.benchmark.id == benchmark:
                yield DraftRetired(_answer(earlier, place, now=None), change.reason or "")


def _criteria(reader: Reader, cycle: str, named: str | None) -> Criteria:
    settings = reader.settings
    if named is None and settings is not None and cycle in settings.cycles:
        named = settings.cycles[cycle].criteria
    if named is None:
        msg = f"the settings name no criteria for {cycle}: write `criteria:` under it in prevent-assure.yaml"
        raise PreventAssureError(msg)
    return usable(reader, named).criteria


def cycle_before(workspace: Workspace, cycle: str, authority: str) -> str | None:
    """Give the cycle before, where the authority has a self-assessment in it."""
    before = previous_cycle(cycle)
    return before if workspace.assessment(before, authority) is not None else None


def usable(reader: Reader, ref: str) -> Scorer:
    """Take an edition that is to be worked with.

    Args:
        reader: What reads the editions.
        ref: The edition's name.

    Returns:
        What scores by its criteria, which are without errors.

    Raises:
        PreventAssureError: If there is none such.
        InputError: If it has errors.
    """
    edition = reader.edition(ref)
    if edition is None:
        msg = f"there is no edition {ref} of criteria here; editions: {', '.join(reader.workspace.editions())}"
        raise PreventAssureError(msg)
    if edition.scorer is None:
        msg = f"{edition.loaded.path} has errors: `prevent-assure validate` names them"
        raise InputError(msg)
    return edition.scorer


def orders_of(criteria: Criteria) -> dict[Route, list[str]]:
    """Give the order of benchmarks, levels and criteria.

    Args:
        criteria: The edition.

    Returns:
        For the way to each group the order of its keys.
    """
    orders: dict[Route, list[str]] = {("benchmarks",): [each.id for each in criteria.by_number()]}
    for benchmark in criteria.benchmarks:
        answers = ("benchmarks", benchmark.id, "answers")
        orders[answers] = list(benchmark.criteria)
        orders |= {(*answers, level): [each.id for each in members] for level, members in benchmark.criteria.items()}
    return orders

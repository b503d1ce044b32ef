"""Answering a self-assessment one question at a time: each answer is in the file before the next one is asked."""

from collections.abc import Iterator
from typing import NamedTuple

from prevent_assure.checking.reading import Reader
from prevent_assure.diagnostics import Diagnostic, InputError, PreventAssureError, Route, Severity
from prevent_assure.model.assessment import Answer, Assessment
from prevent_assure.rules.closing import refuse_closed
from prevent_assure.rules.status import is_submitted
from prevent_assure.workspace.editing import Block, Value, edit
from prevent_assure.workspace.layout import assessment_path, review_path
from prevent_assure.workspace.locking import over_again, read_now, write_over
from prevent_assure.workspace.workspace import Workspace

from .draft_views import DraftBenchmark, DraftCriterion, DraftFollowUp, DraftLevel, DraftView
from .new import EmptyAssessments, cycle_before, orders_of, usable

WORDS = ("answer", "claimed", "progress")
TEXTS = ("evidence", "comment", "summary")
"""The keys of free texts, which stand in blocks, so that people can go on writing in them."""


class CriterionQuestion(NamedTuple):
    """How far a criterion is met, with what was answered a cycle ago."""

    route: Route
    words: tuple[str, ...]
    benchmark: DraftBenchmark
    level: DraftLevel
    criterion: DraftCriterion


class ClaimQuestion(NamedTuple):
    """Which outcome is claimed for a benchmark."""

    route: Route
    words: tuple[str, ...]
    benchmark: DraftBenchmark


class SummaryQuestion(NamedTuple):
    """The authority's own account of a benchmark."""

    route: Route
    benchmark: DraftBenchmark


class FollowUpQuestion(NamedTuple):
    """What became of a recommendation."""

    words: tuple[str, ...]
    follow_up: DraftFollowUp
    benchmark: None = None


Question = CriterionQuestion | ClaimQuestion | SummaryQuestion | FollowUpQuestion


class Given(NamedTuple):
    """What stands in the file already.

    Attributes:
        word: The word, or None where it is open.
        text: Evidence, summary or comment; empty where there is none.
        parts: The words of a criterion's parts.
        by_exception: Whether a criterion is satisfied by its exception.
    """

    word: str | None
    text: str
    parts: dict[str, str]
    by_exception: bool = False


class Answering:
    """One authority's self-assessment, while it is answered.

    Attributes:
        path: The file, relative to the workspace.
        view: The criteria, with what was said a cycle ago.
        questions: All that is asked, in order.
        saved: How many answers were saved.
    """

    def __init__(self, workspace: Workspace, *, authority: str, cycle: str, source: str | None = None) -> None:
        """Open a self-assessment to be answered.

        Args:
            workspace: The workspace.
            authority: The authority's id.
            cycle: The cycle.
            source: The cycle whose answers are shown beside the criteria; None for the one before.

        Raises:
            PreventAssureError: If there is none, or it has been submitted.
            Unreadable: If a file cannot be read.
            InputError: If the cycle is closed, or its criteria have errors.
        """
        reader = Reader(workspace)
        self.path = assessment_path(cycle, authority)
        self.saved = 0
        refuse_closed(reader.settings, cycle)
        files = reader.files(cycle, authority)
        if files.assessment is None:
            msg = f"{authority} has no self-assessment for {cycle}; lay it out with `prevent-assure new -a {authority}`"
            raise PreventAssureError(msg)
        if files.case.assessment is None:
            raise Unreadable(files.assessment.diagnostics)
        if is_submitted(files.case.assessment, files.case.review) or files.case.issued:
            msg = f"{self.path} has been submitted; it can be answered again once it is returned"
            raise PreventAssureError(msg)
        self._ref = files.case.assessment.criteria
        criteria = usable(reader, self._ref).criteria
        empty = EmptyAssessments(
            workspace, cycle=cycle, source=source or cycle_before(workspace, cycle, authority), criteria=self._ref
        )
        draft, found, _ = empty.draft(authority)
        if draft is None:
            raise Unreadable(found)
        self._workspace, self._authority, self._cycle, self._orders = workspace, authority, cycle, orders_of(criteria)
        self._data: object = None
        self._assessment = files.case.assessment
        self._read()
        self.view = draft
        self.questions = tuple(_questions(self.view))

    def _read(self) -> None:
        loaded = self._workspace.assessment(self._cycle, self._authority)
        if loaded is None or loaded.model is None or loaded.document is None:
            errors = () if loaded is None else loaded.diagnostics
            raise Unreadable(tuple(each for each in errors if each.severity is Severity.ERROR))
        self._assessment, self._data = loaded.model, loaded.document.data

    def given(self, question: Question) -> Given:
        """Say what stands in the file.

        Args:
            question: The question.

        Returns:
            The answer, as far as there is one.
        """
        if isinstance(question, FollowUpQuestion):
            name = question.follow_up.name
            entry = next((each for each in self._assessment.follow_up if each.recommendation == name), None)
            return Given(entry.progress, entry.comment or "", {}) if entry is not None else Given(None, "", {})
        said = self._assessment.benchmarks.get(question.benchmark.id)
        if said is None:
            return Given(None, "", {})
        if not isinstance(question, CriterionQuestion):
            return Given(said.claimed, (said.summary or "").strip(), {})
        answer = said.answer(question.level.id, question.criterion.id)
        if not isinstance(answer, Answer):
            return Given(answer, "", {})
        parts: dict[str, str] = {name: word for name, word in answer.parts.items() if word is not None}
        return Given(answer.answer, (answer.evidence or "").strip(), parts, answer.by_exception)

    def is_open(self, question: Question) -> bool:
        """Tell whether a question has no answer yet.

        Args:
            question: The question.

        Returns:
            Whether it is open.
        """
        given = self.given(question)
        return not given.text if isinstance(question, SummaryQuestion) else given.word is None

    def still_open(self) -> int:
        """Count what is open.

        Returns:
            How many questions have no answer.
        """
        return sum(self.is_open(each) for each in self.questions)

    def save(self, question: Question, fields: dict[str, Value], seen: Given) -> None:
        """Write an answer into the file, whose comments and layout stay.

        Nothing is held while a person thinks: what they were shown is compared with what is there now.

        Args:
            question: The question.
            fields: Keys of the long form: `answer` (`progress` of a recommendation) with a word, `evidence`
                (`comment`) with a text, `by_exception`, `parts`; for a claim `claimed`, for a summary `summary`.
            seen: What the person was shown.

        Raises:
            AnsweredMeanwhile: If something else is there by now. Nothing is written then.
            InputError: If the file cannot be changed in place, or cannot take the text.
            PreventAssureError: If it cannot be written.
        """
        over_again(lambda _: self._save(question, fields, seen), self._workspace)
        self._read()

    def _save(self, question: Question, fields: dict[str, Value], seen: Given) -> None:
        read = read_now(self._workspace.root, self.path, review_path(self._cycle, self._authority))
        self._read()
        refuse_closed(self._workspace.settings.model, self._cycle)
        review = self._workspace.review(self._cycle, self._authority)
        if is_submitted(self._assessment, review.model if review is not None else None):
            msg = f"{self.path} has been submitted meanwhile; it can be answered again once it is returned"
            raise InputError(msg)
        if self._assessment.criteria != self._ref:
            msg = f"{self.path} goes by {self._assessment.criteria} since; begin again, so that its questions are asked"
            raise InputError(msg)
        if _answered_meanwhile(fields, seen, self.given(question)):
            msg = "somebody has answered this meanwhile, and it is left as they wrote it"
            raise AnsweredMeanwhile(msg)
        texts = {key: Block(each) for key, each in fields.items() if key in TEXTS and isinstance(each, str)}
        changes = dict(self._changes(question, {**fields, **texts}))
        data = edit(read[self.path] or b"", changes, model=Assessment, orders=self._orders)
        self.saved += write_over(self._workspace.root, {self.path: data}, read)

    def _changes(self, question: Question, fields: dict[str, Value]) -> Iterator[tuple[Route, Value]]:
        if isinstance(question, FollowUpQuestion):
            yield from self._follow_up(question.follow_up.name, fields)
        elif isinstance(question, CriterionQuestion):
            yield from _answer(self._data, question, fields)
        else:
            yield from (((*question.route, key), value) for key, value in fields.items())

    def _follow_up(self, name: str, fields: dict[str, Value]) -> Iterator[tuple[Route, Value]]:
        known = [each.recommendation for each in self._assessment.follow_up]
        if name in known:
            index = known.index(name)
            yield from ((("follow_up", index, key), value) for key, value in fields.items())
        else:
            yield ("follow_up", len(known)), {"recommendation": name, "progress": None, **fields}


class AnsweredMeanwhile(InputError):  # noqa: N818 - named for what happened to the answer
    """An answer that was not saved, since somebody else has answered the question since it was shown."""


class Unreadable(PreventAssureError):  # noqa: N818 - named for the file's state
    """A file that cannot be read.

    Attributes:
        diagnostics: What is wrong with it.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Take what is wrong.

        Args:
            diagnostics: What is wrong with the file.
        """
        super().__init__("a file cannot be read")
        self.diagnostics = diagnostics


def _answered_meanwhile(fields: dict[str, Value], seen: Given, now: Given) -> bool:
    """Tell whether something is to be written over that nobody was shown."""
    parts = fields.get("parts")
    return (
        (any(key in fields for key in WORDS) and now.word not in {seen.word, *(fields.get(key) for key in WORDS)})
        or (any(key in fields for key in TEXTS) and now.text not in {seen.text, *(fields.get(key) for key in TEXTS)})
        or ("by_exception" in fields and now.by_exception not in {seen.by_exception, fields["by_exception"]})
        or (
            isinstance(parts, dict)
            and any(now.parts.get(name) not in {seen.parts.get(name), word} for name, word in parts.items())
        )
    )


def _questions(view: DraftView) -> Iterator[Question]:
    outcomes = tuple(each.id for each in view.outcomes)
    for benchmark in (each for each in view.benchmarks if each.scored):
        route: Route = ("benchmarks", benchmark.id)
        for level in benchmark.levels:
            for criterion in level.criteria:
                way = (*route, "answers", level.id, criterion.id)
                yield CriterionQuestion(way, level.words, benchmark, level, criterion)
        yield ClaimQuestion(route, outcomes, benchmark)
        yield SummaryQuestion(route, benchmark)
    for each in view.follow_up:
        yield FollowUpQuestion(view.progress, each)


def _answer(data: object, question: CriterionQuestion, fields: dict[str, Value]) -> Iterator[tuple[Route, Value]]:
    """Say what is to stand where, in the form in which the answer or its level stands."""
    route = question.route
    level, now = _at(data, route[:-1]), _at(data, route)
    if isinstance(level, str):
        as_level: dict[str, Value] = {each.id: level for each in question.level.criteria}
        yield route[:-1], {**as_level, question.criterion.id: _form(level, fields)}
    elif isinstance(now, dict):
        for key, value in fields.items():
            if isinstance(value, dict) and isinstance(now.get(key), dict):
                yield from (((*route, key, name), each) for name, each in value.items())
            else:
                yield (*route, key), value
    else:
        yield route, _form(now if isinstance(now, str) else None, fields)


def _form(now: Value, fields: dict[str, Value]) -> Value:
    """Give the short form where there is only a word, else the long one."""
    return fields["answer"] if fields.keys() == {"answer"} else {"answer": now, **fields}


def _at(data: object, route: Route) -> object:
    for step in route:
        data = data.get(step) if isinstance(data, dict) else None
    return data

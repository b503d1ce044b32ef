"""What is to be read of a question: on the terminal before it is asked, and in the editor while it is answered."""

from collections.abc import Iterator

from .answering import ClaimQuestion, CriterionQuestion, FollowUpQuestion, Question, SummaryQuestion
from .draft_views import DraftView

Line = tuple[str, int]
"""A text, and the column that it begins in."""


def what(question: Question) -> str:
    """Name the text that belongs to an answer, as its key is."""
    if isinstance(question, CriterionQuestion):
        return "evidence"
    return "comment" if isinstance(question, FollowUpQuestion) else "summary"


def question_text(question: Question, view: DraftView, place: str) -> Iterator[Line]:
    """Say what is asked, and what was said of it a cycle ago.

    Args:
        question: The question.
        view: The criteria, with what was said a cycle ago.
        place: Which question it is, as in `Question 12 of 97`.

    Yields:
        The lines.
    """
    if isinstance(question, CriterionQuestion):
        yield from _criterion(question, view.source, place)
    elif isinstance(question, FollowUpQuestion):
        yield f"{place}: what became of the recommendation {question.follow_up.name}?", 0
        yield question.follow_up.text, 0
    else:
        yield from _account(question, view, place)


def _account(question: ClaimQuestion | SummaryQuestion, view: DraftView, place: str) -> Iterator[Line]:
    number, before = question.benchmark.number, question.benchmark.before
    if isinstance(question, ClaimQuestion):
        yield f"{place}: which outcome do you claim for benchmark {number}?", 0
        for outcome in view.outcomes:
            yield f"{outcome.id}: {outcome.meaning}", 2
        said = before.claimed if before is not None else ""
    else:
        yield f"{place}: your account of benchmark {number}. The letter prints it.", 0
        said = before.summary if before is not None else ""
    if said:
        yield f"In {view.source}: {said}", 2


def _criterion(question: CriterionQuestion, source: str, place: str) -> Iterator[Line]:
    criterion = question.criterion
    sign = ", a warning sign" if question.level.warning_sign else ""
    yield f"{place}, level {question.level.label}{sign} ({criterion.id}).", 0
    yield criterion.text, 0
    for part in criterion.parts:
        yield f"Part {part.id}: {part.text}", 2
    if criterion.exception:
        yield f"Or otherwise, by exception: {criterion.exception}", 0
    if criterion.applies_when:
        yield f"It applies when: {criterion.applies_when}", 0
    if criterion.change:
        yield f"Since {source} it is {criterion.change}{'; it asks the same' if criterion.same else ''}.", 0
    for before in criterion.before:
        yield f"In {source} you answered: {before.word or 'nothing'}.", 2
        if before.text:
            yield f"It asked then: {before.text}", 2
        if before.evidence:
            yield f"Evidence then: {before.evidence}", 2

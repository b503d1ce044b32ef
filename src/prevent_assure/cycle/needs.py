"""What is needed before the next status, and how it is done: `status`, reminders, `cycle close` and `todo` say it."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.case import Case, Need, errors_to_mend, missing_steps
from prevent_assure.rules.record import is_being_corrected
from prevent_assure.rules.seals import in_sentences, sign_off_states
from prevent_assure.rules.status import is_submitted, reached, why_draft

from .step_table import ACCEPT, AGREE, CLEAR, REVIEW, STEPS, SUBMIT, File, Taker

STEPS_OF_SUBMISSION = {
    "not submitted": "It is not submitted.",
    "returned": "It was returned and is not submitted again.",
    "withdrawn": "It was withdrawn and is not submitted again.",
}


class Way(NamedTuple):
    """How a thing is done.

    Attributes:
        taker: Who usually does it.
        command: The command, with the words that it takes besides authority and cycle; empty where there is none.
        file: The file that it is written in, which can be edited in a web editor, too; empty where only commands may.
        form: For whom a form is written in which it can be done; empty where there is none.
    """

    taker: Taker
    command: str
    file: File | Literal["authority", "settings", ""] = ""
    form: Literal["lead", "adviser", ""] = ""


_OF_STEPS = {step.command: Way(step.taker, step.command, step.file) for step in STEPS}
WAYS = {
    **_OF_STEPS,
    "new": Way("authority", "new", form="lead"),
    "answer": Way("authority", "answer", "assessment", "lead"),
    REVIEW.command: _OF_STEPS[REVIEW.command]._replace(form="adviser"),
    "agree benchmark": Way(AGREE.taker, "agree --benchmark {benchmark} --outcome WORD", "review", "adviser"),
    "write": Way(AGREE.taker, "", "review", "adviser"),
    ACCEPT.command: _OF_STEPS[ACCEPT.command],
    CLEAR.command: Way(CLEAR.taker, CLEAR.command),  # its seal is not written by hand
    "issue": Way(CLEAR.taker, "issue"),
    "issue again": Way(CLEAR.taker, "issue --supersedes"),
    "date": Way(CLEAR.taker, "issue --date DATE", "review"),
    "mend": Way("authority", "validate"),
}
"""By the word that a need has for it; the taker of a step is as the table of steps has it."""


def needs(case: Case, *, errors: int) -> tuple[Need, ...]:
    """Say what is needed before the next status is reached.

    Args:
        case: The authority in its cycle.
        errors: How many errors `validate` finds in its files.

    Returns:
        One entry for each thing; none once the letter is issued.
    """
    found = tuple(_needs(case))
    if not case.issued and is_submitted(case.assessment, case.review):
        found += tuple(_to_sign_anew(case))
    if errors and not case.issued:
        found = (*found, errors_to_mend(errors))
    return found


def _to_sign_anew(case: Case) -> Iterator[Need]:
    commands = {ACCEPT.key: ACCEPT.command, AGREE.key: AGREE.command, CLEAR.key: CLEAR.command}
    for key, state in sign_off_states(case).items():
        for sentence in in_sentences({key: state}, "stale", "unsealed", "unknown"):
            yield Need(sentence, commands[key])


def _needs(case: Case) -> Iterator[Need]:
    if case.issued:
        yield from _correction(case)
    elif not is_submitted(case.assessment, case.review):
        yield from _before_submission(case)
    elif case.review is None:
        yield Need("The review has not begun.", REVIEW.command)
    elif not reached(case.status, "agreed"):
        yield from missing_steps(case)
    elif not reached(case.status, "cleared"):
        yield Need("The letter is not cleared.", CLEAR.command)
    else:
        if case.review.letter.date is None:
            yield Need("The letter has no date.", "date")
        yield Need("The letter is not issued.", "issue")


def _correction(case: Case) -> Iterator[Need]:
    """Say how far the correction of an issued letter is, which begins with a step that is taken back."""
    if case.review is None or not is_being_corrected(case):
        return
    yield Need("The issued letter is being corrected.", "write")
    if case.review.agreed is None:
        yield Need("The review is not agreed.", AGREE.command)
    if case.review.cleared is None:
        yield Need("The letter is not cleared.", CLEAR.command)
    else:
        yield Need("The new letter is not issued.", "issue again")


def _before_submission(case: Case) -> Iterator[Need]:
    assessment = case.assessment
    if assessment is None:
        yield Need("There is no self-assessment yet.", "new")
        return
    if case.criteria is not None:
        for gap in _gaps(case.criteria, assessment):
            yield Need(gap, "answer")
    followed = {case.recommendation_named(each.recommendation) for each in assessment.follow_up if each.progress}
    without = len([name for name in case.recommended or () if name not in followed])
    if without:
        said = _counted(without, "recommendation has", "recommendations have", "no follow-up")
        yield Need(said, "answer")
    yield Need(STEPS_OF_SUBMISSION[why_draft(assessment, case.review)], SUBMIT.command)


def _gaps(criteria: Criteria, assessment: Assessment) -> Iterator[str]:
    answered = unanswered = unclaimed = untold = 0
    for benchmark in criteria.benchmarks:
        if not benchmark.scored:
            continue
        given = assessment.benchmarks.get(benchmark.id)
        for level, criterion in benchmark.each_criterion():
            if given is not None and given.word(level, criterion.id) is not None:
                answered += 1
            else:
                unanswered += 1
        unclaimed += given is None or given.claimed is None
        untold += given is None or not (given.summary or "").strip()
    if unanswered:
        yield f"{unanswered} of {answered + unanswered} criteria have no answer."
    if unclaimed:
        yield _counted(unclaimed, "benchmark has", "benchmarks have", "no claimed outcome")
    if untold:
        yield _counted(untold, "benchmark has", "benchmarks have", "no summary")


def _counted(count: int, one: str, more: str, what: str) -> str:
    return f"{count} {one if count == 1 else more} {what}."

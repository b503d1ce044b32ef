"""What an authority's cycle still needs, step by step: for whoever asks who is where."""

from collections.abc import Iterator

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria

from .case import Case
from .readiness import missing_for_signature
from .status import is_submitted, reached

STEPS_OF_SUBMISSION = ("It is not submitted.", "It was returned and is not submitted again.")


def needs(case: Case, *, errors: int) -> tuple[str, ...]:
    """Say what is needed before the next status is reached.

    Args:
        case: The authority in its cycle.
        errors: How many errors `validate` finds in its files.

    Returns:
        One sentence for each thing; none once the letter is issued.
    """
    found = tuple(_needs(case))
    if errors and not case.issued:
        named = "1 error" if errors == 1 else f"{errors} errors"
        found = (*found, f"The files have {named}: `prevent-assure validate` names them.")
    return found


def _needs(case: Case) -> Iterator[str]:
    if case.issued:
        return
    if not is_submitted(case.assessment, case.review):
        yield from _before_submission(case)
    elif case.review is None:
        yield "The review has not begun."
    elif not reached(case.status, "agreed"):
        yield from missing_for_signature(case, errors=0)
    elif not reached(case.status, "cleared"):
        yield "The letter is not cleared."
    else:
        if case.review.letter.date is None:
            yield "The letter has no date."
        yield "The letter is not issued."


def _before_submission(case: Case) -> Iterator[str]:
    assessment = case.assessment
    if assessment is None:
        yield "There is no self-assessment yet."
        return
    if case.criteria is not None:
        yield from _gaps(case.criteria, assessment)
    followed = {case.recommendation_named(each.recommendation) for each in assessment.follow_up if each.progress}
    without = len([name for name in case.recommended or () if name not in followed])
    if without:
        yield _counted(without, "recommendation has", "recommendations have", "no follow-up")
    returned = assessment.submitted is not None
    yield STEPS_OF_SUBMISSION[returned]


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

"""Checks of the steps that files say were taken: their order and their dates."""

import datetime
from collections.abc import Iterator, Sequence

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.assessment import Assessment, Withdrawal
from prevent_assure.model.base import entry_route
from prevent_assure.model.review import Review, TakenBack
from prevent_assure.rules.record import is_being_corrected
from prevent_assure.rules.seals import STEPS
from prevent_assure.rules.status import answered_returns, is_submitted

STEP_TOO_EARLY = Rule("step-too-early", Severity.ERROR, "A step that was taken before the one that it needs.")
DATES_OUT_OF_ORDER = Rule("dates-out-of-order", Severity.ERROR, "A date that lies before one that must come first.")

_BEFORE = {
    "accepted": ("submitted",),
    "agreed": ("submitted", "discussed"),
    "cleared": ("submitted", "discussed", "accepted", "agreed"),
    "letter": ("submitted", "discussed", "accepted", "agreed", "cleared"),
}
"""Which dates must not lie after which: acceptance by the authority may come before or after the agreement."""


@check(STEP_TOO_EARLY, of="review")
def steps_are_in_order(file: CycleFile) -> Iterator[Finding]:
    """Look for steps that were taken before the one that they need."""
    case, review = file.case, file.review
    if case.assessment is None:
        return
    submitted = is_submitted(case.assessment, review)
    if review.agreed is not None and not submitted:
        message = "the review is agreed, and the self-assessment is not submitted"
        yield Finding(STEP_TOO_EARLY, ("agreed",), message, "the authority submits first", on_key=True)
    if review.cleared is not None and review.agreed is None:
        message = "the letter is cleared, and the review is not agreed"
        yield Finding(STEP_TOO_EARLY, ("cleared",), message, "the adviser agrees first", on_key=True)


@check(STEP_TOO_EARLY, of="review")
def returns_have_their_submissions(file: CycleFile) -> Iterator[Finding]:
    """Look for returns of a self-assessment that had not been submitted again."""
    case, review = file.case, file.review
    if case.assessment is None:
        return
    for index, _ in answered_returns(case.assessment, review)[len(case.assessment.submissions) :]:
        route = entry_route(review.returned, "returned", index)
        message = "the self-assessment is returned, and it was not submitted again after the return before"
        yield Finding(
            STEP_TOO_EARLY, route, message, "each return answers one submission: take this out, or write that one"
        )


@check(DATES_OUT_OF_ORDER, of="review")
def dates_are_in_order(file: CycleFile) -> Iterator[Finding]:
    """Compare the dates of the steps."""
    case, review = file.case, file.review
    dates: dict[str, datetime.date] = {}
    if case.assessment is not None and is_submitted(case.assessment, review):
        dates["submitted"] = case.assessment.submissions[-1].on
        if review.discussed is not None and not _was_in(case.assessment, review, review.discussed.on):
            yield _out_of_order(("discussed", "on"), "submitted")
    for step in ("accepted", "agreed", "cleared"):
        signed = getattr(review, step)
        if signed is not None:
            dates[step] = signed.on
    if review.discussed is not None:
        dates["discussed"] = review.discussed.on
    # A letter that is not agreed claims no date yet, and one that is being corrected may still have its old one.
    old = case.record.date if case.record is not None and is_being_corrected(case) else None
    if review.letter.date not in {None, old} and review.agreed is not None:
        dates["letter"] = review.letter.date
    for step, earlier in _BEFORE.items():
        late = next(
            (name for name in reversed(earlier) if step in dates and name in dates and dates[name] > dates[step]),
            None,
        )
        if late is not None:
            yield _out_of_order(("letter", "date") if step == "letter" else (step, "on"), late)


def _was_in(assessment: Assessment, review: Review, day: datetime.date) -> bool:
    """Tell whether the self-assessment was in on a day: what was discussed before a return stays on record."""
    answered = [each.on for _, each in answered_returns(assessment, review)]
    unknown = [(datetime.date.min, each.on) for each in review.returns if each.on < assessment.submissions[0].on]
    withdrawn = [(each.was.on, each.on) for each in assessment.withdrawn]
    known = zip((each.on for each in assessment.submissions), [*answered, datetime.date.max], strict=False)
    return any(begin <= day <= end for begin, end in (*unknown, *withdrawn, *known))


def _out_of_order(route: Route, before: str) -> Finding:
    message = f"`{'.'.join(map(str, route))}` lies before the date of `{before}`"
    hint = "one of the two dates is wrong"
    if route == ("letter", "date"):
        hint = f"{hint}; a letter that is not issued needs no date yet: `issue --date` writes it"
    return Finding(DATES_OUT_OF_ORDER, route, message, hint)


@check(DATES_OUT_OF_ORDER, of="assessment")
def submissions_are_in_order(file: CycleFile) -> Iterator[Finding]:
    """Compare the dates of submissions with each other, and with the returns and withdrawals between them."""
    assessment, review = file.assessment, file.case.review
    returns = [index for index, _ in answered_returns(assessment, review)]
    for index, each in enumerate(assessment.submissions):
        route: Route = (*entry_route(assessment.submitted, "submitted", index), "on")
        if index and each.on < assessment.submissions[index - 1].on:
            yield _out_of_order(route, f"submitted.{index - 1}")
        elif review is not None and 0 < index <= len(returns) and each.on < review.returns[returns[index - 1]].on:
            back = entry_route(review.returned, "returned", returns[index - 1])
            yield _out_of_order(route, ".".join(map(str, back)))
        else:
            over = (at for at, back in enumerate(assessment.withdrawn) if back.was.on < each.on < back.on)
            yield from (_out_of_order(route, f"withdrawn.{at}") for at in over)
    yield from _taken_back("withdrawn", assessment.withdrawn)


@check(DATES_OUT_OF_ORDER, of="review")
def steps_back_are_in_order(file: CycleFile) -> Iterator[Finding]:
    """Compare the dates of returns and of what was taken back with what they answer and with what came after them."""
    review, assessment = file.review, file.case.assessment
    answers = answered_returns(assessment, review) if assessment is not None else []
    submitted = {index: number for number, (index, _) in enumerate(answers)}
    submissions = assessment.submissions if assessment is not None else ()
    for index, each in enumerate(review.returns):
        route: Route = (*entry_route(review.returned, "returned", index), "on")
        number = submitted.get(index)
        if index and each.on < review.returns[index - 1].on:
            yield _out_of_order(route, f"returned.{index - 1}")
        elif number is not None and number < len(submissions) and each.on < submissions[number].on:
            yield _out_of_order(route, f"submitted.{number}")
    yield from _taken_back("taken_back", review.taken_back)
    for step in STEPS:
        signed = getattr(review, step)
        backs = [(each.on, index) for index, each in enumerate(review.taken_back) if each.step == step]
        if signed is not None and backs and signed.on < max(backs)[0]:
            yield _out_of_order((step, "on"), f"taken_back.{max(backs)[1]}")


def _taken_back(key: str, found: Sequence[Withdrawal | TakenBack]) -> Iterator[Finding]:
    for index, back in enumerate(found):
        if back.on < back.was.on:
            yield _out_of_order((key, index, "on"), f"{key}.{index}.was")
        elif index and back.on < found[index - 1].on:
            yield _out_of_order((key, index, "on"), f"{key}.{index - 1}")

"""Checks of follow-ups against the recommendations of the cycle before."""

from collections.abc import Iterator
from typing import get_args

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Replacement, Route, Rule, Severity
from prevent_assure.model.assessment import Assessment, Progress
from prevent_assure.model.vocabulary import Known, listed, unknown
from prevent_assure.rules.case import Case, previous_cycle
from prevent_assure.rules.status import is_submitted

FOLLOW_UP_MISSING = Rule(
    "follow-up-missing", Severity.ERROR, "A recommendation of the cycle before without a follow-up."
)
UNKNOWN_RECOMMENDATION = Rule(
    "unknown-recommendation",
    Severity.ERROR,
    "A follow-up of a recommendation that the cycle before did not make.",
)
RECOMMENDATION_UNVERIFIED = Rule(
    "recommendation-unverified",
    Severity.WARNING,
    "A follow-up where the cycle before has no review to hold it against.",
)
FOLLOW_UP_TWICE = Rule("follow-up-twice", Severity.ERROR, "Two follow-ups of one recommendation.")


@check(UNKNOWN_RECOMMENDATION, RECOMMENDATION_UNVERIFIED, FOLLOW_UP_TWICE, of=("assessment", "review"))
def follow_ups_fit_the_cycle_before(file: CycleFile) -> Iterator[Finding]:
    """Hold follow-ups against the recommendations of the cycle before."""
    case, follow_up = file.case, file.written.follow_up
    before = previous_cycle(case.cycle)
    seen: set[str] = set()
    unverified: list[Route] = []
    for index, each in enumerate(follow_up):
        route: Route = ("follow_up", index, "recommendation")
        name = case.recommendation_named(each.recommendation)
        if name in seen:
            yield Finding(
                FOLLOW_UP_TWICE, route, "a second follow-up of the same recommendation", "keep one of the two"
            )
        seen.add(name)
        if name in case.older:
            continue
        if not each.recommendation.startswith(f"{before}/"):
            yield _of_another_cycle(case, before, each.recommendation, route)
        elif case.recommended is None and file.authorities is None:
            continue  # outside a workspace there is no cycle before
        elif case.recommended is None:
            unverified.append(route)
        elif name not in case.recommended:
            made = list(case.recommended)
            message = f"the cycle {before} made no such recommendation"
            yield unknown(UNKNOWN_RECOMMENDATION, route, message, each.recommendation, Known(tuple(made)))
    if unverified:
        one = len(unverified) == 1
        what = "this follow-up" if one else f"these {len(unverified)} follow-ups"
        message = f"there is no review of {before} here to hold {what} against"
        place = unverified[0] if one else ("follow_up",)
        yield Finding(RECOMMENDATION_UNVERIFIED, place, message, f"add reviews/{before}/{case.authority_id}.yaml")


def _of_another_cycle(case: Case, before: str, written: str, route: Route) -> Finding:
    """Say that a follow-up is of no recommendation of the cycle before, and which of it was meant."""
    message = "this recommendation is not of the cycle before"
    meant = f"{before}/{written.partition('/')[2]}"
    if meant in (case.recommended or ()):
        asked = f"did you mean `recommendation: {meant}`?"
        return Finding(UNKNOWN_RECOMMENDATION, route, message, asked, instead=Replacement(meant, sure=False))
    hint = listed(case.recommended or (), "recommendation: ")
    return Finding(UNKNOWN_RECOMMENDATION, route, message, hint or f"those of the cycle before begin with {before}/")


@check(FOLLOW_UP_MISSING, of="assessment")
def each_recommendation_is_followed_up(file: CycleFile) -> Iterator[Finding]:
    """Look for recommendations of the cycle before that a submitted self-assessment passes over."""
    case, assessment = file.case, file.assessment
    if not is_submitted(assessment, case.review):
        return
    yield from _open_follow_ups(assessment)
    followed = {case.recommendation_named(each.recommendation) for each in assessment.follow_up} - case.older
    if case.recommended is None or not followed <= case.recommended.keys():
        return  # what is unknown may be a misspelt one of these: one fault, reported as such
    left = [name for name in case.recommended if name not in followed]
    if left:
        what = f"{left[0]} has" if len(left) == 1 else f"{len(left)} recommendations have"
        message = f"{what} no follow-up; to be submitted, each recommendation needs one"
        lines = ", ".join(f"`- {{recommendation: {name}, progress: addressed}}`" for name in left[:3])
        rest = f" and {len(left) - 3} more" if len(left) > 3 else ""  # noqa: PLR2004 - as many as are named
        hint = f"add under `follow_up:`, with what became of each: {lines}{rest}"
        yield Finding(FOLLOW_UP_MISSING, ("follow_up",), message, hint, on_key=True)


def _open_follow_ups(assessment: Assessment) -> Iterator[Finding]:
    for index, each in enumerate(assessment.follow_up):
        if each.progress is None:
            message = f"the follow-up of {each.recommendation} is open; to be submitted, it needs its progress"
            hint = listed(get_args(Progress), "progress: ")
            yield Finding(FOLLOW_UP_MISSING, ("follow_up", index, "progress"), message, hint, on_key=True)

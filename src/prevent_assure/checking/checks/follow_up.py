"""Checks of follow-ups against the recommendations of the cycle before."""

from collections.abc import Iterator

from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.assessment import Assessment, FollowUp
from prevent_assure.model.nearness import closest
from prevent_assure.rules.case import Case, previous_cycle

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

RULES = (FOLLOW_UP_MISSING, UNKNOWN_RECOMMENDATION, RECOMMENDATION_UNVERIFIED, FOLLOW_UP_TWICE)


def follow_up_findings(case: Case, follow_up: tuple[FollowUp, ...]) -> Iterator[Finding]:
    """Check follow-ups against the recommendations of the cycle before.

    Args:
        case: The authority in its cycle.
        follow_up: The follow-ups of one file.

    Yields:
        What is wrong, routes from the file's top.
    """
    before = previous_cycle(case.cycle)
    seen: set[str] = set()
    for index, each in enumerate(follow_up):
        route = ("follow_up", index, "recommendation")
        name = case.recommendation_named(each.recommendation)
        if name in seen:
            yield Finding(
                FOLLOW_UP_TWICE, route, "a second follow-up of the same recommendation", "keep one of the two"
            )
        seen.add(name)
        if name in case.older:
            continue
        if not each.recommendation.startswith(f"{before}/"):
            hint = f"recommendations of the cycle before begin with {before}/"
            yield Finding(UNKNOWN_RECOMMENDATION, route, "this recommendation is not of the cycle before", hint)
        elif case.recommended is None:
            message = f"there is no review of {before} here to hold this follow-up against"
            yield Finding(RECOMMENDATION_UNVERIFIED, route, message, f"add reviews/{before}/{case.authority_id}.yaml")
        elif name not in case.recommended:
            made = list(case.recommended)
            hint = closest(each.recommendation, made) or f"recommendations of {before}: {', '.join(made) or 'none'}"
            yield Finding(UNKNOWN_RECOMMENDATION, route, f"the cycle {before} made no such recommendation", hint)


def missing_follow_ups(case: Case, assessment: Assessment) -> Iterator[Finding]:
    """Say which recommendations of the cycle before a submitted self-assessment passes over.

    Args:
        case: The authority in its cycle.
        assessment: Its self-assessment.

    Yields:
        A finding for each.
    """
    yield from _open_follow_ups(assessment)
    followed = {case.recommendation_named(each.recommendation) for each in assessment.follow_up} - case.older
    if case.recommended is None or not followed <= case.recommended.keys():
        return  # what is unknown may be a misspelt one of these: one fault, reported as such
    for name in case.recommended:
        if name not in followed:
            message = f"the self-assessment is submitted, and recommendation {name} has no follow-up"
            yield Finding(
                FOLLOW_UP_MISSING, ("follow_up",), message, "say under `follow_up` what became of it", on_key=True
            )


def _open_follow_ups(assessment: Assessment) -> Iterator[Finding]:
    for index, each in enumerate(assessment.follow_up):
        if each.progress is None:
            message = f"the self-assessment is submitted, and the follow-up of {each.recommendation} is open"
            hint = "say behind `progress:` what became of it"
            yield Finding(FOLLOW_UP_MISSING, ("follow_up", index, "progress"), message, hint, on_key=True)

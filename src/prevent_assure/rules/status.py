"""The status of an assessment: read from what is there, never stored."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.review import Returned, Review

Status = Literal["draft", "submitted", "in_review", "agreed", "cleared", "issued"]
STATUSES: tuple[Status, ...] = ("draft", "submitted", "in_review", "agreed", "cleared", "issued")
Stage = Literal["not_begun", "covered", "succeeded", "unreadable"] | Status
STAGES: Mapping[str, str] = MappingProxyType({
    "not_begun": "not begun",
    "covered": "covered by another's",
    "succeeded": "succeeded by another",
    "unreadable": "files with errors",
    "draft": "draft",
    "submitted": "submitted",
    "in_review": "in review",
    "agreed": "agreed",
    "cleared": "cleared",
    "issued": "issued",
})  # fmt: skip
"""How far an authority can be, in words for people: at a status, or without a self-assessment of its own that can be
read. Every command and page that says or counts it takes it from here."""
WhyDraft = Literal["not submitted", "returned", "withdrawn"]


def answered_returns(assessment: Assessment, review: Review | None) -> list[tuple[int, Returned]]:
    """Give the returns that answer a submission on record, each with its place in the review.

    Older files kept only the last submission: a return before the first one on record answers one that is not.
    """
    first = assessment.submissions[0].on if assessment.submissions else None
    returns = review.returns if review is not None else ()
    return [(index, each) for index, each in enumerate(returns) if first is not None and each.on >= first]


def is_submitted(assessment: Assessment | None, review: Review | None) -> bool:
    """Tell whether the self-assessment is in: whether there are more submissions than returns of them."""
    return assessment is not None and len(assessment.submissions) > len(answered_returns(assessment, review))


def why_draft(assessment: Assessment | None, review: Review | None) -> WhyDraft:
    """Say why a self-assessment is not in, by what was done last."""
    withdrawn = assessment.withdrawn[-1].on if assessment is not None and assessment.withdrawn else None
    returns = answered_returns(assessment, review) if assessment is not None else []
    if withdrawn is not None and (not returns or returns[-1][1].on <= withdrawn):
        return "withdrawn"
    return "returned" if assessment is not None and assessment.submissions else "not submitted"


def in_by(assessment: Assessment | None, review: Review | None) -> tuple[datetime.date | None, bool]:
    """Say by which day the self-assessment was in for the first time, and whether that is the very day."""
    submissions = assessment.submissions if assessment is not None else ()
    if not submissions:
        return None, True
    first = submissions[0].on
    returned = review.returns[0].on if review is not None and review.returns else first
    return min(first, returned), first <= returned


def status(assessment: Assessment | None, review: Review | None, *, issued: bool) -> Status:
    """Read the status from the files.

    Args:
        assessment: The authority's file, if there is one.
        review: The adviser's file, if there is one.
        issued: Whether there is an issue record.

    Returns:
        The furthest status that the files claim.
    """
    if issued:
        return "issued"
    if not is_submitted(assessment, review):
        return "draft"
    if review is None:
        return "submitted"
    if review.agreed is None:
        return "in_review"
    return "agreed" if review.cleared is None else "cleared"


def stage_label(stage: str) -> str:
    """Give what stands for a stage where a line begins, as in a heading: `In review`."""
    words = STAGES[stage]
    return f"{words[0].upper()}{words[1:]}"


def reached(now: Status, wanted: Status) -> bool:
    """Tell whether a status has been reached.

    Args:
        now: The status.
        wanted: The one asked for.

    Returns:
        Whether it is the same or a later one.
    """
    return STATUSES.index(now) >= STATUSES.index(wanted)

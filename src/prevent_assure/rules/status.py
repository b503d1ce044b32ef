"""The status of an assessment: read from what is there, never stored."""

from typing import Literal

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.review import Review

Status = Literal["draft", "submitted", "in_review", "agreed", "cleared", "issued"]
STATUSES: tuple[Status, ...] = ("draft", "submitted", "in_review", "agreed", "cleared", "issued")


def is_submitted(assessment: Assessment | None, review: Review | None) -> bool:
    """Tell whether the self-assessment is in and has not been returned since.

    Args:
        assessment: The authority's file, if there is one.
        review: The adviser's file, if there is one.

    Returns:
        Whether `submitted` is given and no `returned` of the same day or later stands against it.
    """
    if assessment is None or assessment.submitted is None:
        return False
    return review is None or review.returned is None or review.returned.on < assessment.submitted.on


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


def reached(now: Status, wanted: Status) -> bool:
    """Tell whether a status has been reached.

    Args:
        now: The status.
        wanted: The one asked for.

    Returns:
        Whether it is the same or a later one.
    """
    return STATUSES.index(now) >= STATUSES.index(wanted)

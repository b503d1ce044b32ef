"""Closed cycles: their files stay as they are, but for the correction of a letter that is issued."""

import datetime
from collections.abc import Iterable

from prevent_assure.diagnostics import InputError
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.settings import Settings

from .case import Case
from .record import is_being_corrected, takes_place_of


def closed_on(settings: Settings | None, cycle: str) -> datetime.date | None:
    """Say since when a cycle is closed; None while it is open, or where the settings cannot be read."""
    own = settings.cycles.get(cycle) if settings is not None else None
    return own.closed if own is not None else None


def how_to_change(cycle: str, *, issued: bool) -> str:
    """Say what to type where a file of a closed cycle is to be changed after all."""
    if issued:
        begins = f"`prevent-assure reopen --cycle {cycle}` or `prevent-assure unclear --cycle {cycle}`"
        return f"the correction of an issued letter begins with {begins}, and ends with `issue --supersedes`"
    return f"`prevent-assure cycle open {cycle} --again` opens it again"


def why_closed(case: Case, *, begins_correction: bool = False) -> str:
    """Say why a case's files may not be changed, and what to type; empty where they may.

    Args:
        case: The authority in its cycle.
        begins_correction: Whether the change is of a correction itself: it takes a step of an issued letter back, or
            issues the letter anew.
    """
    day = closed_on(case.settings, case.cycle)
    if day is None or is_being_corrected(case) or (begins_correction and case.issued):
        return ""
    return _said(case.cycle, day, issued=case.issued)


def is_correction(case: Case, earlier: Iterable[IssueRecord]) -> bool:
    """Tell whether a change of a case's files belongs to the correction of its letter, under way or done.

    Args:
        case: The authority in its cycle, as it is now.
        earlier: Records of the letter that there were before.
    """
    now = case.record
    if now is None:
        return False
    return is_being_corrected(case) or any(one != now and takes_place_of(now, one) for one in earlier)


def refuse_closed(settings: Settings | None, cycle: str) -> None:
    """Refuse to write to a closed cycle.

    Raises:
        InputError: If it is closed.
    """
    day = closed_on(settings, cycle)
    if day is not None:
        raise InputError(_said(cycle, day, issued=False))


def _said(cycle: str, day: datetime.date, *, issued: bool) -> str:
    how = how_to_change(cycle, issued=issued)
    return f"the cycle {cycle} has been closed since {day}, and its files stay as they are; {how}"

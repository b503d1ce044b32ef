"""Dates and lists as they stand in a sentence, by the wording."""

import datetime
from collections.abc import Sequence

from prevent_assure.text.phrasing import phrase

from .views import DayView
from .wording import Wording


def day(date: datetime.date, wording: Wording) -> DayView:
    """Write a date in the letter's language; built from parts, as no platform's clock or locale is asked.

    Args:
        date: The date.
        wording: The wording.

    Returns:
        The day.
    """
    month = wording.months[date.month - 1]
    return DayView(date.isoformat(), phrase(wording.phrases.date, day=str(date.day), month=month, year=str(date.year)))


def enumeration(items: Sequence[str], wording: Wording) -> str:
    """Write a list into a sentence.

    Args:
        items: One or more texts.
        wording: The wording.

    Returns:
        As `a, b and c`.
    """
    *before, last = items
    if not before:
        return last
    return wording.phrases.list_separator.join(before) + wording.phrases.list_last + last

"""Fixed wording with values in it: sentences as narratives, short texts as text, and the forms that they share."""

import datetime
import re
from collections.abc import Sequence

from .narrative import Narrative, fill, parse
from .views import DayView
from .wording import Wording

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def sentence(text: str, **values: str) -> Narrative:
    """Say a sentence of the wording.

    Args:
        text: The sentence, a narrative with placeholders.
        values: What stands in their place, as data.

    Returns:
        The narrative.
    """
    narrative = parse(text)
    return fill(narrative, values) if values else narrative


def phrase(text: str, **values: str) -> str:
    """Say a short text of the wording, in which nothing is a mark.

    Args:
        text: The text with placeholders.
        values: What stands in their place.

    Returns:
        The text.
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def optional(text: str | None) -> Narrative | None:
    """Read a narrative that may be missing.

    Args:
        text: The text, if there is any.

    Returns:
        The narrative; None where there is nothing to read.
    """
    narrative = parse(text) if text is not None else None
    return narrative if narrative is not None and narrative.blocks else None


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


def printed_cycle(cycle: str) -> str:
    """Write a cycle as people read it.

    Args:
        cycle: As `2024-25`.

    Returns:
        As `2024/25`.
    """
    return cycle.replace("-", "/")


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

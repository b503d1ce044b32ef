"""What was meant by a value that is not written as its key takes it, where no second reading is possible.

A word in capitals, between curly quotes or with a hard space behind it is still that word.
A date is read as in Britain,
day before month; where both numbers might be the month there are two readings, and it is for people to choose.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable

from .answers import ANSWERS

QUOTES = "\"'\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2039\u203a`\u00b4"
"""What people and word processors put round a value."""
_BETWEEN = re.compile(r"[\s_-]+")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[t ]00:00(?::00)?)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_NAMED = re.compile(r"(?:([a-z]+)\.?,? )?([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]+)\.?,?[ -]([0-9]{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_CYCLE = re.compile(r"([0-9]{4}) ?[-/\u2013\u2014_] ?([0-9]{2}|[0-9]{4})")


def bare(text: str) -> str:
    """Take away what is not seen, white space of any kind at the ends, and quotes round a value."""
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf").strip()
    if len(seen) > 1 and seen[0] in QUOTES and seen[-1] in QUOTES:
        seen = seen[1:-1].strip()
    return seen


def meant_word(text: str, words: Iterable[str]) -> str | None:
    """Find the one word of several that was meant, whatever its case and whatever stands between its parts.

    Args:
        text: What was written.
        words: The words that may stand there: answers, outcomes, roles, ids or keys.

    Returns:
        The word, or None where none or more than one was meant.
    """
    written = bare(text).casefold()
    found = {
        word
        for word in words
        if _folded(word) == _folded(written) or (word in ANSWERS and written in ANSWERS[word].also)
    }
    return found.pop() if len(found) == 1 else None


def _folded(word: str) -> str:
    return _BETWEEN.sub("_", word.casefold())


def meant_dates(text: str) -> tuple[str, ...]:
    """Read a date that is not written year-month-day.

    Args:
        text: What was written.

    Returns:
        Each day of the calendar that it may be, as in `2025-03-14`, the British reading first; none for what is no
        date.
    """
    written = " ".join(bare(text).casefold().split())
    if found := _YEAR_FIRST.fullmatch(written):
        return _days([(found[1], found[2], found[3])])
    if found := _YEAR_LAST.fullmatch(written):
        return _days([(found[3], found[2], found[1]), (found[3], found[1], found[2])])
    named = _NAMED.fullmatch(written)
    before, day, month, year = named.groups() if named else (None, "", "", "")
    if found := _MONTH_FIRST.fullmatch(written):
        month, day, year = found.groups()
    days = _days([(year, str(MONTHS[month]), day)]) if month in MONTHS else ()
    # Of another weekday's date, and of `before 14 March 2025`, it is not said which day is meant.
    return tuple(
        one for one in days if before is None or _WEEKDAYS.get(before) == datetime.date.fromisoformat(one).weekday()
    )


def _days(readings: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    days = []
    for year, month, day in readings:
        try:
            days.append(datetime.date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))


def meant_cycle(text: str) -> str | None:
    """Read a cycle that is written as it is printed or in full, as in `2024/25` or `2024-2025`.

    Args:
        text: What was written.

    Returns:
        As in `2024-25`; None for what is not two following years.
    """
    years = _CYCLE.fullmatch(bare(text))
    if years is None or (int(years[1]) + 1) % 10 ** len(years[2]) != int(years[2]):
        return None
    return f"{years[1]}-{years[2][-2:]}"

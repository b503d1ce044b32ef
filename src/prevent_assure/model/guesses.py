"""What people may mean by a value that cannot stand as they wrote it, where they have to be asked.

What can be meant in one way only, `meant` reads.
"""

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .base import is_cycle
from .meant import MONTHS, bare, meant_cycle, meant_dates, meant_word
from .nearness import nearest

LONGEST = 200
"""So much of a value is looked at: no date, cycle, id or word is longer."""
_ENDS = re.compile(r"[\s.,;:!*]+$")
_BETWEEN = re.compile(r"[^\w✓✔?]+|_+")
_EITHER = re.compile(r"[/,;&+|(]|\b(?:or|and|to)\b| [-\u2013\u2014] ")
"""What stands between words where more than one was written."""
_SHORT_CYCLE = re.compile(r"(?:20)?([0-9]{2}) *(?:[-/–—_]|to|and) *(?:20)?([0-9]{2})")  # noqa: RUF001 - dashes
_NUMBERS = re.compile(r"([0-9]{1,4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,4})")
_NAMED = re.compile(
    r"(?:[a-z]+,? )?([0-9]{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?([a-z]{3,9})\.?(?:,?[ -]?'?([0-9]{4}|[0-9]{2}))?"
)
_NOT_YET = frozenset({
    "tbc", "tba", "tbd", "n_k", "nk", "not_known", "unknown", "not_yet", "not_yet_known", "pending", "to_be_confirmed",
    "to_be_agreed", "to_follow", "awaited", "null", "none", "nil",
})  # fmt: skip
_YES_OR_NO = {"yes": "true", "y": "true", "true": "true", "no": "false", "n": "false", "false": "false"}


class Guess(NamedTuple):
    """A word of a vocabulary that was meant, or may have been.

    Attributes:
        word: The word as it is to be written.
        sure: Whether nothing else can have been meant.
        same: Whether it is the word itself but for capitals, quotes and what stands between its parts.
        near: Whether it is only the one that looks most like it.
    """

    word: str
    sure: bool
    same: bool
    near: bool = False


class Dates(NamedTuple):
    """The days that may have been meant by a date.

    Attributes:
        days: The days, none where it is no day of the calendar.
        sure: Whether there is but one way to read it.
        trouble: Why it is no day, or what is missing; else empty.
    """

    days: tuple[datetime.date, ...]
    sure: bool = False
    trouble: str = ""


def folded(text: str) -> str:
    """Give a text without what does not tell words apart: capitals, marks around it, the kinds of space and dash."""
    plain = unicodedata.normalize("NFKC", _ENDS.sub("", bare(text[:LONGEST]))).casefold()
    return _BETWEEN.sub("_", plain).strip("_")


def has_curly_quotes(text: str) -> bool:
    """Tell whether a value stands in the quotes that word processors write."""
    return text.strip()[:1] in {"“", "”", "„", "‘", "’", "«"}  # noqa: RUF001 - these quotes


def is_not_yet_known(text: str) -> bool:
    """Tell whether a value only says that it is not there yet, as `TBC` does; one of no letters does, too."""
    return folded(text) in _NOT_YET or not folded(text).strip("_?")


def yes_or_no(text: str) -> str | None:
    """Give `true` or `false` where one of them was meant."""
    return _YES_OR_NO.get(folded(text))


def guess_word(written: str, known: Iterable[str], called: Mapping[str, str]) -> Guess | None:
    """Find the word of a vocabulary that was meant.

    Args:
        written: What was written.
        known: The words that may stand there.
        called: What else may be said for a word, folded, and the word.

    Returns:
        The word, or None where none is near.
    """
    words, fold = list(known), folded(written)
    certain = meant_word(written[:LONGEST], words)
    if certain is not None:
        return Guess(certain, sure=True, same=folded(certain) == fold)
    alike = next((word for word in words if folded(word) == fold), None)
    if alike is not None:
        return Guess(alike, sure=False, same=True)
    if called.get(fold) in words:
        return Guess(called[fold], sure=False, same=False)
    by_fold = {folded(word): word for word in words}
    parts = (folded(part) for part in _EITHER.split(written[:LONGEST].casefold()))
    if len({part for part in parts if part in by_fold}) > 1:
        return None
    near = nearest(fold, by_fold)
    return Guess(by_fold[near], sure=False, same=False, near=True) if near is not None else None


def guess_cycle(text: str) -> Guess | None:
    """Find the cycle that a text stands for, as in `2024-25` for `2024/25`, `24/25` or `2024 to 2025`."""
    certain = meant_cycle(text[:LONGEST])
    if certain is not None:
        return Guess(certain, sure=True, same=True)
    found = _SHORT_CYCLE.fullmatch(bare(text[:LONGEST]))
    cycle = f"20{found[1]}-{found[2]}" if found is not None else ""
    return Guess(cycle, sure=False, same=True) if is_cycle(cycle) else None


def guess_dates(text: str, year: int | None = None) -> Dates | None:
    """Find the days that may have been meant by a date, as people in Britain write it.

    Args:
        text: What was written.
        year: The year to take where none is written.

    Returns:
        The days; None where it is no date at all.
    """
    days = tuple(map(datetime.date.fromisoformat, meant_dates(text[:LONGEST])))
    if days:
        return Dates(days, sure=len(days) == 1)
    plain = " ".join(_ENDS.sub("", bare(text[:LONGEST])).casefold().split())
    if re.fullmatch("[0-9]{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if numbers := _NUMBERS.fullmatch(plain):
        return _numeric(*numbers.groups())
    found = _NAMED.fullmatch(plain)
    month = MONTHS.get(found[2]) if found is not None else None
    if found is None or month is None:
        return None
    if found[3] is not None:
        return _one(_year(found[3]), month, int(found[1]))
    day = _day(year, month, int(found[1])) if year is not None else None
    return Dates((day,) if day is not None else (), trouble="the year is missing")


def _numeric(first: str, second: str, third: str) -> Dates:
    """Read three numbers of which none makes a day as it stands: year first, or day first."""
    if len(first) == 4:  # noqa: PLR2004 - a year
        swapped = _day(int(first), int(third), int(second))
        return Dates((swapped,)) if swapped is not None else _one(int(first), int(second), int(third))
    return _one(_year(third), int(second), int(first))


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004 - a year in two digits


def _one(year: int, month: int, day: int) -> Dates:
    found = _day(year, month, day)
    if found is not None:
        return Dates((found,))
    if 1 <= month <= 12 and 1 <= year <= datetime.MAXYEAR:  # noqa: PLR2004 - months of a year
        first = datetime.date(year, month, 1)
        return Dates((), trouble=f"{_month(first)} {year} has {calendar.monthrange(year, month)[1]} days")
    return Dates((), trouble=f"there is no month {month}")


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _month(day: datetime.date) -> str:
    return next(name for name, number in MONTHS.items() if number == day.month).capitalize()


def day_in_words(day: datetime.date) -> str:
    """Give a day as people say it, as in `3 April 2025`."""
    return f"{day.day} {_month(day)} {day.year}"

"""Values on their way between a file and a cell: each has one text, by which it is compared, whatever its kind.

That text is the word, the text or the date as the file has it; `true` for a yes, nothing for a no; ids with a comma.
"""

import datetime
import hashlib
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from prevent_assure.source import REFUSED, name_of
from prevent_assure.source.limits import TEXT_LENGTH

from .layout import Input


class Misfit(NamedTuple):
    """What a cell holds does not fit: what is wrong, and what to type."""

    message: str
    hint: str


_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d\d)")
_WEEKDAY = r"(?:[A-Za-z]+day,? |[A-Za-z]{3},? )?"
_DAY_IN_WORDS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ ./-](?:of )?([A-Za-z]+)[, ./-]+(\d{{4}}|\d\d)")
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}([A-Za-z]+) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES, _NO = {"yes", "y", "true", "x", "1", "\u2713", "\u2714"}, {"no", "n", "false", "0"}
_FIRST, _LAST = datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)
"""Another day is a slip: a year alone, typed into a cell for dates, is a day in 1905."""
_MOST_DAYS = 100_000
_NO_DATE = Misfit("this is not a date", "write the day first, as in 14/03/2025")
_JOINS = re.compile("[_\u2010-\u2015-]")
_MEANT = {"n/a": "not_applicable", "na": "not_applicable", "fully met": "met", "yes": "met", "no": "not_met"}
"""What people write for an answer that is not its label: they are asked, and nothing is taken for granted."""
_LINE_ENDS = re.compile("[\u2028\u2029\x0b\x0c]")
"""What word processors end lines with."""
_INVISIBLE = re.compile("[\u200b\ufeff]")


def tidy(text: str) -> str:
    """Give a text as a file takes it: line feeds, and no white space at the ends of lines and of the text."""
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _LINE_ENDS.sub("\n", plain)
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def digest(text: str) -> str:
    """Give the digest by which it is known whether a value was changed; empty for none."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" if text else ""


def written(value: object) -> str:
    """Give the text of a value as a file's data has it."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value is None else tidy(str(value))


def read_cell(given: Input, value: object) -> str | Misfit:
    """Read what somebody put into a cell.

    Args:
        given: The input that the cell is.
        value: What stands there: a text, a number, a truth value, a date, or None.

    Returns:
        The value's text; or why it is none.
    """
    if value is None or (isinstance(value, str) and not tidy(value)):
        return ""
    text = _as_text(value)
    refused = REFUSED.search(text)
    if refused is not None:
        return Misfit(f"the character {name_of(refused[0])} cannot be used in a file", "type the text anew without it")
    if len(text) > TEXT_LENGTH:
        return Misfit(f"this text has {len(text):,} characters, and a file takes {TEXT_LENGTH:,}", "shorten it")
    readers: dict[str, Callable[[], str | Misfit]] = {
        "text": lambda: text,
        "line": lambda: " ".join(text.split()),
        "link": lambda: " ".join(text.split()),
        "yes": lambda: _yes(text),
        "date": lambda: _date(value, text, given.value),
        "benchmarks": lambda: _several(text, given.words),
    }
    return readers.get(given.kind, lambda: _word(text, given.words))()


def _as_text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(str(value))


def _word(text: str, words: Mapping[str, str]) -> str | Misfit:
    plain = {_plain(known): word for word, label in words.items() for known in (label, word)}
    said = _plain(text)
    if said in plain:
        return plain[said]
    near = get_close_matches(said[:200], plain, n=1, cutoff=0.7)
    meant = _MEANT.get(said) or (plain[near[0]] if near else "")
    labels = ", ".join(words.values())
    hint = f"did you mean {words[meant]}? One of: {labels}" if meant in words else f"choose one of: {labels}"
    return Misfit("this is not one of the answers that fit here", hint)


def _plain(text: str) -> str:
    """Give a word as it is compared: without case, quotes, and what joins or ends words."""
    return " ".join(_JOINS.sub(" ", text.lower()).strip(" .'\"\u2018\u2019\u201c\u201d").split())


def _several(text: str, words: Mapping[str, str]) -> str | Misfit:
    """Read benchmarks: each by its number and title, as in `6 Training programme`, or by either of them."""
    known = {name.lower(): word for word, label in words.items() for name in (label, *_numbered(label))}
    found: list[str] = []
    for part in _parted(text, known):
        word = known.get(part.lower()) or _word(part, words)
        if isinstance(word, Misfit):
            return Misfit("this names a benchmark that the criteria do not have", word.hint)
        found.append(word)
    return ", ".join(dict.fromkeys(found))


def _numbered(label: str) -> tuple[str, ...]:
    number, _, title = label.partition(" ")
    return (number, title) if number.isdecimal() else ()


def _parted(
    text: str, known: Container[str], between: Sequence[str] = (r"[;\n]", ",", r"\s+and\s+|&")
) -> Iterator[str]:
    """Take a list apart that people wrote, but not a name within it that has a comma or an `and` itself."""
    plain = " ".join(text.split()).strip(" -*\u2022.")
    if not plain or plain.lower() in known or not between:
        yield from filter(None, [plain])
        return
    for part in re.split(between[0], text):
        yield from _parted(part, known, between[1:])


def _yes(text: str) -> str | Misfit:
    plain = text.lower().rstrip(".")
    if plain in _YES:
        return "true"
    return "" if plain in _NO else Misfit("this is neither yes nor no", "choose Yes, or leave the cell empty")


def _date(value: object, text: str, now: str) -> str | Misfit:
    """Read a date; one that the file has already is none too far away."""
    day = _day(value, text)
    if day is None:
        return _NO_DATE
    if _FIRST <= day <= _LAST or day.isoformat() == now:
        return day.isoformat()
    return Misfit(f"this is a day in the year {day.year}", _NO_DATE.hint)


def _day(value: object, text: str) -> datetime.date | None:
    if isinstance(value, datetime.datetime):  # the time says nothing more
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, int | float):  # a day as spreadsheets count them
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value)) if 0 < value < _MOST_DAYS else None
    if (numbers := _DAY_FIRST.fullmatch(text)) is not None:
        day, month, year = map(int, numbers.groups())
    elif (words := _DAY_IN_WORDS.fullmatch(text)) is not None:
        day, month, year = int(words[1]), _month(words[2]), int(words[3])
    elif (words := _MONTH_FIRST.fullmatch(text)) is not None:
        day, month, year = int(words[2]), _month(words[1]), int(words[3])
    else:
        year, month, day = ([int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}-\d\d-\d\d", text)
                            else (0, 0, 0))  # fmt: skip
    try:
        return datetime.date(year + 2000 if year < 100 and year else year, month, day)  # noqa: PLR2004 - of two digits
    except ValueError:
        return None


def _month(name: str) -> int:
    """Give the number of a month; 0 where it is none."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0

"""Values on their way between a file and a cell: each has one text, by which it is compared, whatever its kind.

That text is the word, the text or the date as the file has it; `true` for a yes, nothing for a no; ids with a comma.
"""

import datetime
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from prevent_assure.model.nearness import closest

from .layout import Input

_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_DAY_IN_WORDS = re.compile(r"(?:[A-Za-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]+),? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES, _NO = {"yes", "y", "true", "x", "1", "\u2713", "\u2714"}, {"no", "n", "false", "0"}
_FIRST, _LAST = 32_874, 73_050
"""The days from 1990 to 2099, as spreadsheets count them."""
_INVISIBLE = re.compile("[\u200b\ufeff]")


class Misfit(NamedTuple):
    """What a cell holds does not fit: what is wrong, and what to type."""

    message: str
    hint: str


def tidy(text: str) -> str:
    """Give a text as a file takes it: line feeds, and no white space at the ends of lines and of the text."""
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\u2028", "\n")
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
    readers: dict[str, Callable[[], str | Misfit]] = {
        "text": lambda: text,
        "line": lambda: " ".join(text.split()),
        "link": lambda: " ".join(text.split()),
        "yes": lambda: _yes(text),
        "date": lambda: _date(value, text),
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
    plain = {" ".join(known.lower().replace("_", " ").split()): word for word, label in words.items()
             for known in (label, word)}  # fmt: skip
    found = plain.get(" ".join(text.lower().replace("_", " ").split()).rstrip("."))
    if found is not None:
        return found
    near = closest(text.lower(), plain)
    labels = ", ".join(words.values())
    hint = f"did you mean {words[plain[near.split('`')[1]]]}? One of: {labels}" if near else f"choose one of: {labels}"
    return Misfit("this is not one of the answers that fit here", hint)


def _several(text: str, words: Mapping[str, str]) -> str | Misfit:
    found: list[str] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;\n]", text))):
        word = _word(part, words)
        if isinstance(word, Misfit):
            return Misfit("this names a benchmark that the criteria do not have", word.hint)
        found.append(word)
    return ", ".join(dict.fromkeys(found))


def _yes(text: str) -> str | Misfit:
    plain = text.lower().rstrip(".")
    if plain in _YES:
        return "true"
    return "" if plain in _NO else Misfit("this is neither yes nor no", "choose Yes, or leave the cell empty")


def _date(value: object, text: str) -> str | Misfit:
    if isinstance(value, datetime.date):  # a time beside it, as a spreadsheet's clock gives it, says nothing more
        return value.isoformat()[:10]
    if isinstance(value, int | float) and _FIRST <= value <= _LAST:  # a day as spreadsheets count them
        return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))).isoformat()
    if (numbers := _DAY_FIRST.fullmatch(text)) is not None:
        day, month, year = map(int, numbers.groups())
    elif (words := _DAY_IN_WORDS.fullmatch(text)) is not None:
        day, month, year = int(words[1]), _month(words[2]), int(words[3])
    else:
        year, month, day = ([int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}-\d\d-\d\d", text)
                            else (0, 0, 0))  # fmt: skip
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return Misfit("this is not a date", "write the day first, as in 14/03/2025")


def _month(name: str) -> int:
    """Give the number of a month; 0 where it is none."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0

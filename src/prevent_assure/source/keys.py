"""Keys: every key is a text, stands once in its group and looks like no other there."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from prevent_assure.diagnostics import Route

from .columns import moved, with_plain_spaces
from .corrections import Page, indentation
from .document import CLOSE, OPEN, Document
from .faults import DUPLICATE_KEY, KEY_NOT_TEXT, MERGE_KEY, SIMILAR_KEYS, SYNTAX, TOO_LARGE, Report, shown
from .limits import CORRECTED, KEY_LENGTH
from .scalars import PERHAPS_NO_TEXT, NumberRefusedError, resolve
from .values import Event, Values

MERGE = "\0<<"
"""How what stands for a merge key begins."""
USUAL = re.compile(r"(?!(?:null|true|false)\Z)[a-z][a-z0-9_-]{0,199}")
"""A key that is a text however it is written, and that looks like no other key unless it is the same."""

_COLON = re.compile(r"\s*:")
_AFTER_COMMA = (
    "a comma ends the text before this, as it stands between `{` and `}` without quotation marks",
    "put the whole text between quotation marks; of a date, write it as in `2025-03-14`",
)

SOUND: set[str] = set()
"""Such keys of the files read so far: those of a nation's files are the same again and again."""
_MOST = 4096


class Keys:
    """The keys of one file. What stands for one in error begins with NUL, which no text can hold.

    Attributes:
        values: What cleans texts.
    """

    def __init__(self, report: Report, values: Values) -> None:
        self._report = report
        self.values = values
        self._unusual = self._hard = False
        self._begun_again: dict[str, Any] | None = None

    def look_at(self, event: Event, value: str) -> str:
        """Give a key as it counts, and note what is wrong with it."""
        plain = not event.style
        if plain and USUAL.fullmatch(value):
            if len(SOUND) >= _MOST:
                SOUND.clear()
            SOUND.add(value)
            return value
        start, end = event.start_mark.index, event.end_mark.index
        key = self.values.clean(event, value) if self.values.careful else value
        if len(key) > KEY_LENGTH:
            self._report.add(
                TOO_LARGE, start, end, f"a key is longer than {KEY_LENGTH} characters", "a text stands behind its key"
            )
        if plain and key == "<<":
            self._report.add(
                MERGE_KEY,
                start,
                end,
                "the merge key `<<` is not used here",
                "write the keys out that are to be taken from elsewhere",
            )
            return f"{MERGE}{start}"
        if plain and key[:1].isspace():
            if not self._hard:
                self._hard = True
                hard = "a hard space (one at which Word breaks no line)"
                hint = "write ordinary spaces in its place, with the space bar"
                line, before = self._report.places.line(start), self._report.places.at(start)[1] - 1
                if line[:before].strip():
                    message = f"{hard} stands here"
                    line = f"{line[:before]}{line[before:].lstrip()}"
                else:
                    message, line = f"this line begins with {hard}", with_plain_spaces(line, 1)
                self._report.add(SYNTAX, start, start + 1, message, hint, corrected=(line,))
            return f"\0{start}"
        kind = _kind(key) if plain else None
        if kind is not None:
            self._report.add(KEY_NOT_TEXT, start, end, *(_AFTER_COMMA if key and self._has_no_colon(end) else kind))
            return f"\0{start}"
        self._unusual = True
        return key

    def duplicate(self, key: str, container: dict[str, Any], marks: list[int], *, in_list: bool) -> str:
        """Note a key that its group has already, and give what stands for it from here on.

        Where an item of a list has its first key again, the next one begins, and its other keys are told no more.
        """
        nth = list(container).index(key)
        start, end = marks[-2:]
        if self._begun_again is not container:
            line = self._report.places.at(_nth_key(marks, nth))[0]
            if nth == 0 and self._too_far_in(container, start):
                return f"\0{start}"
            message, hint = f"`{shown(key)}` stands here a second time, after line {line}", "keep one of the two"
            if in_list and nth == 0:
                self._begun_again = container
                hint = "begin it with `- `, if an item of the list begins here; else keep one of the two"
            self._report.add(DUPLICATE_KEY, start, end, message, hint)
        return f"\0{start}"

    def _has_no_colon(self, end: int) -> bool:
        return _COLON.match(self._report.places.text, end) is None

    def _too_far_in(self, container: dict[str, Any], start: int) -> bool:
        """Tell whether the group before begins again since the name of the next one stands too far in, and say so."""
        places, (name, held) = self._report.places, next(reversed(container.items()))
        if held is not None or len(places.text) > CORRECTED:
            return False
        page, number = Page(places.lines), places.at(start)[0] - 1
        above = next(page.above(number), number)
        own, outer = indentation(page.lines[above]), next(page.outside(above), above)
        if page.key(above) != name or page.keys[name] > 1 or indentation(page.lines[outer]) == own:
            return False
        self._begun_again = container
        found = moved(page, above, above, indentation(page.lines[outer]) - own)
        place = places.index(above + 1, 1)
        self._report.add(SYNTAX, place, place + own, found.message, found.hint, corrected=found.lines)
        return True

    def check_similar(self, document: Document) -> None:
        """Note keys of one group that people would take for the same."""
        # Usual keys differ by more than that.
        if not self._unusual:
            return
        for route, first, second in _similar_keys((), document.data):
            span = document.locate((*route, second), key=True)
            line = document.locate((*route, first), key=True).line
            self._report.add(
                SIMILAR_KEYS,
                span.start,
                span.end,
                f"the key `{shown(second)}` looks like the key `{shown(first)}` of line {line}",
                "write both the same way, or remove one",
            )


def _kind(key: str) -> tuple[str, str] | None:
    """Say what a plain key is, if it is no text."""
    if key[:1] not in PERHAPS_NO_TEXT:
        return None
    try:
        value = resolve(key)
    except NumberRefusedError:
        value = 0
    if isinstance(value, str):
        return None
    if not key:
        return "nothing stands before this `:`", "write a word there, or put the text between quotation marks"
    what = "nothing" if value is None else "true or false" if isinstance(value, bool) else "a number"
    message = f"`{shown(key)}` stands before a colon, where a word must stand, and is read as {what}"
    return message, "write a word; the lines of a list begin with `- `"


def _fold(key: str) -> str:
    """What is the same for keys that differ only by case or by how a letter is encoded."""
    if key.isascii():
        return key.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())


def _nth_key(marks: list[int], nth: int) -> int:
    """Find where the nth key of the collection begins that is open at the end of the marks."""
    depth, at = 0, len(marks)
    while depth < 1:
        at -= 2
        depth += {OPEN: 1, CLOSE: -1}.get(marks[at + 1], 0)
    nodes = -1
    depth = 0
    while nodes < 2 * nth:
        at += 2
        if marks[at + 1] == CLOSE:
            depth -= 1
            continue
        nodes += depth == 0
        depth += marks[at + 1] == OPEN
    return marks[at]


def _similar_keys(route: Route, value: object) -> Iterable[tuple[Route, str, str]]:
    if isinstance(value, dict):
        first: dict[str, str] = {}
        for key, item in value.items():
            before = first.setdefault(_fold(key), key)
            if before != key:
                yield route, before, key
            yield from _similar_keys((*route, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _similar_keys((*route, index), item)

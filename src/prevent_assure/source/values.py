"""What the reader does about the rare: properties, keys that are no text, escapes, numbers that are none, cut texts."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NoReturn

from prevent_assure.diagnostics import Route

from .decoding import INVISIBLE, INVISIBLE_CHARACTERS, REFUSED, name_of, refuse_character
from .document import CLOSE, OPEN, Document
from .faults import (
    DUPLICATE_KEY,
    INVISIBLE_CHARACTER,
    KEY_NOT_TEXT,
    MERGE_KEY,
    NUMBER,
    SIMILAR_KEYS,
    TEXT_CUT_SHORT,
    TOO_DEEP,
    TOO_LARGE,
)
from .refusals import refuse_alias, refuse_anchor, refuse_tag
from .report import Report, shown
from .scalars import PERHAPS_NO_TEXT, NumberRefusedError, Scalar, resolve

Event = Any
"""An event of the parser, which has no types."""

DEPTH = 32
"""The most groups and lists in one another."""
NODES = 50_000
"""The most keys, values, groups and lists of a file."""
KEY_LENGTH = 200
"""The longest key, in characters."""
TEXT_LENGTH = 20_000
"""The longest text, in characters."""
PROPERTY = frozenset("&!")
"""How the place of a scalar begins that has an anchor or a tag; no other scalar begins so."""

_USUAL_KEY = re.compile(r"(?!(?:null|true|false)\Z)[a-z][a-z0-9_-]{0,199}")
_MERGE = "\0<<"
_PROPERTY = re.compile(r"&[^\s,\[\]{}]*|!<[^>\s]*>|![^\s,\[\]{}]*")
_BETWEEN = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*")
# A run of `#` with a space behind it is an ornament of a comment.
_CUT = re.compile(r"[ \t]+(#+[^#\s][^\r\n]*)")
_PERHAPS_CUT = re.compile(r"#(?<=[ \t]#)#*[^#\s]")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


class Values:
    """The values and keys of one file, as far as they need a second look.

    Attributes:
        sound: Plain keys of the file that have been looked at and may be used as they are.
        cutting: Whether a ` #` stands somewhere in the file that may cut a text short.
        careful: Whether escapes or invisible characters stand somewhere in the file.
    """

    def __init__(self, report: Report) -> None:
        """Look through the file as a whole.

        Args:
            report: Where to note findings; it has the text.
        """
        text = report.places.text
        self._report = report
        self._text = text
        self._unusual: set[str] = set()
        self.sound: set[str] = set()
        # Looking for a single character is so fast that it pays before every search by pattern.
        self.cutting = "#" in text and _PERHAPS_CUT.search(text) is not None
        self.careful = ("\\" in text and '"' in text) or any(character in text for character in INVISIBLE_CHARACTERS)

    def refuse_properties(self, event: Event) -> None:
        """Note the anchor and the tag of a node.

        Args:
            event: The event that begins the node.
        """
        at = event.start_mark.index
        while found := _PROPERTY.match(self._text, at):
            refuse = refuse_anchor if found[0].startswith("&") else refuse_tag
            refuse(self._report, *found.span())
            after = _BETWEEN.match(self._text, found.end())
            at = found.end() if after is None else after.end()

    def refuse_alias(self, event: Event, key: str | None) -> None:
        """Note an alias, unless the merge key before it has been noted.

        Args:
            event: The event.
            key: The key whose value it is, or None.
        """
        if key is None or not key.startswith(_MERGE):
            refuse_alias(self._report, event.start_mark.index, event.end_mark.index)

    def key(self, event: Event, value: str) -> str:
        """Look at a key.

        Args:
            event: Its event.
            value: Its text.

        Returns:
            The key; what is unique in the file and no text where it cannot be a key.
        """
        plain = not event.style
        if plain and _USUAL_KEY.fullmatch(value):
            self.sound.add(value)
            return value
        start, end = event.start_mark.index, event.end_mark.index
        key = self.clean(event, value) if self.careful else value
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
            return f"{_MERGE}{start}"
        kind = _kind(key) if plain else None
        if kind is not None:
            self._report.add(KEY_NOT_TEXT, start, end, *kind)
            return f"\0{start}"
        self._unusual.add(key)
        return key

    def refuse_collection(self, event: Event, depth: int) -> NoReturn:
        """Refuse a group or a list that stands too deep or where a key must stand.

        Args:
            event: The event that begins it.
            depth: How many groups and lists it stands in.

        Raises:
            SourceError: Always: what follows a key that is none cannot be told apart.
        """
        start, end = event.start_mark.index, event.end_mark.index
        if depth >= DEPTH:
            self._report.fail(TOO_DEEP, start, end, f"more than {DEPTH} groups and lists stand in one another")
        braces = self._text.startswith("{{", max(0, start - 1))
        hint = "put `{{ ... }}` into quotes" if braces else "a key is a text with `:` behind it"
        self._report.fail(KEY_NOT_TEXT, start, end, "a list or a group stands where a key must stand", hint)

    def check_number(self, marks: list[int]) -> None:
        """Count the nodes of a file that may have too many.

        Args:
            marks: The places of the nodes.

        Raises:
            SourceError: If there are too many.
        """
        if len(marks) // 2 - marks.count(CLOSE) > NODES:
            last = max(marks[-2], 0)
            self._report.fail(TOO_LARGE, last, last, f"the file has more than {NODES} keys and values", "split it")

    def duplicate(self, key: str, container: dict[str, Any], marks: list[int]) -> str:
        """Note a key that its group has already.

        Args:
            key: The key.
            container: The group.
            marks: The places so far, the key's own at their end.

        Returns:
            What is unique in the file and no text, to go on with.
        """
        first = _nth_key(marks, list(container).index(key))
        start, end = marks[-2:]
        self._report.add(
            DUPLICATE_KEY,
            start,
            end,
            f"the key `{shown(key)}` stands here a second time, after line {self._report.places.at(first)[0]}",
            "remove one of the two",
        )
        return f"\0{start}"

    def resolve(self, event: Event, value: str) -> Scalar:
        """Read a plain scalar that may be no text.

        Args:
            event: Its event.
            value: Its text.

        Returns:
            What it means.
        """
        try:
            return resolve(value)
        except NumberRefusedError as error:
            hint = "if it is meant as text, put it into quotes"
            self._report.add(NUMBER, event.start_mark.index, event.end_mark.index, str(error), hint)
            return None

    def clean(self, event: Event, value: str) -> str:
        """Leave invisible characters out of a text, and note them and what escapes make of it.

        Args:
            event: The text's event.
            value: The text.

        Returns:
            The text without invisible characters.
        """
        start, end = event.start_mark.index, event.end_mark.index
        if event.style == '"':
            for escape in _ESCAPE.finditer(self._text, start, end):
                made = _made(escape)
                if REFUSED.match(made):
                    refuse_character(self._report, made, *escape.span())
        found = INVISIBLE.search(value)
        if found is None:
            return value
        self._report.add(
            INVISIBLE_CHARACTER,
            *self._place_of_invisible(start, end),
            f"the invisible character {name_of(found[0])} stands in this text and is left out",
            "remove it; it often comes with text that is pasted from elsewhere",
        )
        return INVISIBLE.sub("", value)

    def _place_of_invisible(self, start: int, end: int) -> tuple[int, int]:
        raw = INVISIBLE.search(self._text, start, end)
        if raw is not None:
            return raw.span()
        made = (escape for escape in _ESCAPE.finditer(self._text, start, end) if INVISIBLE.match(_made(escape)))
        return next((escape.span() for escape in made), (start, end))

    def check_cut(self, end: int) -> None:
        """Note a text that ` #` cuts short.

        Args:
            end: Where the text ends.
        """
        found = _CUT.match(self._text, end)
        if found is not None:
            self._report.add(
                TEXT_CUT_SHORT,
                *found.span(1),
                "` #` begins a comment here, so the text ends before it",
                "put the whole text into quotes or a |- block; if this is a comment, write a space behind the #",
            )

    def check_length(self, event: Event, value: Scalar) -> None:
        """Note a text that is too long.

        Args:
            event: Its event.
            value: The text.
        """
        if isinstance(value, str) and len(value) > TEXT_LENGTH:
            self._report.add(
                TOO_LARGE,
                event.start_mark.index,
                event.end_mark.index,
                f"a text is longer than {TEXT_LENGTH} characters",
                "shorten it",
            )

    def check_similar_keys(self, document: Document) -> None:
        """Note keys of one group that people take for the same.

        Args:
            document: The file, read.
        """
        # Usual keys differ by more than that; and where none in the file is like another, no group has to be looked at.
        if not self._unusual:
            return
        keys = self.sound | self._unusual
        if len({_fold(key) for key in keys}) == len(keys):
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
        return "there is no key before this `:`", "write a key, or put the text with the `:` into quotes"
    what = "nothing" if value is None else "true or false" if isinstance(value, bool) else "a number"
    return f"the key `{shown(key)}` is read as {what}, and a key is a text", "put the key into quotes"


def _fold(key: str) -> str:
    """What is the same for keys that differ only by case or by how a letter is encoded."""
    if key.isascii():
        return key.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())


def _made(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    return chr(int(code, 16)) if code else _SHORT_ESCAPES.get(escape[4], escape[4])


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

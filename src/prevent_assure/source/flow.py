"""Lists and groups in brackets as they stand in a usual file, `{answer: met, evidence: ...}`; for `usual`."""

import re
from collections.abc import Sequence
from typing import Any

from .limits import TEXT_LENGTH
from .line import UnusualError, is_key
from .quoted import unescaped, unquoted
from .scalars import PERHAPS_NO_TEXT, resolve

# Of all that YAML allows there, what people and programs usually write; a `:` only as in a link or a time. Its parts
# are a text in quotes, one in double quotes, a plain one, a bracket that opens, and what stands behind.
_VALUE = (
    r" *+(?:'((?:[^']|'')*+)' *+|\"((?:[^\"\\]|\\.)*+)\" *+"
    r"|([^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^,\[\]{}:#?]|(?<=[0-9A-Za-z]):(?=[0-9A-Za-z/]))*+)|([\[{]))"
    r"([,\]}]?)"
)
_ITEM = re.compile(_VALUE)
_PAIR = re.compile(
    rf" *+([A-Za-z0-9][A-Za-z0-9_-]*+|'[A-Za-z0-9][A-Za-z0-9_-]*+'|\"[A-Za-z0-9][A-Za-z0-9_-]*+\"): {_VALUE}"
)
_BEHIND = re.compile(r" *+([,\]}])")
_LINES = 64
"""The most lines that are tried."""
_DEPTH = 12
"""The most lists and groups in one another that are tried."""
_END = re.compile(r"(?: +#.*)?")


def read_flow(lines: list[str], at: int, indent: int, value: str) -> tuple[Any, int]:
    """Read a list or group in brackets.

    Args:
        lines: The lines of the file.
        at: The number of the first line behind the one that it begins on, from 0.
        indent: How far the group or list is indented that it stands in.
        value: How it begins: its bracket, and what follows on that line.

    Returns:
        The list or group, and the number of the first line behind it.

    Raises:
        UnusualError: If there is anything unusual in it.
        NumberRefusedError: If it holds a number that is not read.
    """
    parts, behind = [value], at
    while parts[-1][-1] not in "]}" and "#" not in parts[-1]:
        line = lines[behind] if behind < len(lines) and behind - at < _LINES else ""
        inner = line.strip(" ")
        # A `\\` at a line's end would take the end away from a text in double quotes.
        if not inner or len(line) - len(line.lstrip(" ")) <= indent or parts[-1].endswith("\\"):
            raise UnusualError
        parts.append(inner)
        behind += 1
    text = " ".join(parts)
    if len(text) > TEXT_LENGTH:
        raise UnusualError
    return _read(text), behind


def _read(text: str) -> Any:  # noqa: ANN401 - whatever it is
    if text in {"{}", "[]"}:
        return {} if text == "{}" else []
    content, at = _inside(text, 1, text[0], _DEPTH)
    if _END.fullmatch(text, at) is None:
        raise UnusualError
    return content


def _inside(text: str, at: int, opened: str, most: int) -> tuple[Any, int]:
    """Read on behind a bracket, to the one that closes it, and say where that ends."""
    if not most:
        raise UnusualError
    if opened == "{":
        return _pairs(text, at, most)
    items: list[Any] = []
    while True:
        found = _ITEM.match(text, at)
        if found is None:
            raise UnusualError
        value, at, behind = _value(found.groups(), found.end(), text, most)
        items.append(value)
        if behind == "]":
            return items, at
        if behind != ",":
            raise UnusualError


def _pairs(text: str, at: int, most: int) -> tuple[dict[str, Any], int]:
    pairs: dict[str, Any] = {}
    while True:
        found = _PAIR.match(text, at)
        if found is None:
            raise UnusualError
        key, *parts = found.groups()
        key = key.strip("'\"")
        if key in pairs or not is_key(key):
            raise UnusualError
        pairs[key], at, behind = _value(parts, found.end(), text, most)
        if behind == "}":
            return pairs, at
        if behind != ",":
            raise UnusualError


def _value(parts: Sequence[Any], at: int, text: str, most: int) -> tuple[Any, int, str]:
    """Give a value, where what stands behind it ends, and what that is."""
    quoted, quoted_twice, plain, opened, behind = parts
    if plain is not None:
        plain = plain.rstrip(" ")
        return resolve(plain) if plain[0] in PERHAPS_NO_TEXT else plain, at, behind
    if opened is None:
        return unescaped(quoted_twice) if quoted is None else unquoted(quoted), at, behind
    if behind:
        raise UnusualError
    value, at = _inside(text, at, opened, most - 1)
    closed = _BEHIND.match(text, at)
    if closed is None:
        raise UnusualError
    return value, closed.end(), closed[1]

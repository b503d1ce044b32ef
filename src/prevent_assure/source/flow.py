"""A list or group in brackets that stands on one line, as in `{answer: met, evidence: ...}`; for `usual`."""

import re
from collections.abc import Sequence
from typing import Any

from .line import UnusualError, is_key
from .scalars import PERHAPS_NO_TEXT, resolve

# Of all that YAML allows there, what people and programs usually write; a `:` only as in a link or a time. Its parts
# are a text in quotes, one in double quotes, a plain one, a bracket that opens, and what stands behind.
_VALUE = (
    r" *+(?:'((?:[^']|'')*+)' *+|\"([^\"]*+)\" *+"
    r"|([^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^,\[\]{}:#?]|:(?=[0-9A-Za-z/]))*+)|([\[{]))"
    r"([,\]}]?)"
)
_ITEM = re.compile(_VALUE)
_PAIR = re.compile(rf" *+([A-Za-z0-9][A-Za-z0-9_-]*+): {_VALUE}")
_BEHIND = re.compile(r" *+([,\]}])")
_END = re.compile(r"(?: +#.*)?")


def read_flow(text: str, most: int) -> Any:  # noqa: ANN401 - a dict or list of whatever stands in it
    """Read a list or group in brackets.

    Args:
        text: It, from its first bracket to the end of the line.
        most: How many groups and lists may stand in one another.

    Returns:
        The list or group.

    Raises:
        UnusualError: If there is anything unusual in it.
        NumberRefusedError: If it holds a number that is not read.
    """
    if text in {"{}", "[]"}:
        return {} if text == "{}" else []
    content, at = _inside(text, 1, text[0], most)
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
        return quoted_twice if quoted is None else quoted.replace("''", "'"), at, behind
    if behind:
        raise UnusualError
    value, at = _inside(text, at, opened, most - 1)
    closed = _BEHIND.match(text, at)
    if closed is None:
        raise UnusualError
    return value, closed.end(), closed[1]

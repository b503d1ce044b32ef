"""A list or group in brackets that stands on one line, as in `{answer: met, evidence: ...}`; for `usual`."""

import re
from typing import Any

from .line import UnusualError, is_key
from .scalars import PERHAPS_NO_TEXT, resolve

# Of all that YAML allows there, what people and programs usually write; a `:` only as in a link or a time.
_VALUE = (
    r" *+(?:'(?P<quoted>(?:[^']|'')*+)' *+|\"(?P<twice>[^\"]*+)\" *+"
    r"|(?P<plain>[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^,\[\]{}:#?]|:(?=[0-9A-Za-z/]))*+)|(?P<opened>[\[{]))"
    r"(?P<behind>[,\]}]?)"
)
_ITEM = re.compile(_VALUE)
_PAIR = re.compile(rf" *+(?P<key>[A-Za-z0-9][A-Za-z0-9_-]*+): {_VALUE}")
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
        value, at, behind = _value(found, text, most)
        items.append(value)
        if behind == "]":
            return items, at
        if behind != ",":
            raise UnusualError


def _pairs(text: str, at: int, most: int) -> tuple[dict[str, Any], int]:
    pairs: dict[str, Any] = {}
    while True:
        found = _PAIR.match(text, at)
        if found is None or (key := found["key"]) in pairs or not is_key(key):
            raise UnusualError
        pairs[key], at, behind = _value(found, text, most)
        if behind == "}":
            return pairs, at
        if behind != ",":
            raise UnusualError


def _value(found: re.Match[str], text: str, most: int) -> tuple[Any, int, str]:
    """Give a value, where what stands behind it ends, and what that is."""
    plain = found["plain"]
    if plain is not None:
        plain = plain.rstrip(" ")
        value = resolve(plain) if plain[0] in PERHAPS_NO_TEXT else plain
        return value, found.end(), found["behind"]
    opened = found["opened"]
    if opened is None:
        quoted = found["quoted"]
        return found["twice"] if quoted is None else quoted.replace("''", "'"), found.end(), found["behind"]
    value, at = _inside(text, found.end("opened"), opened, most - 1)
    closed = _BEHIND.match(text, at)
    if closed is None:
        return value, at, ""
    return value, closed.end(), closed[1]

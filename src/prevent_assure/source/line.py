"""One line of a usual file, outside texts of several lines: what it is, whatever stands around it; for `usual`."""

import re
from typing import Any

from .scalars import PERHAPS_NO_TEXT, is_text, resolve

OPENING, PLAIN, BLOCK, FLOW, QUOTED, COMMENT, OTHER = range(7)
"""What stands behind a key or a `-`: nothing, a plain text, `|` or `>`, a bracket, a quote; a comment; else."""

Line = tuple[int, int, str | None, int, Any, str | None]
"""A line. A plain tuple, as one with names takes thrice as long to take apart.

1. How far it is indented.
2. How far what follows its `- ` is indented; 0 where it is no item of a list.
3. Its key, None where it has none.
4. The kind of what stands behind the key or `- `.
5. That: what a plain scalar means, else the text as it stands.
6. The text of a plain scalar that may go on below, None where it cannot.
"""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""How what is no plain scalar begins; a few that are begin so too."""
_KINDS = {"|": BLOCK, ">": BLOCK, "{": FLOW, "[": FLOW, "'": QUOTED, '"': QUOTED}
_HEADS = frozenset(("|", "|-", ">", ">-"))
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,199}")
_QUOTED_KEY = re.compile(r"(['\"])([A-Za-z0-9][A-Za-z0-9_-]*+)\1:(?: +|\Z)")
_MOST = 4096
_LONGEST = 80
_keys: set[str] = set()
_looks: set[str] = set()
"""Keys of the files read so far, and what people see of them: no two of the keys differ by case alone."""
KNOWN: dict[str, Line] = {}
"""Short lines of the files read so far: those of one nation are ever the same."""


class UnusualError(Exception):
    """There is something unusual in a file, so that it has to be looked at more closely."""


def line_of(text: str) -> Line:
    """Say what a line is, and know it from now on if it is short.

    Args:
        text: The line, which is not empty.

    Returns:
        The line; of kind `OTHER` where there is anything unusual in it, or where it only goes on with a text.

    Raises:
        NumberRefusedError: If it holds a number that is not read.
    """
    line = _look_at(text)
    if len(text) <= _LONGEST:
        if len(KNOWN) >= _MOST:
            KNOWN.clear()
        KNOWN[text] = line
    return line


def is_key(text: str) -> bool:
    """Tell whether a text is a usual key: a text, and not like another key by case alone.

    Args:
        text: What stands before a `:`.

    Returns:
        Whether it is.
    """
    if text in _keys:
        return True
    if len(_keys) >= _MOST:
        _keys.clear()
        _looks.clear()
    looks = text.lower()
    if looks in _looks or _KEY.fullmatch(text) is None or not is_text(text):
        return False
    _keys.add(text)
    _looks.add(looks)
    return True


def _look_at(text: str) -> Line:
    rest = text.strip(" ")
    depth = len(text) - len(text.lstrip(" "))
    if not rest or rest[0] == "#":
        return depth, 0, None, COMMENT, None, None
    item, value = 0, rest
    if rest.startswith("- "):
        value = rest[2:].lstrip(" ")
        item = depth + len(rest) - len(value)
    quoted = _QUOTED_KEY.match(value) if value[0] in "'\"" else None
    if quoted is not None:
        # So programs write `on` and the like, which were no texts in YAML 1.1.
        key, value = quoted[2], value[quoted.end() :]
    elif item and (value[0] in _INDICATORS or not (": " in value or value[-1] == ":")):
        return _with_value(depth, item, None, value)
    else:
        key, colon, value = value.partition(": ")
        if not colon:
            key, colon, value = key[:-1], key[-1], ""
        if colon[0] != ":":
            return depth, item, None, OTHER, None, None
    if not is_key(key):
        return depth, item, None, OTHER, None, None
    value = value.lstrip(" ")
    if not value or value[0] == "#":
        return depth, item, key, OPENING, None, None
    return _with_value(depth, item, key, value)


def _with_value(depth: int, item: int, key: str | None, value: str) -> Line:
    first = value[0]
    if first in _INDICATORS:
        kind = _KINDS.get(first, OTHER)
        if kind == BLOCK and value not in _HEADS:
            kind = OTHER
        return depth, item, key, kind, value, None
    text, comment, _ = value.partition(" #")
    if comment:
        text = text.rstrip(" ")
    if ": " in text or text[-1] == ":":
        return depth, item, key, OTHER, None, None
    meant = resolve(text) if first in PERHAPS_NO_TEXT else text
    return depth, item, key, PLAIN, meant, None if comment else text

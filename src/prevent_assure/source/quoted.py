"""Texts in quotes as they stand in a usual file, on one line or several; for `usual`."""

import re

from .folded import folded
from .line import UnusualError

_CLOSED = re.compile(r"(?:[^\"\\]++|\\.)*+\"\Z", re.DOTALL)
_OPEN = re.compile(r"(?:[^\"\\]++|\\.)*+\\?\Z", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {"n": "\n", '"': '"', "\\": "\\", " ": " "}
"""Escapes that programs write; others are looked at closely."""
_PLANES = 0x110000


def read_quoted(lines: list[str], at: int, indent: int, value: str) -> tuple[str, int]:
    """Read a text in quotes.

    Args:
        lines: The lines of the file.
        at: The number of the first line behind the one that it begins on, from 0.
        indent: How far the group or list is indented that it stands in.
        value: How it begins: its quote, and what follows on that line.

    Returns:
        The text, and the number of the first line behind it.

    Raises:
        UnusualError: If there is anything unusual in it.
    """
    single = value[0] == "'"
    parts = [value[1:]]
    while not (_single_closed(parts[-1]) if single else _double_closed(parts[-1], lines[at - 1])):
        if at == len(lines):
            raise UnusualError
        line = lines[at]
        inner = line.strip(" ")
        if inner and len(line) - len(line.lstrip(" ")) <= indent:
            raise UnusualError
        parts.append(inner)
        at += 1
    if single:
        text = folded(parts[0], parts[1:]) if len(parts) > 1 else parts[0]
        return unquoted(text[:-1]), at
    return unescaped(_joined(parts)[:-1]), at


def _single_closed(part: str) -> bool:
    # A doubled quote is one of the text: the text ends with a quote that is left over. Lines before have none left.
    if not part.count("'") % 2:
        return False
    if not part.endswith("'"):
        raise UnusualError
    return True


def _double_closed(part: str, line: str) -> bool:
    if _CLOSED.match(part):
        return True
    # Behind a backslash a space at a line's end is one of the text, and no part shows it.
    if _OPEN.match(part) is None or (part.endswith("\\") and line.endswith(" ")):
        raise UnusualError
    return False


def _joined(parts: list[str]) -> str:
    """Fold the lines of a text in double quotes, in which a backslash at a line's end takes the end away."""
    whole = parts[0]
    breaks = 0
    for number, line in enumerate(parts[1:], 2):
        escaped = (len(whole) - len(whole.rstrip("\\"))) % 2 and not breaks
        if not line and number < len(parts):
            if escaped:
                raise UnusualError
            breaks += 1
        elif escaped:
            whole = whole[:-1] + line
        else:
            whole += ("\n" * breaks or " ") + line
            breaks = 0
    return whole


def unquoted(text: str) -> str:
    """Give what a text between single quotes means.

    Args:
        text: What stands between them.

    Returns:
        The text.

    Raises:
        UnusualError: If a quote stands alone in it.
    """
    if "'" not in text:
        return text
    if "'" in text.replace("''", ""):
        raise UnusualError
    return text.replace("''", "'")


def unescaped(text: str) -> str:
    """Give what a text between double quotes means.

    Args:
        text: What stands between them.

    Returns:
        The text.

    Raises:
        UnusualError: If it holds an escape that is rare, or one that makes a character which is not seen.
    """
    return _ESCAPE.sub(_made, text) if "\\" in text else text


def _made(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    made = _SHORT.get(escape[4]) if code is None else chr(number) if (number := int(code, 16)) < _PLANES else None
    if made is None or (code is not None and not made.isprintable()):
        raise UnusualError
    return made

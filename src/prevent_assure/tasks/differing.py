"""Where a letter differs from the one that its sources give, in words that quote nothing of it."""

import difflib
import re

_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>|^#{1,6} (.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")


def differing(again: bytes | None, text: bytes) -> str:
    """Say where a letter differs from the one that its sources give.

    Args:
        again: The letter as it comes from its sources, or None where it cannot be made again.
        text: The letter, with line feeds.

    Returns:
        The place, to be put behind a sentence; empty where none can be said.
    """
    try:
        old = again.decode().split("\n") if again is not None else []
    except UnicodeDecodeError:  # a format that is no text
        return ""
    if again is None:
        return ""
    new = text.decode("utf-8", "replace").split("\n")
    moves = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    places = [(first, last) for kind, _, _, first, last in moves if kind != "equal"]
    if not places:
        return ""
    first, last = places[0]
    line = f"line {first + 1}" if last - first <= 1 else f"lines {first + 1} to {last}"
    more = f", and at {len(places) - 1} more places" if len(places) > 1 else ""
    heading = None
    for found in _HEADING.finditer("\n".join(new[: first + 1])):
        heading = _TAG.sub("", found[1] or found[2] or "").strip()
    known = heading is not None and heading in {_plain(each) for each in _HEADING.findall(again.decode())}
    return f": it differs at {line}{f', under “{heading}”' if known else ''}{more}"


def _plain(found: tuple[str, str]) -> str:
    return _TAG.sub("", found[0] or found[1]).strip()

"""A line's text with its marks laid aside, and changes of that text put back between the marks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .plain import plain_inline
from .tree import Inline, Inlines, Link, Text


class Change(NamedTuple):
    """What takes the place of a part of a line's text."""

    start: int
    end: int
    text: str


def changed(inlines: Inlines, changes: Sequence[Change], *, unlink: Callable[[str], bool]) -> Inlines:
    """Change a line's text.

    Args:
        inlines: The line.
        changes: The changes, in their order and apart from one another; places are those of the plain text. What runs
            over a mark becomes one piece, where it begins.
        unlink: Tells of an address whether its link is to go; the words of the link stay.

    Returns:
        The line, in which no mark is left around nothing.
    """
    return _changed(inlines, 0, changes, unlink)


def _changed(inlines: Inlines, at: int, changes: Sequence[Change], unlink: Callable[[str], bool]) -> Inlines:
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            text = _text(inline.text, at, changes)
            made += [Text(text)] if text else []
            at += len(inline.text)
            continue
        children = _changed(inline.children, at, changes, unlink)
        at += len(plain_inline(inline.children))
        if isinstance(inline, Link) and unlink(inline.href):
            made += children
        elif children:
            made.append(replace(inline, children=children))
    return tuple(made)


def _text(text: str, at: int, changes: Sequence[Change]) -> str:
    pieces: list[str] = []
    done, end = at, at + len(text)
    for change in changes:
        if change.end <= done or change.start >= end:
            continue
        pieces.append(text[done - at : max(change.start, done) - at])
        pieces += [change.text] if change.start >= at else []
        done = min(change.end, end)
    return "".join([*pieces, text[done - at :]])

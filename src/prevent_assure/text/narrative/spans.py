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
            over the end of a mark, or takes all that is marked, becomes one piece outside of it.
        unlink: Tells of an address whether its link is to go; the words of the link stay.

    Returns:
        The line, in which no mark is left around nothing.
    """
    return _changed(inlines, 0, changes, unlink)


def _changed(inlines: Inlines, at: int, changes: Sequence[Change], unlink: Callable[[str], bool]) -> Inlines:
    """Change what stands from a place on; `changes` are those that begin and end here."""
    made: list[Inline] = []
    for inline in inlines:
        end = at + len(plain_inline((inline,)))
        if isinstance(inline, Text):
            made += _texts(inline.text, at, changes)
        else:
            within = [each for each in changes if at <= each.start and each.end <= end and (at, end) != each[:2]]
            outside = [each for each in changes if each.start < end and each.end > at and each not in within]
            cut = [Change(max(at, each.start), min(end, each.end), "") for each in outside]
            children = _changed(inline.children, at, sorted([*within, *cut]), unlink)
            before = [Text(each.text) for each in outside if each.start == at]
            behind = [Text(each.text) for each in outside if each.start > at]
            kept = children if isinstance(inline, Link) and unlink(inline.href) else ()
            marked = (replace(inline, children=children),) if children and not kept else kept
            made += [*before, *marked, *behind]
        at = end
    return tuple(made)


def _texts(text: str, at: int, changes: Sequence[Change]) -> list[Inline]:
    pieces: list[str] = []
    done, end = at, at + len(text)
    for change in changes:
        if change.start < end and change.end > done:
            pieces.append(text[done - at : max(change.start, done) - at])
            pieces += [change.text] if change.start >= at else []
            done = min(change.end, end)
    whole = "".join([*pieces, text[done - at :]])
    return [Text(whole)] if whole else []

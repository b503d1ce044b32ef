"""A file as plain data that remembers where it stood."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from prevent_assure.diagnostics import Route

from .faults import SourceFinding
from .places import Places, Span

Data = Any
"""A dict, list, str, int, Decimal, bool or None, and so on inwards."""
OPEN, CLOSE = -1, -2
"""Stand in the marks behind the index where a collection begins, and behind the one where it ends."""


class _Node(NamedTuple):
    """A value's place in the text, with the places of what stands in it."""

    start: int
    end: int
    items: "list[_Node]"
    members: "dict[str, tuple[_Node, _Node]]"


class Document:
    """One file, read.

    Attributes:
        data: Groups as dict, lists as list, and str, int, Decimal, bool or None.
        warnings: What was found that does not keep the file from being read.
        marked: Whether the file began with a byte order mark, which the text lacks.
    """

    def __init__(self, data: Data, places: Places, marks: Callable[[], list[int]], *, marked: bool) -> None:
        """Put together what the reader read.

        Args:
            data: The data.
            places: The text.
            marks: Gives, once a place is asked for, pairs of numbers in the order of the text: the start and end of
                each scalar; for each collection its start and `OPEN` before its members and its end and `CLOSE` after
                them.
            marked: Whether there was a byte order mark.
        """
        self.data = data
        self.warnings: tuple[SourceFinding, ...] = ()
        self.marked = marked
        self._places = places
        self._marks = marks

    @property
    def text(self) -> str:
        """The decoded text, without a byte order mark."""
        return self._places.text

    @property
    def lines(self) -> list[str]:
        """The lines of the text without their ends."""
        return self._places.lines

    def line(self, span: Span) -> str:
        """Give the line that a place begins in, without its end.

        Args:
            span: A place in this document.

        Returns:
            The line.
        """
        return self._places.line(span.start)

    def locate(self, route: Route, *, key: bool = False) -> Span:
        """Say where something stands.

        Args:
            route: The way to it.
            key: Whether the key that the route ends in is meant and not its value.

        Returns:
            The place of the value, or of the key; of the key also where the value is left out. Where the route leads
            to nothing, the place of the nearest group or list that is there: of its key if it has one.
        """
        here, named = self._root, None
        for step in route:
            after = _step(here, step)
            if after is None:
                return self._span(named or here)
            named, here = after
        left_out = here.start == here.end
        return self._span(named if named is not None and (key or left_out) else here)

    def span(self, route: Route) -> Span | None:
        """Say which part of the text is a value, to the letter.

        Args:
            route: The way to the value.

        Returns:
            The place, empty where the value is left out; None where the route leads to nothing.
        """
        here = self._root
        for step in route:
            after = _step(here, step)
            if after is None:
                return None
            here = after[1]
        return self._span(here)

    def _span(self, node: _Node) -> Span:
        return self._places.span(node.start, node.end)

    @cached_property
    def _root(self) -> _Node:
        marks = iter(self._marks())
        return self._node(self.data, zip(marks, marks, strict=True))

    def _node(self, value: Data, marks: Iterator[tuple[int, int]]) -> _Node:
        start, end = next(marks)
        if end != OPEN:
            return _Node(start, self._trimmed(start, end), [], {})
        items: list[_Node] = []
        members: dict[str, tuple[_Node, _Node]] = {}
        if isinstance(value, dict):
            members = {key: (self._node(key, marks), self._node(item, marks)) for key, item in value.items()}
            last = next(reversed(members.values()))[1] if members else None
        else:
            items = [self._node(item, marks) for item in value]
            last = items[-1] if items else None
        close = next(marks)[0]
        # The parser sees the end of an indented collection only at the next thing that stands in the file.
        flow = self.text[start] in "[{"
        return _Node(start, close if flow or last is None else last.end, items, members)

    def _trimmed(self, start: int, end: int) -> int:
        """Leave the line ends behind a block out of its place."""
        return start + len(self.text[start:end].rstrip()) if self.text[start : start + 1] in {"|", ">"} else end


def _step(node: _Node, step: str | int) -> tuple[_Node | None, _Node] | None:
    """Go to a member or an item: its key, if it has one, and its value."""
    if isinstance(step, str):
        return node.members.get(step)
    return (None, node.items[step]) if 0 <= step < len(node.items) else None

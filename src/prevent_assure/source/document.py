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
    """A key or value, and where its places stand in the marks."""

    at: int
    value: Data


class Document:
    """One file, read. The marks give the place of all that stands in it, and are made when a place is first asked for.

    They are pairs of numbers in the order of the text: the start and end of each scalar; for each collection its start
    and `OPEN` before its members, and its end and `CLOSE` after them.

    Attributes:
        data: Groups as dict, lists as list, and str, int, Decimal, bool or None.
        warnings: What was found that does not keep the file from being read.
        marked: Whether the file began with a byte order mark, which the text lacks.
    """

    def __init__(self, data: Data, places: Places, marks: Callable[[], list[int]], *, marked: bool) -> None:
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
        """Give the line that a place begins in, without its end."""
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
        named: _Node | None = None
        here = _Node(0, self.data)
        for step in route:
            after = self._step(here, step)
            if after is None:
                return self._span(named or here)
            named, here = after
        span = self._span(here)
        left_out = span.start == span.end
        return self._span(named) if named is not None and (key or left_out) else span

    def span(self, route: Route) -> Span | None:
        """Give the exact place of a value, empty where it is left out; None where the route leads to nothing."""
        here = _Node(0, self.data)
        for step in route:
            after = self._step(here, step)
            if after is None:
                return None
            here = after[1]
        return self._span(here)

    @cached_property
    def _placed(self) -> list[int]:
        return self._marks()

    @cached_property
    def _closes(self) -> dict[int, int]:
        """For each collection where in the marks it ends, by where it begins: what is not asked for is passed over."""
        closes: dict[int, int] = {}
        opened: list[int] = []
        for at in range(0, len(self._placed), 2):
            kind = self._placed[at + 1]
            if kind == OPEN:
                opened.append(at)
            elif kind == CLOSE:
                closes[opened.pop()] = at
        return closes

    def _step(self, node: _Node, step: str | int) -> tuple[_Node | None, _Node] | None:
        """Go to a member or an item: its key, if it has one, and its value."""
        if isinstance(step, str):
            is_there = isinstance(node.value, dict) and step in node.value
        else:
            is_there = isinstance(node.value, list) and 0 <= step < len(node.value)
        return next((key, value) for name, key, value in self._inside(node) if name == step) if is_there else None

    def _inside(self, node: _Node) -> Iterator[tuple[str | int, _Node | None, _Node]]:
        """Go through the members or items of a collection."""
        at = node.at + 2
        keyed = isinstance(node.value, dict)
        for name, item in node.value.items() if keyed else enumerate(node.value):
            key = _Node(at, name) if keyed else None
            at += 2 * keyed
            yield name, key, _Node(at, item)
            at = self._closes.get(at, at) + 2

    def _span(self, node: _Node) -> Span:
        return self._places.span(self._placed[node.at], self._end(node))

    def _end(self, node: _Node) -> int:
        start, end = self._placed[node.at : node.at + 2]
        if end != OPEN:
            return self._trimmed(start, end)
        inside = [value for _, _, value in self._inside(node)]
        # The parser sees the end of an indented collection only at the next thing that stands in the file.
        flow = self.text[start] in "[{"
        return self._placed[self._closes[node.at]] if flow or not inside else self._end(inside[-1])

    def _trimmed(self, start: int, end: int) -> int:
        """Leave the line ends behind a block out of its place."""
        return start + len(self.text[start:end].rstrip()) if self.text[start : start + 1] in {"|", ">"} else end

"""The text of a file with one value replaced, inserted or taken out. Every other character stays.

Where YAML leaves it open how far something reaches there are several such texts; the first that reads as it is meant to
is the one to take.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from prevent_assure.diagnostics import Route
from prevent_assure.source import Document, Span

from .emitting import Hand, Value, emit, hand_of

_LINE_END = re.compile(r"\r\n|\r|\n")
_REST = re.compile(r"[^\r\n]*")
_BLANK = re.compile(r"(?:(?:\r\n|\r|\n)[ \t]*(?=[\r\n]|\Z))*")
_COLON = re.compile(r"\s*:")
_HEADER = re.compile(r"[|>][-+0-9]*")
_COMMENT_ABOVE = re.compile(r"(?:^[ \t]*#[^\r\n]*(?:\r\n|\r|\n))+\Z", re.MULTILINE)
_ITEM = Hand().mapping
"""By how much an item stands further in than its `-`, as it is written here."""


def line_end_at(text: str, index: int) -> str:
    """Give the end of the line that an index lies in, or of the line before where the last has none."""
    ends: list[str] = _LINE_END.findall(text, index)[:1] or _LINE_END.findall(text)[-1:]
    return ends[0] if ends else "\n"


class _Parts(NamedTuple):
    """A value as it stands behind its key or `-`.

    Attributes:
        head: What stands on the same line.
        body: The lines below, from the column of the key or `-`.
    """

    head: str
    body: list[str]


class Splicer:
    """Changes one place of a document's text; `quoted` puts new texts between double quotes."""

    def __init__(self, document: Document, *, quoted: bool = False) -> None:
        self.text = document.text
        self._document = document
        self._quoted = quoted
        self._hand = hand_of(document)

    def replace(self, route: Route, value: Value) -> Iterator[str]:
        """Give the texts with another value in the place of one that is there."""
        span = self._span(route)
        if self.in_flow(route):
            new = emit(value, self._hand, flow=True, quoted=self._quoted)
            yield self._put(span.start, span.end, self._behind_key(route, span) + new)
            return
        keyed = isinstance(route[-1], str)
        parts = self._parts(value, keyed=keyed)
        old = self.text[span.start : span.end]
        prefix = self._key(route).column - 1 if keyed else span.column - 1 - (_ITEM if old else 1)
        body = self._lines(parts.body, prefix)
        if isinstance(self._value(route), dict | list) and old[0] not in "[{":
            yield self._for_group(route, span, parts.head, body, keyed=keyed)
        elif old[:1] in {"|", ">"}:
            header = _HEADER.match(old)
            inline = span.start + (header.end() if header is not None else 0)
            for end in (span.end, self._over_blank(span.end)):
                yield self._for_scalar(span.start, inline, max(end, self._rest(inline)), parts.head, body)
        else:
            yield self._for_scalar(span.start, span.end, self._rest(span.end), parts.head, body)

    def insert(self, route: Route, value: Value, *, after: str | None) -> Iterator[str]:
        """Give the texts with a new key behind a member of its group, or before the first where there is no `after`."""
        *parent, key = route
        group: dict[str, object] = self._value(tuple(parent))
        first = self._key((*parent, next(iter(group))))
        if (
            after is None
            and self.text[first.start - first.column + 1 : first.start].strip()
            and not self.in_flow(route)
        ):
            after = next(iter(group))  # it stands behind a `-`
        if self.in_flow(route):
            new = emit({str(key): value}, self._hand, flow=True, quoted=self._quoted)[1:-1]
            at = first.start if after is None else self._span((*parent, after)).end
            yield self._put(at, at, f"{new}, " if after is None else f", {new}")
            return
        lines = emit({str(key): value}, self._hand, quoted=self._quoted).split("\n")
        block = self._lines(lines, first.column - 1)
        if after is None:
            start = first.start - first.column + 1
            above = _COMMENT_ABOVE.search(self.text, 0, start)
            at = above.start() if above is not None and above.start() else start
            yield self._put(at, at, self._joined([*block, ""], at))
            return
        if len(lines) > 1 and self._set_apart((*parent, after), list(group)):
            block = ["", *block]
        yield from self._below(self._span((*parent, after)).end, block)

    def append(self, route: Route, value: Value) -> Iterator[str]:
        """Give the texts with an item behind the last one of a list that is not empty."""
        last = self._span((*route, len(self._value(route)) - 1))
        if self.in_flow((*route, 0)):
            yield self._put(last.end, last.end, ", " + emit(value, self._hand, flow=True, quoted=self._quoted))
            return
        lines = emit([value], self._hand._replace(item=_ITEM, dash=0), quoted=self._quoted).split("\n")
        yield from self._below(last.end, self._lines(lines, self._span(route).column - 1))

    def remove(self, route: Route) -> Iterator[str]:
        """Give the texts without a key and its value, in a group that has others."""
        *parent, key = route
        members = list(self._value(tuple(parent)))
        index = members.index(key)
        here, span = self._key(route), self._span(route)
        following = self._key((*parent, members[index + 1])) if index + 1 < len(members) else None
        start = here.start - here.column + 1
        if self.in_flow(route) or (self.text[start : here.start].strip() and following is not None):
            before = self._span((*parent, members[index - 1])).end if following is None else here.start
            yield self._put(before, span.end if following is None else following.start, "")
            return
        for end in (self._rest(span.end), self._over_blank(self._rest(span.end))):
            line_end = _LINE_END.match(self.text, end)
            if line_end is not None:
                yield self._put(start, line_end.end(), "")
            else:  # the last line, without an end: the line before loses its own
                yield self.text[:start].removesuffix("\n").removesuffix("\r") + self.text[end:]

    def remove_last(self, route: Route) -> Iterator[str]:
        """Give the texts without the last item of a list that has others."""
        last = len(self._value(route)) - 1
        span = self._span((*route, last))
        if self.in_flow((*route, 0)):
            yield self._put(self._span((*route, last - 1)).end, span.end, "")
            return
        start = self.text.rfind("-", 0, span.start)
        start = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        for end in (self._rest(span.end), self._over_blank(self._rest(span.end))):
            line_end = _LINE_END.match(self.text, end)
            if line_end is not None:
                yield self._put(start, line_end.end(), "")
            else:
                yield self.text[:start].removesuffix("\n").removesuffix("\r") + self.text[end:]

    def wrap(self, route: Route) -> Iterator[str]:
        """Give the texts in which a group is the one item of a list, its own layout and comments kept."""
        span, key = self._span(route), self._key(route)
        if self.in_flow(route) or (span.line == key.line and self.text[span.start] != "{"):
            return
        if span.line == key.line:
            between = _COLON.match(self.text, key.end)
            start = between.end() if between is not None else span.start
            dash = self._lines(["- "], key.column - 1 + self._hand.dash)
            yield self._put(start, span.start, self._joined(["", *dash], start))
            return
        lines = self.text[span.start : span.end].splitlines(keepends=True)
        further = [" " * _ITEM + line if line.strip() else line for line in lines[1:]]
        yield self._put(span.start, span.end, "".join(["- ", lines[0], *further]))

    def in_flow(self, route: Route) -> bool:
        """Tell whether a place, there or not, stands between brackets."""
        spans = (self._document.span(route[:length]) for length in range(len(route)))
        return any(span is not None and self.text[span.start : span.start + 1] in {"[", "{"} for span in spans)

    def in_one_line(self, route: Route) -> bool:
        """Tell whether a group is written with braces in one line, and may be written without."""
        span = self._span(route)
        old = self.text[span.start : span.end]
        return bool(route) and old[:1] == "{" and _LINE_END.search(old) is None and not self.in_flow(route)

    def _for_scalar(self, start: int, inline: int, end: int, head: str, body: list[str]) -> str:
        """Replace what stands behind a key or `-`: from start to inline on its line, up to end below it."""
        before, tail = self.text[:start], self.text[inline : self._rest(inline)]
        if head:
            before += "" if before[-1:].isspace() else " "
            return before + head + self._joined([tail, *body], start) + self.text[end:]
        on_line_of_key = before.rstrip(" \t")
        if on_line_of_key[-1:] in {"\n", "\r"}:
            lines = [body[0] + (f"  {tail.strip()}" if tail.strip() else ""), *body[1:]]
            return on_line_of_key + self._joined(lines, start) + self.text[end:]
        return on_line_of_key + self._joined([tail, *body], start) + self.text[end:]

    def _for_group(self, route: Route, span: Span, head: str, body: list[str], *, keyed: bool) -> str:
        """Replace a group or list of several lines."""
        rest = self.text[self._rest(span.end) :]
        if not keyed:
            return self.text[: span.start] + self._joined([head, *body], span.start) + rest
        key_end = self._key(route).end
        colon = _COLON.match(self.text, key_end)
        key_end = colon.end() if colon is not None else key_end
        kept = self.text[key_end : span.start - span.column + 1]
        if not body:
            kept = kept.removesuffix("\n").removesuffix("\r")
        return self.text[:key_end] + (f" {head}" if head else "") + kept + self._joined(body, span.start) + rest

    def _below(self, end: int, lines: list[str]) -> Iterator[str]:
        """Put lines below the one in which something ends, or below the empty lines that may belong to it."""
        for at in dict.fromkeys((self._rest(end), self._over_blank(self._rest(end)))):
            yield self._put(at, at, self._joined(["", *lines], at))

    def _behind_key(self, route: Route, span: Span) -> str:
        """What must stand between a key without a value and its value, in brackets."""
        if span.start != span.end or not isinstance(route[-1], str):
            return ""
        between = self.text[self._key(route).end : span.start]
        return " " if between.endswith(":") else "" if ":" in between else ": "

    def _parts(self, value: Value, *, keyed: bool) -> _Parts:
        if keyed:
            written = emit({"k": value}, self._hand, quoted=self._quoted)
        else:
            written = emit([value], self._hand._replace(item=_ITEM, dash=0), quoted=self._quoted)
        first, *body = written.split("\n")
        return _Parts(first[2:].strip(), body)

    def _set_apart(self, route: Route, members: list[str]) -> bool:
        """Tell whether an empty line stands above a member that is not the first."""
        key = self._key(route)
        start = key.start - key.column + 1
        above = _COMMENT_ABOVE.search(self.text, 0, start)
        lines = _LINE_END.split(self.text[: above.start() if above is not None else start])
        return route[-1] != members[0] and len(lines) > 1 and not lines[-2].strip()

    def _put(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    def _joined(self, lines: list[str], at: int) -> str:
        return line_end_at(self.text, at).join(lines)

    def _lines(self, lines: list[str], indent: int) -> list[str]:
        if indent < 0:  # an item that stands below its `-`, and hardly further in
            return [line[-indent:] for line in lines]
        return [f"{' ' * indent}{line}" if line else "" for line in lines]

    def _rest(self, index: int) -> int:
        """The end of the line."""
        found = _REST.match(self.text, index)
        return index if found is None else found.end()

    def _over_blank(self, index: int) -> int:
        """The end of the last of the empty lines that follow."""
        found = _BLANK.match(self.text, index)
        return index if found is None else found.end()

    def _key(self, route: Route) -> Span:
        return self._document.locate(route, key=True)

    def _span(self, route: Route) -> Span:
        found = self._document.span(route)
        if found is None:
            raise KeyError(route)
        return found

    def _value(self, route: Route) -> Any:  # noqa: ANN401 - whatever the file holds
        value = self._document.data
        for step in route:
            value = value[step]
        return value

"""Values as YAML text, in the indentation of the file that they go into, by ruamel's emitter."""

import datetime
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.tag import Tag

from prevent_assure.diagnostics import Route
from prevent_assure.source import Document, is_text

LONG = 60
"""The longest text, in characters, that stands on the line of its key."""
_WIDE = 1 << 30
# The emitter looks at the tag of an empty text; none is written.
_TAG = Tag(suffix="tag:yaml.org,2002:str")

Value = str | int | Decimal | bool | datetime.date | Mapping[str, "Value"] | Sequence["Value"] | None
"""What can be written into a file."""


class Flow(dict[str, Value]):
    """A group to be written in one line, as in `{by: prevent-lead, on: 2025-03-14}`."""


class Block(str):
    """A text to be written as a block behind `|-` however short it is, so that people can go on writing in it."""

    __slots__ = ()


class Hand(NamedTuple):
    """How a file is indented.

    Attributes:
        mapping: By how much a group stands further in than its key.
        dash: By how much the `-` of a list stands further in than its key.
        item: By how much an item stands further in than the list's key.
    """

    mapping: int = 2
    dash: int = 2
    item: int = 4


def hand_of(document: Document) -> Hand:
    """See how a file is most often indented; what it does not show is indented as in the examples."""
    seen: tuple[Counter[int], Counter[tuple[int, int]]] = (Counter(), Counter())
    for route, value in _collections((), document.data):
        span = document.locate(route)
        if isinstance(route[-1], int) or document.text[span.start] in "[{":
            continue
        further = span.column - document.locate(route, key=True).column
        if isinstance(value, dict):
            seen[0][further] += 1
        else:
            seen[1][further, further + document.locate((*route, 0)).column - span.column] += 1
    usual = Hand()
    mapping = max(seen[0], key=seen[0].__getitem__, default=usual.mapping)
    return Hand(mapping, *max(seen[1], key=seen[1].__getitem__, default=(usual.dash, usual.item)))


def _collections(route: Route, value: object) -> Iterator[tuple[Route, dict[str, object] | list[object]]]:
    if isinstance(value, dict | list) and value:
        if route:
            yield route, value
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _collections((*route, step), item)


def emit(value: Value, hand: Hand, *, flow: bool = False, quoted: bool = False) -> str:
    """Write a value as YAML, its lines apart by line feeds: in one line with `flow`, all texts quoted with `quoted`."""
    out = io.StringIO()
    settings = YAML(pure=True)
    emitter = Emitter(out, width=_WIDE, allow_unicode=True, dumper=settings)
    emitter.best_map_indent, emitter.best_sequence_indent = hand.mapping, hand.item
    emitter.sequence_dash_offset = hand.dash
    for event in (
        StreamStartEvent(),
        DocumentStartEvent(explicit=False),
        *_events(value, flow=flow, quoted=quoted),
        DocumentEndEvent(explicit=False),
        StreamEndEvent(),
    ):
        emitter.emit(event)
    # What ends the document is no part of the value.
    return out.getvalue().removesuffix("...\n").removesuffix("\n")


def _events(value: Value, *, flow: bool, quoted: bool, key: bool = False) -> Iterator[Event]:
    if isinstance(value, Mapping):
        inner = flow or isinstance(value, Flow) or not value
        yield MappingStartEvent(None, None, implicit=True, flow_style=inner)
        for name, item in value.items():
            yield from _events(name, flow=inner, quoted=quoted, key=True)
            yield from _events(item, flow=inner, quoted=quoted)
        yield MappingEndEvent()
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield SequenceStartEvent(None, None, implicit=True, flow_style=flow or not value)
        for item in value:
            yield from _events(item, flow=flow, quoted=quoted)
        yield SequenceEndEvent()
    elif isinstance(value, str):
        style = '"' if quoted else _style(value, block=not flow and not key)
        yield ScalarEvent(None, _TAG, (True, True, True), value, style=style)
    else:
        yield ScalarEvent(None, _TAG, (True, True, True), _word(value), style=None)


def _style(text: str, *, block: bool) -> str | None:
    if block and is_long(text):
        return "|"
    if "\n" in text:
        return '"'
    return None if is_text(text) else "'"


def is_long(value: Value) -> bool:
    """Tell whether a value is a text that people want to read in lines of its own, as a block."""
    # A block that begins with a space or an empty line would have to say how far it is indented.
    if not isinstance(value, str) or not value or value[:1].isspace():
        return False
    return isinstance(value, Block) or "\n" in value or (len(value) > LONG and " " in value)


def _word(value: int | Decimal | datetime.date | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = str(value)
        return text if "." in text or "E" in text else f"{text}.0"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)

"""From text to data and places, in one pass over the parser's events."""

from typing import Any

from .dialect import variants
from .document import CLOSE, OPEN, Document
from .keys import MERGE, Keys
from .limits import DEPTH, NODES, TEXT_LENGTH
from .parser import FAULTS, parser
from .places import Places
from .refusals import refuse_alias, refuse_depth, refuse_key, refuse_number, refuse_properties
from .report import Report
from .scalars import PERHAPS_NO_TEXT
from .stream import Stream
from .syntax import explain
from .values import Values

PROPERTY = frozenset("&!")
"""How the place of a scalar begins that has an anchor or a tag; no other begins so."""


def document_of(places: Places, *, marked: bool) -> Document:
    """Read a text with all care.

    Args:
        places: The text.
        marked: Whether a byte order mark stood before it.

    Returns:
        The document.

    Raises:
        SourceError: If the text cannot be read.
    """
    content, marks, report, keys = _parse(places)
    document = Document(content, places, lambda: marks, marked=marked)
    keys.check_similar(document)
    document.warnings = report.close()
    return document


def marks_of(places: Places) -> list[int]:
    """Find the places of all that stands in a text that the first pass has read.

    Args:
        places: The text.

    Returns:
        What `Document` takes for marks.
    """
    return _parse(places)[1]


def _parse(places: Places) -> tuple[Any, list[int], Report, Keys]:
    """Read data and the place of all that stands in it, and note what is wrong."""
    for variant in variants(places.text):
        report = Report(places)
        values, stream = Values(report, variant.back), Stream(report)
        keys = Keys(report, values)
        try:
            content, marks = _build(variant.text, report, keys, values, stream)
            break
        except FAULTS as error:
            fault = error
    else:
        explain(report, stream, fault)
    return content, marks, report, keys


def _build(  # noqa: C901, PLR0912, PLR0915 - the one hot path
    text: str, report: Report, keys: Keys, values: Values, stream: Stream
) -> tuple[Any, list[int]]:
    # The one hot path, and so one function: a call for each event would cost as much as what is done for it. What is
    # rare is done elsewhere. What stands for a key in error begins with NUL, which no text can hold.
    get_event = parser.CParser(text).get_event
    scalar, alias, finish = parser.ScalarEvent, parser.AliasEvent, parser.StreamEndEvent
    mapping, starts = parser.MappingStartEvent, (parser.MappingStartEvent, parser.SequenceStartEvent)
    ends = (parser.MappingEndEvent, parser.SequenceEndEvent)
    sound, cutting, careful = keys.sound, values.cutting, values.careful
    source = text + "\n"  # so that there is a character also where an empty value stands at the end
    content: list[Any] = []
    container: Any = content
    keyed = False
    key: str | None = None
    around: list[Any] = []
    marks: list[int] = []
    most = 2 * NODES  # the end of a group or list is no node of its own
    while len(marks) <= most:
        event = get_event()
        kind = type(event)
        if kind is scalar:
            start = event.start_mark.index
            end = event.end_mark.index
            marks.append(start)
            marks.append(end)
            value = event.value
            if source[start] in PROPERTY:
                refuse_properties(report, event.start_mark.index)
            if keyed and key is None:
                key = value if value in sound and not event.style else keys.look_at(event, value)
                if key in container:
                    key = keys.duplicate(key, container, marks)
                continue
            if careful:
                value = values.clean(event, value)
            if end - start > TEXT_LENGTH:
                values.check_length(event, value)
            if not event.style:
                if cutting and around:
                    values.check_cut(end)
                if value[:1] in PERHAPS_NO_TEXT:
                    value = values.resolve(event, value)
        elif kind in ends:
            marks.append(event.end_mark.index)
            marks.append(CLOSE)
            most += 2
            container = around.pop()
            keyed = type(container) is dict
            key = None
            continue
        elif kind in starts:
            marks.append(event.start_mark.index)
            marks.append(OPEN)
            if event.anchor is not None or event.ctag is not None:
                refuse_properties(report, event.start_mark.index)
            if len(around) >= DEPTH:
                refuse_depth(report, event.start_mark.index, event.end_mark.index)
            if keyed and key is None:
                refuse_key(report, event.start_mark.index, event.end_mark.index)
            value = {} if kind is mapping else []
            if keyed:
                container[key] = value
            else:
                container.append(value)
            around.append(container)
            container = value
            keyed = kind is mapping
            key = None
            continue
        elif kind is alias:
            marks.append(event.start_mark.index)
            marks.append(event.end_mark.index)
            if key is None or not key.startswith(MERGE):
                refuse_alias(report, *marks[-2:])
            if keyed and key is None:
                key = f"\0{event.start_mark.index}"
                continue
            value = None
        elif kind is finish:
            break
        else:
            stream.turn(event)
            continue
        if keyed:
            container[key] = value
            key = None
        else:
            container.append(value)
    if len(marks) > most:
        refuse_number(report, max(marks[-2], 0))
    stream.check_content(content, marks)
    return content[0], marks

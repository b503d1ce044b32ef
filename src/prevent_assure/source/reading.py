"""From text to data in one pass over libyaml's events, which `ruamel.yaml.clib` brings.

Nothing is wrong with most files, and only what is reported needs a place. So a file is read without places, and once
more with them when the first is asked for.
"""

from typing import Any, NamedTuple

from prevent_assure.diagnostics import PreventAssureError

from .comments import check_comments, perhaps_touch
from .decoding import decode
from .dialect import variants
from .document import CLOSE, OPEN, Document
from .faults import Report
from .keys import MERGE, SOUND, Keys
from .kinds import refuse_markers
from .limits import DEPTH, NODES, TEXT_LENGTH
from .places import Places
from .refusals import (
    Stream,
    holds_nothing,
    refuse_alias,
    refuse_depth,
    refuse_key,
    refuse_nothing,
    refuse_number,
    refuse_properties,
)
from .scalars import PERHAPS_NO_TEXT
from .syntax import explain, fault_index
from .values import SHORT, Values

try:
    import _ruamel_yaml as parser  # type: ignore[import-not-found]  # - it has no types
except ImportError as missing:
    msg = "the package ruamel.yaml.clib cannot be loaded; install it with `pip install ruamel.yaml.clib`"
    raise PreventAssureError(msg) from missing

_FAULTS = (parser.YAMLError, ValueError, MemoryError, RecursionError)
"""What the parser may raise."""
_PROPERTY = frozenset("&!")
"""How the place of a scalar begins that has an anchor or a tag; no other begins so."""


class _NeedsPlacesError(Exception):
    """Something has been found that cannot be said without places."""


class _Read(NamedTuple):
    """What was read of a file; marks are as in `Document`, and empty where the file was read without places."""

    content: Any
    marks: list[int]
    report: Report
    keys: Keys


def read(data: bytes) -> Document:
    """Read a file.

    Args:
        data: The file's bytes.

    Returns:
        The document.

    Raises:
        SourceError: If the file cannot be read; nothing else is raised, whatever the bytes are.
    """
    text, marked = decode(data)
    places = Places(text)
    refuse_markers(Report(places))
    content, _, report, keys = _parse(places, placed=False)
    document = Document(content, places, lambda: _parse(places, placed=True).marks, marked=marked)
    keys.check_similar(document)
    document.warnings = report.close()
    return document


def _parse(places: Places, *, placed: bool) -> _Read:
    placed = placed or perhaps_touch(places.text)
    for variant in variants(places.text):
        report = Report(places)
        keys, stream = Keys(report, Values(report, variant.back)), Stream(report)
        marks: list[int] = []
        try:
            content = _build(variant.text, report, keys, stream, marks if placed else None)
            break
        except _FAULTS as error:
            fault = error
        except _NeedsPlacesError:
            return _parse(places, placed=True)
    else:
        check_comments(report, marks)
        explain(report, stream, fault, _failing)
    if placed:
        check_comments(report, [*marks, len(places.text), len(places.text)])
    if not content or (content[0] is None and holds_nothing(places.text)):
        refuse_nothing(report)
    return _Read(content[0], marks, report, keys)


def _failing(text: str) -> tuple[int, int] | None:
    """Say where a text can be read no further, and where what is read there began; None if it can be read."""
    fault: Exception | None = None
    for variant in variants(text):
        get_event = parser.CParser(variant.text).get_event
        try:
            while type(get_event()) is not parser.StreamEndEvent:
                pass
        except _FAULTS as error:
            fault = error
        else:
            return None
    at = fault_index(fault, "problem_mark", 0)
    return min(at, len(text)), min(fault_index(fault, "context_mark", at), len(text))


def _build(  # noqa: C901, PLR0912, PLR0915 - the one hot path
    text: str, report: Report, keys: Keys, stream: Stream, marks: list[int] | None
) -> list[Any]:
    # One function, as a call for each event would cost as much as what is done for it; what is rare is done elsewhere.
    # What stands for a key in error begins with NUL, which no text can hold.
    get_event = parser.CParser(text).get_event
    scalar, alias, finish = parser.ScalarEvent, parser.AliasEvent, parser.StreamEndEvent
    mapping, starts = parser.MappingStartEvent, (parser.MappingStartEvent, parser.SequenceStartEvent)
    ends = (parser.MappingEndEvent, parser.SequenceEndEvent)
    values = keys.values
    sound, cutting, careful, folding = SOUND, values.cutting, values.careful, "\n" in text
    propertied = "&" in text or "!" in text
    source = text + "\n"  # so that there is a character also where an empty value stands at the end
    content: list[Any] = []
    container: Any = content
    keyed = False
    key: str | None = None
    around: list[Any] = []
    left = NODES
    while True:
        event = get_event()
        kind = type(event)
        if kind is scalar:
            value = event.value
            if marks is not None:
                marks += (event.start_mark.index, event.end_mark.index)
            if propertied and source[event.start_mark.index] in _PROPERTY:
                refuse_properties(report, event.start_mark.index)
            if keyed and key is None:
                key = value if value in sound and not event.style else keys.look_at(event, value)
                if key in container:
                    if marks is None:
                        raise _NeedsPlacesError
                    key = keys.duplicate(key, container, marks, in_list=type(around[-1]) is list and len(around) > 1)
            else:
                if careful:
                    value = values.clean(event, value)
                if len(value) > TEXT_LENGTH:
                    values.refuse_length(event)
                if folding and len(value) > SHORT and event.style != "|":
                    values.check_lines(event)
                if not event.style:
                    if cutting and around:
                        values.check_cut(event.end_mark.index)
                    if value[:1] in PERHAPS_NO_TEXT:
                        value = values.resolve(event, value)
                if keyed:
                    container[key] = value
                    key = None
                else:
                    container.append(value)
        elif kind in ends:
            if marks is not None:
                marks += (event.end_mark.index, CLOSE)
            container = around.pop()
            keyed = type(container) is dict
            key = None
            continue
        elif kind in starts:
            if marks is not None:
                marks += (event.start_mark.index, OPEN)
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
        elif kind is alias:
            start, end = event.start_mark.index, event.end_mark.index
            if marks is not None:
                marks += (start, end)
            if key is None or not key.startswith(MERGE):
                refuse_alias(report, start, end)
            if keyed and key is None:
                key = f"\0{start}"
            elif keyed:
                container[key] = None
                key = None
            else:
                container.append(None)
        elif kind is finish:
            return content
        else:
            stream.turn(event)
            continue
        left -= 1
        if left < 0:
            refuse_number(report, event.start_mark.index)

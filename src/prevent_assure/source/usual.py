"""The first pass: a file as files usually are, without the places of what stands in it.

Most files have nothing to report, and where nothing is reported no place is needed. So this pass makes data and
nothing else, in three quarters of the time. It judges nothing: at whatever is not entirely usual it gives up, and
`reading` reads the file again with all care. What it does give is what `reading` would give.
"""

import re
from typing import Any

from .dialect import variants
from .keys import USUAL
from .limits import DEPTH, NODES, TEXT_LENGTH
from .parser import FAULTS, parser
from .scalars import PERHAPS_NO_TEXT, resolve
from .values import needs_care, perhaps_cut

# Behind a letter or digit no anchor and no tag can begin.
_PERHAPS_PROPERTY = re.compile(r"[&!](?<![A-Za-z0-9][&!])")
_LENGTH = 128 * 1024
"""The longest text that is tried, in characters: a hostile file is not to be read twice."""
_MOST_KEYS = 4096
_known: set[str] = set()
"""Usual keys of the files read so far: those of one nation are ever the same."""


def read_usual(text: str) -> list[Any] | None:
    """Read a file that has nothing unusual in it.

    Args:
        text: The file's text.

    Returns:
        A list of one item, the file's data; None where there is anything that has to be looked at more closely.
    """
    if len(text) > _LENGTH:
        return None
    variant = next(variants(text))
    if variant.back or perhaps_cut(text) or needs_care(text):
        return None
    if len(_known) > _MOST_KEYS:
        _known.clear()
    try:
        content = _build(variant.text, properties=_perhaps_properties(text))
    except FAULTS:
        return None
    return content if content and content[0] is not None else None


def _build(text: str, *, properties: bool) -> list[Any] | None:  # noqa: C901, PLR0911, PLR0912, PLR0915 - as in `reading`
    get_event = parser.CParser(text).get_event
    scalar, finish = parser.ScalarEvent, parser.StreamEndEvent
    mapping, starts = parser.MappingStartEvent, (parser.MappingStartEvent, parser.SequenceStartEvent)
    ends = (parser.MappingEndEvent, parser.SequenceEndEvent)
    known = _known
    content: list[Any] = []
    container: Any = content
    keyed = False
    key: str | None = None
    around: list[Any] = []
    documents = 0
    for _ in range(NODES):
        event = get_event()
        kind = type(event)
        if kind is scalar:
            value = event.value
            if properties and (event.anchor is not None or event.ctag is not None):
                return None
            if keyed and key is None:
                if value in container or not (value in known or _is_usual(value)):
                    return None
                key = value
                continue
            if len(value) > TEXT_LENGTH:
                return None
            if value[:1] in PERHAPS_NO_TEXT and not event.style:
                value = resolve(value)
        elif kind in ends:
            container = around.pop()
            keyed = type(container) is dict
            key = None
            continue
        elif kind in starts:
            if (keyed and key is None) or len(around) >= DEPTH or event.anchor is not None or event.ctag is not None:
                return None
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
        elif kind is finish:
            return content
        elif kind is parser.DocumentStartEvent:
            documents += 1
            if documents > 1 or event.version is not None or event.tags:
                return None
            continue
        elif kind is parser.AliasEvent:
            return None
        else:
            continue
        if keyed:
            container[key] = value
            key = None
        else:
            container.append(value)
    return None


def _perhaps_properties(text: str) -> bool:
    return ("&" in text or "!" in text) and _PERHAPS_PROPERTY.search(text) is not None


def _is_usual(key: str) -> bool:
    """Tell whether a key is a text and like no other key that is not the same; and know it from now on."""
    if USUAL.fullmatch(key) is None:
        return False
    _known.add(key)
    return True

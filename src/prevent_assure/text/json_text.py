"""How every answer in JSON is written: stable, without colour, every character beyond ASCII escaped (format.md)."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

Shapes = Mapping[type, Callable[[Any], object]]
"""For a class what is written of its values: something that need not be plain yet."""
_NONE: Shapes = MappingProxyType({})


def written(data: object, *, shapes: Shapes = _NONE, ascii_only: bool = True) -> str:
    """Write data, in which named tuples become objects with their fields in order, and dates texts.

    Args:
        data: What there is to say.
        shapes: What is written otherwise than as it is, by its class.
        ascii_only: Whether every other character is escaped.

    Returns:
        One JSON value and a line end.
    """
    return json.dumps(_plain(data, shapes), indent=2, ensure_ascii=ascii_only) + "\n"


def written_in_parts(data: Mapping[str, object]) -> Iterator[str]:
    """Write data as `written` does, and where its last value is an iterator, one of its values after another.

    Args:
        data: What there is to say.

    Yields:
        The parts of one JSON object and a line end.
    """
    *first, (name, last) = data.items()
    if not isinstance(last, Iterator):
        yield written(data)
        return
    head, _, tail = written({**dict(first), name: [None]}).rpartition("null")
    before = head
    for value in last:
        yield before + json.dumps(_plain(value, _NONE), indent=2).replace("\n", "\n    ")
        before = ",\n    "
    yield f"{head.rstrip()}{tail.lstrip()}" if before is head else tail


def _plain(value: object, shapes: Shapes) -> object:
    if type(value) in shapes:
        value = shapes[type(value)](value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: _plain(inner, shapes) for key, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(inner, shapes) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value

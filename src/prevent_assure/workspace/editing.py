"""Changing one place in a file that people wrote: every byte but those of the change stays.

The new text of a node is spliced into the file, the result is read again, and it counts only if it holds the old data
with the intended change. Otherwise nothing is changed.
"""

import codecs
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from prevent_assure.diagnostics import InputError, Route
from prevent_assure.model.base import Model
from prevent_assure.model.places import known_keys
from prevent_assure.source import INVISIBLE, REFUSED, Document, SourceError, name_of, read

from .emitting import Block, Flow, Value, is_long
from .splicing import Splicer

__all__ = ["REMOVED", "Block", "Edit", "EditRefused", "Flow", "Value", "edit"]


Data = Any
"""What a file holds."""


class _Removed:
    """Stands for a key that is to be taken out."""


REMOVED: Final = _Removed()
"""As a value: take the key out, with what stands behind it."""
Edit = Mapping[Route, Value | _Removed]
"""Where, and what is to stand there: a value in the place of another, a new key, or a list's new last item."""
Orders = Mapping[Route, Sequence[str]]
"""In which order the keys of a group stand, where the model does not say so (benchmarks, criteria)."""


class EditRefused(InputError):  # noqa: N818 - named for what happened to the file
    """A file that was not changed."""


def edit(data: bytes, changes: Edit, *, model: type[Model] | None = None, orders: Orders | None = None) -> bytes:
    """Change places in a file's bytes.

    Args:
        data: The bytes.
        changes: What is to stand where. Groups around a new key are made with it; a group in the place of a group
            changes only those of its keys that differ.
        model: What the file is, for the order in which its keys stand.
        orders: The order of other keys, by the route of their group.

    Returns:
        The bytes with the changes, all others as they were.

    Raises:
        EditRefused: If a place cannot be changed: it leads through a text, or the result would not say what it must.
        SourceError: If the bytes are no YAML.
    """
    document = read(data)
    for route, value in changes.items():
        for target, new in list(_least(document.data, route, _plain(value))):
            document = _changed(document, target, new, model, orders or {})
    return (codecs.BOM_UTF8 if document.marked else b"") + document.text.encode()


def _plain(value: Value | _Removed) -> Data:
    """Give a value as a file holds it: texts with one kind of line end and without characters of no width."""
    if isinstance(value, str):
        refused = REFUSED.search(value)
        if refused is not None:
            msg = f"the character {name_of(refused[0])} cannot be used in a file; remove it from the text"
            raise EditRefused(msg)
        plain = INVISIBLE.sub("", re.sub(r"\r\n?", "\n", value))
        return Block(plain) if isinstance(value, Block) else plain
    if isinstance(value, Mapping):
        kind = Flow if isinstance(value, Flow) else dict
        return kind({key: _plain(item) for key, item in value.items()})
    if isinstance(value, Sequence):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _least(old: Data, route: Route, new: Data, here: Route = ()) -> Iterator[tuple[Route, Data]]:
    """Break a change down into the least that must be done."""
    if here == route:
        yield from _differences(old, route, new)
    elif _leads_on(old, route[len(here)]):
        yield from _least(old[route[len(here)]], route, new, (*here, route[len(here)]))
    elif new is not REMOVED:
        yield _missing(old, route, new, here)


def _differences(old: Data, route: Route, new: Data) -> Iterator[tuple[Route, Data]]:
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from (((*route, key), item) for key, item in new.items() if key not in old)
        for key, item in old.items():
            yield from _differences(item, (*route, key), new.get(key, REMOVED))
    elif isinstance(old, dict) and isinstance(new, list) and len(new) > 1 and _same(old, new[0]):
        yield route, [old]
        yield from (((*route, index), item) for index, item in enumerate(new) if index)
    elif isinstance(old, list) and isinstance(new, list) and new and _same(old[:-1], new):
        yield (*route, len(new)), REMOVED
    elif isinstance(old, list) and isinstance(new, list) and 0 < len(old) <= len(new):
        for index, item in enumerate(old):
            yield from _differences(item, (*route, index), new[index])
        yield from (((*route, index), new[index]) for index in range(len(old), len(new)))
    elif new is REMOVED or not _same(old, new):
        yield route, new


def _leads_on(value: Data, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and 0 <= step < len(value)
    return isinstance(value, dict) and step in value


def _missing(old: Data, route: Route, new: Data, here: Route) -> tuple[Route, Data]:
    """Make what is missing on the way to a new value."""
    first, *rest = route[len(here) :]
    for step in reversed(rest):
        new = _around(step, new, route)
    if isinstance(old, list) and old and first == len(old):
        return (*here, first), new
    if isinstance(old, dict) and old and isinstance(first, str):
        return (*here, first), new
    if here and (old is None or old in ({}, [])):
        return here, _around(first, new, route)
    raise _refused(route)


def _around(step: str | int, value: Data, route: Route) -> Data:
    if isinstance(step, int) and step:
        raise _refused(route)
    return {step: value} if isinstance(step, str) else [value]


def _changed(document: Document, route: Route, new: Data, model: type[Model] | None, orders: Orders) -> Document:
    """Do one thing, in the first of the ways that leads to the data that is meant."""
    if not route:
        raise _refused(route)
    expected = _with(document.data, route, new)
    mark = codecs.BOM_UTF8 if document.marked else b""
    order = _order(document, route, model, orders)
    for quoted in (False, True):
        for text in _ways(document, Splicer(document, quoted=quoted), route, new, order):
            try:
                result = read(mark + text.encode())
            except SourceError:
                continue
            if _same(result.data, expected):
                return result
    raise _refused(route)


def _ways(document: Document, splicer: Splicer, route: Route, new: Data, order: Sequence[str]) -> Iterator[str]:
    *way, step = route
    parent = tuple(way)
    group = _at(document.data, parent)
    after = _place(list(group), step, order) if isinstance(group, dict) and isinstance(step, str) else None
    if new is REMOVED:
        if len(group) > 1:
            yield from splicer.remove(route) if isinstance(group, dict) else splicer.remove_last(parent)
        elif parent:
            yield from splicer.replace(parent, {} if isinstance(group, dict) else [])
        return
    if isinstance(group, dict) and is_long(new) and splicer.in_one_line(parent):
        yield from splicer.replace(parent, _put_in(group, str(step), new, after))
    if _leads_on(group, step):
        if isinstance(group[step], dict) and new == [group[step]]:
            yield from splicer.wrap(route)
        yield from splicer.replace(route, new)
    elif isinstance(group, dict):
        yield from splicer.insert(route, new, after=after)
    else:
        yield from splicer.append(parent, new)


def _put_in(group: dict[str, Data], key: str, value: Data, after: str | None) -> dict[str, Data]:
    if key in group:
        return {**group, key: value}
    members = list(group)
    at = 0 if after is None else members.index(after) + 1
    return {member: value if member == key else group[member] for member in (*members[:at], key, *members[at:])}


def _order(document: Document, route: Route, model: type[Model] | None, orders: Orders) -> Sequence[str]:
    parent = route[:-1]
    if parent in orders or model is None:
        return orders.get(parent, ())
    return known_keys(parent, model, document.data)


def _place(members: list[str], key: str, order: Sequence[str]) -> str | None:
    """Find the member behind which a key goes; None for the beginning."""
    if key in order:
        rank = order.index(key)
        ranked = {order.index(member): member for member in members if member in order}
        if lower := [member for member in ranked if member < rank]:
            return ranked[max(lower)]
        if ranked:
            return None
    return members[-1]


def _with(data: Data, route: Route, new: Data) -> Data:
    """Give the data with one change, as the file is to hold it."""
    if not route:
        return new
    step, *rest = route
    changed: Data = dict(data) if isinstance(data, dict) else list(data)
    if new is REMOVED and not rest:
        del changed[step]
    elif _leads_on(data, step):
        changed[step] = _with(data[step], tuple(rest), new)
    elif isinstance(changed, list):
        changed.append(new)
    else:
        changed[step] = new
    return changed


def _at(data: Data, route: Route) -> Data:
    for step in route:
        data = data[step]
    return data


def _same(one: Data, other: Data) -> bool:
    """Tell whether data is the same; 1 is not `true` here."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(item, other[key]) for key, item in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    return type(one) is type(other) and bool(one == other)


def _refused(route: Route) -> EditRefused:
    named = f"`{'.'.join(map(str, route))}`" if route else "the file"
    return EditRefused(f"{named} cannot be changed in place; change it in an editor")

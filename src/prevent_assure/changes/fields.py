"""Two versions of a model held side by side, key by key: order, layout and defaults are no difference."""

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, TypeGuard

from prevent_assure.model.base import Model
from prevent_assure.text.narrative import parse

from .difference import FieldChange, ItemChange

_NAMED_BY = ("id", "recommendation")
_SETS = frozenset({"cc", "thanks", "contradicts", "benchmarks", "covers", "with"})
"""Lists in which the order says nothing."""
_ALIKE = 0.5


def dumped(model: Model | None, *without: str) -> dict[str, Any]:
    """Give a model as plain data, without what is left to its default.

    Args:
        model: The model; None gives nothing.
        without: Keys that are left out.

    Returns:
        Its data.
    """
    if model is None:
        return {}
    data: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in data.items() if key not in without}


def says_nothing(models: Iterable[Model]) -> bool:
    """Tell whether nothing is filled in."""
    return all(_empty(dumped(model)) for model in models)


def change_of(before: object, after: object) -> Literal["added", "removed", "changed"]:
    """Say what became of something: None stands for nothing."""
    return "added" if before is None else "removed" if after is None else "changed"


def field_changes(before: object, after: object, key: str = "") -> Iterator[FieldChange]:
    """Compare two pieces of data.

    Args:
        before: The one before.
        after: The one now.
        key: The way to them.

    Yields:
        The keys whose values changed; of a group that came or went its own key alone.
    """
    old, new = _keyed(before, key), _keyed(after, key)
    # A condition is one thing: its keys say nothing by themselves.
    if isinstance(old, dict) and isinstance(new, dict) and not key.endswith(".if"):
        for name in {**old, **new}:
            yield from field_changes(old.get(name), new.get(name), f"{key}.{name}" if key else str(name))
    elif _is_ordered(before) and _is_ordered(after):
        yield from _in_order(before, after, key)
    elif not _same(old, new):
        yield _changed(key, old, new)


def _changed(key: str, old: object, new: object) -> FieldChange:
    was, now = (None if _empty(value) else value for value in (old, new))
    return FieldChange(key, change_of(was, now), in_words(was), in_words(now))


def _empty(value: object) -> bool:
    if isinstance(value, dict):
        return all(_empty(item) for item in value.values())
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _same(old: object, new: object) -> bool:
    if _empty(old) or _empty(new):
        return _empty(old) and _empty(new)
    if isinstance(old, str) and isinstance(new, str):
        return old == new or parse(old) == parse(new)
    return old == new


def _keyed(value: object, key: str) -> object:
    """Give a list of named items as a group, and one whose order says nothing in one order."""
    if not isinstance(value, list) or not value:
        return value
    if all(isinstance(item, dict) for item in value):
        name = next((name for name in _NAMED_BY if all(isinstance(item.get(name), str) for item in value)), None)
        if name is not None and len({item[name] for item in value}) == len(value):
            return {item[name]: {inner: own for inner, own in item.items() if inner != name} for item in value}
        return value
    return sorted(value, key=str) if key.rpartition(".")[2] in _SETS else value


def _is_ordered(value: object) -> TypeGuard[list[object]]:
    """Tell whether a value is a list of groups without names, as rules are."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _in_order(before: list[object], after: list[object], key: str) -> Iterator[FieldChange]:
    """Compare lists whose order says something: which items came, went or changed, by their number from 1."""
    old, new = ([_canonical(item) for item in items] for items in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            continue
        shared = min(i2 - i1, j2 - j1)
        for step in range(shared):
            yield from field_changes(before[i1 + step], after[j1 + step], f"{key}.{j1 + step + 1}")
        for index in range(i1 + shared, i2):
            yield _changed(f"{key}.{index + 1}", before[index], None)
        for index in range(j1 + shared, j2):
            yield _changed(f"{key}.{index + 1}", None, after[index])


def _canonical(value: object) -> Hashable:
    if isinstance(value, dict):
        return tuple(sorted((key, _canonical(item)) for key, item in value.items()))
    if isinstance(value, list):
        return tuple(_canonical(item) for item in value)
    return repr(parse(value)) if isinstance(value, str) else repr(value)


def in_words(value: object) -> str | None:
    """Give a value as text.

    Args:
        value: Any data.

    Returns:
        A text as it is, several with commas, a group with its keys; None for nothing.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, dict) and not any(isinstance(item, dict) for item in value.values()):
        return ", ".join(f"{key} {in_words(item)}" for key, item in value.items())
    return json.dumps(value, ensure_ascii=False)


def item_changes(before: Sequence[Any], after: Sequence[Any], name: str) -> tuple[ItemChange, ...]:
    """Compare two lists whose items have names, whatever their order.

    Args:
        before: The items before, as data.
        after: The items now.
        name: The key that names an item.

    Returns:
        The items that came, went or changed.
    """
    old, new = ({item[name]: item for item in items} for items in (before, after))
    found = (_item(key, old.get(key), new.get(key), name) for key in {**old, **new})
    return tuple(change for change in found if change is not None)


def _item(key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, name: str = "") -> ItemChange | None:
    fields = tuple(field for field in field_changes(dict(old or {}), dict(new or {})) if field.key != name)
    change = change_of(old, new)
    return ItemChange(key, change, fields) if fields or change != "changed" else None


def nameless_changes(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], told_by: str
) -> tuple[ItemChange, ...]:
    """Compare two lists whose items have no names, whatever their order.

    Args:
        before: The items before, as data.
        after: The items now.
        told_by: The key by whose text one that changed is known again.

    Returns:
        The items that came, went or changed.
    """
    old, new = list(before), list(after)
    for item in before:
        same = next((other for other in new if _canonical(other) == _canonical(item)), None)
        if same is not None:
            old.remove(item)
            new.remove(same)
    found: list[ItemChange | None] = []
    for item in old:
        alike = [_likeness(item, other, told_by) for other in new]
        near = new.pop(alike.index(max(alike))) if max(alike, default=0) >= _ALIKE else None
        found.append(_item("", item, near))
    found += [_item("", None, item) for item in new]
    return tuple(change for change in found if change is not None)


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any], key: str) -> float:
    """Tell how many of their words two texts have in common."""
    first, second = (Counter(str(item.get(key, "")).casefold().split()) for item in (one, other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())

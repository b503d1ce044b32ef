"""Two versions of a model held side by side, key by key: order, layout and defaults are no difference."""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from prevent_assure.model.base import Model

from .difference import FieldChange, ItemChange

Meaning = Callable[[str], Hashable]
"""Gives of a text what it says, equal where two texts differ only in how their lines are broken."""

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


def field_changes(before: Any, after: Any, meaning: Meaning, key: str = "") -> Iterator[FieldChange]:  # noqa: ANN401 - any data
    """Compare two pieces of data.

    Args:
        before: The one before.
        after: The one now.
        meaning: How texts are read.
        key: The way to them.

    Yields:
        The keys whose values changed; of a group that came or went its own key alone.
    """
    old, new = _keyed(before, key), _keyed(after, key)
    # A condition is one thing: its keys say nothing by themselves.
    if isinstance(old, dict) and isinstance(new, dict) and not key.endswith(".if"):
        for name in {**old, **new}:
            yield from field_changes(old.get(name), new.get(name), meaning, f"{key}.{name}" if key else str(name))
    elif _ordered(before, after):
        yield from _in_order(before, after, meaning, key)
    elif not _same(old, new, meaning):
        yield _changed(key, old, new)


def _changed(key: str, old: object, new: object) -> FieldChange:
    words = in_words(old), in_words(new)
    if _empty(old):
        return FieldChange(key, "added", None, words[1])
    if _empty(new):
        return FieldChange(key, "removed", words[0])
    return FieldChange(key, "changed", *words)


def _empty(value: object) -> bool:
    if isinstance(value, dict):
        return all(_empty(each) for each in value.values())
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _same(old: object, new: object, meaning: Meaning) -> bool:
    if _empty(old) or _empty(new):
        return _empty(old) and _empty(new)
    if isinstance(old, str) and isinstance(new, str):
        return old == new or meaning(old) == meaning(new)
    return old == new


def _keyed(value: object, key: str) -> object:
    """Give a list of named items as a group, and one whose order says nothing in one order."""
    if not isinstance(value, list) or not value:
        return value
    if all(isinstance(each, dict) for each in value):
        name = next((name for name in _NAMED_BY if all(isinstance(each.get(name), str) for each in value)), None)
        if name is not None and len({each[name] for each in value}) == len(value):
            return {each[name]: {inner: item for inner, item in each.items() if inner != name} for each in value}
        return value
    return sorted(value, key=str) if key.rpartition(".")[2] in _SETS else value


def _ordered(before: object, after: object) -> bool:
    """Tell whether two lists are of groups without names, as rules are."""
    lists = [each for each in (before, after) if isinstance(each, list) and each]
    return len(lists) == 2 and all(isinstance(each, dict) for items in lists for each in items)  # noqa: PLR2004 - both


def _in_order(before: list[Any], after: list[Any], meaning: Meaning, key: str) -> Iterator[FieldChange]:
    """Compare lists whose order says something: which items came, went or changed, by their number from 1."""
    old, new = ([_canonical(each, meaning) for each in items] for items in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            continue
        shared = min(i2 - i1, j2 - j1)
        for step in range(shared):
            yield from field_changes(before[i1 + step], after[j1 + step], meaning, f"{key}.{j1 + step + 1}")
        for index in range(i1 + shared, i2):
            yield _changed(f"{key}.{index + 1}", before[index], None)
        for index in range(j1 + shared, j2):
            yield _changed(f"{key}.{index + 1}", None, after[index])


def _canonical(value: object, meaning: Meaning) -> Hashable:
    if isinstance(value, dict):
        return tuple(sorted((key, _canonical(each, meaning)) for key, each in value.items()))
    if isinstance(value, list):
        return tuple(_canonical(each, meaning) for each in value)
    return repr(meaning(value)) if isinstance(value, str) else repr(value)


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
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, dict) and not any(isinstance(each, dict) for each in value.values()):
        return ", ".join(f"{key} {in_words(each)}" for key, each in value.items())
    return json.dumps(value, ensure_ascii=False)


def item_changes(before: Sequence[Any], after: Sequence[Any], meaning: Meaning, name: str) -> tuple[ItemChange, ...]:
    """Compare two lists whose items have names, whatever their order.

    Args:
        before: The items before, as data.
        after: The items now.
        meaning: How texts are read.
        name: The key that names an item.

    Returns:
        The items that came, went or changed.
    """
    old, new = ({each[name]: each for each in items} for items in (before, after))
    found = (_item(key, old.get(key), new.get(key), meaning, name) for key in {**old, **new})
    return tuple(each for each in found if each is not None)


def _item(
    key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, meaning: Meaning, name: str = ""
) -> ItemChange | None:
    fields = tuple(each for each in field_changes(dict(old or {}), dict(new or {}), meaning) if each.key != name)
    if old is None:
        return ItemChange(key, "added", fields)
    if new is None:
        return ItemChange(key, "removed", fields)
    return ItemChange(key, "changed", fields) if fields else None


def nameless_changes(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], meaning: Meaning, told_by: str
) -> tuple[ItemChange, ...]:
    """Compare two lists whose items have no names, whatever their order.

    Args:
        before: The items before, as data.
        after: The items now.
        meaning: How texts are read.
        told_by: The key by whose text one that changed is known again.

    Returns:
        The items that came, went or changed.
    """
    old, new = list(before), list(after)
    for each in list(old):
        same = next((other for other in new if _canonical(other, meaning) == _canonical(each, meaning)), None)
        if same is not None:
            old.remove(each)
            new.remove(same)
    found: list[ItemChange | None] = []
    for each in old:
        alike = [_likeness(each, other, told_by) for other in new]
        if max(alike, default=0) >= _ALIKE:
            near = new[alike.index(max(alike))]
            new.remove(near)
            found.append(_item("", each, near, meaning))
        else:
            found.append(_item("", each, None, meaning))
    found += [_item("", None, each, meaning) for each in new]
    return tuple(each for each in found if each is not None)


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any], key: str) -> float:
    """Tell how many of their words two texts have in common."""
    first, second = (Counter(str(each.get(key, "")).casefold().split()) for each in (one, other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())

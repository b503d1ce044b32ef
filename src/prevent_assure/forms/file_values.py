"""What stands in a file, value by value with its route, and the edits that put other values there.

A file may say the same in a short and in a long form; routes are those of the long one. An edit keeps the form in
which something stands, as far as it can hold what is to be said.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from prevent_assure.diagnostics import Route
from prevent_assure.model.criteria import Criteria
from prevent_assure.workspace.editing import REMOVED, Block, Edit, Value

from .layout import Kind
from .paragraphs import as_before
from .pointers import pointer, steps_of
from .values import tidy, written

Data = Any
"""What a file holds, in its long form: lists are groups, by `recommendation`, `id` or index."""
_NAMED_BY = {"follow_up": "recommendation", "recommendations": "id"}
_BLOCKS: tuple[Kind, ...] = ("text",)
_ORDER = ("recommendation", "id", "answer", "parts", "progress", "evidence", "by_exception", "references",
          "benchmarks", "text", "comment", "title", "url", "owner", "due", "date", "share")  # fmt: skip
"""The order of the keys of what is written anew."""


def values_of(data: Data, criteria: Criteria) -> dict[str, str]:
    """Give every value of a file by its route.

    Args:
        data: What the file holds, as it stands there; None for no file.
        criteria: Its edition, for what one answer for a whole level stands for.

    Returns:
        The values' texts, empty ones left out.
    """
    found: dict[str, str] = {}
    _flatten(long_form(data, criteria), (), found)
    return found


def _flatten(value: Data, way: tuple[str, ...], found: dict[str, str]) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _flatten(item, (*way, str(key)), found)
    elif text := written(value):
        found[pointer(*way)] = text


def long_form(data: Data, criteria: Criteria) -> dict[str, Data]:
    """Give a file's data in the long form."""
    whole: dict[str, Data] = _long(data, ()) if isinstance(data, dict) else {}
    for benchmark in criteria.benchmarks:
        answers = _at(whole, ("benchmarks", benchmark.id, "answers"))
        if not isinstance(answers, dict):
            continue
        for level, members in benchmark.criteria.items():
            given = answers.get(level)
            if isinstance(given, str):
                answers[level] = {criterion.id: {"answer": given} for criterion in members}
            elif isinstance(given, dict):
                answers[level] = {name: _spelled(answer, "answer") for name, answer in given.items()}
    return whole


def _long(value: Data, way: tuple[str, ...]) -> Data:
    if isinstance(value, dict):
        return {key: _long(item, (*way, key)) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    name = way[-1] if way else ""
    if name == "benchmarks":  # of a recommendation: one value
        return value
    key = _NAMED_BY.get(name)
    items = {str(item.get(key, index)) if key and isinstance(item, dict) else str(index): _long(item, (*way, ""))
             for index, item in enumerate(value)}  # fmt: skip
    return {index: _spelled(item, "text") for index, item in items.items()} if name == "strengths" else items


def _spelled(value: Data, key: str) -> Data:
    return value if isinstance(value, dict) or value is None else {key: value}


def edits(data: Data, changes: Mapping[str, str], kinds: Mapping[str, Kind], criteria: Criteria) -> Edit:
    """Say what is to stand where, so that a file has other values.

    Args:
        data: What the file holds, as it stands there.
        changes: The new texts of values by their routes; an empty one takes the value away.
        kinds: Of what kind each is.
        criteria: The edition.

    Returns:
        The edit.
    """
    after = long_form(data, criteria)
    for route, text in changes.items():
        way = steps_of(route)
        before = _at(after, way)
        kept = as_before(text, tidy(before)) if text and kinds[route] in _BLOCKS and isinstance(before, str) else text
        _put(after, way, _value(kept, kinds[route]))
    found: dict[Route, Value] = {}
    for route in changes:
        way = _unit(steps_of(route))
        new = _at(after, way)
        found |= _edit(data, after, way, new, criteria)
    return found


def _value(text: str, kind: Kind) -> Value:
    if not text:
        return None
    if kind == "yes":
        return True
    if kind == "benchmarks":
        return list(text.split(", "))
    return Block(text) if kind in _BLOCKS else text


def _put(group: dict[str, Data], way: Sequence[str], value: Value) -> None:
    """Put a value at a place in data of the long form; with None take it away, and what is then empty with it."""
    step, *rest = way
    if rest:
        inner = group.get(step)
        group[step] = inner = inner if isinstance(inner, dict) else {}
        _put(inner, rest, value)
        if not inner:
            del group[step]
    elif value is None:
        group.pop(step, None)
    else:
        group[step] = value


def _unit(way: tuple[str, ...]) -> tuple[str, ...]:
    """Give the place of what is changed as one: an answer, a view, a list; any other value by itself."""
    match way:
        case ("benchmarks", _, "answers", _, _, *_):
            return way[:5]
        case ("benchmarks", _, "views", _, *_):
            return way[:4]
        case ("follow_up", *_):
            return way[:1]
        case ("letter", "strengths" | "recommendations", *_):
            return way[:2]
        case _:
            return way


def _at(data: Data, way: Sequence[str]) -> Data:
    for step in way:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _edit(data: Data, after: Data, way: tuple[str, ...], new: Data, criteria: Criteria) -> Mapping[Route, Any]:
    if way[0] == "follow_up" or (way[:1] == ("letter",) and way[1] in {"strengths", "recommendations"}):
        items = _items(way[-1], new or {}, _at(data, way))
        return {way: items} if items else {way: REMOVED} if _at(data, way) is not None else {}
    if len(way) > 2 and way[2] == "answers":  # noqa: PLR2004 - benchmarks, the benchmark's id, answers
        return _answer(data, after, way, new, criteria)
    if len(way) > 2 and way[2] == "views":  # noqa: PLR2004 - as above
        new = _in_order(new) if isinstance(new, dict) else new
    if new is None:
        return {way: REMOVED} if way[-1] in (_at(data, way[:-1]) or {}) else {}
    return {way: new}


def _answer(data: Data, after: Data, way: tuple[str, ...], new: Data, criteria: Criteria) -> Mapping[Route, Any]:
    """Write an answer; of a level with one answer for all, the answers to all of its criteria."""
    level = _at(data, way[:-1])
    if isinstance(level, str):
        benchmark = criteria.benchmark(way[1])
        assert benchmark is not None  # noqa: S101 - only what the edition asks is in a form
        spelled = {
            one.id: _short(_at(after, (*way[:-1], one.id)), "answer", level) for one in benchmark.criteria[way[3]]
        }
        same = all(answer == level for answer in spelled.values())
        return {} if same else {way[:-1]: {name: answer for name, answer in spelled.items() if answer is not None}}
    now = _at(data, way)
    if new is None:
        return {way: REMOVED} if isinstance(level, dict) and way[-1] in level else {}
    return {way: _short(new, "answer", now)}


def _short(new: Data, key: str, now: Data) -> Data:
    """Give the short form where the long one says no more and does not stand there; lists are lists again."""
    if not isinstance(new, dict):
        return new
    if new.keys() == {key} and not isinstance(now, dict):
        return new[key]
    whole = {key: None, **{name: _listed(name, item, _at(now, (name,))) for name, item in new.items()}}
    return _in_order(whole)


def _listed(name: str, item: Data, now: Data) -> Data:
    return _items(name, item, now) if name == "references" and isinstance(item, dict) else item


def _items(name: str, items: Mapping[str, Data], now: Data) -> list[Data]:
    """Make a list of what stands by names or indices: as far as it was there in its order, what is new behind it."""
    key = _NAMED_BY.get(name)
    known = now if isinstance(now, list) else []
    if key is None:
        ordered = sorted(items, key=int)
        before = {str(index): item for index, item in enumerate(known)}
        made = [
            _short_text(items[index], before.get(index)) if name == "strengths" else items[index] for index in ordered
        ]
        return [_in_order(item) if isinstance(item, dict) else item for item in made]
    least = {key: None, "progress": None} if name == "follow_up" else {key: None}
    return [_in_order({**least, **item, key: named}) for named, item in items.items()]


def _short_text(new: Data, now: Data) -> Data:
    return new["text"] if isinstance(new, dict) and new.keys() == {"text"} and not isinstance(now, dict) else new


def _in_order(item: Mapping[str, Data]) -> dict[str, Data]:
    rank = {key: index for index, key in enumerate(_ORDER)}
    return dict(sorted(item.items(), key=lambda pair: rank.get(pair[0], len(rank))))

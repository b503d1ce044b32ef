"""Which keys may stand where, read from the models: what a finding needs to say where a key belongs."""

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from prevent_assure.diagnostics import Route

from .assessment import Assessment
from .authority import Authority
from .base import Model
from .review import Review
from .settings import Settings

ANY = "*"
"""Stands in a way for whatever key or index stands there."""
_DEEPEST = 8
_FILES: tuple[tuple[type[Model], str], ...] = (
    (Assessment, "the self-assessment, in assessments/"),
    (Review, "the adviser's file, in reviews/"),
    (Authority, "the authority's file, in authorities/"),
    (Settings, "prevent-assure.yaml"),
)
_OF_MANY = frozenset({"title", "name", "text", "id", "by", "on", "to", "from", "reason", "public"})
"""Keys of so many things that a file where they may stand says nothing."""
_ONE_OF = {
    "benchmarks": "a benchmark", "people": "a role", "cycles": "a cycle", "references": "a reference",
    "follow_up": "an item of `follow_up:`", "strengths": "a strength", "recommendations": "a recommendation",
    "views": "a view of a criterion", "answers": "a level", "accepted": "an item of `accepted:`",
}  # fmt: skip
"""What stands in a list or group whose own keys people choose."""


def known_keys(route: Route, model: type[Model], data: object) -> list[str]:
    """Give the keys of the model that stands at a route.

    Args:
        route: The route.
        model: The model of the whole file.
        data: The data as read.

    Returns:
        The keys; where several models may stand there, those of the one that most of the written keys belong to.
    """
    kinds: list[Any] = [model]
    for step in route:
        kinds = [inner for kind in kinds for inner in _step(kind, step)]
    value = value_at(route, data)
    written = set(value) if isinstance(value, dict) else set()
    keys = [_keys(kind) for union in kinds for kind in _members(union) if _is_model(kind)]
    return list(max(keys, key=lambda known: len(written & set(known)), default={}))


def is_required(route: Route, model: type[Model]) -> bool:
    """Tell whether the key that a route ends in must be there."""
    kinds: list[Any] = [model]
    for step in route[:-1]:
        kinds = [inner for kind in kinds for inner in _step(kind, step)]
    fields = [
        field
        for union in kinds
        for kind in _members(union)
        if _is_model(kind)
        for name, field in kind.model_fields.items()
        if (field.alias or name) == route[-1]
    ]
    return any(field.is_required() for field in fields)


def value_at(route: Route, data: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    """Give what stands at a route that is there."""
    for step in route:
        data = data[step]
    return data


def belongs(key: str, route: Route, model: type[Model]) -> str | None:
    """Say where a key belongs that may not stand in the group at a route.

    Args:
        key: The key.
        route: The group that it stands in.
        model: The model of the whole file.

    Returns:
        The place in this file that is nearest, else the file that it is a key of at the top or of a benchmark; None
        where no file knows it.
    """
    here = [way for way in _ways(model) if way[-1] == key]
    if here:
        return _in_words(max(here, key=lambda way: (_shared(way, route), -len(way)))[:-1])
    for other, named in _FILES if key not in _OF_MANY else ():
        if other is not model and any(way[-1] == key and len(way) in {1, 3} for way in _ways(other)):
            return f"in {named}"
    return None


def _in_words(group: tuple[str, ...]) -> str:
    if not group:
        return "at the top of the file, at the very beginning of a line"
    if group[-1] != ANY:
        return f"under `{group[-1]}:`"
    named = [step for step in group if step != ANY][-1]
    if named == "answers" and group[-2] == ANY:
        return "under a criterion, beside its `answer:`"
    return f"under {_ONE_OF.get(named, f'`{named}:`')}"


def _shared(way: tuple[str, ...], route: Route) -> int:
    """Count the steps that a way and a route have in common at their beginning."""
    count = 0
    for step, written in zip(way, route, strict=False):
        if step not in {ANY, written}:
            break
        count += 1
    return count


def _ways(kind: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - any annotation
    """Give the ways to every key that a model knows, those of its rules aside, which lead into themselves."""
    if len(before) >= _DEEPEST:
        return
    for member in _members(kind):
        origin, inner = typing.get_origin(member), typing.get_args(member)
        if _is_model(member):
            for key, annotation in _keys(member).items():
                yield (*before, key)
                yield from _ways(annotation, (*before, key))
        elif origin is dict:
            yield from _ways(inner[1], (*before, ANY))
        elif origin is tuple:
            yield from _ways(inner[0], (*before, ANY))


def _is_model(kind: object) -> typing.TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _keys(model: type[BaseModel]) -> dict[str, Any]:
    """Give the keys of a model, as files have them, with the types of their values."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _step(annotation: object, step: str | int) -> Iterator[object]:
    """Go from the type of a value to those that may stand below one of its keys or indices."""
    for kind in _members(annotation):
        origin = typing.get_origin(kind)
        if _is_model(kind) and step in _keys(kind):
            yield _keys(kind)[str(step)]
        elif origin is dict:
            yield typing.get_args(kind)[1]
        elif origin is tuple and isinstance(step, int):
            yield typing.get_args(kind)[0]


def _members(annotation: object) -> Iterator[object]:
    """Look through unions and annotations at the types that stand in them."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        yield from _members(inner[0])
    elif origin in {typing.Union, types.UnionType}:
        for kind in inner:
            yield from _members(kind)
    else:
        yield annotation

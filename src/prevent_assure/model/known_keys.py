"""The keys that may stand at a place of a file."""

import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from prevent_assure.diagnostics import Route

from .base import Model


def value_at(route: Route, data: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    """Give what stands at a route.

    Args:
        route: Keys and indices that are there.
        data: The data as read.

    Returns:
        The value.
    """
    for step in route:
        data = data[step]
    return data


def known_keys(route: Route, model: type[Model], data: object) -> Iterator[str]:
    """Give the keys of the model that stands at a route.

    Args:
        route: The route.
        model: The model of the whole file.
        data: The data as read.

    Yields:
        The keys; where several models may stand there, those of the one that most of the written keys belong to.
    """
    kinds = _models_at(model, route)
    value = value_at(route, data)
    written = set(value) if isinstance(value, dict) else set()
    fitting = max(kinds, key=lambda kind: len(written & set(_keys(kind))), default=None)
    yield from _keys(fitting) if fitting is not None else ()


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_at(model: type[BaseModel], route: Route) -> list[type[BaseModel]]:
    """Follow a route through the annotations of the models."""
    kinds: list[Any] = [model]
    for step in route:
        kinds = [inner for kind in kinds for inner in _step(kind, step)]
    return [kind for each in kinds for kind in _flat(each) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _step(kind: Any, step: str | int) -> Iterator[Any]:  # noqa: ANN401 - annotations are of any type
    for each in _flat(kind):
        if isinstance(each, type) and issubclass(each, BaseModel):
            yield from (field.annotation for name, field in each.model_fields.items() if (field.alias or name) == step)
        elif typing.get_origin(each) is dict:
            yield typing.get_args(each)[1]
        elif typing.get_origin(each) is tuple and isinstance(step, int):
            yield typing.get_args(each)[0]


def _flat(kind: Any) -> Iterator[Any]:  # noqa: ANN401 - annotations are of any type
    """Look through unions and annotations at what stands in them."""
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        yield from _flat(typing.get_args(kind)[0])
    elif origin is typing.Union or type(kind).__name__ == "UnionType":
        for each in typing.get_args(kind):
            yield from _flat(each)
    else:
        yield kind

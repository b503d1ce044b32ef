"""Data of each kind of file, made from the models: what they accept, each key there or not."""

import types
import typing
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from annotated_types import MinLen
from hypothesis import strategies as st
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from prevent_assure.checking.registry import CATALOGUE
from prevent_assure.model import base, settings

_YEARS = st.integers(2000, 2098)
_CYCLES = _YEARS.map(lambda year: f"{year}-{(year + 1) % 100:02}")
_ALIASES: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (base.IsoDate, st.dates().map(lambda day: day.isoformat())),
    (base.Cycle, _CYCLES),
    (base.Share, st.decimals(0, 1, places=3) | st.sampled_from([0, 1, Decimal("0.8")])),
    (base.Count, st.integers(0, 9)),
    (settings.FindingCode, st.sampled_from(sorted(CATALOGUE))),
]
_FEW = 2


def data_of(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Data that a model accepts, but for what its own validators look at."""
    return _model(model)


@cache
def _model(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: _group(model))


@cache
def _group(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    model.model_rebuild()
    hints = typing.get_type_hints(model, include_extras=True)
    fields = {
        field.alias or name: (field.is_required(), _of(hints[name], _least(field)))
        for name, field in model.model_fields.items()
    }
    return st.fixed_dictionaries(
        {key: made for key, (required, made) in fields.items() if required},
        optional={key: made for key, (required, made) in fields.items() if not required},
    )


def _least(field: FieldInfo) -> int:
    return max((each.min_length for each in field.metadata if isinstance(each, MinLen)), default=0)


def _of(hint: Any, least: int = 0) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line a kind
    for alias, made in _ALIASES:
        if hint == alias:
            return made
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([_of(each, least) for each in arguments])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is dict:
        return st.dictionaries(_of(arguments[0]), _of(arguments[1]), min_size=least, max_size=_FEW)
    if origin is tuple:
        return st.lists(_of(arguments[0]), min_size=least, max_size=_FEW)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _model(hint)
    return {str: st.text(max_size=9), bool: st.booleans(), types.NoneType: st.none(), int: st.integers(1, 9)}[hint]


def _annotated(inner: Any, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    for each in metadata:
        if isinstance(each, StringConstraints) and isinstance(each.pattern, str):
            return st.from_regex(each.pattern, fullmatch=True).filter(lambda text: len(text) < 100)
    return _of(inner, least=1)

"""JSON Schema (2020-12) of a kind of file, made from its model."""

import re
from collections.abc import Mapping
from typing import Any

from .base import Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_CLAUSE = re.compile(r"[.;](?:\s|$)")


def schema_of(model: type[Model], said: Mapping[str, Mapping[str, str]]) -> Schema:
    """Make the schema of a kind of file.

    Args:
        model: Its model.
        said: What is said of each key, by the name of the model that has it.

    Returns:
        The schema, without `$schema` and `$id`. It accepts what the model accepts.
    """
    made: Schema = model.model_json_schema(by_alias=True)
    schemas = {model.__name__: made, **made.get("$defs", {})}
    for name, schema in schemas.items():
        _describe(schema, said.get(name, {}))
    return _tidied(made)


def _describe(schema: Schema, said: Mapping[str, str]) -> None:
    # The docstring's first clause; what follows speaks to programmers.
    schema["description"] = f"{_CLAUSE.split(schema.get('description', ''))[0]}."
    for key, found in schema.get("properties", {}).items():
        if key in said:
            found["description"] = said[key]


def _tidied(schema: Schema) -> Schema:
    """Take out what pydantic adds for programmers, and let keys be only those that are named or patterned."""
    kept: Schema = {}
    for key, value in schema.items():
        if key in {"properties", "patternProperties", "$defs"}:
            kept[key] = {name: _tidied(each) for name, each in value.items()}
        elif key not in {"title", "default"}:
            kept[key] = _part(value)
    if "patternProperties" in kept:
        kept.setdefault("additionalProperties", False)
    return kept


def _part(value: Any) -> Any:  # noqa: ANN401 - a schema, a list of them, or a plain value
    if isinstance(value, list):
        return [_part(each) for each in value]
    return _tidied(value) if isinstance(value, dict) else value

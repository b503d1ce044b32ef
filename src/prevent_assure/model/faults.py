"""What pydantic says of a file, as findings: one fault one finding, in words for people who do not write programs."""

import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from prevent_assure.diagnostics import Finding, Route, Rule, Severity

from .base import Model
from .criteria import CONDITION_KEYS
from .nearness import closest


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


UNKNOWN_KEY = Rule("unknown-key", Severity.ERROR, "A key that the format does not know.", of_form=True)
MISSING_KEY = Rule("missing-key", Severity.ERROR, "A key that must be there is missing.", of_form=True)
WRONG_TYPE = Rule("wrong-type", Severity.ERROR, "A value of another kind than the key takes.", of_form=True)
UNKNOWN_WORD = Rule("unknown-word", Severity.ERROR, "A word that is none of those that the key takes.", of_form=True)
BAD_DATE = Rule("bad-date", Severity.ERROR, "A date that is not written as in 2025-05-19.", of_form=True)
BAD_CYCLE = Rule("bad-cycle", Severity.ERROR, "A cycle that is not two following years.", of_form=True)
BAD_ID = Rule("bad-id", Severity.ERROR, "An id that is not written as ids are.", of_form=True)
BAD_VALUE = Rule("bad-value", Severity.ERROR, "A value that its key cannot take.", of_form=True)
EMPTY_TEXT = Rule(
    "empty-text", Severity.ERROR, "A text or list that is empty where something must stand.", of_form=True
)
UNKNOWN_CONDITION = Rule(
    "unknown-condition", Severity.ERROR, "A condition of a rule that is none of the known ones.", of_form=True
)

RULES = (
    UNKNOWN_KEY, MISSING_KEY, WRONG_TYPE, UNKNOWN_WORD, BAD_DATE, BAD_CYCLE, BAD_ID, BAD_VALUE, EMPTY_TEXT,
    UNKNOWN_CONDITION,
)  # fmt: skip

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "tuple_type": "a list",
    "list_type": "a list",
    "number_type": "a number",
}


def findings_of(error: ValidationError, model: type[Model], data: object) -> list[Finding]:
    """Say in findings what is wrong with a file's shape.

    Args:
        error: What pydantic raised.
        model: The model that the data was to be.
        data: The data as read.

    Returns:
        One finding for each fault, in the order of the model's keys.
    """
    details = error.errors(include_url=False, include_context=True)
    found = [(_route(detail, data), detail) for detail in details]
    kept = [each for each in found if not _echo(each, found)]
    return [_finding(route, detail, model, data) for route, detail in kept]


def _echo(each: tuple[Route, ErrorDetails], found: list[tuple[Route, ErrorDetails]]) -> bool:
    """Tell whether a list is called too short only because what stands in it was refused."""
    route, detail = each
    return detail["type"] == "too_short" and any(other[: len(route)] == route and other != route for other, _ in found)


def _route(detail: ErrorDetails, data: object) -> Route:
    """Follow pydantic's way through the data, leaving out the tags of unions and `[key]`."""
    route: list[str | int] = []
    here: Any = data
    last = len(detail["loc"]) - 1
    for position, step in enumerate(detail["loc"]):
        if _leads_on(here, step):
            here = here[step]
        elif position != last or detail["type"] != "missing":
            continue
        route.append(step)
    return tuple(route)


def _leads_on(here: object, step: str | int) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


def _finding(route: Route, detail: ErrorDetails, model: type[Model], data: object) -> Finding:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(route, model, data)
    if kind == "missing":
        return Finding(MISSING_KEY, route, f"the key `{route[-1]}` is missing", "write it here, with its value")
    value = value_at(route, data)
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return _key_finding(route, kind)._replace(on_key=True)
    if value is None:
        return Finding(
            EMPTY_TEXT,
            route,
            f"{_named(route)} is empty",
            "write a value behind it, or remove the key",
            on_key=True,
        )
    return _value_finding(route, detail, value)


def _named(route: Route) -> str:
    if not route:
        return "the file"
    return f"`{_shown(route[-1])}`" if isinstance(route[-1], str) else f"item {route[-1] + 1} of {_named(route[:-1])}"


def _shown(key: str) -> str:
    """A key as it may stand in a message: cut, and without what a terminal would act on."""
    short = key if len(key) <= 60 else f"{key[:57]}..."  # noqa: PLR2004 - a line of a terminal
    return short.encode("unicode_escape").decode("ascii") if not short.isprintable() else short


def _key_finding(route: Route, kind: str) -> Finding:
    key = _shown(str(route[-1]))
    if kind == "bad_cycle":
        return _bad_cycle(route)
    if kind == "reserved_id":
        return _reserved(route)
    hint = "ids are small letters, digits and hyphens, as in `training`; levels and outcomes have `_` between words"
    return Finding(BAD_ID, route, f"`{key}` cannot be an id", hint)


def _bad_cycle(route: Route) -> Finding:
    return Finding(BAD_CYCLE, route, "a cycle is two following years", "write it as in 2024-25")


def _reserved(route: Route) -> Finding:
    return Finding(BAD_ID, route, "this id is a file name that Windows keeps for itself", "choose another id")


def _value_finding(route: Route, detail: ErrorDetails, value: object) -> Finding:  # noqa: C901, PLR0911 - a line a kind
    kind, named = detail["type"], _named(route)
    context = detail.get("ctx", {})
    if kind in _KINDS:
        return _wrong_type(route, _KINDS[kind], value)
    if kind == "bad_date":
        if not isinstance(value, str):
            return _wrong_type(route, "a date", value)
        return Finding(
            BAD_DATE,
            route,
            f"{named} is not a date of the calendar",
            "write year-month-day, as in 2025-05-19",
        )
    if kind == "bad_cycle":
        return _bad_cycle(route)
    if kind == "reserved_id":
        return _reserved(route)
    if kind == "literal_error":
        return _unknown_word(route, context.get("expected", ""), value)
    if kind in {"condition", "union_tag_not_found", "union_tag_invalid"}:
        return Finding(
            UNKNOWN_CONDITION,
            route,
            f"{named} is no condition",
            f"a condition is one of {', '.join(CONDITION_KEYS)}",
        )
    if kind == "string_pattern_mismatch":
        return _pattern(route, str(context.get("pattern", "")), str(value))
    if kind in {"too_short", "string_too_short"}:
        return Finding(EMPTY_TEXT, route, f"{named} is an empty list", "at least one item must stand in it")
    if kind == "string_too_long":
        return Finding(BAD_VALUE, route, f"{named} is longer than {context.get('max_length')} characters", "shorten it")
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = "at least" if kind.startswith("greater") else "at most"
        return Finding(BAD_VALUE, route, f"{named} must be {bound} {context.get('ge', context.get('le'))}")
    return Finding(BAD_VALUE, route, f"{named} has a value that it cannot take")


def _wrong_type(route: Route, wanted: str, value: object) -> Finding:
    found = _kind_of(value)
    hint = None
    if wanted == "a date":
        hint = "write year-month-day, as in 2025-05-19"
    elif wanted == "text" and not isinstance(value, dict | list):
        hint = "put it into quotes, so that it is read as text"
    elif isinstance(value, str) and wanted in {"a whole number", "a number", "true or false"}:
        hint = "write it without quotes" if wanted != "true or false" else "write true or false, without quotes"
    elif wanted == "a list":
        hint = "write each item on a line of its own, with `- ` before it"
    return Finding(WRONG_TYPE, route, f"{_named(route)} is {found} where {wanted} must stand", hint)


def _kind_of(value: object) -> str:
    for kind, words in ((bool, "true or false"), (str, "text"), (dict, "a group of keys"), (list, "a list")):
        if isinstance(value, kind):
            return words
    return "a number"


def _unknown_word(route: Route, expected: str, value: object) -> Finding:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    if not isinstance(value, str):
        hint = "write yes-or-no answers as words" if isinstance(value, bool) else None
        return Finding(
            WRONG_TYPE,
            route,
            f"{_named(route)} is {_kind_of(value)} where a word must stand",
            hint or _one_of(words),
        )
    if route == ("format",):
        return Finding(UNKNOWN_WORD, route, "this format is not known here", _one_of(words))
    close = closest(value, words)
    return Finding(
        UNKNOWN_WORD,
        route,
        f"{_named(route)} is none of the words that may stand here",
        close or _one_of(words),
    )


def _one_of(words: list[str]) -> str:
    return f"write {words[0]}" if len(words) == 1 else f"write one of {', '.join(words)}"


def _pattern(route: Route, pattern: str, value: str) -> Finding:
    named = _named(route)
    if pattern.startswith("^[^\\n"):
        if not value.strip():
            return Finding(EMPTY_TEXT, route, f"{named} is empty", "write a text, or remove the key")
        return Finding(BAD_VALUE, route, f"{named} has several lines where one must stand", "write it on a single line")
    if pattern.startswith("^(https"):
        return Finding(BAD_VALUE, route, f"{named} is no web address", "write it as in https://www.gov.uk/")
    if pattern.startswith("^sha256"):
        return Finding(BAD_VALUE, route, f"{named} is no digest", "a digest is `sha256:` and 64 digits of 0-9 and a-f")
    if "/" in pattern:
        shown = "2023-24/training" if pattern.startswith("^[0-9]") else "local-authority/2024-25"
        shown = "training/publicity" if pattern.endswith(")?$") else shown
        return Finding(BAD_ID, route, f"{named} is not written as such a name is", f"write it as in {shown}")
    kebab = "-" in pattern.replace("a-z", "").replace("0-9", "").replace("A-Z", "")
    shown = (
        "small letters, digits and hyphens, as in partnership-group"
        if kebab
        else "small letters and `_`, as in not_met"
    )
    return Finding(BAD_ID, route, f"{named} is not written as ids are", f"ids are {shown}")


def _unknown_key(route: Route, model: type[Model], data: object) -> Finding:
    known = list(known_keys(route[:-1], model, data))
    message = f"`{_shown(str(route[-1]))}` is no key that is known here"
    listed = f"known keys: {', '.join(known)}" if known else None
    return Finding(UNKNOWN_KEY, route, message, closest(str(route[-1]), known) or listed, on_key=True)

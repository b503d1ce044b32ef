"""What pydantic says of a file, as findings: one fault one finding, in words for people who do not write programs."""

import types
import typing
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from prevent_assure.diagnostics import Finding, Replacement, Route, Rule, Severity

from .base import (
    CRITERIA_REF_PATTERN,
    CRITERION_REF_PATTERN,
    DIGEST_PATTERN,
    LINE_PATTERN,
    LINK_PATTERN,
    RECOMMENDATION_REF_PATTERN,
    SEAL_PATTERN,
    WORD_PATTERN,
    Model,
)
from .criteria import CONDITION_KEYS
from .meant import meant_cycle, meant_dates, meant_word
from .nearness import closest


def _error(code: str, summary: str) -> Rule:
    return Rule(code, Severity.ERROR, summary, of_form=True)


UNKNOWN_KEY = _error("unknown-key", "A key that the format does not know.")
MISSING_KEY = _error("missing-key", "A key that must be there is missing.")
WRONG_TYPE = _error("wrong-type", "A value of another kind than the key takes.")
UNKNOWN_WORD = _error("unknown-word", "A word that is none of those that the key takes.")
BAD_DATE = _error("bad-date", "A date that is not written as in 2025-05-19.")
BAD_CYCLE = _error("bad-cycle", "A cycle that is not two following years.")
BAD_ID = _error("bad-id", "An id that is not written as ids are.")
BAD_VALUE = _error("bad-value", "A value that its key cannot take.")
EMPTY_TEXT = _error("empty-text", "A text or list that is empty where something must stand.")
UNKNOWN_CONDITION = _error("unknown-condition", "A condition of a rule that is none of the known ones.")

RULES = (
    UNKNOWN_KEY, MISSING_KEY, WRONG_TYPE, UNKNOWN_WORD, BAD_DATE, BAD_CYCLE, BAD_ID, BAD_VALUE, EMPTY_TEXT,
    UNKNOWN_CONDITION,
)  # fmt: skip

_DATE = "write year-month-day, as in 2025-05-19"
_NUMBER_HINT = "write it without quotes"
_GROUP = ("keys with values", None, object)
_LIST = ("a list", "write each item on a line of its own, with `- ` before it", object)
_KINDS: dict[str, tuple[str, str | None, type | tuple[type, ...]]] = {
    "string_type": ("text", "put it into quotes, so that it is read as text", (bool, int, Decimal)),
    "int_type": ("a whole number", _NUMBER_HINT, str),
    "number_type": ("a number", _NUMBER_HINT, str),
    "bool_type": ("true or false", "write true or false, without quotes", str),
    "bad_date": ("a date", _DATE, object),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "tuple_type": _LIST,
    "list_type": _LIST,
}
"""What kind of value must stand there, how it is written, and values of which types that helps to mend."""

_Said = tuple[Rule, str, str | None]
"""A rule, the message, and how to mend it."""
_CONDITION = (UNKNOWN_CONDITION, "{named} is no condition", f"a condition is one of {', '.join(CONDITION_KEYS)}")
_EMPTY_LIST = (EMPTY_TEXT, "{named} is an empty list", "at least one item must stand in it")
_FAULTS: dict[str, _Said] = {
    "bad_date": (BAD_DATE, "{named} is not a date of the calendar", _DATE),
    "bad_cycle": (BAD_CYCLE, "a cycle is two following years", "write it as in 2024-25"),
    "reserved_id": (BAD_ID, "this id is a file name that Windows keeps for itself", "choose another id"),
    "condition": _CONDITION,
    "union_tag_not_found": _CONDITION,
    "union_tag_invalid": _CONDITION,
    "too_short": _EMPTY_LIST,
    "string_too_short": _EMPTY_LIST,
    "string_too_long": (BAD_VALUE, "{named} is longer than {max_length} characters", "shorten it"),
    "greater_than_equal": (BAD_VALUE, "{named} must be at least {ge}", None),
    "less_than_equal": (BAD_VALUE, "{named} must be at most {le}", None),
}
"""What is said of each kind of fault that pydantic names, with what stands in its context."""

_NO_NAME = "{named} is not written as such a name is"
_NO_ID = "{named} is not written as ids are"
_PATTERNS: dict[str, _Said] = {
    LINE_PATTERN: (BAD_VALUE, "{named} has several lines where one must stand", "write it on a single line"),
    LINK_PATTERN: (BAD_VALUE, "{named} is no web address", "write it as in https://www.gov.uk/"),
    DIGEST_PATTERN: (BAD_VALUE, "{named} is no digest", "a digest is `sha256:` and 64 digits of 0-9 and a-f"),
    SEAL_PATTERN: (BAD_VALUE, "{named} is no seal", "a seal is `1:sha256:` and 64 digits of 0-9 and a-f"),
    RECOMMENDATION_REF_PATTERN: (BAD_ID, _NO_NAME, "write it as in 2023-24/training"),
    CRITERION_REF_PATTERN: (BAD_ID, _NO_NAME, "write it as in training/publicity"),
    CRITERIA_REF_PATTERN: (BAD_ID, _NO_NAME, "write it as in local-authority/2024-25"),
    WORD_PATTERN: (BAD_ID, _NO_ID, "ids are small letters and `_`, as in not_met"),
}
"""What is said of a text that does not have the form of its key; of any other form that it is no id."""
_ID: _Said = (BAD_ID, _NO_ID, "ids are small letters, digits and hyphens, as in partnership-group")
_NO_KEY: _Said = (
    BAD_ID,
    "{named} cannot be an id",
    "ids are small letters, digits and hyphens, as in `training`; levels and outcomes have `_` between words",
)
_EMPTY_LINE: _Said = (EMPTY_TEXT, "{named} is empty", "write a text, or remove the key")


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
    routes = [route for route, _ in found]
    return [
        _finding(route, detail, model, data)
        for route, detail in found
        # A list may be called too short only because what stands in it was refused.
        if detail["type"] != "too_short" or not any(other != route and other[: len(route)] == route for other in routes)
    ]


def _route(detail: ErrorDetails, data: object) -> Route:
    """Follow pydantic's way through the data, leaving out the tags of unions and `[key]`."""
    route: list[str | int] = []
    here: Any = data
    last = len(detail["loc"]) - 1
    for position, step in enumerate(detail["loc"]):
        in_list = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if in_list or (isinstance(here, dict) and step in here):
            here = here[step]
        elif position != last or detail["type"] != "missing":
            continue
        route.append(step)
    return tuple(route)


def _finding(route: Route, detail: ErrorDetails, model: type[Model], data: object) -> Finding:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(route, model, data)
    if kind == "missing":
        return Finding(MISSING_KEY, route, f"the key `{route[-1]}` is missing", "write it here, with its value")
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return _bad_key(route, kind)
    value = _value_at(route, data)
    if value is None:
        hint = "write a value behind it, or remove the key"
        return Finding(EMPTY_TEXT, route, f"{_named(route)} is empty", hint, on_key=True)
    return _bad_value(route, detail, value)


def _bad_value(route: Route, detail: ErrorDetails, value: object) -> Finding:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _KINDS and not (kind == "bad_date" and isinstance(value, str)):
        wanted, how, helped = _KINDS[kind]
        return _wrong_type(route, value, wanted, how if isinstance(value, helped) else None)
    if kind == "literal_error":
        return _unknown_word(route, context["expected"], value)
    if kind == "string_pattern_mismatch":
        empty = context["pattern"] == LINE_PATTERN and not str(value).strip()
        rule, message, hint = _EMPTY_LINE if empty else _PATTERNS.get(context["pattern"], _ID)
    else:
        rule, message, hint = _FAULTS.get(kind, (BAD_VALUE, "{named} has a value that it cannot take", None))
    meant = _meant(rule, value)
    if len(meant) > 1:
        hint = f"this may be {' or '.join(meant)}: write the one that is meant"
    instead = Replacement(meant[0], sure=True) if len(meant) == 1 else None
    return Finding(rule, route, message.format(named=_named(route), **context), hint, instead=instead)


def _meant(rule: Rule, value: object) -> Sequence[str]:
    """Give each date or cycle that a value may have been meant for."""
    if not isinstance(value, str) or rule not in {BAD_DATE, BAD_CYCLE}:
        return ()
    cycle = meant_cycle(value) if rule is BAD_CYCLE else None
    return meant_dates(value) if rule is BAD_DATE else () if cycle is None else (cycle,)


def _named(route: Route) -> str:
    if not route:
        return "the file"
    return f"`{_shown(route[-1])}`" if isinstance(route[-1], str) else f"item {route[-1] + 1} of {_named(route[:-1])}"


def _shown(key: str) -> str:
    """A key as it may stand in a message: cut, and without what a terminal would act on."""
    short = key if len(key) <= 60 else f"{key[:57]}..."  # noqa: PLR2004 - a line of a terminal
    return short.encode("unicode_escape").decode("ascii") if not short.isprintable() else short


def _bad_key(route: Route, kind: str) -> Finding:
    rule, message, hint = _FAULTS[kind] if kind in {"bad_cycle", "reserved_id"} else _NO_KEY
    return Finding(rule, route, message.format(named=_named(route)), hint, on_key=True)


def _wrong_type(route: Route, value: object, wanted: str, hint: str | None) -> Finding:
    kinds = ((bool, "true or false"), (str, "text"), (dict, "a group of keys"), (list, "a list"))
    found = next((words for kind, words in kinds if isinstance(value, kind)), "a number")
    return Finding(WRONG_TYPE, route, f"{_named(route)} is {found} where {wanted} must stand", hint)


def _unknown_word(route: Route, expected: str, value: object) -> Finding:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    allowed = f"write {words[0]}" if len(words) == 1 else f"write one of {', '.join(words)}"
    if not isinstance(value, str):
        hint = "write yes-or-no answers as words" if isinstance(value, bool) else allowed
        return _wrong_type(route, value, "a word", hint)
    if route == ("format",):
        return Finding(UNKNOWN_WORD, route, "this format is not known here", allowed)
    message = f"{_named(route)} is none of the words that may stand here"
    meant = meant_word(value, words)
    instead = Replacement(meant, sure=True) if meant is not None else None
    return Finding(UNKNOWN_WORD, route, message, closest(value, words) or allowed, instead=instead)


def _unknown_key(route: Route, model: type[Model], data: object) -> Finding:
    key = str(route[-1])
    known = known_keys(route[:-1], model, data)
    hint = closest(key, known) or (f"known keys: {', '.join(known)}" if known else None)
    return Finding(UNKNOWN_KEY, route, f"`{_shown(key)}` is no key that is known here", hint, on_key=True)


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
    value = _value_at(route, data)
    written = set(value) if isinstance(value, dict) else set()
    keys = [_keys(kind) for union in kinds for kind in _members(union) if _is_model(kind)]
    return list(max(keys, key=lambda known: len(written & set(known)), default={}))


def _value_at(route: Route, data: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    for step in route:
        data = data[step]
    return data


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

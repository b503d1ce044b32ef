"""What pydantic says of a file, as findings: one fault one finding, in words for people who do not write programs."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from prevent_assure.diagnostics import Finding, Replacement, Route, error_of_form

from .base import Model, is_id
from .guesses import Guess, folded, guess_cycle, guess_word
from .missing import missing_line
from .places import belongs, known_keys, value_at
from .values import (
    BAD_CYCLE,
    BAD_DATE,
    BAD_ID,
    BAD_VALUE,
    EMPTY_TEXT,
    SIGNED,
    UNKNOWN_CONDITION,
    UNKNOWN_WORD,
    WRONG_TYPE,
    Place,
    bad_value,
    named,
    shown,
    signed_finding,
)
from .vocabulary import Vocabulary, how, instead, listed

UNKNOWN_KEY = error_of_form("unknown-key", "A key that the format does not know.")
MISSING_KEY = error_of_form("missing-key", "A key that must be there is missing.")

RULES = (
    UNKNOWN_KEY, MISSING_KEY, WRONG_TYPE, UNKNOWN_WORD, BAD_DATE, BAD_CYCLE, BAD_ID, BAD_VALUE, EMPTY_TEXT,
    UNKNOWN_CONDITION,
)  # fmt: skip
_NOTHING_KNOWN = Vocabulary()


def findings_of(
    error: ValidationError, model: type[Model], data: object, words: Vocabulary = _NOTHING_KNOWN
) -> list[Finding]:
    """Say in findings what is wrong with a file's shape.

    Args:
        error: What pydantic raised.
        model: The model that the data was to be.
        data: The data as read.
        words: What is known around the file, so that findings can say which words fit.

    Returns:
        One finding for each fault, in the order of the model's keys.
    """
    details = error.errors(include_url=False, include_context=True)
    found = [(_route(detail, data), detail) for detail in details]
    routes = [route for route, _ in found]
    broken = _broken_sign_offs(found)
    left_out = _told_with_others(found, broken, model, data)
    found = [(route, detail) for route, detail in found if route[:-1] not in broken and route not in left_out]
    findings = [signed_finding(Place(route, value_at(route, data), "", {}, model, data, words)) for route in broken]
    findings += [
        _finding(route, detail, model, data, words)
        for route, detail in found
        # A list may be called too short only because what stands in it was refused.
        if detail["type"] != "too_short" or not any(other != route and other[: len(route)] == route for other in routes)
    ]
    return list(dict.fromkeys(findings))


def _told_with_others(
    found: list[tuple[Route, ErrorDetails]], broken: set[Route], model: type[Model], data: object
) -> set[Route]:
    """Find missing keys of which a misspelt one tells already, or one that stands there in their place: one fault."""
    missing = {route for route, detail in found if detail["type"] == "missing"}
    told = set[Route]()
    for route, detail in found:
        beside = [str(other[-1]) for other in missing - told if other[:-1] == route[:-1]]
        if detail["type"] == "extra_forbidden" and beside:
            known = known_keys(route[:-1], model, data)
            near = guess_word(str(route[-1]), known, {})
            if near is not None and near.word in beside:
                told.add((*route[:-1], near.word))
            elif near is None and len(route) > 1 and route[:-1] not in broken:
                told.update((*route[:-1], name) for name in beside)
    return told


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


def _finding(route: Route, detail: ErrorDetails, model: type[Model], data: object, words: Vocabulary) -> Finding:
    kind = detail["type"]
    is_key = kind == "extra_forbidden" or detail["loc"][-1:] == ("[key]",)
    if is_key and str(route[-1])[:1].isspace():
        return _after_hard_spaces(route)
    if kind == "extra_forbidden":
        return _unknown_key(route, model, data, words)
    if kind == "missing":
        message = f"the line `{route[-1]}:` is missing{_where(route[:-1])}"
        return Finding(MISSING_KEY, route, message, missing_line(route, model, words))
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return _bad_key(route, kind, words)
    return bad_value(Place(route, value_at(route, data), kind, detail.get("ctx", {}), model, data, words))


def _after_hard_spaces(route: Route) -> Finding:
    """Say of a key that it begins with a space which looks like one and is none, and so stands in the wrong group."""
    key = str(route[-1])
    plain = key.lstrip()
    message = "this line begins with a hard space (one at which Word breaks no line)"
    hint = "write ordinary spaces in its place, with the space bar"
    found = Replacement(plain.rjust(len(key)), sure=True)
    return Finding(UNKNOWN_KEY, route, message, hint, on_key=True, instead=found)


def _where(group: Route) -> str:
    return f" under {named(group)}" if group else ""


def _broken_sign_offs(found: list[tuple[Route, ErrorDetails]]) -> set[Route]:
    """Find sign-offs that have neither the keys that they must have nor only those that they may have."""
    kinds: dict[Route, set[str]] = {}
    for route, detail in found:
        if len(route) > 1 and route[0] in SIGNED:
            kinds.setdefault(route[:-1], set()).add(detail["type"])
    return {group for group, said in kinds.items() if {"missing", "extra_forbidden"} <= said or "model_type" in said}


def _bad_key(route: Route, kind: str, words: Vocabulary) -> Finding:
    """Say how a key is written that people choose: an id, a word or a cycle."""
    key, what = str(route[-1]), named(route)
    if kind == "reserved_id":
        message = "this id is a file name that Windows keeps for itself"
        return Finding(BAD_ID, route, message, "choose another id", on_key=True)
    if kind == "bad_cycle":
        cycle = guess_cycle(key)
        hint = f"write `{cycle.word}:`" if cycle is not None else "write two following years, as in `2024-25:`"
        return Finding(
            BAD_CYCLE, route, f"{what} is not written as a cycle is", hint, on_key=True, instead=instead(cycle)
        )
    known = words.keys_at(route[:-1])
    found = guess_word(key, known.words, known.called)
    own = folded(key).replace("_", "-")
    if found is not None:
        hint = f"write `{found.word}:`" if found.same else f"did you mean `{found.word}:`?"
    elif known.words:
        hint = listed(known.words) or ""
    elif route[-2:-1] == ("people",):
        hint = "write the role, as in `prevent-lead:`; the name stands below it, behind `name:`"
    else:
        hint = f"write `{own}:`" if is_id(own) else "write small letters, digits and hyphens, as in `training:`"
    return Finding(
        BAD_ID,
        route,
        f"{_key(key, found)} takes a short name, as files have it",
        hint,
        on_key=True,
        instead=instead(found),
    )


def _key(key: str, found: Guess | None) -> str:
    """Name a key in a message, unless it is no word of the format's but a name or text, which is shown to nobody."""
    told = is_id(key.replace("_", "-")) or (found is not None and (not found.near or " " not in key))
    return f"`{shown(key)}:`" if told else "what stands before this colon"


def _text_before(route: Route, data: object) -> str | None:
    """Give the key whose text a comma between braces cut, so that the rest stands as keys without a colon."""
    group, key = value_at(route[:-1], data), str(route[-1])
    if group.get(key, "") is not None or is_id(key):
        return None
    before = list(group)[: list(group).index(key)]
    whole = next((name for name in reversed(before) if group[name] is not None), None)
    return whole if whole is not None and isinstance(group[whole], str) and is_id(whole.replace("_", "-")) else None


def _unknown_key(route: Route, model: type[Model], data: object, words: Vocabulary) -> Finding:
    """Say which key was meant, or where it belongs."""
    key, group = str(route[-1]), route[:-1]
    known = known_keys(group, model, data)
    found = guess_word(key, known, {})
    if found is not None and found.same:
        hint = f"write `{found.word}:`{how(key, found.word)}"
        return Finding(UNKNOWN_KEY, route, f"`{shown(key)}:` is not written so", hint, True, instead(found))  # noqa: FBT003 - on_key
    text = _text_before(route, data) if found is None else None
    if text is not None:
        message = f"a comma ends the text of `{text}`, as it stands between `{{` and `}}` without quotation marks"
        hint = f'put the whole text between quotation marks: `{text}: "..."`'
        return Finding(UNKNOWN_KEY, (*group, text), message, hint)
    where = belongs(key, group, model) or words.place_of_id(key)
    if where is not None:
        message = f"`{shown(key)}:` cannot stand{_where(group) or ' at the top of this file'}"
        return Finding(UNKNOWN_KEY, route, message, f"`{shown(key)}:` belongs {where}", on_key=True)
    message = f"{_key(key, found)} is not known here"
    if found is not None:
        return Finding(UNKNOWN_KEY, route, message, f"did you mean `{found.word}:`?", True, instead(found))  # noqa: FBT003 - on_key
    may = ", ".join(f"`{name}:`" for name in known)
    return Finding(UNKNOWN_KEY, route, message, f"these may stand here: {may}" if may else None, on_key=True)

"""Criteria, settings and authorities before and now: what changed in them."""

from collections.abc import Iterator
from typing import Any

from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.difference import FieldChange
from prevent_assure.model.settings import Settings

from .comparing_fields import Meaning, dumped, field_changes

_OF_PEOPLE = ("name", "address", "people", "sender", "groups", "letter.to")
_CRITERION = 5
"""Steps of the way to a criterion: benchmarks, benchmark, criteria, level, criterion."""


def compare_criteria(before: Criteria | None, after: Criteria | None, meaning: Meaning) -> tuple[FieldChange, ...]:
    """Compare two versions of an edition.

    Args:
        before: The edition before.
        after: The edition now.
        meaning: How texts are read.

    Returns:
        What changed. Of benchmarks, levels and criteria the order says nothing; of outcomes and rules it does.
    """
    old, new = (_with_order(each) for each in (before, after))
    return tuple(_moves(tuple(field_changes(old, new, meaning))))


def _with_order(criteria: Criteria | None) -> dict[str, Any]:
    data = _sorted(dumped(criteria), "sources")
    return {**data, "order of outcomes": [each["id"] for each in data["outcomes"]]} if data else {}


def _moves(found: tuple[FieldChange, ...]) -> Iterator[FieldChange]:
    """Take a criterion that went from one level and came to another for one that moved."""
    gone = {_criterion(each.key): each for each in found if each.change == "removed" and _criterion(each.key)}
    come = {_criterion(each.key): each for each in found if each.change == "added" and _criterion(each.key)}
    for each in found:
        name = _criterion(each.key)
        if name not in gone or name not in come or name is None:
            yield each
        elif each.change == "added":
            levels = [other.key.split(".")[3] for other in (gone[name], each)]
            yield FieldChange(each.key, "moved", levels[0], levels[1])


def _criterion(key: str) -> tuple[str, str] | None:
    steps = key.split(".")
    is_one = len(steps) == _CRITERION and steps[0] == "benchmarks" and steps[2] == "criteria"
    return (steps[1], steps[4]) if is_one else None


def compare_settings(before: Settings | None, after: Settings | None, meaning: Meaning) -> tuple[FieldChange, ...]:
    """Compare two versions of the settings.

    Args:
        before: The settings before.
        after: The settings now.
        meaning: How texts are read.

    Returns:
        What changed, without anybody's name or address.
    """
    old, new = (_posts_as_lists(dumped(each)) for each in (before, after))
    return tuple(_without_people(each) for each in field_changes(old, new, meaning))


def compare_authorities(before: Authority | None, after: Authority | None, meaning: Meaning) -> tuple[FieldChange, ...]:
    """Compare two versions of an authority's file.

    Args:
        before: The file before.
        after: The file now.
        meaning: How texts are read.

    Returns:
        What changed, without anybody's name or address.
    """
    old, new = (_posts_as_lists(dumped(each)) for each in (before, after))
    return tuple(_without_people(each) for each in field_changes(old, new, meaning))


def _posts_as_lists(data: dict[str, Any]) -> dict[str, Any]:
    people = data.get("people", {})
    return {
        **_sorted(data, "accepted"),
        "people": {role: post if isinstance(post, list) else [post] for role, post in people.items()},
    }


def _sorted(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Put a list of groups whose order says nothing in one order."""
    return {**data, key: sorted(data[key], key=str)} if key in data else data


def _without_people(each: FieldChange) -> FieldChange:
    hidden = each.key.startswith(_OF_PEOPLE) or ".sender" in each.key
    return each._replace(before=None, after=None) if hidden else each

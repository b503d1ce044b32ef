"""Editions of criteria as data: what `--format json` prints of them."""

from typing import Any

from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.digests import digest
from prevent_assure.rules.edition_changes import Change, EditionChanges, Place, other_changes
from prevent_assure.workspace.loading import Loaded


def editions_data(editions: list[Loaded[Criteria]]) -> dict[str, Any]:
    """Give a list of editions as data.

    Args:
        editions: The editions as read.

    Returns:
        `prevent-assure/editions/1`.
    """
    return {"format": "prevent-assure/editions/1", "editions": [_edition(each) for each in editions]}


def _edition(loaded: Loaded[Criteria]) -> dict[str, Any]:
    criteria = loaded.model
    if criteria is None:
        return {"edition": None, "origin": loaded.path}
    return {
        "edition": criteria.ref,
        "origin": loaded.path,
        "title": criteria.title,
        "digest": digest(criteria),
        "follows": criteria.replaces.edition if criteria.replaces is not None else None,
        "benchmarks": len(criteria.benchmarks),
        "criteria": sum(1 for each in criteria.benchmarks for _ in each.each_criterion()),
    }


def edition_data(criteria: Criteria, origin: str) -> dict[str, Any]:
    """Give an edition as data.

    Args:
        criteria: The edition.
        origin: Where it was taken from.

    Returns:
        `prevent-assure/edition/1`: the file's own keys under `criteria`.
    """
    data = criteria.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"format": "prevent-assure/edition/1", "edition": criteria.ref, "origin": origin, "criteria": data}


def changes_data(changes: EditionChanges) -> dict[str, Any]:
    """Give what changed from one edition to another as data.

    Args:
        changes: What changed.

    Returns:
        `prevent-assure/criteria-diff/1`.
    """
    return {
        "format": "prevent-assure/criteria-diff/1",
        "from": changes.before.ref,
        "to": changes.after.ref,
        "changes": [_change(each) for each in changes.changes],
        "besides": list(other_changes(changes)),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "carried": change.carried,
        "said": change.said,
        "reason": change.reason,
        "before": [_place(each) for each in change.before],
        "after": [_place(each) for each in change.after],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "benchmark": place.benchmark.id,
        "level": place.level,
        "criterion": place.criterion.id,
        "text": place.criterion.text,
    }

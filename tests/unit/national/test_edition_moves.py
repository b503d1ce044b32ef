"""Whether a benchmark's criteria have changed between two cycles."""

from typing import Any

import pytest

from letters import data
from prevent_assure.model.criteria import Criteria
from prevent_assure.national.edition_moves import EditionMove, EditionMoves


def _edition(name: str = "2024-25", **changes: Any) -> Criteria:
    """The letter's edition, with another plan."""
    found: dict[str, Any] = {**data()["criteria"], "edition": name}
    for each in found["benchmarks"]:
        if each["id"] == "plan":
            each.update(changes)
    return Criteria.model_validate(found)


NOW = _edition("2025-26")
ASKED = {"met": [{"id": "owned", "text": "It is owned."}]}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, EditionMove("unknown")),
        (NOW, EditionMove("same")),
        (_edition(), EditionMove("same")),
        (_edition(title="Other"), EditionMove("same")),
        (_edition(id="other"), EditionMove("new")),
        (_edition(scored=False, criteria={}), EditionMove("new")),
        (_edition(criteria=ASKED), EditionMove("changed", 2)),
        (_edition(rules=[{"outcome": "met"}]), EditionMove("changed")),
    ],
)
def test_benchmark_is_new_changed_or_the_same(before: Criteria | None, expected: EditionMove) -> None:
    moves = EditionMoves()
    moves.add(before, NOW)
    assert moves.of("plan") == expected
    assert moves.of("group").kind == ("unknown" if before is None else "same")


def test_criterion_that_is_retired_or_asks_something_else_counts_once_over_all_editions() -> None:
    criteria: Any = NOW.model_dump(by_alias=True, exclude_none=True)["benchmarks"]
    levels = next(each for each in criteria if each["id"] == "plan")["criteria"]
    more = {**levels, "met": [*levels["met"], {"id": "gone", "text": "It was asked."}]}
    moves = EditionMoves()
    moves.add(_edition(criteria=more), NOW)
    moves.add(_edition("2023-24", criteria=more), NOW)
    assert moves.of("plan") == EditionMove("changed", 1)

"""Rules over counts: each kind of condition, and groups of what no rule tells apart."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.compiling import RuleSet, compiled, groups_of
from prevent_assure.rules.conditions import ALWAYS, AtLeast, AtShare, Condition, Either, Every, Inverse, Whole
from random_rules import edition

LEVELS = {"base": ["a", "b"], "more": ["c"], "signs": ["d"]}


def _compiled(*rules: dict[str, Any], own: Any = None) -> RuleSet:
    criteria = Criteria.model_validate(edition(LEVELS, list(rules), own))
    return compiled(criteria, criteria.benchmarks[0])


@pytest.mark.parametrize(
    ("written", "groups", "condition"),
    [
        ({"all": "base"}, ((0, 1),), Whole((0,), (0, 1))),
        ({"all": ["base", "more"]}, ((0, 1), (2,)), Every((Whole((0,), (0, 1)), Whole((1,), (2,))))),
        ({"all": "elsewhere"}, (), Whole((), ())),
        ({"any": ["signs", "more"]}, ((2, 3),), AtLeast((0,), (2, 3), 1)),
        ({"none": "signs"}, ((3,),), Inverse(AtLeast((0,), (3,), 1))),
        ({"at_least": 2, "of": ["base", "more", "base"]}, ((0, 1, 2),), AtLeast((0,), (0, 1, 2), 2)),
        ({"share": Decimal("0.8"), "of": "base"}, ((0, 1),), AtShare((0,), (0, 1), 4, 5)),
        ({"and": [{"any": "base"}]}, ((0, 1),), AtLeast((0,), (0, 1), 1)),
        (
            {"or": [{"any": "base"}, {"not": {"any": "more"}}]},
            ((0, 1), (2,)),
            Either((AtLeast((0,), (0, 1), 1), Inverse(AtLeast((1,), (2,), 1)))),
        ),
        (
            {"and": [{"any": "base"}, {"all": ["base", "more"]}]},
            ((0, 1), (2,)),
            Every((AtLeast((0,), (0, 1), 1), Every((Whole((0,), (0, 1)), Whole((1,), (2,)))))),
        ),
    ],
)
def test_condition_is_over_the_groups_that_it_reads(
    written: dict[str, Any], groups: tuple[tuple[int, ...], ...], condition: Condition
) -> None:
    found = _compiled({"outcome": "best", "if": written}, {"outcome": "worst"})
    assert found.groups == groups
    assert found.rules[0] == (frozenset({"best"}), condition)
    assert found.rules[1] == (frozenset({"worst"}), ALWAYS)
    assert found.rules_from == "edition"


def test_criteria_that_are_named_are_counted_in_the_benchmarks_order_and_once() -> None:
    own = [{"outcome": "best", "if": {"at_least": 1, "criteria": ["d", "a"]}}, {"outcome": "worst"}]
    found = _compiled({"outcome": "worst"}, own=own)
    assert found.rules_from == "benchmark"
    assert found.rules[0].condition == AtLeast((0,), (0, 3), 1)
    assert found.groups == ((0, 3),)
    assert found.cases == 3


def test_rules_that_may_all_fail_end_in_one_that_gives_nothing_and_what_follows_the_last_is_not_tried() -> None:
    best: dict[str, Any] = {"outcome": ["best", "fair"], "if": {"all": "base"}}
    assert [each.outcomes for each in _compiled(best).rules] == [{"best", "fair"}, frozenset()]
    found = _compiled(best, {"outcome": "worst"}, {"outcome": "poor", "if": {"any": "more"}})
    assert [each.outcomes for each in found.rules] == [{"best", "fair"}, {"worst"}]
    assert found.groups == ((0, 1),)
    assert found.parts("TFUN") == ["TF"]


@given(st.lists(st.sets(st.integers(0, 5)).map(lambda each: tuple(sorted(each))), max_size=4))
def test_group_is_of_what_is_always_read_together(read: list[tuple[int, ...]]) -> None:
    groups = groups_of(read)
    grouped = [position for group in groups for position in group]
    assert sorted(grouped) == sorted({position for leaf in read for position in leaf})
    readers = {at: {leaf for leaf in read if at in leaf} for at in grouped}
    for group in groups:
        assert list(group) == sorted(group)
        assert all(readers[at] == readers[group[0]] for at in group)
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    assert len({frozenset(readers[group[0]]) for group in groups}) == len(groups)

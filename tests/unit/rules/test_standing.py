"""Which rules a criterion decides, against rules tried with the criterion one way and the other."""

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brute_force import BruteForce
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.explaining import decides
from random_rules import edition, random_case

CRITERIA = Criteria.model_validate(
    edition(
        {"base": ["a", "b"], "signs": ["c"]},
        [
            {"outcome": "best", "if": {"and": [{"all": ["base"]}, {"none": "signs"}]}, "basis": "criteria"},
            {"outcome": "worst"},
        ],
    )
)


def test_rule_is_named_with_its_outcome_and_how_the_criterion_stands_in_it() -> None:
    benchmark = CRITERIA.benchmarks[0]
    found = {each.id: decides(CRITERIA, benchmark, level, each) for level, each in benchmark.each_criterion()}
    assert [(each.rule, each.rules_from, each.outcomes, each.kinds) for each in found["a"]] == [
        (1, "edition", ("best",), ("all",))
    ]
    assert [each.kinds for each in found["c"]] == [("none",)]
    assert found["c"][0].condition == "everything under Base is true, and nothing under Signs is true"


@given(st.integers(0, 10**9))
def test_each_rule_that_turns_on_a_criterion_is_named(seed: int) -> None:
    data, words = random_case(seed, 7)
    brute, chance = BruteForce(data), random.Random(seed)  # noqa: S311 - not for secrets
    criteria = Criteria.model_validate(data)
    benchmark = criteria.benchmarks[0]
    for level, criterion in benchmark.each_criterion():
        named = {each.rule for each in decides(criteria, benchmark, level, criterion)}
        for _ in range(8):
            stand = {each: chance.choice([True, False, None]) for each in words}
            for number, rule in enumerate(brute.rules, 1):
                ways = (
                    {brute.holds(rule["if"], {**stand, criterion.id: way}) for way in (True, False)}
                    if "if" in rule
                    else {True}
                )
                assert len(ways) == 1 or number in named


@pytest.mark.parametrize(
    ("condition", "kinds"),
    [
        ({"all": ["more", "base"]}, ("all",)),
        ({"any": "base"}, ("any",)),
        ({"none": ["base"]}, ("none",)),
        ({"at_least": 1, "of": "base"}, ("at_least",)),
        ({"share": Decimal("0.5"), "of": "base"}, ("share",)),
        ({"at_least": 1, "criteria": ["a"]}, ("at_least",)),
        ({"at_least": 1, "criteria": ["b"]}, None),
        ({"any": "signs"}, None),
        ({"and": [{"all": "base"}, {"any": "base"}, {"all": "base"}]}, ("all", "any")),
        ({"or": [{"none": "signs"}, {"not": {"any": "base"}}]}, ("any",)),
    ],
)
def test_how_a_criterion_stands_in_a_rule(condition: dict[str, Any], kinds: tuple[str, ...] | None) -> None:
    own = [{"outcome": ["worst", "fair"], "if": condition, "says": "So it is."}, {"outcome": "worst"}]
    criteria = Criteria.model_validate(
        edition({"base": ["a", "b"], "more": [], "signs": ["c"]}, [{"outcome": "worst"}], own)
    )
    found = decides(criteria, criteria.benchmarks[0], "base", criteria.benchmarks[0].criteria["base"][0])
    expected = [] if kinds is None else [(1, "benchmark", ("worst", "fair"), "So it is.", kinds)]
    assert [(each.rule, each.rules_from, each.outcomes, each.says, each.kinds) for each in found] == expected

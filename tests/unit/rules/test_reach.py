"""The search for changes where it meets its limits."""

import pytest

from prevent_assure.model.criteria import Criteria
from prevent_assure.rules import reach
from prevent_assure.rules.compiling import RuleSet, compiled
from prevent_assure.rules.completions import reachable
from prevent_assure.rules.reach import Reach
from random_rules import edition


def rules_of(count: int) -> RuleSet:
    """Best needs two of each three criteria that follow one another."""
    ids = [f"c{number}" for number in range(count)]
    lists = [{"at_least": 2, "criteria": ids[start : start + 3]} for start in range(count - 2)]
    own = [{"outcome": "best", "if": {"and": lists}}, {"outcome": "worst"}]
    criteria = Criteria.model_validate(edition({"base": ids}, [{"outcome": "worst"}], own))
    return compiled(criteria, criteria.benchmarks[0])


EVERY_THIRD_LEFT = [(position, True) for position in range(12) if position % 3 != 2]
"""The first way to have two of each three."""


def test_criteria_that_rules_tell_apart_are_counted_apart() -> None:
    assert rules_of(12).cases == 2**12


def test_search_finds_the_first_of_the_fewest() -> None:
    assert Reach(rules_of(12), "best").changes("F" * 12) == EVERY_THIRD_LEFT[:8]


def test_search_that_remembers_nothing_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "_REMEMBERED", 0)
    assert Reach(rules_of(12), "best").changes("F" * 12) == EVERY_THIRD_LEFT[:8]


def test_search_that_takes_too_many_tries_is_given_up_and_does_not_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "_MOST_TRIES", 3)
    assert Reach(rules_of(12), "best").changes("F" * 12) is None


def test_outcome_that_no_rule_gives_alone_is_not_searched_for() -> None:
    assert Reach(rules_of(12), "fair").changes("F" * 12) is None


def test_search_ends_where_no_answers_give_the_outcome() -> None:
    own = [{"outcome": "best", "if": {"and": [{"all": "base"}, {"none": "base"}]}}, {"outcome": "worst"}]
    criteria = Criteria.model_validate(edition({"base": ["a"]}, [{"outcome": "worst"}], own))
    assert Reach(compiled(criteria, criteria.benchmarks[0]), "best").changes("F") is None


def test_rules_that_read_no_criterion_cannot_be_changed() -> None:
    criteria = Criteria.model_validate(edition({"base": ["a"]}, [{"outcome": "worst"}]))
    assert Reach(compiled(criteria, criteria.benchmarks[0]), "worst").changes("U") == []


def test_looking_for_rules_stops_where_it_costs_too_much() -> None:
    rules = rules_of(12)
    region = tuple((0, 1, 0, 1) for _ in rules.groups)
    totals = [(1, 1)] * 12
    assert reachable(rules, region, totals) == {0, 1}
    rules = rules._replace(rules=(*rules.rules[:1], rules.rules[0], *rules.rules[1:]))
    assert reachable(rules, region, totals) == {0, 2}
    assert reachable(rules, region, totals, most=2) == {0, 1, 2}

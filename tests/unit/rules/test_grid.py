"""Sets of cases as the bits of numbers, held against going through the cases one by one."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.compiling import RuleSet, compiled
from prevent_assure.rules.grid import Grid
from random_rules import random_case

Points = set[tuple[int, ...]]
TOTALS = st.lists(st.integers(0, 3), max_size=3)


def _all(totals: list[int]) -> Points:
    return set(product(*(range(total + 1) for total in totals)))


def _number(grid: Grid, points: Points) -> int:
    found = 0
    for point in points:
        found |= grid.box([(each, each) for each in point])
    return found


def _set(grid: Grid, points: int) -> Points:
    listed = list(grid.each(points))
    assert len(listed) == len(set(listed))
    return set(listed)


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


@given(TOTALS, st.data())
def test_box_holds_the_points_between_its_bounds(totals: list[int], data: st.DataObject) -> None:
    grid = Grid(totals)
    bounds = [tuple(sorted((data.draw(st.integers(0, each)), data.draw(st.integers(0, each))))) for each in totals]
    inside = {
        point for point in _all(totals) if all(low <= at <= high for at, (low, high) in zip(point, bounds, strict=True))
    }
    assert _set(grid, grid.box([(low, high) for low, high in bounds])) == inside


@given(TOTALS, st.data())
def test_one_further_adds_the_neighbours_and_nothing_else(totals: list[int], data: st.DataObject) -> None:
    grid, everything = Grid(totals), sorted(_all(totals))
    some = set(data.draw(st.lists(st.sampled_from(everything), max_size=5)))
    near = {point for point in everything if any(_distance(point, each) <= 1 for each in some)}
    assert _set(grid, grid.one_further(_number(grid, some))) == near


@given(TOTALS.filter(bool), st.data())
def test_with_one_open_leaves_the_points_whose_next_is_there_too(totals: list[int], data: st.DataObject) -> None:
    grid, everything = Grid(totals), sorted(_all(totals))
    some = set(data.draw(st.lists(st.sampled_from(everything), max_size=9)))
    group = data.draw(st.integers(0, len(totals) - 1))
    left = {point for point in some if (*point[:group], point[group] + 1, *point[group + 1 :]) in some}
    assert _set(grid, grid.with_one_open(_number(grid, some), group)) == left


def _rules(seed: int) -> RuleSet:
    criteria = Criteria.model_validate(random_case(seed, 7)[0])
    return compiled(criteria, criteria.benchmarks[0])


@pytest.mark.parametrize("seed", range(2000, 2030))
def test_rules_decide_at_the_points_at_which_they_decide_one_by_one(seed: int) -> None:
    rules = _rules(seed)
    for fewer in (0, 1):
        totals = [max(0, len(members) - fewer) for members in rules.groups]
        grid = Grid(totals)
        of_rule: dict[int, Points] = {index: set() for index in range(len(rules.rules))}
        for point in _all(totals):
            region = tuple((true, true, total - true, total - true) for true, total in zip(point, totals, strict=True))
            (decides,) = rules.deciding(region)
            of_rule[decides].add(point)
        for index, points in of_rule.items():
            assert _set(grid, grid.right(rules, [index])) == points
        assert _set(grid, grid.right(rules, [0, 1])) == of_rule[0] | of_rule[1]

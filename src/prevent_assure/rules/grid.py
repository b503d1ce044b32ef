"""The rules over all cases at once, as the bits of whole numbers.

For rules that cut across one another in so many ways that the search in `reach` would take long. A point of the grid
says how many criteria of each group are true; a set of points is one number, with a bit for each point in it. That an
outcome is right whatever some open answers turn out to be is then a matter of a few shifts and conjunctions.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache, reduce
from math import prod
from operator import and_, or_

from .compiling import RuleSet
from .conditions import AtLeast, Condition, Either, Every, Inverse, Whole


class Grid:
    """All points, where each group has a given number of applicable criteria."""

    def __init__(self, totals: Sequence[int]) -> None:
        """Lay out a grid.

        Args:
            totals: The number of applicable criteria of each group.
        """
        self._totals = tuple(totals)
        self._strides = tuple(prod(total + 1 for total in totals[:group]) for group in range(len(totals)))
        self._between = lru_cache(maxsize=None)(self._points_between)
        self._everything = (1 << prod(total + 1 for total in totals)) - 1
        self._not_most = [self._between(group, 0, total - 1) for group, total in enumerate(totals)]
        self._not_least = [self._between(group, 1, total) for group, total in enumerate(totals)]

    def right(self, rules: RuleSet, right: Collection[int]) -> int:
        """Find the points at which certain rules decide.

        Args:
            rules: The rules.
            right: The indices of those rules.

        Returns:
            The points.
        """
        found, left = 0, self._everything
        for index, rule in enumerate(rules.rules):
            holds = self._holds(rule.condition) & left
            left &= ~holds
            if index in right:
                found |= holds
        return found

    def box(self, bounds: Sequence[tuple[int, int]]) -> int:
        """Give the points whose numbers lie between bounds.

        Args:
            bounds: Of each group the fewest and the most true criteria.

        Returns:
            The points.
        """
        return reduce(and_, (self._between(group, *each) for group, each in enumerate(bounds)), self._everything)

    def with_one_open(self, points: int, group: int) -> int:
        """Leave the points from which one more true criterion of a group leads to another of the points.

        Args:
            points: Some points.
            group: The group.

        Returns:
            Those of them.
        """
        return points & (points >> self._strides[group]) & self._not_most[group]

    def one_further(self, points: int) -> int:
        """Add the points that differ from one of the points by one criterion.

        Args:
            points: Some points.

        Returns:
            More points.
        """
        wider = points
        for stride, not_most, not_least in zip(self._strides, self._not_most, self._not_least, strict=True):
            wider |= (points & not_most) << stride | (points & not_least) >> stride
        return wider

    def each(self, points: int) -> Iterator[tuple[int, ...]]:
        """Go through points one by one.

        Args:
            points: Some points.

        Yields:
            The number of true criteria in each group.
        """
        while points:
            last = points & -points
            at = last.bit_length() - 1
            points ^= last
            yield tuple(at // stride % (total + 1) for stride, total in zip(self._strides, self._totals, strict=True))

    def _points_between(self, group: int, low: int, high: int) -> int:
        stride = self._strides[group]
        row = ((1 << (high + 1 - low) * stride) - 1) << low * stride
        return row * (self._everything // ((1 << (self._totals[group] + 1) * stride) - 1))

    def _holds(self, condition: Condition) -> int:
        match condition:
            case Every():
                return reduce(and_, map(self._holds, condition.conditions), self._everything)
            case Either():
                return reduce(or_, map(self._holds, condition.conditions))
            case Inverse():
                return self._everything & ~self._holds(condition.condition)
            case Whole():
                applicable = sum(self._totals[group] for group in condition.groups)
                return self._with_at_least(applicable, condition.groups) if applicable else 0
            case AtLeast():
                return self._with_at_least(condition.number, condition.groups)
            case _:
                applicable = sum(self._totals[group] for group in condition.groups)
                needed = -(-condition.part * applicable // condition.whole)
                return self._with_at_least(needed, condition.groups) if applicable else 0

    def _with_at_least(self, number: int, groups: Collection[int]) -> int:
        """Give the points where groups have so many true criteria together, adding up one group after the other."""
        sums = [1] + [0] * number
        for group, (total, stride) in enumerate(zip(self._totals, self._strides, strict=True)):
            longer = [0] * (number + 1)
            for so_far, points in enumerate(sums):
                for true in range(total + 1) if points else ():
                    longer[min(number, so_far + true * (group in groups))] |= points << true * stride
            sums = longer
        return sums[number]

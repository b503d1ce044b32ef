"""The smallest set of changes by going through every number of changes of every kind, on a grid of all cases."""

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from .changes import changed, numbers_for
from .compiling import RuleSet
from .conditions import FALSE, INAPPLICABLE, TRUE, UNKNOWN
from .grid import Grid

Key = tuple[int, list[int], list[bool]]
"""How many changes, at which positions, and which become false: the order in which sets of changes are preferred."""


class _Group(NamedTuple):
    """A group: how its criteria stand, where they are, and how many there are of each standing."""

    standing: str
    positions: tuple[int, ...]
    true: int
    false: int
    unknown: int
    inapplicable: int


def smallest_changes(rules: RuleSet, right: Collection[int], standing: str) -> Key | None:
    """Find the smallest set of changes after which only certain rules decide.

    Args:
        rules: The rules.
        right: The indices of those rules.
        standing: How each criterion of the benchmark stands.

    Returns:
        The changes; of several sets the first in the criteria's order, true before false; None where there are none.
    """
    search = _Search(rules, right, standing)
    search.run()
    return search.best


class _Search:
    """Goes through how many inapplicable and open criteria of each group change, and keeps the best set of changes."""

    def __init__(self, rules: RuleSet, right: Collection[int], standing: str) -> None:
        self.best: Key | None = None
        self._rules = rules
        self._right = right
        self._groups = [_group(*each) for each in zip(rules.parts(standing), rules.groups, strict=True)]

    def run(self) -> None:
        """Search, with few changes of what does not apply first."""
        ranges = (range(group.inapplicable + 1) for group in self._groups)
        for added in sorted(product(*ranges), key=sum):
            if self._may_be_best(sum(added)):
                totals = [
                    len(group.standing) - group.inapplicable + more
                    for group, more in zip(self._groups, added, strict=True)
                ]
                grid = Grid(totals)
                for still_open, points in self._open(grid, grid.right(self._rules, self._right), sum(added), ()):
                    self._settle(grid, points, added, still_open)

    def _may_be_best(self, cost: int) -> bool:
        return self.best is None or cost <= self.best[0]

    def _open(
        self, grid: Grid, points: int, cost: int, still_open: tuple[int, ...]
    ) -> Iterator[tuple[tuple[int, ...], int]]:
        """Go through how many criteria of each group stay open, many first, with the points where that does no harm."""
        index = len(still_open)
        if not points:
            return
        if index == len(self._groups):
            yield still_open, points
            return
        harmless = [points]
        while len(harmless) <= self._groups[index].unknown and harmless[-1]:
            harmless.append(grid.with_one_open(harmless[-1], index))
        for number in reversed(range(len(harmless))):
            now = cost + self._groups[index].unknown - number
            if self._may_be_best(now):
                yield from self._open(grid, harmless[number], now, (*still_open, number))

    def _settle(self, grid: Grid, points: int, added: Sequence[int], still_open: Sequence[int]) -> None:
        """Find the nearest right points: by what changes anyway, then by changing true and false ones."""
        settled = [group.unknown - number for group, number in zip(self._groups, still_open, strict=True)]
        cost = sum(added) + sum(settled)
        near = grid.box(
            [
                (group.true, group.true + more + fewer)
                for group, more, fewer in zip(self._groups, added, settled, strict=True)
            ]
        )
        while self._may_be_best(cost) and not near & points:
            near = grid.one_further(near)
            cost += 1
        if self._may_be_best(cost):
            for true in grid.each(near & points):
                self._keep(true, settled, added)

    def _keep(self, true: Sequence[int], settled: Sequence[int], added: Sequence[int]) -> None:
        changes: list[tuple[int, bool]] = []
        for group, *counts in zip(self._groups, settled, added, true, strict=True):
            ways = changed(group.standing, numbers_for(group.true, *counts)).changes
            changes += [(group.positions[index], false) for index, false in ways]
        changes.sort()
        key = len(changes), [at for at, _ in changes], [false for _, false in changes]
        self.best = key if self.best is None else min(self.best, key)


def _group(standing: str, positions: tuple[int, ...]) -> _Group:
    return _Group(standing, positions, *(standing.count(each) for each in (TRUE, FALSE, UNKNOWN, INAPPLICABLE)))

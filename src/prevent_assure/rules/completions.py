"""What the rules give in the completions of open answers, without going through them one by one."""

import heapq
from collections.abc import Sequence
from itertools import chain

from .compiling import RuleSet
from .conditions import Bounds, Cut, Region, cut_of

Total = tuple[int, int]
"""Of one group: fewest and most applicable criteria."""


def fixed_totals(region: Region) -> tuple[Total, ...]:
    """Give the totals of a region in which open answers become true or false, and nothing else.

    Args:
        region: The region.

    Returns:
        The number of applicable criteria in each group, as fewest and as most.
    """
    return tuple((bounds[0] + bounds[3],) * 2 for bounds in region)


def divided(region: Region, totals: Sequence[Total], cut: Cut) -> list[Region]:
    """Divide a region into two.

    Args:
        region: The region, whose every number of true criteria goes with some number of false ones.
        totals: Of each group the fewest and most applicable criteria.
        cut: Where.

    Returns:
        The halves, the one with the lower numbers first.
    """
    fewest_true, most_true, fewest_false, most_false = region[cut.group]
    halves: tuple[Bounds, Bounds]
    if cut.of_true:
        halves = (fewest_true, cut.at - 1, fewest_false, most_false), (cut.at, most_true, fewest_false, most_false)
    else:
        halves = (fewest_true, most_true, fewest_false, cut.at - 1), (fewest_true, most_true, cut.at, most_false)
    narrowed = (_narrowed(half, totals[cut.group]) for half in halves)
    return [(*region[: cut.group], each, *region[cut.group + 1 :]) for each in narrowed]


def _narrowed(bounds: Bounds, total: Total) -> Bounds:
    """Leave out the counts whose sum is no possible total."""
    fewest_true = max(bounds[0], total[0] - bounds[3])
    most_true = min(bounds[1], total[1] - bounds[2])
    fewest_false = max(bounds[2], total[0] - most_true)
    return fewest_true, most_true, fewest_false, min(bounds[3], total[1] - fewest_true)


def reachable(rules: RuleSet, region: Region, totals: Sequence[Total], most: int | None = None) -> set[int]:
    """Find the rules that decide in some completion.

    Args:
        rules: The rules.
        region: All completions.
        totals: Of each group the fewest and most applicable criteria.
        most: After how many regions to stop, None for never.

    Returns:
        The indices of the rules; of all of them where it stopped before.
    """
    found: set[int] = set()
    todo = [region]
    looked_at = 0
    while todo:
        if looked_at == most:
            return set(range(len(rules.rules)))
        looked_at += 1
        here = todo.pop()
        deciding = rules.deciding(here)
        if len(deciding) == 1:
            found.add(deciding[0])
        elif not found.issuperset(deciding):
            todo += divided(here, totals, cut_between(rules, deciding, here))
    return found


def cut_between(rules: RuleSet, deciding: list[int], region: Region) -> Cut:
    """Say where to divide a region in which several rules may decide.

    Args:
        rules: The rules.
        deciding: The rules that may decide there, the first of which is open.
        region: The region.

    Returns:
        Where to divide it.
    """
    return cut_of(rules.rules[deciding[0]].condition, region)


def least_completion(rules: RuleSet, region: Region, index: int, unknown: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Find the completion in which a rule decides while the fewest open answers are counted as true.

    Args:
        rules: The rules.
        region: All completions.
        index: A rule that decides in one of them.
        unknown: Of each group the criteria that are open, by position.

    Returns:
        The criteria counted as true; of several sets of one size the first in the criteria's order.
    """
    start = tuple(bounds[0] for bounds in region)
    totals = fixed_totals(region)

    def counted(here: Region) -> tuple[int, tuple[int, ...]]:
        """Count as true as few as the region has at least; no completion in it comes before that one."""
        extra = (open_ones[: here[g][0] - start[g]] for g, open_ones in enumerate(unknown))
        positions = tuple(sorted(chain.from_iterable(extra)))
        return len(positions), positions

    heap = [(counted(region), region)]
    while True:
        (_, positions), here = heapq.heappop(heap)
        deciding = rules.deciding(here)
        if deciding == [index]:
            return positions
        if index in deciding:
            for half in divided(here, totals, cut_between(rules, deciding, here)):
                heapq.heappush(heap, (counted(half), half))

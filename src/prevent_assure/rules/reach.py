"""The smallest set of answers to change so that the rules give one outcome and no other, or it at least.

A best-first search over limits on the counts of each group. The cheapest changes within the limits come up in order of
size and place. Where a completion of what they leave open still gives another outcome, everything around it that does
so is ruled out by one limit or another, and each of these is tried in turn. What has been ruled out once is remembered:
it holds for every council's answers.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from .changes import Changed, Limits, cheapest, cheapest_raised, unchanged
from .compiling import RuleSet
from .completions import cut_between, divided, fixed_totals
from .conditions import INAPPLICABLE, Bounds, Region

_REMEMBERED = 256
_REMEMBERED_CHOICES = 1024
"""How many violations, and changes of single groups, are remembered of one rule set and outcome."""

_MOST_TRIES = 20_000
"""After so many tries the search is given up, as if nothing reached the outcome: better no answer than none for any
benchmark. It takes a dozen open criteria that the rules tell apart and of which each answer turns the outcome about."""

_Key = tuple[int, list[int], list[bool]]
"""How many changes, at which positions, and which become false: the order in which sets of changes are preferred."""
_Entry = tuple[_Key, tuple[Limits, ...], tuple[Changed, ...]]


class Reach:
    """Finds the changes by which a rule set gives one outcome and no other, or no other than better ones."""

    def __init__(self, rules: RuleSet, outcome: str, better: Iterable[str] = (), signs: Sequence[bool] = ()) -> None:
        """Prepare to find changes.

        Args:
            rules: The rules.
            outcome: The outcome to reach.
            better: Outcomes that may be possible besides.
            signs: Of each criterion whether it is a warning sign: answers then change only for the better, standard
                criteria to true and signs to false; none where any answer may change to either.
        """
        self._rules = rules
        wanted = {outcome, *better}
        self._right = frozenset(index for index, rule in enumerate(rules.rules) if rule.outcomes <= wanted)
        self._signs = [[signs[position] for position in group] for group in rules.groups] if signs else None
        self._violations: list[Region] = []
        self._first = lru_cache(_REMEMBERED_CHOICES)(self._first_choice)

    def changes(self, answered: str) -> list[tuple[int, bool]] | None:
        """Find the smallest set of changes; of several the first in the criteria's order, true before false.

        Args:
            answered: How each criterion of the benchmark is answered, a letter for each.

        Returns:
            Positions, each with whether the criterion is to be true; None where nothing reaches the outcome.
        """
        if not self._right:
            return None
        parts = self._rules.parts(answered)
        limits = tuple(
            Limits(0, len(part), 0, len(part), len(part) - part.count(INAPPLICABLE), len(part)) for part in parts
        )
        heap = [_entry(limits, tuple(unchanged(part) for part in parts))]
        seen = {limits}
        for _ in range(_MOST_TRIES):
            if not heap:
                return None
            key, limits, choices = heapq.heappop(heap)
            violation = self._violation(tuple([choice.bounds for choice in choices]))
            if violation is None:
                return [(at, not false) for at, false in zip(key[1], key[2], strict=True)]
            for group, limit in _escapes(violation, limits, parts):
                narrower = (*limits[:group], limit, *limits[group + 1 :])
                choice = None if narrower in seen else self._first(group, parts[group], limit)
                seen.add(narrower)
                if choice is not None:
                    heapq.heappush(heap, _entry(narrower, (*choices[:group], choice, *choices[group + 1 :])))
        return None

    def _first_choice(self, group: int, part: str, limit: Limits) -> Changed | None:
        """Give the first of the smallest sets of changes of a group within limits, by position in the benchmark."""
        choice = cheapest(part, limit) if self._signs is None else cheapest_raised(part, self._signs[group], limit)
        if choice is None:
            return None
        positions = self._rules.groups[group]
        return choice._replace(changes=tuple((positions[index], false) for index, false in choice.changes))

    def _violation(self, region: Region) -> Region | None:
        """Find a region of wrong outcomes that meets some completion, or None where every completion is right."""
        for violation in self._violations:
            if all(map(_meet, violation, region)):
                return violation
        found = self._wrong_part(region)
        if found is None:
            return None
        violation = self._widened(found)
        if len(self._violations) < _REMEMBERED:
            self._violations.append(violation)
        return violation

    def _wrong_part(self, region: Region) -> Region | None:
        totals = fixed_totals(region)
        todo = [region]
        while todo:
            here = todo.pop()
            deciding = self._rules.deciding(here)
            if self._right.isdisjoint(deciding):
                return here
            if not self._right.issuperset(deciding):
                todo += divided(here, totals, cut_between(self._rules, deciding, here))
        return None

    def _widened(self, region: Region) -> Region:
        """Widen a region of wrong outcomes as far as the outcomes stay wrong, one bound after the other."""
        for group, members in enumerate(self._rules.groups):
            for side in range(4):
                region = self._pushed(region, group, side, len(members) if side % 2 else 0)
        return region

    def _pushed(self, region: Region, group: int, side: int, end: int) -> Region:
        """Push one bound towards its end, halving the way where it does not go all of it."""
        wrong, right = region[group][side], end + (1 if side % 2 else -1)
        reach = end
        while abs(right - wrong) > 1:
            bounds = list(region[group])
            bounds[side] = reach
            wider = (*region[:group], (bounds[0], bounds[1], bounds[2], bounds[3]), *region[group + 1 :])
            if self._right.isdisjoint(self._rules.deciding(wider)):
                region, wrong = wider, reach
            else:
                right = reach
            reach = (wrong + right) // 2
        return region


def _entry(limits: tuple[Limits, ...], choices: tuple[Changed, ...]) -> _Entry:
    """Put the groups' own first changes together: the first of all sets of changes within the limits."""
    changes = sorted(chain.from_iterable([choice.changes for choice in choices]))
    return (len(changes), [at for at, _ in changes], [false for _, false in changes]), limits, choices


def _meet(violation: Bounds, region: Bounds) -> bool:
    """Tell whether some completion of a group's answers lies within a violation."""
    total = region[0] + region[3]
    fewest = max(violation[0], region[0], total - violation[3])
    return fewest <= min(violation[1], region[1], total - violation[2])


def _escapes(violation: Region, limits: tuple[Limits, ...], parts: list[str]) -> Iterator[tuple[int, Limits]]:
    """Give every way to keep all completions out of a violation: one group must lie beside it.

    Its completions are an interval of counts of true ones, whose false ones make up a fixed total. They miss the
    violation where they lie wholly beyond one of its bounds, or where no count has that total.
    """
    for group, (bounds, limit, part) in enumerate(zip(violation, limits, parts, strict=True)):
        for narrower in _beside(bounds, limit, len(part)):
            yield group, _tight(narrower)


def _beside(violation: Bounds, limit: Limits, size: int) -> Iterator[Limits]:
    true_low, true_high, false_low, false_high = violation
    if true_high < size:
        yield limit._replace(true_from=max(limit.true_from, true_high + 1))
    if true_low:
        yield limit._replace(true_to=min(limit.true_to, true_low - 1))
    if false_high < size:
        yield limit._replace(false_from=max(limit.false_from, false_high + 1))
    if false_low:
        yield limit._replace(false_to=min(limit.false_to, false_low - 1))
    if true_low and false_low:
        yield limit._replace(total_to=min(limit.total_to, true_low + false_low - 1))
    if true_high + false_high < size:
        yield limit._replace(total_from=max(limit.total_from, true_high + false_high + 1))


def _tight(limit: Limits) -> Limits:
    """Draw the limits on true, false and applicable criteria together, so that equal ones look equal."""
    total_from, total_to = limit.total_from, limit.total_to
    false_to = min(limit.false_to, total_to - limit.true_from)
    true_to = min(limit.true_to, total_to - limit.false_from)
    true_from, false_from = max(limit.true_from, total_from - false_to), max(limit.false_from, total_from - true_to)
    return Limits(true_from, true_to, false_from, false_to, total_from, total_to)

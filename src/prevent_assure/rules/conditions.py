"""Conditions over counts: what a condition says of a whole region of answers at once.

Criteria that no condition tells apart stand in one group, so that only their numbers matter. A region bounds, for each
group, how many of its criteria are true and how many false; a condition holds in all of it, in none of it, or in some.
"""

from collections.abc import Iterator
from typing import NamedTuple

Bounds = tuple[int, int, int, int]
"""Of one group: fewest and most true criteria, fewest and most false ones."""
Region = tuple[Bounds, ...]
"""The bounds of each group."""

TRUE, FALSE, UNKNOWN, INAPPLICABLE = "T", "F", "U", "N"
"""How the answer to a criterion counts; the answers to several are one text, such as `TTFU`."""


def bounds_of(answered: str) -> Bounds:
    """Bound the completions of a group.

    Args:
        answered: How each of its criteria is answered, a letter for each.

    Returns:
        The bounds.
    """
    true, false, unknown = answered.count(TRUE), answered.count(FALSE), answered.count(UNKNOWN)
    return true, true + unknown, false, false + unknown


class Cut(NamedTuple):
    """Where to divide a region, so that a condition is nearer to being settled.

    Attributes:
        group: The group.
        of_true: Whether its true criteria are counted, or else its false ones.
        at: The least number of the upper half.
    """

    group: int
    of_true: bool
    at: int


class Whole(NamedTuple):
    """There is an applicable criterion, and all of them are true."""

    groups: tuple[int, ...]
    positions: tuple[int, ...]

    def holds(self, region: Region) -> bool | None:
        """Tell whether it holds in all of a region (True), none of it (False), or perhaps some (None)."""
        some_true = can_be_true = can_be_false = False
        for group in self.groups:
            fewest_true, most_true, fewest_false, most_false = region[group]
            if fewest_false:
                return False
            some_true |= fewest_true > 0
            can_be_true |= most_true > 0
            can_be_false |= most_false > 0
        if not can_be_true:
            return False
        return True if some_true and not can_be_false else None

    def cut(self, region: Region) -> Cut:
        """Say where to divide a region in which this is open."""
        falsifiable = next((group for group in self.groups if region[group][3]), None)
        if falsifiable is not None:
            return Cut(falsifiable, of_true=False, at=1)
        return Cut(next(group for group in self.groups if region[group][1]), of_true=True, at=1)


class AtLeast(NamedTuple):
    """At least so many criteria are true."""

    groups: tuple[int, ...]
    positions: tuple[int, ...]
    number: int

    def holds(self, region: Region) -> bool | None:
        """Tell whether it holds in all of a region (True), none of it (False), or perhaps some (None)."""
        fewest = most = 0
        for group in self.groups:
            fewest += region[group][0]
            most += region[group][1]
        if fewest >= self.number:
            return True
        return False if most < self.number else None

    def cut(self, region: Region) -> Cut:
        """Say where to divide a region in which this is open: where one half settles it, if there is such a place."""
        group = max(self.groups, key=lambda each: region[each][1] - region[each][0])
        low, high = region[group][:2]
        others_fewest = sum(region[each][0] for each in self.groups) - low
        others_most = sum(region[each][1] for each in self.groups) - high
        for at in (self.number - others_fewest, self.number - others_most):
            if low < at <= high:
                return Cut(group, of_true=True, at=at)
        return Cut(group, of_true=True, at=(low + high + 1) // 2)


class AtShare(NamedTuple):
    """At least such a share of the applicable criteria is true, in whole numbers: `part` of `whole`."""

    groups: tuple[int, ...]
    positions: tuple[int, ...]
    part: int
    whole: int

    def holds(self, region: Region) -> bool | None:
        """Tell whether it holds in all of a region (True), none of it (False), or perhaps some (None)."""
        fewest_true, most_true, fewest_false, most_false = (
            sum(region[group][i] for group in self.groups) for i in range(4)
        )
        rest = self.whole - self.part
        if most_true + most_false == 0 or rest * most_true < self.part * fewest_false:
            return False
        if fewest_true + fewest_false > 0 and rest * fewest_true >= self.part * most_false:
            return True
        return None

    def cut(self, region: Region) -> Cut:
        """Say where to divide a region in which this is open: in the middle of what is least settled."""
        cuts = [(region[group][i + 1] - region[group][i], group, i) for group in self.groups for i in (0, 2)]
        _, group, i = max(cuts, key=lambda each: each[0])
        return Cut(group, of_true=i == 0, at=(region[group][i] + region[group][i + 1] + 1) // 2)


class Every(NamedTuple):
    """All of the conditions hold."""

    conditions: tuple["Condition", ...]

    def holds(self, region: Region) -> bool | None:
        """Tell whether it holds in all of a region (True), none of it (False), or perhaps some (None)."""
        settled = True
        for condition in self.conditions:
            holds = condition.holds(region)
            if holds is False:
                return False
            settled &= holds is True
        return True if settled else None


class Either(NamedTuple):
    """One of the conditions holds at least."""

    conditions: tuple["Condition", ...]

    def holds(self, region: Region) -> bool | None:
        """Tell whether it holds in all of a region (True), none of it (False), or perhaps some (None)."""
        settled = True
        for condition in self.conditions:
            holds = condition.holds(region)
            if holds is True:
                return True
            settled &= holds is False
        return False if settled else None


class Inverse(NamedTuple):
    """The condition does not hold."""

    condition: "Condition"

    def holds(self, region: Region) -> bool | None:
        """Tell whether it holds in all of a region (True), none of it (False), or perhaps some (None)."""
        holds = self.condition.holds(region)
        return None if holds is None else not holds


Condition = Whole | AtLeast | AtShare | Every | Either | Inverse
ALWAYS = Every(())
"""What a rule has that needs nothing."""


def cut_of(condition: Condition, region: Region) -> Cut:
    """Say where to divide a region in which a condition is open.

    Args:
        condition: The condition.
        region: The region.

    Returns:
        Where to divide it, by the first leaf that is open there.
    """
    while not isinstance(condition, Whole | AtLeast | AtShare):
        if isinstance(condition, Inverse):
            condition = condition.condition
        else:
            condition = next(each for each in condition.conditions if each.holds(region) is None)
    return condition.cut(region)


def turned_on(condition: Condition, answered: str, region: Region) -> Iterator[int]:
    """Name the criteria that make a condition hold, or that make it fail.

    Args:
        condition: The condition.
        answered: How each criterion is answered, a letter for each, none of them unknown.
        region: The same as a region of one point.

    Yields:
        Positions, some perhaps twice: the true ones of a leaf that holds, the false ones of a leaf that fails.
    """
    holds = condition.holds(region)
    if isinstance(condition, Inverse):
        yield from turned_on(condition.condition, answered, region)
    elif isinstance(condition, Every | Either):
        for each in condition.conditions:
            if each.holds(region) is holds:
                yield from turned_on(each, answered, region)
    else:
        wanted = TRUE if holds else FALSE
        yield from (position for position in condition.positions if answered[position] == wanted)

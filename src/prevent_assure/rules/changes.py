"""The cheapest changes within one group of criteria that bring its counts within limits.

What changes becomes true or false; what does not change stays as it is, an open answer open.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple

from .conditions import FALSE, INAPPLICABLE, TRUE, UNKNOWN, Bounds, bounds_of


class Limits(NamedTuple):
    """What the counts of a group must keep to once its answers are changed.

    Attributes:
        true_from: The fewest true criteria in any completion.
        true_to: The most true criteria in any completion.
        false_from: The fewest false ones.
        false_to: The most false ones.
        total_from: The fewest applicable ones.
        total_to: The most applicable ones.
    """

    true_from: int
    true_to: int
    false_from: int
    false_to: int
    total_from: int
    total_to: int


class Changed(NamedTuple):
    """A group after some changes.

    Attributes:
        changes: Which criterion, and whether it becomes false (true comes first in order).
        bounds: What the completions then are.
    """

    changes: tuple[tuple[int, bool], ...]
    bounds: Bounds


class Numbers(NamedTuple):
    """How many criteria of a group change, by how they are answered.

    Attributes:
        true: How many true ones, which become false.
        false: How many false ones, which become true.
        unknown: How many open ones.
        inapplicable: How many that do not apply.
        to_true: How many of those open or not applicable become true.
    """

    true: int
    false: int
    unknown: int
    inapplicable: int
    to_true: int


def cheapest(answered: str, limits: Limits) -> Changed | None:
    """Find the fewest changes after which a group keeps to limits.

    Args:
        answered: How each criterion of the group is answered, a letter for each.
        limits: The limits.

    Returns:
        Of the smallest sets of changes the first in the criteria's order, true before false; None where nothing does.
    """
    ways = [changed(answered, numbers) for numbers in _fewest(answered, limits)]
    return min(ways, key=lambda way: ([i for i, _ in way.changes], [f for _, f in way.changes]), default=None)


def cheapest_raised(answered: str, signs: Sequence[bool], limits: Limits) -> Changed | None:
    """Find the fewest changes for the better after which a group keeps to limits.

    Args:
        answered: How each criterion of the group is answered, a letter for each.
        signs: Of each whether it is a warning sign, which only becomes false; others only become true.
        limits: The limits.

    Returns:
        Of the smallest sets of changes the first in the criteria's order; None where nothing does.
    """
    alike: dict[tuple[str, bool], list[int]] = {}
    for index, (letter, sign) in enumerate(zip(answered, signs, strict=True)):
        if letter != (FALSE if sign else TRUE):
            alike.setdefault((letter, sign), []).append(index)
    best: tuple[int, list[int]] | None = None
    found: Bounds | None = None
    for numbers in product(*(range(len(members) + 1) for members in alike.values())):
        if best is not None and sum(numbers) > best[0]:
            continue
        positions = sorted(chain.from_iterable(map(_first, alike.values(), numbers)))
        after = list(answered)
        for index in positions:
            after[index] = FALSE if signs[index] else TRUE
        bounds = bounds_of("".join(after))
        if _keeps_to(bounds, limits) and (best is None or (len(positions), positions) < best):
            best, found = (len(positions), positions), bounds
    return None if best is None or found is None else Changed(tuple((index, signs[index]) for index in best[1]), found)


def _first(members: Sequence[int], number: int) -> Sequence[int]:
    return members[:number]


def _keeps_to(bounds: Bounds, limits: Limits) -> bool:
    true_low, true_high, false_low, false_high = bounds
    return (
        limits.true_from <= true_low
        and true_high <= limits.true_to
        and limits.false_from <= false_low
        and false_high <= limits.false_to
        and limits.total_from <= true_low + false_high <= limits.total_to
    )


def _fewest(answered: str, limits: Limits) -> Iterator[Numbers]:
    """Give the ways in which the fewest criteria change.

    With so many open and inapplicable ones changed, the numbers of applicable and of open ones are fixed, and the
    limits leave an interval for the number of true ones. It is reached by choosing what those become, and then by
    changing true or false ones, never both, since such a pair cancels out.
    """
    best = len(answered) + 1
    ways: list[tuple[int, Numbers]] = []
    true, false, unknown, inapplicable = (answered.count(each) for each in (TRUE, FALSE, UNKNOWN, INAPPLICABLE))
    for added in range(inapplicable + 1):
        for settled in range(unknown + 1):
            free = added + settled
            if free > best:
                break
            decided = true + false + free
            still_open = unknown - settled
            if not limits.total_from <= decided + still_open <= limits.total_to:
                continue
            low = max(limits.true_from, decided - limits.false_to + still_open, 0)
            high = min(limits.true_to - still_open, decided - limits.false_from, decided)
            if low > high:
                continue
            most = true + free
            numbers = numbers_for(true, settled, added, low if most < low else min(high, most))
            cost = sum(numbers[:4])
            best = min(best, cost)
            ways.append((cost, numbers))
    return (numbers for cost, numbers in ways if cost == best)


def numbers_for(true: int, settled: int, added: int, aim: int) -> Numbers:
    """Say how many criteria change so that just so many are true.

    Args:
        true: How many are true now.
        settled: How many open ones become true or false.
        added: How many that do not apply become true or false.
        aim: How many are to be true, besides those that stay open.

    Returns:
        The numbers, as small as they can be.
    """
    free = settled + added
    return Numbers(max(0, true - aim), max(0, aim - true - free), settled, added, max(0, min(aim - true, free)))


def changed(answered: str, numbers: Numbers) -> Changed:
    """Change the first criteria of each answer, and of those that may become either the first ones to true.

    Args:
        answered: How each criterion of the group is answered, a letter for each.
        numbers: How many change.

    Returns:
        The changes.
    """
    left = dict(zip((TRUE, FALSE, UNKNOWN, INAPPLICABLE), numbers[:4], strict=True))
    to_true = numbers.to_true
    changes = []
    after = list(answered)
    for index, each in enumerate(answered):
        if left[each]:
            left[each] -= 1
            becomes = each == FALSE
            if each in {UNKNOWN, INAPPLICABLE}:
                becomes = to_true > 0
                to_true -= becomes
            changes.append((index, not becomes))
            after[index] = TRUE if becomes else FALSE
    return Changed(tuple(changes), bounds_of("".join(after)))


def unchanged(answered: str) -> Changed:
    """Give a group as it is.

    Args:
        answered: How each criterion of the group is answered, a letter for each.

    Returns:
        No changes.
    """
    return Changed((), bounds_of(answered))

"""Which changes moved a derived outcome: the smallest sets of them that do it together.

Every subset of the changed answers would be too many to try. Two answers that the rules cannot tell apart, and that
changed from like to like, are the same to them: so not the answers are chosen but how many of each sort.
"""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, islice, product
from math import comb, prod
from typing import NamedTuple

from prevent_assure.model.outcome import Derived
from prevent_assure.rules.scoring import BenchmarkScorer, stands

from .difference import Cause, Together

WAYS = 4
"""As many smallest sets are named; of the rest it is said how many there are."""
PATIENCE = 20_000
"""So many combinations are tried; then the answer is a set from which nothing can be left out."""

Words = Mapping[str, str | None]
"""The answer to each criterion."""
Sort = tuple[int | None, str, str, bool, bool]


class Trial(NamedTuple):
    """Changed answers under one edition of criteria.

    Attributes:
        scorer: What derives by it.
        criteria: Whether this is the new edition, where that counts as a change itself.
        before: The answers before.
        after: The answers now.
    """

    scorer: BenchmarkScorer
    criteria: bool
    before: Words
    after: Words

    def sorts(self) -> dict[Sort, list[str]]:
        """Sort the changed answers: within a sort the rules cannot tell one from the other."""
        found: dict[Sort, list[str]] = {}
        for criterion, group in self.scorer.groups.items():
            old, new = self.before.get(criterion), self.after.get(criterion)
            sort = (group, stands(old), stands(new), old is None, new is None)
            if sort[1] != sort[2] or sort[3] != sort[4]:
                found.setdefault(sort, []).append(criterion)
        return found

    def derive(self, taken: "set[str] | frozenset[str]") -> Derived:
        """Derive with some of the changes.

        Args:
            taken: The criteria whose answers are the new ones.

        Returns:
            What the rules derive.
        """
        words = {each: (self.after if each in taken else self.before).get(each) for each in self.scorer.groups}
        return self.scorer.derive_from(words)


class _Lost(Exception):  # noqa: N818 - patience is
    """More combinations than are tried."""


class _Patience:
    def __init__(self) -> None:
        self._left = PATIENCE

    def spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _Lost


def cause(old: BenchmarkScorer | None, new: BenchmarkScorer, before: Words, after: Words) -> Cause:
    """Find what moved a derived outcome.

    Args:
        old: What derived by the criteria before, where they are other ones; None where they are the same.
        new: What derives by those of now.
        before: The answers before.
        after: The answers now.

    Returns:
        The smallest sets of changes after which the outcome is what it is now.
    """
    target = new.derive_from(after)
    trials = [Trial(new, old is not None, before, after)]
    if old is not None:
        trials.insert(0, Trial(old, criteria=False, before=before, after=after))
    sorts = [each.sorts() for each in trials]
    patience = _Patience()
    cost = 0
    # It comes to an end: all of the changes together give the outcome.
    while True:
        try:
            found = [
                (trial, of_trial, numbers)
                for trial, of_trial in zip(trials, sorts, strict=True)
                for numbers in _hits(trial, of_trial, cost - trial.criteria, target, patience)
            ]
        except _Lost:
            return _irreducible(trials[-1], sorts[-1], target)
        if found:
            return _named(found)
        cost += 1


def _hits(
    trial: Trial, sorts: dict[Sort, list[str]], total: int, target: Derived, patience: "_Patience"
) -> list[tuple[int, ...]]:
    """Find the numbers of each sort, so many in total, that give the outcome."""
    members = list(sorts.values())
    hits = []
    for numbers in _numbers([len(each) for each in members], total):
        patience.spend()
        taken = set(chain.from_iterable(each[:n] for each, n in zip(members, numbers, strict=True)))
        if trial.derive(taken) == target:
            hits.append(numbers)
    return hits


def _numbers(most: list[int], total: int) -> Iterator[tuple[int, ...]]:
    """Go through the ways of taking so many from several heaps, from the first ones first."""
    if total < 0 or total > sum(most):
        return
    if not most:
        yield ()
        return
    for first in range(min(most[0], total), -1, -1):
        for rest in _numbers(most[1:], total - first):
            yield (first, *rest)


def _named(found: list[tuple[Trial, dict[Sort, list[str]], tuple[int, ...]]]) -> Cause:
    total = 0
    ways: list[Together] = []
    for trial, sorts, numbers in found:
        members = list(sorts.values())
        total += prod(comb(len(each), n) for each, n in zip(members, numbers, strict=True))
        order = {criterion: index for index, criterion in enumerate(trial.scorer.groups)}
        choices = product(*(combinations(each, n) for each, n in zip(members, numbers, strict=True)))
        for choice in islice(choices, WAYS):
            answers = tuple(sorted(chain.from_iterable(choice), key=order.__getitem__))
            ways.append(Together(trial.criteria, answers))
    return Cause(tuple(ways[:WAYS]), more=total - len(ways[:WAYS]))


def _irreducible(trial: Trial, sorts: dict[Sort, list[str]], target: Derived) -> Cause:
    """Leave out one change after another as long as the outcome stays."""
    taken = set(chain.from_iterable(sorts.values()))
    before = None
    # What had to stay at first may be left out once others are.
    while before != taken:
        before = set(taken)
        for criterion in sorted(taken):
            if trial.derive(taken - {criterion}) == target:
                taken.discard(criterion)
    answers = tuple(each for each in trial.scorer.groups if each in taken)
    return Cause((Together(trial.criteria, answers),), smallest=False)

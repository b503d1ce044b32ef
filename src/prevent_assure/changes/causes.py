"""Which changes moved a derived outcome: the smallest sets of them that do it together.

Every subset of the changed answers would be too many to try. Two answers that the rules cannot tell apart, and that
changed from like to like, are the same to them: so not the answers are chosen but how many of each sort.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, islice, product
from math import comb, prod

from prevent_assure.model.outcome import Derived
from prevent_assure.rules.scoring import BenchmarkScorer, letter_of

from .difference import Cause, Together

WAYS = 4
"""As many smallest sets are named; of the rest it is said how many there are."""
PATIENCE = 20_000
"""So many combinations are tried; then the answer is a set from which nothing can be left out."""

Words = Mapping[str, str | None]
"""The answer to each criterion."""


class _OutOfPatience(Exception):  # noqa: N818 - no fault
    """More combinations than are tried."""


@dataclass(frozen=True)
class Trial:
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

    @cached_property
    def sorts(self) -> list[list[str]]:
        """The changed answers by sort: within a sort the rules cannot tell one from the other."""
        found: dict[object, list[str]] = {}
        for criterion, group in self.scorer.groups.items():
            old, new = (
                (letter_of(word), word is None) for word in (self.before.get(criterion), self.after.get(criterion))
            )
            if old != new:
                found.setdefault((group, old, new), []).append(criterion)
        return list(found.values())

    def derive(self, taken: Iterable[str]) -> Derived:
        """Derive with some of the changes.

        Args:
            taken: The criteria whose answers are the new ones.

        Returns:
            What the rules derive.
        """
        return self.scorer.derive_from({**self.before, **{criterion: self.after.get(criterion) for criterion in taken}})


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
    patience = iter(range(PATIENCE))
    cost = 0
    # It comes to an end: all of the changes together give the outcome.
    while True:
        try:
            found = [(trial, numbers) for trial in trials for numbers in _hits(trial, cost, target, patience)]
        except _OutOfPatience:
            return _irreducible(trials[-1], target)
        if found:
            return _named(found)
        cost += 1


def _hits(trial: Trial, cost: int, target: Derived, patience: Iterator[int]) -> Iterator[tuple[int, ...]]:
    """Find the numbers of each sort, so many changes in total, that give the outcome."""
    for numbers in _numbers([len(sort) for sort in trial.sorts], cost - trial.criteria):
        if next(patience, None) is None:
            raise _OutOfPatience
        taken = chain.from_iterable(sort[:number] for sort, number in zip(trial.sorts, numbers, strict=True))
        if trial.derive(taken) == target:
            yield numbers


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


def _named(found: list[tuple[Trial, tuple[int, ...]]]) -> Cause:
    total = 0
    ways: list[Together] = []
    for trial, numbers in found:
        chosen = list(zip(trial.sorts, numbers, strict=True))
        total += prod(comb(len(sort), number) for sort, number in chosen)
        order = list(trial.scorer.groups)
        choices = islice(product(*(combinations(sort, number) for sort, number in chosen)), WAYS)
        answers = (tuple(sorted(chain.from_iterable(choice), key=order.index)) for choice in choices)
        ways += (Together(trial.criteria, names) for names in answers)
    return Cause(tuple(ways[:WAYS]), more=total - len(ways[:WAYS]))


def _irreducible(trial: Trial, target: Derived) -> Cause:
    """Leave out one change after another as long as the outcome stays."""
    taken = set(chain.from_iterable(trial.sorts))
    before = None
    # What had to stay at first may be left out once others are.
    while before != taken:
        before = set(taken)
        for criterion in sorted(taken):
            if trial.derive(taken - {criterion}) == target:
                taken.discard(criterion)
    answers = tuple(criterion for criterion in trial.scorer.groups if criterion in taken)
    return Cause((Together(trial.criteria, answers),), smallest=False)

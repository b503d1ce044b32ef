"""What moved a derived outcome: the smallest sets of changes that make the move, and those that take it back.

Trying every set would be too much. Answers that the rules cannot tell apart, and that changed from like to like, are
the same to them: so not the answers are chosen but how many of each sort.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, islice, product
from math import comb, prod
from typing import NamedTuple

from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.outcome import Derived
from prevent_assure.rules.scoring import BenchmarkScorer, letter_of

from .difference import Cause, Together

WAYS = 4
"""As many smallest sets are named; of the rest it is said how many there are."""
PATIENCE = 20_000
"""So many combinations are tried; then the answer is a set from which nothing can be left out."""

Words = Mapping[str, str | None]
"""The answer to each criterion."""


class State(NamedTuple):
    """What an outcome is derived from.

    Attributes:
        criteria: The edition.
        scorer: What derives by it.
        answers: What the authority says of the benchmark.
    """

    criteria: Criteria
    scorer: BenchmarkScorer
    answers: BenchmarkAnswers

    @property
    def benchmark(self) -> Benchmark:
        """The benchmark in the edition."""
        return self.scorer.benchmark

    @property
    def levels(self) -> dict[str, str]:
        """The level of each criterion."""
        return {criterion.id: level for level, criterion in self.benchmark.each_criterion()}

    @property
    def conditions(self) -> object:
        """All that derives outcomes but the criteria."""
        return self.criteria.conditions_of(self.benchmark)

    def ruled_by(self, other: "State") -> BenchmarkScorer | None:
        """Derive by this state's criteria and another's rules; None where these name criteria that are not here."""
        if self.conditions == other.conditions:
            return self.scorer
        edition = self.criteria.model_copy(update={"outcomes": other.criteria.outcomes})
        scorer = BenchmarkScorer(
            edition, self.benchmark.model_copy(update={"rules": other.criteria.rules_of(other.benchmark)})
        )
        try:
            return scorer if scorer.groups else None
        except KeyError:
            return None

    def said(self, levels: Mapping[str, str]) -> dict[str, str | None]:
        """Give the answers to criteria that stand under some levels."""
        return {name: self.answers.words(level, [name])[0] for name, level in levels.items()}


@dataclass(frozen=True)
class _Trial:
    """Changed answers under one set of criteria and rules.

    Attributes:
        scorer: What derives by them.
        criteria: Whether they are the other state's criteria, where these differ.
        rules: Whether they are the other state's rules, likewise.
        before: The answers in the state that is begun with.
        after: The answers in the other.
    """

    scorer: BenchmarkScorer
    criteria: bool
    rules: bool
    before: Words
    after: Words

    @cached_property
    def sorts(self) -> list[list[str]]:
        """The changed answers by sort: within a sort the rules cannot tell one from the other."""
        found: dict[object, list[str]] = {}
        for criterion, group in self.scorer.groups.items():
            old, new = ((letter_of(word), word is None) for word in (self.before[criterion], self.after[criterion]))
            if old != new:
                found.setdefault((group, old, new), []).append(criterion)
        return list(found.values())

    def derive(self, taken: Iterable[str]) -> Derived:
        """Derive with the answers to some criteria as they are in the other state."""
        return self.scorer.derive_from({**self.before, **{criterion: self.after[criterion] for criterion in taken}})

    def hits(self, size: int, target: Derived, patience: Iterator[int]) -> Iterator[tuple[int, ...] | None]:
        """Find numbers of each sort, so many changes in total, that give an outcome; None at the end of patience."""
        for numbers in _numbers([len(sort) for sort in self.sorts], size - self.criteria - self.rules):
            if next(patience, None) is None:
                yield None
                return
            taken = chain.from_iterable(sort[:number] for sort, number in zip(self.sorts, numbers, strict=True))
            if self.derive(taken) == target:
                yield numbers

    def named(self, numbers: tuple[int, ...]) -> tuple[int, Iterator[Together]]:
        """Count the sets that have so many of each sort, and give them."""
        chosen = list(zip(self.sorts, numbers, strict=True))
        order = list(self.scorer.groups)
        sets = product(*(combinations(sort, number) for sort, number in chosen))
        named = (tuple(sorted(chain.from_iterable(names), key=order.index)) for names in sets)
        together = (Together(self.criteria, self.rules, names) for names in named)
        return prod(comb(len(sort), number) for sort, number in chosen), together

    def irreducible(self, target: Derived) -> Together:
        """Leave out one answer after another as long as the outcome stays."""
        taken = set(chain.from_iterable(self.sorts))
        before = None
        # What had to stay at first may be left out once others are.
        while before != taken:
            before = set(taken)
            for criterion in sorted(taken):
                if self.derive(taken - {criterion}) == target:
                    taken.discard(criterion)
        return Together(
            self.criteria, self.rules, tuple(criterion for criterion in self.scorer.groups if criterion in taken)
        )


def cause(old: State, new: State) -> Cause:
    """Find what moved a derived outcome.

    Args:
        old: What it was derived from.
        new: What it is derived from now.

    Returns:
        The smallest sets of changes that, made to the old state, give the outcome of now, and the smallest that, undone
        in the new one, give the outcome of before.
    """
    ways, more, exact = _smallest(old, new)
    undo, undo_more, undo_exact = _smallest(new, old)
    return Cause(ways, more, undo, undo_more, smallest=exact and undo_exact)


def _smallest(start: State, end: State) -> tuple[tuple[Together, ...], int, bool]:
    """Find the smallest sets of differences that, made to one state, give the outcome of another."""
    trials = sorted(_trials(start, end), key=lambda trial: trial.criteria + trial.rules)
    target = trials[-1].derive(trials[-1].after)
    patience = iter(range(PATIENCE))
    size = 0
    # It comes to an end: all of the differences together give the outcome.
    while True:
        found = [(trial, numbers) for trial in trials for numbers in trial.hits(size, target, patience)]
        sets = [trial.named(numbers) for trial, numbers in found if numbers is not None]
        if len(sets) < len(found):
            return (trials[-1].irreducible(target),), 0, False
        if sets:
            first = tuple(islice(chain.from_iterable(named for _, named in sets), WAYS))
            return first, sum(number for number, _ in sets) - len(first), True
        size += 1


def _trials(start: State, end: State) -> Iterator[_Trial]:
    """Put criteria and rules of the two states together in every way that can be."""
    for criteria in {False, start.levels != end.levels}:
        frame = end if criteria else start
        before, after = _answers(start, end, frame.levels)
        for rules in {False, start.conditions != end.conditions}:
            scorer = frame.ruled_by(end if rules else start)
            if scorer is not None:
                yield _Trial(scorer, criteria, rules, before, after)


def _answers(start: State, end: State, levels: Mapping[str, str]) -> tuple[Words, Words]:
    """Give the answers of two states to some criteria. An answer goes along with a criterion to another level."""
    own = [state.levels for state in (start, end)]
    said = [state.said(levels) for state in (start, end)]
    for name in levels:
        places = {own[0].get(name, levels[name]), own[1].get(name, levels[name])}
        given = [{level: state.said({name: level})[name] for level in places} for state in (start, end)]
        if given[0] != given[1]:
            for words, words_by_level, at in zip(said, given, own, strict=True):
                if words[name] is None and name in at:
                    words[name] = words_by_level[at[name]]
    return said[0], said[1]


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

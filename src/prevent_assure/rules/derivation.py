"""What a benchmark's rules make of the answers to its criteria: possible outcomes, why, and the way to the next one."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from prevent_assure.model.criteria import Benchmark, Criteria

from .compiling import compiled
from .completions import fixed_totals, least_completion, reachable
from .conditions import ALWAYS, FALSE, TRUE, UNKNOWN, Region, bounds_of, turned_on
from .reach import Reach

_REMEMBERED = 512
"""For so many numbers of true, false and open criteria the possible outcomes of a benchmark are remembered."""


class Cause(NamedTuple):
    """Why an outcome is possible.

    Attributes:
        outcome: The outcome.
        rule: The index of the rule that gives it.
        positions: The criteria on which that turned.
    """

    outcome: str
    rule: int
    positions: tuple[int, ...]


class Way(NamedTuple):
    """What would have to be true for an outcome.

    Attributes:
        outcome: The outcome.
        changes: The positions of answers to change, each with whether the criterion is to be true.
    """

    outcome: str
    changes: tuple[tuple[int, bool], ...]


class Derivation:
    """The rules of one benchmark, compiled once, and what they derive.

    The answers are one text, a letter for each criterion in the file's order (see `conditions`).
    """

    def __init__(self, criteria: Criteria, benchmark: Benchmark) -> None:
        """Compile a benchmark's rules.

        Args:
            criteria: The edition, without errors.
            benchmark: A scored benchmark in it.
        """
        self.rules = compiled(criteria, benchmark)
        self._order = [outcome.id for outcome in criteria.outcomes]
        self._ways = {outcome: Reach(self.rules, outcome) for outcome in self._order}
        kinds = {level.id: level.kind for level in criteria.levels}
        signs = [kinds[level] == "warning_sign" for level, _ in benchmark.each_criterion()]
        self._ways_up = {
            outcome: Reach(self.rules, outcome, self._order[place:], signs) for place, outcome in enumerate(self._order)
        }
        self._possible = lru_cache(_REMEMBERED)(self._possible_in)

    def _region(self, answered: str) -> Region:
        """Bound what the completions of open answers can be."""
        return tuple([bounds_of(part) for part in self.rules.parts(answered)])

    def possible(self, answered: str) -> dict[str, int]:
        """Give the possible outcomes.

        Args:
            answered: How the criteria are answered, a letter for each.

        Returns:
            The outcomes, worst first, each with the first rule that gives it.
        """
        return self._possible(self._region(answered))

    def _possible_in(self, region: Region) -> dict[str, int]:
        reached = reachable(self.rules, region, fixed_totals(region))
        first: dict[str, int] = {}
        for index in sorted(reached):
            for outcome in self.rules.rules[index].outcomes:
                first.setdefault(outcome, index)
        return {outcome: first[outcome] for outcome in self._order if outcome in first}

    def causes(self, answered: str) -> list[Cause]:
        """Say why each possible outcome is possible.

        Args:
            answered: How the criteria are answered, a letter for each.

        Returns:
            A cause for each, worst outcome first: by the first rule that gives it, in the completion of open answers
            in which the fewest of them are counted as true.
        """
        region = self._region(answered)
        unknown = [[position for position in group if answered[position] == UNKNOWN] for group in self.rules.groups]
        found = []
        for outcome, index in self.possible(answered).items():
            completed = list(answered.replace(UNKNOWN, FALSE))
            for position in least_completion(self.rules, region, index, unknown):
                completed[position] = TRUE
            found.append(Cause(outcome, index, self._turned(outcome, index, "".join(completed))))
        return found

    def _turned(self, outcome: str, index: int, answered: str) -> tuple[int, ...]:
        """Name the criteria on which it turned that a rule gave an outcome.

        Where the rule needs nothing, it turned on an earlier one's failing: on the one that failed for the fewest
        criteria, and of several on the last.
        """
        region = self._region(answered)
        rules = self.rules.rules
        if rules[index].condition != ALWAYS:
            return _positions(turned_on(rules[index].condition, answered, region))
        failed = [rule.condition for rule in rules[:index] if outcome not in rule.outcomes]
        reasons = [_positions(turned_on(condition, answered, region)) for condition in reversed(failed)]
        return min(filter(None, reasons), key=len, default=())

    def way(self, answered: str) -> Way | None:
        """Find what would have to be true for the outcome above the worst possible one.

        Args:
            answered: How the criteria are answered, a letter for each.

        Returns:
            The fewest changes after which no other outcome is possible; None at the top or where there are none.
        """
        return self._way(self._ways, answered)

    def way_up(self, answered: str) -> Way | None:
        """Find what would have to be true for that outcome at least.

        Args:
            answered: How the criteria are answered, a letter for each.

        Returns:
            The fewest changes for the better, standard criteria to true and warning signs to false, after which no
            worse outcome is possible; None at the top or where there are none.
        """
        return self._way(self._ways_up, answered)

    def _way(self, ways: Mapping[str, Reach], answered: str) -> Way | None:
        worst = next(iter(self.possible(answered)), None)
        if worst is None or worst == self._order[-1]:
            return None
        above = self._order[self._order.index(worst) + 1]
        changes = ways[above].changes(answered)
        return None if changes is None else Way(above, tuple(changes))


def _positions(positions: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(positions)))

"""Whether the criteria of a benchmark have changed between two cycles, so that an outcome may have moved by that."""

from typing import Literal, NamedTuple

from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.rules.edition_changes import Change, edition_changes


class EditionMove(NamedTuple):
    """What became of a benchmark between two cycles.

    Attributes:
        kind: `new` where no edition of the cycle before scores it, `changed` where criteria or rules are others for
            some authority, `same` where they are not, `unknown` where no edition of the cycle before can be read.
        criteria: How many of its criteria were added, retired or ask something else.
    """

    kind: Literal["new", "changed", "same", "unknown"]
    criteria: int = 0


class EditionMoves:
    """The editions from which authorities have come, each with the one that they have come to."""

    def __init__(self) -> None:
        """Begin with none."""
        self._before: dict[str, Criteria] = {}
        self._pairs: dict[tuple[str, str], tuple[Criteria, Criteria]] = {}
        self._changes: dict[tuple[str, str], tuple[Change, ...]] = {}

    def add(self, before: Criteria | None, now: Criteria | None) -> None:
        """Take up a way from one edition to the next; one that cannot be read leads nowhere."""
        if before is not None:
            self._before.setdefault(before.ref, before)
        if before is not None and now is not None and before.ref != now.ref:
            self._pairs.setdefault((before.ref, now.ref), (before, now))

    def of(self, benchmark: str) -> EditionMove:
        """Say what became of a benchmark."""
        if not self._before:
            return EditionMove("unknown")
        if not any(_scored(each, benchmark) for each in self._before.values()):
            return EditionMove("new")
        changed, other_rules = set[str](), False
        for names, (before, now) in self._pairs.items():
            old, new = _scored(before, benchmark), _scored(now, benchmark)
            if old is not None and new is not None:
                changed |= _changed(self._between(names), benchmark)
                other_rules = other_rules or before.conditions_of(old) != now.conditions_of(new)
        return EditionMove("changed" if changed or other_rules else "same", len(changed))

    def _between(self, names: tuple[str, str]) -> tuple[Change, ...]:
        if names not in self._changes:
            self._changes[names] = edition_changes(*self._pairs[names]).changes
        return self._changes[names]


def _scored(criteria: Criteria, benchmark: str) -> Benchmark | None:
    """Give a benchmark that an edition scores; None where it does not have or score it."""
    found = criteria.benchmark(benchmark)
    return found if found is not None and found.scored else None


def _changed(changes: tuple[Change, ...], benchmark: str) -> set[str]:
    """Name the criteria of a benchmark whose answers do not stand: the later ones, and those that are retired."""
    places = (place for each in changes if not each.carried for place in each.after or each.before)
    return {place.name for place in places if place.benchmark.id == benchmark}

"""Which authorities there are in a cycle, and who has taken whose part."""

import datetime
from collections.abc import Callable, Iterable

from prevent_assure.model.authority import Authority


def cycle_days(cycle: str) -> tuple[datetime.date, datetime.date]:
    """Give the first and the last day of a cycle, which is a financial year.

    Args:
        cycle: As in `2024-25`.

    Returns:
        1 April and 31 March.
    """
    first = int(cycle[:4])
    return datetime.date(max(first, 1), 4, 1), datetime.date(min(first + 1, datetime.MAXYEAR), 3, 31)


def exists_in(authority: Authority, cycle: str) -> bool:
    """Tell whether an authority exists on any day of a cycle.

    Args:
        authority: The authority.
        cycle: The cycle.

    Returns:
        Whether its days and the cycle's have one in common.
    """
    first, last = cycle_days(cycle)
    began, ended = authority.valid_from, authority.valid_to
    return (began is None or began <= last) and (ended is None or first <= ended)


class Succession:
    """Who has taken whose part, as far as the authorities are known."""

    def __init__(self, authorities: Iterable[Authority] = ()) -> None:
        """Take up some authorities; only those that have taken another's part matter."""
        self._known: dict[str, Authority] = {}
        self._successors: dict[str, list[str]] = {}
        for authority in authorities:
            self.add(authority)

    def add(self, authority: Authority) -> None:
        """Take up an authority; one that is known already is passed over."""
        if authority.id in self._known:
            return
        self._known[authority.id] = authority
        for name in authority.predecessors:
            if name != authority.id:
                self._successors.setdefault(name, []).append(authority.id)
                self._successors[name].sort()

    def name_of(self, authority: str) -> str:
        """Give an authority's name, or its id where its file is not known."""
        return self._known[authority].name if authority in self._known else authority

    def goes_on(self, authority: str) -> bool:
        """Tell whether an authority is known not to have ceased to be."""
        return authority in self._known and self._known[authority].valid_to is None

    def successors(self, authority: str) -> list[str]:
        """Give those that have taken an authority's part themselves, in the order of their ids."""
        return self._successors.get(authority, [])

    def succeeded_by(self, authority: Authority, cycle: str) -> list[str]:
        """Give those that have taken an authority's part within a cycle; none where it exists until the cycle's end."""
        last = cycle_days(cycle)[1]
        if authority.valid_to is None or authority.valid_to >= last:
            return []
        return [name for name in self.successors(authority.id) if self.has_begun(name, cycle)]

    def has_begun(self, authority: str, cycle: str) -> bool:
        """Tell whether an authority exists by the end of a cycle, or has existed."""
        began = self._known[authority].valid_from
        return began is None or began <= cycle_days(cycle)[1]

    def predecessors(self, authority: str) -> frozenset[str]:
        """Give those whose part an authority has taken, and those whose part these had taken, without itself."""
        return frozenset(
            _reached(authority, lambda name: self._known[name].predecessors if name in self._known else ())
        )

    def kin(self, authority: str) -> frozenset[str]:
        """Give an authority's predecessors, and all who have taken its part or theirs, without itself."""
        before = self.predecessors(authority)
        after = (name for start in (authority, *before) for name in _reached(start, self.successors))
        return frozenset((*before, *after)) - {authority}


def _reached(start: str, steps: Callable[[str], Iterable[str]]) -> set[str]:
    found, left = {start}, [start]
    while left:
        new = set(steps(left.pop())) - found
        found |= new
        left += new
    return found - {start}

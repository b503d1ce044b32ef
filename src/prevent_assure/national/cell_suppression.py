"""Numbers that are withheld so that no small group can be told from what is printed.

A table has a line for each group and one for all of them. What each line sums up to is known; so is that the groups sum
up to all. Numbers can then be shifted between withheld cells along closed ways in the table, and as far as they can be
shifted, so far is a cell unknown. A way that is missing is made by withholding more.
"""

import heapq
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

Cell = tuple[int, int]
_ENDLESS = 1 << 40


class Table(NamedTuple):
    """Numbers in lines and columns.

    Attributes:
        lines: The groups' numbers; the last line is that of all.
        zero_shown: The columns in which none is no secret and is printed; a withheld number there is at least 1.
    """

    lines: Sequence[Sequence[int]]
    zero_shown: frozenset[int] = frozenset()

    def value(self, cell: Cell) -> int:
        """Give a number."""
        return self.lines[cell[0]][cell[1]]

    def least(self, cell: Cell) -> int:
        """Give what a withheld number is at least, as everyone knows."""
        return 1 if cell[1] in self.zero_shown else 0

    def ways(self, hidden: set[Cell], without: Cell) -> dict[int, dict[int, int]]:
        """Say how far numbers can be shifted between lines and columns.

        Args:
            hidden: The withheld cells.
            without: A cell that is left out of account.

        Returns:
            Capacities: lines are 0, 1, ...; columns -1, -2, ... More in a cell goes from its line to its column, but in
            the line of all from the column to the line.
        """
        found: dict[int, dict[int, int]] = {}
        for cell in hidden - {without}:
            start, end = self.ends(cell)
            found.setdefault(start, {})[end] = _ENDLESS
            found.setdefault(end, {})[start] = self.value(cell) - self.least(cell)
        return found

    def ends(self, cell: Cell) -> tuple[int, int]:
        """Give from where to where more in a cell goes."""
        line, column = cell
        return (-1 - column, line) if line == len(self.lines) - 1 else (line, -1 - column)


def withheld(
    table: Table, smallest: int, already: Collection[Cell] = (), kept: Collection[Cell] = ()
) -> set[Cell] | None:
    """Choose the cells to withhold.

    Args:
        table: The table, with at least one group.
        smallest: The least number that is printed.
        already: Cells that are withheld whatever they hold.
        kept: Cells that are not withheld to hide others.

    Returns:
        The cells, or None where the table cannot be printed at all.
    """
    cells = [(line, column) for line in range(len(table.lines)) for column in range(len(table.lines[0]))]
    shown_zero = {each for each in cells if each[1] in table.zero_shown and table.value(each) == 0}
    hidden = {each for each in cells if table.value(each) < smallest} - shown_zero | set(already)
    while True:
        known = next((each for each in sorted(hidden) if unknown(table, hidden, each) < smallest), None)
        if known is None:
            return hidden
        way = _way(
            table, hidden, known, smallest, [each for each in cells if each not in shown_zero and each not in kept]
        )
        if way is None:
            return None
        hidden |= way


def withheld_with_rest(lines: Sequence[Sequence[int]], smallest: int) -> set[Cell] | None:
    """Choose the cells to withhold of a table whose last column is what others may know from elsewhere.

    How many authorities have no outcome yet is nearly the same for each benchmark: so it hides nothing, and is itself
    withheld where it is small. The line of all comes first: of it no more is withheld than if it stood alone, and
    what the groups would give away is withheld among the groups.

    Args:
        lines: The groups' numbers and those of all; none in the last column is no secret.
        smallest: The least number that is printed.

    Returns:
        The cells, or None where the table cannot be printed so.
    """
    end, everyone = len(lines) - 1, lines[-1]
    alone = _with_rest([everyone, everyone], smallest, (), ())
    if alone is None:
        return None
    of_all = {(end, column) for _, column in alone}
    return _with_rest(lines, smallest, of_all, {(end, column) for column in range(len(everyone))} - of_all)


def _with_rest(
    lines: Sequence[Sequence[int]], smallest: int, already: Collection[Cell], kept: Collection[Cell]
) -> set[Cell] | None:
    last = len(lines[0]) - 1
    whole, known = Table(lines, frozenset({last})), Table([line[:last] for line in lines])
    hidden = set(already)
    while True:
        of_known = withheld(known, smallest, {each for each in hidden if each[1] < last}, kept)
        of_whole = withheld(whole, smallest, hidden | of_known, kept) if of_known is not None else None
        if of_whole is None or of_whole == hidden:
            return of_whole
        hidden = of_whole


def unknown(table: Table, hidden: set[Cell], cell: Cell) -> int:
    """Say how far a withheld number is unknown.

    Args:
        table: The table.
        hidden: The withheld cells.
        cell: One of them.

    Returns:
        The distance between the least and the largest number that it can be, as everyone can reckon.
    """
    start, end = table.ends(cell)
    more = _most(table.ways(hidden, cell), end, start)
    less = min(table.value(cell) - table.least(cell), _most(table.ways(hidden, cell), start, end))
    return more + less


def _most(ways: dict[int, dict[int, int]], start: int, end: int) -> int:
    """Give how much can be shifted from one end to the other: the largest flow, way by way."""
    total = 0
    while True:
        came: dict[int, int] = {start: start}
        waiting = [start]
        for here in waiting:
            for there, room in ways.get(here, {}).items():
                if room > 0 and there not in came:
                    came[there] = here
                    waiting.append(there)
        if end not in came:
            return total
        steps, here = [], end
        while here != start:
            steps.append((came[here], here))
            here = came[here]
        # One of the steps has an end: what is endless goes from a group to a column, and from a column to all.
        most = min(ways[one][other] for one, other in steps)
        total += most
        for one, other in steps:
            ways[one][other] -= most
            ways.setdefault(other, {})[one] = ways.get(other, {}).get(one, 0) + most


Steps = dict[int, list[tuple[int, tuple[int, int], Cell | None]]]
"""From each end to others: where to, what it costs, and the cell that would be withheld for it."""


def _way(table: Table, hidden: set[Cell], cell: Cell, smallest: int, cells: Sequence[Cell]) -> set[Cell] | None:
    """Find the cheapest way by which a cell could be larger: few more cells to withhold, and small ones.

    A way that is wide enough by itself comes first. Where there is none, several narrow ones may do together.
    """
    start, end = table.ends(cell)
    wide: Steps = {}
    for one in hidden - {cell}:
        _add(wide, table, one, (0, 0), smallest)
    ways = table.ways(hidden, cell)
    _most(ways, end, start)
    narrow: Steps = {here: [(to, (0, 0), None) for to, room in its.items() if room > 0] for here, its in ways.items()}
    for one in cells:
        if one not in hidden:
            _add(wide, table, one, (1, table.value(one)), smallest)
            _add(narrow, table, one, (1, table.value(one)), 1)
    return _cheapest(wide, end, start, hidden) or _cheapest(narrow, end, start, hidden)


def _add(steps: Steps, table: Table, cell: Cell, cost: tuple[int, int], room: int) -> None:
    one, other = table.ends(cell)
    steps.setdefault(one, []).append((other, cost, cell))
    if table.value(cell) - table.least(cell) >= room:
        steps.setdefault(other, []).append((one, cost, cell))


def _cheapest(steps: Steps, start: int, end: int, hidden: set[Cell]) -> set[Cell] | None:
    waiting: list[tuple[tuple[int, int], int, tuple[Cell, ...]]] = [((0, 0), start, ())]
    seen: set[int] = set()
    while waiting:
        cost, here, way = heapq.heappop(waiting)
        if here == end:
            return set(way) - hidden or None
        if here in seen:
            continue
        seen.add(here)
        for there, more, cell in steps.get(here, ()):
            if there not in seen:
                further = way if cell is None else (*way, cell)
                heapq.heappush(waiting, ((cost[0] + more[0], cost[1] + more[1]), there, further))
    return None


def withheld_of_line(numbers: Mapping[str, int], smallest: int, already: Collection[str] = ()) -> set[str]:
    """Choose what to withhold of numbers whose sum is known and in which none is no secret.

    Args:
        numbers: The numbers.
        smallest: The least number that is printed.
        already: The names of those that are withheld in any case.

    Returns:
        The names of those that are withheld.
    """
    hidden = {name for name, number in numbers.items() if 0 < number < smallest} | set(already)
    rest = sorted((number, name) for name, number in numbers.items() if number >= smallest and name not in hidden)
    # Each is at least 1, as none is printed: only what is above that can be anywhere.
    while _told(numbers, hidden, smallest) and rest:
        hidden.add(rest.pop(0)[1])
    return set(numbers) if _told(numbers, hidden, smallest) else hidden


def _told(numbers: Mapping[str, int], hidden: Collection[str], smallest: int) -> bool:
    """Tell whether withheld numbers could be worked out."""
    return bool(hidden) and (len(hidden) == 1 or sum(numbers[name] - 1 for name in hidden) < smallest)

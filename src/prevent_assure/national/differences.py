"""What whoever has two editions of figures for outside can work out by subtracting one from the other.

Both are taken as tables of lines: the regions that a line is of, its numbers, and those withheld, whose sum is known
where the total is. A set of columns is known in a line if all of it is printed, or all the rest. For such a set each
edition tells of some sets of regions: of groups, and of those that are left of all. Where both tell of the same
regions, or one of some and the other of more, the difference is known to everyone.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Literal, NamedTuple

from prevent_assure.model.published import PublishedEdition, PublishedLine

from .counts import OPEN

OUTCOMES = "outcomes/"
"""How the name of a table begins in which the last column alone is no secret if it is nothing."""
_FEW = 7
"""Of so many columns each set is looked at: of more, each column, and what is withheld together."""
Regions = frozenset[str]
Columns = frozenset[str]
Why = Literal["small", "apart", "bounded", "alike", "withheld", "grouped"]


class Difference(NamedTuple):
    """What is told by the difference.

    Attributes:
        table: The table.
        regions: The regions; none for all.
        columns: What is counted.
        why: It differs by little; what the regions of one edition leave of another's is small; what was printed once
            leaves little of what is withheld now; all that came since is alike; a number is withheld in one edition
            alone; regions stand together otherwise.
    """

    table: str
    regions: tuple[str, ...]
    columns: tuple[str, ...]
    why: Why


class _Told(NamedTuple):
    """What both editions tell of the same columns: of the same regions, or of those that one has and the other not."""

    regions: Regions
    columns: Columns
    difference: int
    same: bool


class _Table:
    """A table of an edition."""

    def __init__(self, edition: PublishedEdition, lines: Sequence[PublishedLine]) -> None:
        self.all = frozenset(edition.regions)
        self.lines = {frozenset(line.regions) or self.all: line for line in lines}
        self.columns = frozenset(name for line in lines for name in (*line.counts, *line.withheld))

    def known(self, regions: Regions, columns: Columns) -> int | None:
        """Sum up columns of a line, if everyone can."""
        line = self.lines.get(regions)
        if line is None:
            return None
        if columns <= line.counts.keys():
            return sum(line.counts[name] for name in columns)
        others = {*line.counts, *line.withheld} - columns
        if line.total is None or not others <= line.counts.keys():
            return None
        return line.total - sum(line.counts[name] for name in others)

    def told(self, columns: Columns) -> dict[Regions, int]:
        """Give the sums that are known, of regions that do not overlap."""
        groups = {regions: self.known(regions, columns) for regions in self.lines if regions != self.all}
        found = {regions: value for regions, value in groups.items() if value is not None}
        rest = self.all.difference(*found)
        everyone = self.known(self.all, columns)
        if everyone is not None and (rest or not found):
            found[rest] = everyone - sum(found.values())
        return found

    def sums(self, columns: Columns) -> dict[Regions, int]:
        """Give the sums that are known, of all with those of parts."""
        everyone = self.known(self.all, columns)
        return self.told(columns) | ({self.all: everyone} if everyone is not None else {})


def differences(earlier: PublishedEdition, now: PublishedEdition, smallest: int) -> Iterator[Difference]:
    """Say what of two editions together would be told of fewer than so many authorities.

    Args:
        earlier: One edition.
        now: The other.
        smallest: The least number that is printed.

    Yields:
        What is told; nothing where both say the same.
    """
    if (earlier.regions, earlier.lines) == (now.regions, now.lines):
        return
    before, after = _tables(earlier), _tables(now)
    for name in after:
        if name in before:
            yield from _of_table(name, before[name], after[name], smallest)


def _tables(edition: PublishedEdition) -> dict[str, _Table]:
    lines: dict[str, list[PublishedLine]] = {}
    for line in edition.lines:
        lines.setdefault(line.table, []).append(line)
    return {name: _Table(edition, its) for name, its in lines.items()}


def _of_table(name: str, before: _Table, after: _Table, smallest: int) -> Iterator[Difference]:
    told = list(_told(before, after))
    everywhere = before.all & after.all
    secret = (before.columns | after.columns) - {OPEN} if name.startswith(OUTCOMES) else frozenset[str]()
    for regions, columns, why in (
        *_small(told, before.columns | after.columns, secret, smallest),
        *_bounded(before, after, secret, smallest),
        *_alike(told, everywhere, secret),
        *_otherwise(told, before, after, smallest),
    ):
        yield Difference(name, () if regions == everywhere else tuple(sorted(regions)), tuple(sorted(columns)), why)


def _small(
    told: Iterable[_Told], columns: Columns, secret: Columns, smallest: int
) -> Iterator[tuple[Regions, Columns, Why]]:
    """Find what differs by little. That nothing is left of other regions is little, too, where that is a secret."""
    named = set[tuple[Regions, Columns]]()
    for each in told:
        nothing = each.difference == 0 and (each.same or not each.columns & secret)
        # What is left of a line's total differs as the rest does: to name one of them is enough.
        if abs(each.difference) < smallest and not nothing and (each.regions, columns - each.columns) not in named:
            named.add((each.regions, each.columns))
            yield each.regions, each.columns, "small" if each.same else "apart"


def _alike(told: Sequence[_Told], everywhere: Regions, outcomes: Columns) -> Iterator[tuple[Regions, Columns, Why]]:
    """Find regions in which only one outcome can have been agreed since."""
    found: dict[str, set[str]] = {}
    for region in everywhere if outcomes else ():
        outcome = _all_alike([each for each in told if each.same and region in each.regions], outcomes)
        if outcome is not None:
            found.setdefault(outcome, set()).add(region)
    for outcome, regions in sorted(found.items()):
        yield frozenset(regions), frozenset({outcome}), "alike"


def _otherwise(
    told: Sequence[_Told], before: _Table, after: _Table, smallest: int
) -> Iterator[tuple[Regions, Columns, Why]]:
    """Find what is withheld, or put together, otherwise than before, although little seems to have changed."""
    for regions in before.lines.keys() & after.lines.keys():
        columns = _withheld_in_one(before.lines[regions], after.lines[regions])
        if columns and not _much(told, regions, smallest):
            yield regions, frozenset(columns), "withheld"
    groups = before.lines.keys() - {before.all}, after.lines.keys() - {after.all}
    if all(groups) and groups[0] != groups[1] and not _much(told, None, smallest):
        yield before.all & after.all, frozenset(), "grouped"


def _all_alike(told: Sequence[_Told], outcomes: Columns) -> str | None:
    """Give the only outcome that can have been agreed in a region since, if there is no more than one.

    Reviews are added: where outcomes together have not become more, none of them has. Where it is withheld how many
    have none yet, some know nevertheless of how many authorities one is agreed since.
    """
    unchanged = [each.columns for each in told if each.difference == 0]
    if frozenset({OPEN}) in unchanged:
        return None
    changed = [each.columns for each in told if each.difference and len(each.columns & outcomes) == 1]
    possible = outcomes.difference(*(each for each in unchanged if OPEN not in each))
    if all(each.columns != {OPEN} for each in told) and len(changed) == 1:
        possible = changed[0]
    return next(iter(possible)) if len(possible) == 1 else None


def _bounded(before: _Table, after: _Table, outcomes: Columns, smallest: int) -> Iterator[tuple[Regions, Columns, Why]]:
    """Find withheld outcomes of which what the other edition printed leaves little.

    Reviews are added, so outcomes of some regions were no more than those and others are now, of these regions and
    others. What two editions say of different regions may be of one day.
    """
    sets = [each for each in _column_sets(before, after) if each <= outcomes]
    sums = [{each: table.sums(each) for each in sets} for table in (before, after)]
    for part, whole in ((one, other) for one in sets for other in sets if one < other):
        for less, more in (sums, sums[::-1]):
            for some, all_ in product(less[part], more[whole]):
                nested = some < all_ or (some == all_ and less is sums[0])
                left = more[whole][all_] - less[part][some]
                if nested and left < smallest and all_ not in more[part]:
                    yield all_, whole, "bounded"


def _withheld_in_one(before: PublishedLine, after: PublishedLine) -> set[str]:
    """Give what one edition prints and the other withholds; where one prints nothing, there is nothing to subtract."""
    if not before.counts or not after.counts:
        return set()
    return before.counts.keys() ^ after.counts.keys()


def _much(told: Iterable[_Told], regions: Regions | None, smallest: int) -> bool:
    """Tell whether it is plain that much has changed: in a line, or anywhere."""
    return any(
        each.same and abs(each.difference) >= smallest and (regions is None or each.regions <= regions) for each in told
    )


def _told(before: _Table, after: _Table) -> Iterator[_Told]:
    """Go through what both tell, from single columns to many; what follows from less is left out."""
    found: dict[tuple[Regions, bool], list[Columns]] = {}
    for columns in _column_sets(before, after):
        for regions, difference, same in _compared(before.told(columns), after.told(columns)):
            smaller = found.setdefault((regions, same), [])
            if not any(each < columns for each in smaller):
                smaller.append(columns)
                yield _Told(regions, columns, difference, same)


def _column_sets(before: _Table, after: _Table) -> list[Columns]:
    columns = sorted(before.columns | after.columns)
    if len(columns) <= _FEW:
        return [frozenset(each) for size in range(1, max(2, len(columns))) for each in combinations(columns, size)]
    hidden = {frozenset(line.withheld) for table in (before, after) for line in table.lines.values()}
    together = {one | other for one in hidden for other in hidden} - {frozenset[str]()}
    return sorted({*together, *(frozenset({name}) for name in columns)}, key=lambda each: (len(each), sorted(each)))


def _compared(before: dict[Regions, int], after: dict[Regions, int]) -> Iterator[tuple[Regions, int, bool]]:
    """Set what two editions tell of regions off against each other."""
    compared = set[tuple[Regions, bool]]()
    for one, other in (
        *_overlapping(before, after),
        *(([each], [part for part in after if part <= each]) for each in before),
        *(([whole for whole in before if whole <= each], [each]) for each in after),
    ):
        if not one or not other:
            continue
        of_one, of_other = frozenset[str]().union(*one), frozenset[str]().union(*other)
        difference = sum(after[each] for each in other) - sum(before[each] for each in one)
        same = of_one == of_other
        regions = of_one if same else of_one ^ of_other
        if (same or of_one < of_other or of_other < of_one) and (regions, same) not in compared:
            compared.add((regions, same))
            yield regions, difference, same


def _overlapping(before: Iterable[Regions], after: Iterable[Regions]) -> list[tuple[list[Regions], list[Regions]]]:
    """Put together what overlaps, so that no two groups have a region in common."""
    groups: list[tuple[list[Regions], list[Regions]]] = []
    for side, sets in enumerate((before, after)):
        for regions in sets:
            meeting = [group for group in groups if any(regions & each for part in group for each in part)]
            groups = [group for group in groups if group not in meeting]
            merged = [each for group in meeting for each in group[0]], [each for group in meeting for each in group[1]]
            merged[side].append(regions)
            groups.append(merged)
    return groups

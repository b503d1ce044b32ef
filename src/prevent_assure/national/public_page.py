"""From figures to the edition for outside: no names, no narratives, no small numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from prevent_assure.model.answers import falling_short
from prevent_assure.rules.status import STATUSES, Status

from .cell_suppression import withheld_of_line, withheld_with_rest
from .counts import NOTHING, OPEN, PROGRESS, criterion_count, movement, outcome_counts, outcomes_of, worded_counts
from .figures import UNANSWERED, BenchmarkFigures, CriterionFigures, Figures, asked_of
from .pages import Picture
from .views import CountView, CriterionCountView, DistributionView, MovementView, PublicBenchmarkView, PublicView

AGREED: Status = "agreed"
Regions = dict[str, list[str | None]]
Outcomes = tuple[DistributionView, tuple[DistributionView, ...]]
"""Of all, and by region."""


class PublicPage(NamedTuple):
    """The one page of the edition for outside, and which regions stand together on it, by what they are called."""

    view: PublicView
    regions: Regions


def public_page(picture: Picture, smallest: int) -> PublicPage:
    """Build the one page of the edition for outside, with no number that is smaller than `smallest`."""
    figures = picture.figures
    groupings = list(_regions(figures, smallest))
    tried = [[_outcomes(figures, each, regions, smallest) for each in figures.scored()] for regions in groupings]
    regions, shown = max(zip(groupings, tried, strict=True), key=lambda one: _printed(one[1]))
    benchmarks = tuple(
        _benchmark(picture, each, *outcomes, smallest) for each, outcomes in zip(figures.scored(), shown, strict=True)
    )
    view = PublicView(
        picture.site("index", public=True),
        smallest,
        figures.asked,
        outcomes_of(figures),
        _completion(figures, benchmarks, smallest),
        benchmarks,
        _line(worded_counts(PROGRESS, figures.progress), smallest),
        picture.before,
    )
    return PublicPage(view, regions)


def _completion(figures: Figures, benchmarks: tuple[PublicBenchmarkView, ...], smallest: int) -> tuple[CountView, ...]:
    """Show who is done and who is not, and no more: that could be set off against the outcomes not yet agreed.

    No benchmark has more of those than there are authorities that are not done, so where one withholds them, this is
    withheld, too.
    """
    done = sum(figures.stages[each] for each in STATUSES[STATUSES.index(AGREED) :])
    counts = worded_counts((AGREED, OPEN), {AGREED: done, OPEN: figures.asked - done})
    if any(each.all.counts[-1].count is None for each in benchmarks):
        return tuple(replace(each, count=None) for each in counts)
    return _line(counts, smallest)


def _line(counts: tuple[CountView, ...], smallest: int) -> tuple[CountView, ...]:
    hidden = withheld_of_line({each.id: each.count or 0 for each in counts}, smallest)
    return tuple(replace(each, count=None) if each.id in hidden else each for each in counts)


def _regions(figures: Figures, smallest: int) -> Iterator[Regions]:
    """Put regions together until in each group enough outcomes are agreed, and then further: each way to group them.

    A group is named after all regions in it.
    """
    sizes = sorted(((_fewest_agreed(figures, region), [region]) for region in figures.stages_in), key=_order)
    while True:
        if len(sizes) == 1 or sizes[0][0] >= smallest:
            yield {_named_together(names): names for _, names in sizes}
        if len(sizes) == 1:
            return
        (size, names), (other, others) = sizes[:2]
        sizes = sorted([(size + other, [*names, *others]), *sizes[2:]], key=_order)


def _printed(benchmarks: list[Outcomes]) -> int:
    """Count the regional outcomes that are printed: of several ways to group regions that of which most are is best."""
    return sum(each.count is not None for _, regions in benchmarks for region in regions for each in region.counts[:-1])


def _named_together(regions: list[str | None]) -> str:
    """Name regions that stand together: empty where that is the authorities without a region alone."""
    if regions == [None]:
        return ""
    together = ", ".join(sorted(NOTHING if region is None else region for region in regions))
    return together[:1].upper() + together[1:]


def _fewest_agreed(figures: Figures, region: str | None) -> int:
    """Count the agreed outcomes of a region in the benchmark that has the fewest."""
    return min((each.agreed_in.get(region, Counter()).total() for each in figures.scored()), default=0)


def _order(group: tuple[int, list[str | None]]) -> tuple[int, str]:
    return group[0], group[1][0] or ""


def _benchmark(
    picture: Picture,
    each: BenchmarkFigures,
    everyone: DistributionView,
    regions: tuple[DistributionView, ...],
    smallest: int,
) -> PublicBenchmarkView:
    figures, benchmark = picture.figures, each.benchmark
    moved = movement(figures, each)
    made = each.recommendations
    criteria = [shown_criterion(picture, found, smallest) for found in each.criteria.values()]
    return PublicBenchmarkView(
        benchmark.number,
        benchmark.title,
        f"benchmark-{benchmark.id}",
        everyone,
        regions,
        moved if moved.edition == "new" or _may_be_shown(moved, everyone, smallest) else None,
        tuple(sorted(criteria, key=lambda one: -1 if one.short is None else one.short, reverse=True)),
        None if 0 < made < smallest else made,
    )


def _outcomes(figures: Figures, each: BenchmarkFigures, regions: Regions, smallest: int) -> Outcomes:
    """Show the outcomes of all, and by region where some of that can be shown, for which none of all is withheld."""
    everyone = outcome_counts(figures, each.agreed)
    alone = _shown([everyone, everyone], smallest)
    last = alone[-1] if alone is not None else tuple(replace(one, count=None) for one in everyone)
    of_all = DistributionView(0, "", "", last, figures.asked, None)
    if len(regions) == 1:
        return of_all, ()
    parts: dict[str, tuple[CountView, ...]] = {}
    for name, members in sorted(regions.items()):
        agreed = sum((each.agreed_in.get(region, Counter()) for region in members), Counter())
        parts[name] = outcome_counts(figures, agreed, sum(asked_of(figures.stages_in[region]) for region in members))
    shown = _shown([*parts.values(), everyone], smallest) or []
    regional = [
        DistributionView(0, name, "", line, sum(one.count or 0 for one in counts), None)
        for (name, counts), line in zip(parts.items(), shown, strict=False)
    ]
    return of_all, tuple(regional) if _printed([(of_all, tuple(regional))]) else ()


def _shown(lines: list[tuple[CountView, ...]], smallest: int) -> list[tuple[CountView, ...]] | None:
    hidden = withheld_with_rest([[one.count or 0 for one in line] for line in lines], smallest)
    if hidden is None:
        return None
    return [
        tuple(replace(one, count=None) if (at, to) in hidden else one for to, one in enumerate(line))
        for at, line in enumerate(lines)
    ]


def _may_be_shown(moved: MovementView, everyone: DistributionView, smallest: int) -> bool:
    """Tell whether movement can be printed: it must give away nothing of outcomes that are withheld, nor be small."""
    whole = all(each.count is not None for each in everyone.counts)
    return whole and min(moved.higher, moved.same, moved.lower) >= smallest and not 0 < moved.apart < smallest


def shown_criterion(picture: Picture, found: CriterionFigures, smallest: int) -> CriterionCountView:
    """Show a criterion's answers.

    Those without a self-assessment have not answered either. How many have not is nearly the same for each criterion:
    so it hides no answer, and is itself withheld where it is small.
    """
    view = criterion_count(found, picture.nation.criteria)
    numbers: dict[str, int] = {each.id: each.count or 0 for each in view.counts[:-1]}
    hidden = withheld_of_line(numbers, smallest)
    numbers[UNANSWERED] = picture.figures.asked - sum(numbers.values())
    if 0 < numbers[UNANSWERED] < smallest:
        hidden = withheld_of_line(numbers, smallest, hidden)
    counts = tuple(replace(each, count=None if each.id in hidden else numbers[each.id]) for each in view.counts)
    shown = {each.id: each.count for each in counts}
    short = _sum_of(shown, falling_short(found.kind), picture.figures.asked)
    return replace(view, counts=counts, short=short)


def _sum_of(shown: dict[str, int | None], words: Sequence[str], total: int) -> int | None:
    """Sum numbers of a line up where everyone can: all are printed, or all others, and the total is known."""
    its = [shown[name] for name in words]
    others = [count for name, count in shown.items() if name not in words]
    if None not in its:
        return sum(count or 0 for count in its)
    return None if None in others else total - sum(count or 0 for count in others)

"""From figures to the edition for outside: no names, no narratives, no small numbers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from prevent_assure.rules.figures import BenchmarkFigures, CriterionFigures, Figures
from prevent_assure.rules.small_numbers import Table, withheld, withheld_of_line

from .building import Picture
from .counting import (
    PROGRESS,
    before_in_words,
    criterion_count,
    movement,
    outcome_counts,
    outcomes_of,
    stage_counts,
    worded_counts,
)
from .further_pages import PublicBenchmarkView, PublicView
from .parts import CountView, CriterionCountView, DistributionView, MovementView

Regions = dict[str, list[str | None]]


def public_page(picture: Picture, smallest: int) -> PublicView:
    """Build the one page of the edition for outside.

    Args:
        picture: What the pages share.
        smallest: The least number that is printed.

    Returns:
        The view.
    """
    figures = picture.figures
    regions = _regions(figures, smallest)
    stages = stage_counts(figures.stages)
    return PublicView(
        picture.site("index", public=True),
        smallest,
        figures.authorities,
        outcomes_of(figures),
        _line(stages, smallest),
        tuple(_benchmark(picture, each, regions, smallest) for each in figures.scored()),
        _line(worded_counts(PROGRESS, figures.progress), smallest),
        before_in_words(picture.before),
    )


def _line(counts: tuple[CountView, ...], smallest: int) -> tuple[CountView, ...]:
    hidden = withheld_of_line({each.id: each.count or 0 for each in counts}, smallest)
    return tuple(replace(each, count=None) if each.id in hidden else each for each in counts)


def _regions(figures: Figures, smallest: int) -> Regions:
    """Put regions together until each group is large enough; a group is named after all regions in it."""
    sizes: list[tuple[int, list[str | None]]] = [
        (counted.total(), [region]) for region, counted in figures.stages_in.items()
    ]
    sizes.sort(key=lambda each: (each[0], each[1][0] or ""))
    while len(sizes) > 1 and sizes[0][0] < smallest:
        (size, names), (other, others) = sizes[:2]
        sizes = sorted([(size + other, [*names, *others]), *sizes[2:]], key=lambda each: (each[0], each[1][0] or ""))
    return {", ".join(sorted(each or "" for each in names)): names for _, names in sizes}


def _benchmark(picture: Picture, each: BenchmarkFigures, regions: Regions, smallest: int) -> PublicBenchmarkView:
    figures, benchmark = picture.figures, each.benchmark
    everyone, parts = _outcomes(figures, each, regions, smallest)
    moved = movement(figures, each.moves)
    made = each.recommendations
    criteria = [_criterion(picture, found, smallest) for found in each.criteria.values()]
    return PublicBenchmarkView(
        benchmark.number,
        benchmark.title,
        f"benchmark-{benchmark.id}",
        everyone,
        parts,
        moved if _may_be_shown(moved, everyone, smallest) else None,
        tuple(sorted(criteria, key=lambda one: -1 if one.short is None else one.short, reverse=True)),
        None if 0 < made < smallest else made,
    )


def _outcomes(
    figures: Figures, each: BenchmarkFigures, regions: Regions, smallest: int
) -> tuple[DistributionView, tuple[DistributionView, ...]]:
    """Show the outcomes of all, and by region where that can be shown."""
    scale = outcomes_of(figures)
    everyone = outcome_counts(scale, each.agreed, figures.authorities)
    parts: dict[str, tuple[CountView, ...]] = {}
    for name, members in sorted(regions.items()):
        agreed: Counter[str] = Counter()
        size = 0
        for region in members:
            agreed += each.agreed_in.get(region, Counter())
            size += figures.stages_in[region].total()
        parts[name] = outcome_counts(scale, agreed, size)
    shown = _shown([*parts.values(), everyone], smallest)
    if shown is None:
        parts, shown = {}, _shown([everyone, everyone], smallest)
    lines = shown or [tuple(replace(one, count=None) for one in everyone)]
    sizes = {name: sum(one.count or 0 for one in counts) for name, counts in parts.items()}
    regional = [
        DistributionView(0, name, "", counts, sizes[name], None)
        for name, counts in zip(sorted(parts), lines, strict=False)
    ]
    return DistributionView(0, "", "", lines[-1], figures.authorities, None), tuple(regional)


def _shown(lines: list[tuple[CountView, ...]], smallest: int) -> list[tuple[CountView, ...]] | None:
    numbers = [[one.count or 0 for one in line] for line in lines]
    hidden = withheld(Table(numbers, frozenset({len(numbers[0]) - 1})), smallest)
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


def _criterion(picture: Picture, found: CriterionFigures, smallest: int) -> CriterionCountView:
    """Show a criterion's answers; without a self-assessment it is not answered, so that all lines sum up alike."""
    view = criterion_count(found, picture.criteria, None)
    answered: Mapping[str, int] = {each.id: each.count or 0 for each in view.counts[:-1]}
    rest = picture.figures.authorities - sum(answered.values())
    counts = _line((*view.counts[:-1], replace(view.counts[-1], count=rest)), smallest)
    words = {each.id: each.count for each in counts}
    short = [words[name] for name in (("present",) if found.kind == "warning_sign" else ("not_met", "partly_met"))]
    known = [each for each in short if each is not None]
    return replace(view, counts=counts, short=sum(known) if len(known) == len(short) else None)

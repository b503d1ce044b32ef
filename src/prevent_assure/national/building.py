"""From figures and rows to the pages that show how benchmarks stand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from prevent_assure.model.criteria import Criteria
from prevent_assure.text.phrasing import optional, printed_cycle

from .counting import (
    INCOMPLETE,
    JUDGED,
    NOTHING,
    PROGRESS,
    UNCLAIMED,
    authority_page,
    before_in_words,
    benchmark_link,
    by_shortness,
    criterion_count,
    distribution,
    movement,
    outcome_counts,
    outcomes_of,
    stage_counts,
    worded_counts,
)
from .figures import NONE, BenchmarkFigures, Figures
from .grouping import Rows, groups
from .rows import HeatRow, ReasonedRow
from .views import (
    BenchmarkPageView,
    CellView,
    CountView,
    DistributionView,
    HeatMapView,
    HeatRowView,
    IndexView,
    LinkView,
    MoveView,
    OutcomeView,
    ReasonedView,
    RegionView,
    SiteView,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the pages share.

    Attributes:
        figures: The figures of the cycle.
        cycle: The cycle.
        before: The cycle before, if the workspace has it.
        criteria: The cycle's edition, if it can be read.
        marking: The settings' marking, or None.
        regions: The regions asked for; empty for all.
        advisers: Names by role, where they were asked for, else None.
    """

    figures: Figures
    cycle: str
    before: str | None
    criteria: Criteria | None
    marking: str | None
    regions: tuple[str, ...]
    advisers: dict[str, str] | None

    def site(self, page: str, *, root: str = "", public: bool = False) -> SiteView:
        """Show what each page shows.

        Args:
            page: The page's name without its ending.
            root: The way from it to the first page.
            public: Whether it is the edition for outside.

        Returns:
            The view.
        """
        links = () if public else tuple(benchmark_link(each) for each in self.figures.scored())
        marking = None if public else self.marking
        return SiteView(printed_cycle(self.cycle), marking, self.regions, public, root, page, links)

    def outcome(self, name: str) -> OutcomeView:
        """Show an outcome.

        Args:
            name: Its id.

        Returns:
            The outcome; one that is in no edition stands beyond the scale, under its id.
        """
        scale = outcomes_of(self.figures)
        unknown = OutcomeView(name, name, len(scale), NOTHING)
        return next((each for each in scale if each.id == name), unknown)

    def cell(self, agreed: str | None, *, outside: bool, scored: bool = True) -> CellView:
        """Show an authority's outcome.

        Args:
            agreed: The outcome's id, or None.
            outside: Whether it lies outside the rules.
            scored: Whether the benchmark is scored.

        Returns:
            The cell.
        """
        return CellView(scored, self.outcome(agreed) if agreed is not None else None, outside)

    def reasoned(self, row: ReasonedRow) -> ReasonedView:
        """Show an agreed outcome with its reason.

        Args:
            row: The row.

        Returns:
            The view; it names the adviser only where names were asked for.
        """
        return ReasonedView(
            LinkView(row.name, authority_page(row.authority)),
            row.outside,
            tuple(self.outcome(each).label for each in row.possible),
            self.outcome(row.agreed),
            optional(row.reason),
            self.advisers.get(row.adviser, row.adviser) if self.advisers is not None else None,
        )


_LACKING = 10


def index_page(picture: Picture) -> IndexView:
    """Build the first page.

    Args:
        picture: What the pages share.

    Returns:
        The view.
    """
    figures = picture.figures
    links = {each.benchmark.id: benchmark_link(each) for each in figures.scored()}
    criteria = [(each, links[found.benchmark.id]) for found in figures.scored() for each in found.criteria.values()]
    stages = [each.id for each in stage_counts(figures.stages)]
    lacking = sorted((pair for pair in criteria if pair[0].short), key=lambda pair: -pair[0].short)[:_LACKING]
    return IndexView(
        picture.site("index"),
        figures.authorities,
        outcomes_of(figures),
        tuple(distribution(figures, each) for each in figures.scored()),
        stage_counts(figures.stages),
        tuple(
            RegionView(region or "", counted.total(), worded_counts(stages, counted))
            for region, counted in _by_region(figures.stages_in)
        ),
        tuple(criterion_count(each, picture.criteria, link) for each, link in lacking),
        worded_counts(PROGRESS, figures.progress),
        before_in_words(picture.before),
    )


def _by_region(counted: dict[str | None, Counter[str]]) -> list[tuple[str | None, Counter[str]]]:
    return sorted(counted.items(), key=lambda each: (each[0] is None, each[0] or ""))


def heat_map_page(picture: Picture, rows: Rows) -> HeatMapView:
    """Build the heat map.

    Args:
        picture: What the pages share.
        rows: How each authority stands.

    Returns:
        The view.
    """
    known: dict[tuple[str | None, bool], CellView] = {}
    ids = [each.benchmark.id for each in picture.figures.scored()]
    lines = []
    for row in (HeatRow(*each) for each in rows):
        cells = []
        for name in ids:
            agreed, outside = row.cells.get(name, (None, False))
            if (agreed, outside) not in known:
                known[agreed, outside] = picture.cell(agreed, outside=outside)
            cells.append(known[agreed, outside])
        link = LinkView(row.name, authority_page(row.authority))
        lines.append(HeatRowView(link, row.region, row.stage, tuple(cells)))
    columns = tuple(benchmark_link(each) for each in picture.figures.scored())
    return HeatMapView(picture.site("heat-map"), outcomes_of(picture.figures), columns, tuple(lines))


def benchmark_page(picture: Picture, each: BenchmarkFigures, reasons: Rows, recommendations: Rows) -> BenchmarkPageView:
    """Build a benchmark's page.

    Args:
        picture: What the pages share.
        each: The benchmark's figures.
        reasons: The outcomes agreed for it, with their reasons.
        recommendations: The recommendations about it.

    Returns:
        The view.
    """
    figures, benchmark = picture.figures, each.benchmark
    scale = outcomes_of(figures)
    told = (ReasonedRow(*row) for row in reasons)
    return BenchmarkPageView(
        picture.site(f"benchmark-{benchmark.id}"),
        benchmark.number,
        benchmark.title,
        optional(benchmark.statement),
        scale,
        outcome_counts(scale, each.agreed, figures.authorities),
        outcome_counts(scale, each.claimed, figures.authorities, UNCLAIMED),
        _derived(figures, each),
        figures.authorities,
        movement(figures, each.moves),
        tuple(_moves(scale, each, before) for before in scale),
        tuple(_regions(figures, each)),
        tuple(criterion_count(found, picture.criteria, None) for found in by_shortness(each.criteria.values())),
        tuple(picture.reasoned(row) for row in told if row.outside or row.judged),
        groups(recommendations),
        before_in_words(picture.before),
    )


def _derived(figures: Figures, each: BenchmarkFigures) -> tuple[CountView, ...]:
    counts = outcome_counts(outcomes_of(figures), each.decided, figures.authorities, NONE)
    judged, incomplete = each.basis[JUDGED], each.basis[INCOMPLETE]
    rest = counts[-1]
    return (
        *counts[:-1],
        replace(rest, id=JUDGED, count=judged),
        replace(rest, id=INCOMPLETE, rank=rest.rank + 1, count=incomplete),
        replace(rest, rank=rest.rank + 2, count=(rest.count or 0) - judged - incomplete),
    )


def _moves(scale: tuple[OutcomeView, ...], each: BenchmarkFigures, before: OutcomeView) -> MoveView:
    counted = {now.id: each.moves[before.id, now.id] for now in scale}
    return MoveView(before, outcome_counts(scale, counted, sum(counted.values()))[:-1])


def _regions(figures: Figures, each: BenchmarkFigures) -> Iterable[DistributionView]:
    for region, counted in _by_region(figures.stages_in):
        agreed = each.agreed_in.get(region, Counter())
        counts = outcome_counts(outcomes_of(figures), agreed, counted.total())
        yield DistributionView(0, region or "", "", counts, counted.total(), None)

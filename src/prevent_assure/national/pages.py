"""From figures and rows to the pages of all authorities: the first one, the heat map, benchmarks, and what lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from prevent_assure.text.narrative import parse
from prevent_assure.text.phrasing import optional, printed_cycle

from .counts import (
    NOTHING,
    PROGRESS,
    all_counts,
    authority_file,
    benchmark_link,
    criterion_count,
    movement,
    outcome_counts,
    outcomes_of,
    region_counts,
    stage_counts,
    worded_counts,
)
from .figures import ELSEWHERE, BenchmarkFigures, Figures
from .kept_rows import HeatRow, KeptRows, ReasonedRow, RecommendedRow, StrengthRow
from .nation import Nation
from .views import (
    BenchmarkCountView,
    BenchmarkPageView,
    CellView,
    CountView,
    CriterionAnswerView,
    DistributionView,
    GoodPracticeView,
    GroupView,
    HeatMapView,
    HeatRowView,
    IndexView,
    LinkView,
    MoveView,
    OutcomeView,
    ReasonedView,
    RecommendationsView,
    RegionView,
    SaidView,
    SiteView,
    StrengthView,
)

UNCLAIMED, JUDGED, INCOMPLETE = "unclaimed", "judgement", "incomplete"
_LACKING = 10


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the pages share.

    Attributes:
        nation: The authorities and their cycles.
        figures: The figures of the cycle.
        rows: What the authorities add to the pages that list.
        advisers: Names by role, where they were asked for, else None.
    """

    nation: Nation
    figures: Figures
    rows: KeptRows
    advisers: dict[str, str] | None = None

    @property
    def before(self) -> str | None:
        """The cycle before, as `2023/24`, if the workspace has it."""
        return printed_cycle(self.nation.before) if self.nation.before is not None else None

    def site(self, page: str, *, root: str = "", public: bool = False) -> SiteView:
        """Show what each page shows.

        Args:
            page: The page's name without its ending.
            root: The way from it to the first page.
            public: Whether it is the edition for outside.
        """
        settings, regions = self.nation.reader.settings, tuple(self.nation.regions)
        links = () if public else tuple(benchmark_link(each) for each in self.figures.scored())
        marking = None if public or settings is None else settings.marking
        return SiteView(printed_cycle(self.nation.cycle), marking, regions, public, root, page, links)

    def outcome(self, name: str) -> OutcomeView:
        """Show an outcome; one that is in no edition stands beyond the scale, under its id."""
        scale = outcomes_of(self.figures)
        return next((each for each in scale if each.id == name), OutcomeView(name, name, len(scale), NOTHING))

    def cell(self, agreed: str | None, *, outside: bool, scored: bool = True, stage: str = "") -> CellView:
        """Show an authority's agreed outcome, if there is one, and whether it lies outside the rules."""
        elsewhere = stage if stage in ELSEWHERE else ""
        outcome = self.outcome(agreed) if agreed is not None else None
        return CellView(scored and not elsewhere, outcome, outside, elsewhere)

    def criterion(self, benchmark: BenchmarkFigures, place: tuple[str, str], answer: str) -> CriterionAnswerView:
        """Show how a criterion is answered, by its level, which may be empty, and id."""
        level, name = place
        found = next(
            each for each in benchmark.criteria.values() if each.criterion.id == name and level in {"", each.level}
        )
        known = self.nation.criteria.level(found.level) if self.nation.criteria is not None else None
        return CriterionAnswerView(
            parse(found.criterion.text), known.label if known is not None else found.level, answer
        )

    def reasoned(self, row: ReasonedRow, benchmark: BenchmarkFigures) -> ReasonedView:
        """Show an agreed outcome with its reason; it names the adviser only where names were asked for."""
        return ReasonedView(
            authority_link(row),
            row.outside,
            tuple(self.outcome(each).label for each in row.possible),
            self.outcome(row.agreed),
            optional(row.reason),
            self.advisers.get(row.adviser, row.adviser) if self.advisers is not None else None,
            tuple(self.criterion(benchmark, ("", name), word) for name, word in row.views.items()),
        )


def authority_link(row: HeatRow | ReasonedRow | RecommendedRow | StrengthRow) -> LinkView:
    """Link to the page of the authority that a row is of."""
    return LinkView(row.name, authority_file(row.authority))


def index_page(picture: Picture) -> IndexView:
    """Build the first page."""
    figures = picture.figures
    short = [(one, benchmark_link(each)) for each in figures.scored() for one in each.criteria.values() if one.short]
    stages = stage_counts(figures.stages)
    return IndexView(
        picture.site("index"),
        figures.authorities,
        outcomes_of(figures),
        tuple(_distribution(figures, each) for each in figures.scored()),
        stages,
        tuple(
            RegionView(region or "", counted.total(), worded_counts([each.id for each in stages], counted))
            for region, counted in _by_region(figures)
        ),
        tuple(
            criterion_count(one, picture.nation.criteria, link)
            for one, link in sorted(short, key=lambda pair: -pair[0].short)[:_LACKING]
        ),
        worded_counts(PROGRESS, figures.progress),
        picture.before,
    )


def _distribution(figures: Figures, each: BenchmarkFigures) -> DistributionView:
    return DistributionView(
        each.benchmark.number,
        each.benchmark.title,
        benchmark_link(each).href,
        all_counts(figures, each, each.agreed),
        figures.authorities,
        movement(figures, each),
    )


def _by_region(figures: Figures) -> list[tuple[str | None, Counter[str]]]:
    return sorted(figures.stages_in.items(), key=lambda each: (each[0] is None, each[0] or ""))


def heat_map_page(picture: Picture) -> HeatMapView:
    """Build the heat map."""
    benchmarks = picture.figures.scored()
    rows = []
    for row in sorted(picture.rows.of(HeatRow), key=lambda row: (row.name.casefold(), row.authority)):
        cells = tuple(_cell(picture, row, each.benchmark.id) for each in benchmarks)
        rows.append(HeatRowView(authority_link(row), row.region, row.stage, cells))
    return HeatMapView(
        picture.site("heat-map"),
        outcomes_of(picture.figures),
        tuple(benchmark_link(each) for each in benchmarks),
        tuple(rows),
    )


def _cell(picture: Picture, row: HeatRow, benchmark: str) -> CellView:
    """Show a cell of the heat map; an edition that does not score the benchmark has no outcome there."""
    agreed, outside = row.cells.get(benchmark, (None, False))
    return picture.cell(agreed, outside=outside, scored=benchmark in row.cells or not row.cells, stage=row.stage)


def benchmark_page(picture: Picture, each: BenchmarkFigures) -> BenchmarkPageView:
    """Build a benchmark's page."""
    figures, benchmark = picture.figures, each.benchmark
    return BenchmarkPageView(
        picture.site(f"benchmark-{benchmark.id}"),
        benchmark.number,
        benchmark.title,
        optional(benchmark.statement),
        outcomes_of(figures),
        all_counts(figures, each, each.agreed),
        all_counts(figures, each, each.claimed, rest=UNCLAIMED),
        _derived(figures, each),
        figures.authorities,
        movement(figures, each),
        tuple(_moves(figures, each, before) for before in outcomes_of(figures)),
        tuple(_regions(figures, each)),
        tuple(
            criterion_count(one, picture.nation.criteria)
            for one in sorted(each.criteria.values(), key=lambda one: -one.short)
        ),
        tuple(
            picture.reasoned(row, each)
            for row in picture.rows.of(ReasonedRow, benchmark.id)
            if row.outside or row.judged
        ),
        _groups(picture.rows.of(RecommendedRow, benchmark.id)),
        picture.before,
    )


def _derived(figures: Figures, each: BenchmarkFigures) -> tuple[CountView, ...]:
    counts = all_counts(figures, each, each.decided, rest="unscored")
    scale = len(figures.outcomes)
    rest, judged, incomplete = counts[scale], each.basis[JUDGED], each.basis[INCOMPLETE]
    return (
        *counts[:scale],
        replace(rest, id=JUDGED, count=judged),
        replace(rest, id=INCOMPLETE, rank=rest.rank + 1, count=incomplete),
        replace(rest, rank=rest.rank + 2, count=(rest.count or 0) - judged - incomplete),
        *(replace(one, rank=one.rank + 2) for one in counts[scale + 1 :]),
    )


def _moves(figures: Figures, each: BenchmarkFigures, before: OutcomeView) -> MoveView:
    counted = {now: each.moves[before.id, now] for now in figures.outcomes}
    return MoveView(before, outcome_counts(figures, counted)[:-1])


def _regions(figures: Figures, each: BenchmarkFigures) -> Iterable[DistributionView]:
    for region, stages in _by_region(figures):
        yield DistributionView(0, region or "", "", region_counts(figures, each, region), stages.total(), None)


def recommendations_page(picture: Picture) -> RecommendationsView:
    """Build the page of recommendations; those that name a benchmark stand on its page."""
    return RecommendationsView(
        picture.site("recommendations"),
        tuple(BenchmarkCountView(benchmark_link(each), each.recommendations) for each in picture.figures.scored()),
        worded_counts(PROGRESS, picture.figures.progress),
        _groups(picture.rows.of(RecommendedRow)),
        picture.before,
    )


def _groups(rows: Iterable[RecommendedRow]) -> tuple[GroupView, ...]:
    """Put recommendations of one id together, and among them those of one text; the largest ones first."""
    found: dict[str, dict[str, list[LinkView]]] = {}
    for row in rows:
        found.setdefault(row.id, {}).setdefault(row.text, []).append(authority_link(row))
    made = []
    for name, texts in found.items():
        said = [SaidView(parse(text), tuple(links)) for text, links in texts.items()]
        said.sort(key=lambda one: -len(one.authorities))
        made.append(GroupView(name, sum(len(one.authorities) for one in said), tuple(said)))
    return tuple(sorted(made, key=lambda group: (-group.count, group.id)))


def good_practice_page(picture: Picture) -> GoodPracticeView:
    """Build the page of good practice: the strengths that may be shown."""
    strengths = (StrengthView(authority_link(row), row.region, parse(row.text)) for row in picture.rows.of(StrengthRow))
    return GoodPracticeView(picture.site("good-practice"), tuple(strengths))

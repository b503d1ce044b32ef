"""What templates see of the pages that show figures: the first one, the heat map, benchmarks and authorities."""

from dataclasses import dataclass

from prevent_assure.documents.narrative import Narrative

from .parts import (
    CellView,
    CountView,
    CriterionCountView,
    DistributionView,
    GroupView,
    LinkView,
    MovementView,
    OutcomeView,
    ReasonedView,
    SiteView,
)


@dataclass(frozen=True, slots=True)
class RegionView:
    """How far the authorities of a region are.

    Attributes:
        name: The region; empty for authorities without one.
        total: How many authorities it has.
        stages: How many are how far.
    """

    name: str
    total: int
    stages: tuple[CountView, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The first page.

    Attributes:
        site: What each page shows.
        total: How many authorities there are.
        outcomes: The scale, worst first.
        benchmarks: The outcomes by benchmark.
        stages: How many authorities are how far.
        regions: Likewise, by region.
        lacking: The criteria that most often fall short.
        progress: What became of the recommendations of the cycle before.
        before: The cycle before, as `2023/24`; None where it is none of the workspace's.
    """

    site: SiteView
    total: int
    outcomes: tuple[OutcomeView, ...]
    benchmarks: tuple[DistributionView, ...]
    stages: tuple[CountView, ...]
    regions: tuple[RegionView, ...]
    lacking: tuple[CriterionCountView, ...]
    progress: tuple[CountView, ...]
    before: str | None


@dataclass(frozen=True, slots=True)
class HeatRowView:
    """A line of the heat map.

    Attributes:
        authority: The authority's name and page.
        region: Its region, or nothing.
        stage: How far it is.
        cells: Its outcomes, in the order of the columns.
    """

    authority: LinkView
    region: str
    stage: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class HeatMapView:
    """The heat map: authorities and benchmarks.

    Attributes:
        site: What each page shows.
        outcomes: The scale, worst first.
        columns: The benchmarks.
        rows: The authorities.
    """

    site: SiteView
    outcomes: tuple[OutcomeView, ...]
    columns: tuple[LinkView, ...]
    rows: tuple[HeatRowView, ...]


@dataclass(frozen=True, slots=True)
class MoveView:
    """The outcomes that followed one of the cycle before.

    Attributes:
        before: The earlier outcome.
        counts: How often each outcome followed.
    """

    before: OutcomeView
    counts: tuple[CountView, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkPageView:
    """A benchmark's page.

    Attributes:
        site: What each page shows.
        number: Its number.
        title: Its title.
        statement: The benchmark in a sentence or more, or None.
        outcomes: The scale, worst first.
        agreed: How often each outcome is agreed, then how often none is yet.
        claimed: How often each outcome is claimed, then how often none is.
        derived: How often the rules decide for each outcome, then how often the adviser judges or answers are missing.
        total: How many authorities there are.
        movement: How outcomes have moved since the cycle before.
        moves: The same in full, by the outcome of the cycle before.
        regions: The agreed outcomes by region.
        criteria: The criteria, those that most often fall short first.
        judgements: The outcomes that the rules left to the adviser, or that lie outside the rules.
        recommendations: The recommendations about it, by id.
        before: The cycle before, as `2023/24`; None where it is none of the workspace's.
    """

    site: SiteView
    number: int
    title: str
    statement: Narrative | None
    outcomes: tuple[OutcomeView, ...]
    agreed: tuple[CountView, ...]
    claimed: tuple[CountView, ...]
    derived: tuple[CountView, ...]
    total: int
    movement: MovementView
    moves: tuple[MoveView, ...]
    regions: tuple[DistributionView, ...]
    criteria: tuple[CriterionCountView, ...]
    judgements: tuple[ReasonedView, ...]
    recommendations: tuple[GroupView, ...]
    before: str | None


@dataclass(frozen=True, slots=True)
class AuthorityCycleView:
    """How far an authority was in a cycle.

    Attributes:
        cycle: The cycle, as `2024/25`.
        stage: How far it was.
        letter: Its letter in the site, or None where none has been written.
    """

    cycle: str
    stage: str
    letter: str | None


@dataclass(frozen=True, slots=True)
class AuthorityRowView:
    """A benchmark in an authority's cycles.

    Attributes:
        benchmark: The benchmark's title and page.
        cells: The outcomes, in the order of the cycles.
    """

    benchmark: LinkView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ReportedView:
    """What one authority reports of a recommendation.

    Attributes:
        name: Its name.
        reported: The last cycle that says what became of it, as `2024/25`, or None.
        authority: The progress that the authority sees in that cycle, or None.
        adviser: The progress that the adviser sees where it is otherwise, or None.
    """

    name: str
    reported: str | None
    authority: str | None
    adviser: str | None


@dataclass(frozen=True, slots=True)
class ProgressView:
    """A recommendation, and what became of it.

    Attributes:
        cycle: The cycle that made it, as `2023/24`.
        id: Its id.
        text: Its text.
        benchmarks: The titles of the benchmarks that it is about.
        shared: Whether every letter of that cycle has it.
        made_to: The authority to which it was made, where that is one whose part this one has taken; else nothing.
        reported: The last cycle that says what became of it, as `2024/25`, or None.
        authority: The progress that the authority sees in that cycle, or None.
        adviser: The progress that the adviser sees where it is otherwise, or None.
        by_authority: The same for each of several authorities that have taken the part of the one to which it was made;
            empty where one sees to it. `reported` and what follows it are then those of least progress.
    """

    cycle: str
    id: str
    text: Narrative
    benchmarks: tuple[str, ...]
    shared: bool
    made_to: str
    reported: str | None
    authority: str | None
    adviser: str | None
    by_authority: tuple[ReportedView, ...]


@dataclass(frozen=True, slots=True)
class AuthorityPageView:
    """An authority's page.

    Attributes:
        site: What each page shows.
        name: Its name.
        region: Its region, or nothing.
        type: What kind of authority it is, or nothing.
        cycles: How far it was in each cycle.
        rows: Its outcomes by benchmark.
        recommendations: The recommendations of all cycles, the newest first.
    """

    site: SiteView
    name: str
    region: str
    type: str
    cycles: tuple[AuthorityCycleView, ...]
    rows: tuple[AuthorityRowView, ...]
    recommendations: tuple[ProgressView, ...]

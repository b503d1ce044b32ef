"""What templates see of the pages that show figures: the first one, the heat map, benchmarks and authorities."""

from prevent_assure.text.narrative import Narrative
from prevent_assure.text.views import view


@view
class LinkView:
    """A link to another page of the site.

    Attributes:
        text: Its words.
        href: Where it leads, from the site's first page.
    """

    text: str
    href: str


@view
class SiteView:
    """What each page of the site shows alike.

    Attributes:
        cycle: The cycle, as `2024/25`.
        marking: The settings' marking, or None.
        regions: The regions that the site is about; empty for all.
        public: Whether it is the edition for outside.
        root: The way from the page to the site's first page, as `../` or nothing.
        page: The page's name without its ending, as `heat-map`, so that a menu can say where one is.
        benchmarks: Links to the benchmarks' pages.
    """

    cycle: str
    marking: str | None
    regions: tuple[str, ...]
    public: bool
    root: str
    page: str
    benchmarks: tuple[LinkView, ...]


@view
class OutcomeView:
    """An outcome of the scale.

    Attributes:
        id: Its id.
        label: Its label.
        rank: Its place on the scale, from 0 for the worst.
        symbol: A sign for those who do not see colours.
    """

    id: str
    label: str
    rank: int
    symbol: str


@view
class CountView:
    """How often something is.

    Attributes:
        id: What: an outcome, a stage, a progress or an answer by its word.
        label: Its label; None where the template has the words for it.
        rank: Its place in the scale.
        symbol: A sign for it, or nothing.
        count: How often; None where that is withheld.
    """

    id: str
    label: str | None
    rank: int
    symbol: str
    count: int | None


@view
class MovementView:
    """How outcomes have moved since the cycle before.

    Attributes:
        higher: How many are higher.
        same: How many are the same.
        lower: How many are lower.
        apart: How many cannot be compared, since one of the two is not agreed.
        edition: `new` where the criteria of the cycle before do not have the benchmark, `changed` where its criteria or
            rules are others than then, `same` where they are not, `unknown` where there are none to compare with.
        changed: How many of its criteria were added, retired or ask something else.
    """

    higher: int
    same: int
    lower: int
    apart: int
    edition: str
    changed: int


@view
class DistributionView:
    """The outcomes of something, a benchmark or a region.

    Attributes:
        number: The benchmark's number; 0 for what is none.
        title: Its title; for a region its name, and empty for authorities without a region.
        href: Its page, or nothing.
        counts: How often each outcome is agreed, then how often none is yet, then those who are not asked, by why.
        total: How many authorities there are.
        movement: How outcomes have moved; None where that is not said.
    """

    number: int
    title: str
    href: str
    counts: tuple[CountView, ...]
    total: int
    movement: MovementView | None


@view
class CriterionCountView:
    """How a criterion is answered.

    Attributes:
        level: The label of its level.
        kind: `standard` or `warning_sign`.
        text: The criterion.
        counts: How often each word is the answer, then how often there is none.
        short: How often it falls short: not or partly met, or a warning sign that is there; None where withheld.
        benchmark: Its benchmark, where that is not said by the page.
    """

    level: str
    kind: str
    text: Narrative
    counts: tuple[CountView, ...]
    short: int | None
    benchmark: LinkView | None


@view
class CellView:
    """The agreed outcome of an authority for a benchmark.

    Attributes:
        scored: Whether the benchmark is scored there.
        outcome: The outcome, or None before one is agreed.
        outside: Whether it was agreed outside the rules.
        stage: `covered` or `succeeded`, where the authority has no self-assessment of its own for that; else nothing.
    """

    scored: bool
    outcome: OutcomeView | None
    outside: bool
    stage: str


@view
class SaidView:
    """A text, and who has it.

    Attributes:
        text: The text.
        authorities: The authorities' names and pages.
    """

    text: Narrative
    authorities: tuple[LinkView, ...]


@view
class GroupView:
    """Recommendations of one id.

    Attributes:
        id: The id.
        count: How many authorities have one.
        texts: The texts, the most frequent one first.
    """

    id: str
    count: int
    texts: tuple[SaidView, ...]


@view
class CriterionAnswerView:
    """A criterion with the word that answers it.

    Attributes:
        text: The criterion.
        level: The label of its level.
        answer: The word, or `unanswered`.
    """

    text: Narrative
    level: str
    answer: str


@view
class ReasonedView:
    """An outcome that was left to the adviser, or agreed outside the rules.

    Attributes:
        authority: The authority's name and page.
        outside: Whether it lies outside the rules.
        possible: The labels of the outcomes that the rules allow.
        agreed: The outcome.
        reason: The reason, or None where none is given.
        adviser: The adviser, where names were asked for, else None.
        views: The criteria that the adviser answers otherwise than the authority.
    """

    authority: LinkView
    outside: bool
    possible: tuple[str, ...]
    agreed: OutcomeView
    reason: Narrative | None
    adviser: str | None
    views: tuple[CriterionAnswerView, ...]


@view
class BenchmarkCountView:
    """How many recommendations are about a benchmark.

    Attributes:
        benchmark: The benchmark's title and page.
        count: How many; None where that is withheld.
    """

    benchmark: LinkView
    count: int | None


@view
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


@view
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


@view
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


@view
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


@view
class MoveView:
    """The outcomes that followed one of the cycle before.

    Attributes:
        before: The earlier outcome.
        counts: How often each outcome followed.
    """

    before: OutcomeView
    counts: tuple[CountView, ...]


@view
class BenchmarkPageView:
    """A benchmark's page.

    Attributes:
        site: What each page shows.
        number: Its number.
        title: Its title.
        statement: The benchmark in a sentence or more, or None.
        outcomes: The scale, worst first.
        agreed: How often each outcome is agreed, then how often none is yet, then those who are not asked, by why.
        claimed: How often each outcome is claimed, then how often none is, then the same.
        derived: How often the rules decide for each outcome, how often the adviser judges or answers are missing, how
            many have no self-assessment yet, then the same.
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


@view
class AuthorityCycleView:
    """How far an authority was in a cycle.

    Attributes:
        cycle: The cycle, as `2024/25`.
        stage: How far it was.
        letter: Its letter in the site, or None where none is there.
        others: The authority whose self-assessment covered it, or those that have taken its part in that cycle, with
            their pages, or nothing in place of a page that the site does not have.
        standing: How far the authority was whose self-assessment covered it; else nothing.
    """

    cycle: str
    stage: str
    letter: str | None
    others: tuple[LinkView, ...]
    standing: str


@view
class AuthorityRowView:
    """A benchmark in an authority's cycles.

    Attributes:
        benchmark: The benchmark's title and page.
        cells: The outcomes, in the order of the cycles.
    """

    benchmark: LinkView
    cells: tuple[CellView, ...]


@view
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


@view
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


@view
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


@view
class StrengthView:
    """A strength that may be shown to others.

    Attributes:
        authority: The authority's name and page.
        region: Its region, or nothing.
        text: The strength.
    """

    authority: LinkView
    region: str
    text: Narrative


@view
class GoodPracticeView:
    """The page of good practice.

    Attributes:
        site: What each page shows.
        strengths: The strengths.
    """

    site: SiteView
    strengths: tuple[StrengthView, ...]


@view
class RateView:
    """How often outcomes are judged or lie outside the rules.

    Attributes:
        name: Of whom or what: a benchmark, an adviser, or nothing for all.
        agreed: How many outcomes are agreed.
        judged: How many of them the rules left to the adviser.
        outside: How many lie outside the rules.
        judged_share: The same in parts of a hundred.
        outside_share: The same in parts of a hundred.
    """

    name: str
    agreed: int
    judged: int
    outside: int
    judged_share: int
    outside_share: int


@view
class UnlikeOutcomeView:
    """One of the outcomes that like answers got.

    Attributes:
        outcome: The outcome.
        count: How many have it.
        shown: Those who have it, with their reasons.
    """

    outcome: OutcomeView
    count: int
    shown: tuple[ReasonedView, ...]


@view
class UnlikeView:
    """Authorities that answer a benchmark alike, with unlike outcomes.

    Attributes:
        benchmark: The benchmark's title and page.
        answers: How many criteria have which answer.
        open: The criteria that are not met or not answered, and the warning signs that are there.
        differing: The criteria that an adviser answers otherwise than the authority for some of them.
        outcomes: The outcomes with those who have them.
    """

    benchmark: LinkView
    answers: tuple[CountView, ...]
    open: tuple[CriterionAnswerView, ...]
    differing: tuple[Narrative, ...]
    outcomes: tuple[UnlikeOutcomeView, ...]


@view
class ModerationView:
    """The page that shows whether advisers judge alike.

    Attributes:
        site: What each page shows.
        total: All outcomes together.
        benchmarks: By benchmark.
        advisers: By adviser; their names are numbers unless names were asked for.
        named: Whether names were asked for.
        unlike: Like answers with unlike outcomes.
    """

    site: SiteView
    total: RateView
    benchmarks: tuple[RateView, ...]
    advisers: tuple[RateView, ...]
    named: bool
    unlike: tuple[UnlikeView, ...]


@view
class RecommendationsView:
    """The page of recommendations.

    Attributes:
        site: What each page shows.
        benchmarks: How many recommendations are about which benchmark.
        progress: What became of the recommendations of the cycle before.
        others: The recommendations that name no benchmark, by id.
        before: The cycle before, as `2023/24`; None where it is none of the workspace's.
    """

    site: SiteView
    benchmarks: tuple[BenchmarkCountView, ...]
    progress: tuple[CountView, ...]
    others: tuple[GroupView, ...]
    before: str | None


@view
class PublicBenchmarkView:
    """A benchmark in the edition for outside.

    Attributes:
        number: Its number.
        title: Its title.
        anchor: The name of its place on the page.
        all: The outcomes of all authorities.
        regions: The outcomes by region; small regions stand together.
        movement: How outcomes have moved; None where that is withheld.
        criteria: How the criteria are answered, those that most often fall short first.
        recommendations: How many recommendations are about it; None where that is withheld.
    """

    number: int
    title: str
    anchor: str
    all: DistributionView
    regions: tuple[DistributionView, ...]
    movement: MovementView | None
    criteria: tuple[CriterionCountView, ...]
    recommendations: int | None


@view
class PublicView:
    """The one page of the edition for outside.

    Attributes:
        site: What it shows of itself.
        smallest: The least number that is printed.
        total: How many authorities there are.
        outcomes: The scale, worst first.
        stages: For how many authorities all is agreed, and for how many not yet.
        benchmarks: The outcomes by benchmark.
        progress: What became of the recommendations of the cycle before.
        before: The cycle before, as `2023/24`; None where it is none of the workspace's.
    """

    site: SiteView
    smallest: int
    total: int
    outcomes: tuple[OutcomeView, ...]
    stages: tuple[CountView, ...]
    benchmarks: tuple[PublicBenchmarkView, ...]
    progress: tuple[CountView, ...]
    before: str | None

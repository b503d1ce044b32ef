"""What templates see of good practice, moderation, recommendations, and the edition for outside."""

from dataclasses import dataclass

from prevent_assure.documents.narrative import Narrative

from .parts import (
    BenchmarkCountView,
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


@dataclass(frozen=True, slots=True)
class GoodPracticeView:
    """The page of good practice.

    Attributes:
        site: What each page shows.
        strengths: The strengths.
    """

    site: SiteView
    strengths: tuple[StrengthView, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class UnlikeOutcomeView:
    """One of the outcomes that like answers got.

    Attributes:
        outcome: The outcome.
        count: How many have it.
        shown: The first of those who have it, with their reasons.
    """

    outcome: OutcomeView
    count: int
    shown: tuple[ReasonedView, ...]


@dataclass(frozen=True, slots=True)
class UnlikeView:
    """Authorities that answer a benchmark alike, with unlike outcomes.

    Attributes:
        benchmark: The benchmark's title and page.
        answers: How many criteria have which answer.
        outcomes: The outcomes with those who have them.
    """

    benchmark: LinkView
    answers: tuple[CountView, ...]
    outcomes: tuple[UnlikeOutcomeView, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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

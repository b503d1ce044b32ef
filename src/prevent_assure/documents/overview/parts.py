"""What the pages of the national picture are put together from: frozen data. Words for counts stand in templates."""

from dataclasses import dataclass

from prevent_assure.documents.narrative import Narrative


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to another page of the site.

    Attributes:
        text: Its words.
        href: Where it leads, from the site's first page.
    """

    text: str
    href: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class MovementView:
    """How outcomes have moved since the cycle before.

    Attributes:
        higher: How many are higher.
        same: How many are the same.
        lower: How many are lower.
        apart: How many cannot be compared, since one of the two is not agreed.
    """

    higher: int
    same: int
    lower: int
    apart: int


@dataclass(frozen=True, slots=True)
class DistributionView:
    """The outcomes of something, a benchmark or a region.

    Attributes:
        number: The benchmark's number; 0 for what is none.
        title: Its title; for a region its name, and empty for authorities without a region.
        href: Its page, or nothing.
        counts: How often each outcome is agreed, then how often none is yet.
        total: How many authorities there are.
        movement: How outcomes have moved; None where that is not said.
    """

    number: int
    title: str
    href: str
    counts: tuple[CountView, ...]
    total: int
    movement: MovementView | None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class CellView:
    """The agreed outcome of an authority for a benchmark.

    Attributes:
        scored: Whether the benchmark is scored there.
        outcome: The outcome, or None before one is agreed.
        outside: Whether it was agreed outside the rules.
    """

    scored: bool
    outcome: OutcomeView | None
    outside: bool


@dataclass(frozen=True, slots=True)
class SaidView:
    """A text, and who has it.

    Attributes:
        text: The text.
        authorities: The authorities' names and pages.
    """

    text: Narrative
    authorities: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ReasonedView:
    """An outcome that was left to the adviser, or agreed outside the rules.

    Attributes:
        authority: The authority's name and page.
        outside: Whether it lies outside the rules.
        possible: The labels of the outcomes that the rules allow.
        agreed: The outcome.
        reason: The reason, or None where none is given.
        adviser: The adviser, where names were asked for, else None.
    """

    authority: LinkView
    outside: bool
    possible: tuple[str, ...]
    agreed: OutcomeView
    reason: Narrative | None
    adviser: str | None


@dataclass(frozen=True, slots=True)
class BenchmarkCountView:
    """How many recommendations are about a benchmark.

    Attributes:
        benchmark: The benchmark's title and page.
        count: How many; None where that is withheld.
    """

    benchmark: LinkView
    count: int | None

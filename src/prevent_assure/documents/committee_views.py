"""What a template may see of a paper for a scrutiny committee."""

from dataclasses import dataclass

from .narrative import Narrative
from .views import BannerView, DayView, MeaningView, NoticeView, RecommendationView
from .wording import Labels


@dataclass(frozen=True, slots=True)
class ResultView:
    """The outcome of a benchmark beside that of the cycle before.

    Attributes:
        number: The benchmark's number.
        title: Its title.
        outcome: The agreed outcome's label; where there is none yet, words that say so; `N/A` where it is not scored.
        outside_rules: Words that say that the outcome was agreed outside the rules; None where it was not.
        before: The outcome's label of the cycle before, or words in its place.
    """

    number: int
    title: str
    outcome: str
    outside_rules: str | None
    before: str


@dataclass(frozen=True, slots=True)
class ProgressView:
    """What became of a recommendation of the cycle before.

    Attributes:
        text: The recommendation.
        progress: How far it is, in words.
    """

    text: Narrative
    progress: str


@dataclass(frozen=True, slots=True)
class CommitteeView:
    """A paper for councillors, in the order in which it is read.

    Attributes:
        language: The language of the fixed wording, as `en`.
        title: The document's title.
        reference: Authority and cycle, for the foot of each page.
        marking: The marking at the top and bottom of every page, or None.
        banner: What must be seen on every page until the letter is issued; None once it is.
        notice: What the paper leaves out; None where it leaves out nothing.
        labels: Headings, labels and other short fixed words of letters.
        publisher: The department that the letter is from.
        heading: The paper's heading.
        authority: The authority's name.
        date: The letter's date, or None before it has one.
        introduction: What the paper is about, and how many benchmarks have which outcome.
        outcomes_heading: Heading over the outcomes.
        caption: Caption of their table.
        heads: The heads of its columns: number, benchmark, this cycle's outcome, that of the cycle before.
        results: The outcomes, in the order of the benchmarks' numbers.
        outcomes: The outcomes that occur, and what they mean.
        changes_heading: Heading over what has changed.
        changes: What has changed since the cycle before.
        strengths_heading: Heading over the strengths.
        strengths: The strengths.
        recommendations_heading: Heading over the recommendations.
        recommendations: The recommendations.
        progress_heading: Heading over the recommendations of the cycle before.
        progress: These, with what became of them.
        abbreviations: The abbreviations that occur in the paper.
        provenance: Which criteria and which sources it was made from.
    """

    language: str
    title: str
    reference: str
    marking: str | None
    banner: BannerView | None
    notice: NoticeView | None
    labels: Labels
    publisher: str
    heading: str
    authority: str
    date: DayView | None
    introduction: tuple[Narrative, ...]
    outcomes_heading: str
    caption: str
    heads: tuple[str, ...]
    results: tuple[ResultView, ...]
    outcomes: tuple[MeaningView, ...]
    changes_heading: str
    changes: tuple[Narrative, ...]
    strengths_heading: str
    strengths: tuple[Narrative, ...]
    recommendations_heading: str
    recommendations: tuple[RecommendationView, ...]
    progress_heading: str
    progress: tuple[ProgressView, ...]
    abbreviations: tuple[MeaningView, ...]
    provenance: tuple[str, ...]


COMMITTEE_VIEWS: frozenset[type] = frozenset({CommitteeView, ProgressView, ResultView})
"""What the template of the paper sees besides the views of letters."""

"""All that a letter is made from, handed over in one piece."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.model.review import LetterText, Review
from prevent_assure.model.settings import Settings

from .status import Status


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a letter was made from. No version of the tool: a new one must not change a letter.

    Attributes:
        criteria: The criteria's edition, as `local-authority/2024-25`.
        criteria_digest: Their digest.
        sources_digest: The digest of the other files.
    """

    criteria: str
    criteria_digest: str
    sources_digest: str


@dataclass(frozen=True, slots=True)
class LetterSources:
    """All that a letter is made from.

    Attributes:
        cycle: The cycle.
        criteria: The cycle's criteria.
        authority: The authority.
        settings: The workspace's settings.
        assessment: The authority's file, if there is one.
        review: The adviser's file, if there is one.
        scores: What the rules make of the answers.
        status: How far the letter is.
        missing: What a draft lacks, each in a sentence for people.
        provenance: What it was made from.
        supersedes: The date of the issued letter that it takes the place of, or None.
        covered: The names of other authorities that the self-assessment covers.
        joint: These authorities, whose recipients and copies the letter has, too.
        others: The authorities that the self-assessment covers or whose part this one has taken, in turn: the names of
            their people are withheld, too.
        pictures: The pictures that it bears, by their files.
        before_cycle: The cycle before; empty where it agreed no outcomes.
        before: The labels of its agreed outcomes, by benchmark.
    """

    cycle: str
    criteria: Criteria
    authority: Authority
    settings: Settings
    assessment: Assessment | None
    review: Review | None
    scores: Sequence[BenchmarkScore]
    status: Status
    missing: Sequence[str]
    provenance: Provenance
    supersedes: datetime.date | None = None
    covered: Sequence[str] = ()
    joint: Sequence[Authority] = ()
    others: Sequence[Authority] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    before_cycle: str = ""
    before: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> LetterText:
        """The letter's text in the review; an empty one where there is no review."""
        return LetterText() if self.review is None else self.review.letter

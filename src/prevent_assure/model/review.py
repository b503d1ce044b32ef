"""The adviser's file of one cycle: comments, agreed outcomes, the letter's text."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from .assessment import AnswerWord, FollowUp
from .base import (
    LONG_FORM,
    SHORT_FORM,
    Clearance,
    Cycle,
    Digest,
    FileId,
    Flag,
    Id,
    IsoDate,
    Line,
    Model,
    Narrative,
    OneOrMore,
    SignOff,
    Word,
    entries,
)

SentenceDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Discussed(Model):
    """With whom the self-assessment was discussed, by role, and when."""

    with_: tuple[Id, ...] = Field(alias="with", min_length=1)
    on: IsoDate


class Returned(Model):
    """That the self-assessment went back to the authority, and why."""

    on: IsoDate
    reason: Narrative
    by: Id | None = None


class TakenBack(Model):
    """That a sign-off was taken back, and what it had been.

    Attributes:
        step: Which one, by its key.
        by: Who took it back, by role.
        on: The day.
        reason: Why.
        was: The entry that stood there.
    """

    step: Literal["accepted", "agreed", "cleared"]
    by: Id
    on: IsoDate
    reason: Narrative
    was: Clearance


class AgreedTo(Model):
    """Digests of what an agreed outcome rested on."""

    answers: Digest | None = None
    evidence: Digest | None = None


class View(Model):
    """What the adviser says of one criterion, where it differs from what the authority says.

    Attributes:
        answer: The answer as the adviser sees it; None where the authority's stands.
        comment: Why, a narrative that no letter prints.
    """

    answer: AnswerWord | None = None
    comment: Narrative | None = None


class BenchmarkReview(Model):
    """What the adviser says of one benchmark."""

    comments: Narrative | None = None
    agreed: Word | None = None
    reason: Narrative | None = None
    restricted: Flag = False
    views: dict[Id, View] = {}
    agreed_to: AgreedTo | None = None


class Strength(Model):
    """A strength in its long form.

    Attributes:
        text: The strength.
        share: Whether others may be shown it as good practice.
        restricted: Whether public letters leave it out.
    """

    text: Narrative
    share: Flag = False
    restricted: Flag = False


def _form(value: object) -> str:
    return LONG_FORM if isinstance(value, dict | Strength) else SHORT_FORM


AnyStrength = Annotated[
    Annotated[Narrative, Tag(SHORT_FORM)] | Annotated[Strength, Tag(LONG_FORM)], Discriminator(_form)
]


class Recommendation(Model):
    """What the authority is asked to do, and by whom and when."""

    id: Id
    benchmarks: tuple[Id, ...] = ()
    text: Narrative
    owner: Line | None = None
    due: IsoDate | None = None
    restricted: Flag = False


class LetterText(Model):
    """What the letter says in the adviser's words."""

    date: IsoDate | None = None
    marking: Line | None = None
    summary: Narrative | None = None
    strengths: tuple[AnyStrength, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


class NameDecision(Model):
    """Whether a word of a letter, which may be the name of someone withheld, is one.

    Attributes:
        text: The word as it stands in the letter.
        digest: Its digest in place of `text`, for whoever may not see it.
        is_: `word`: it stays; `name`: public letters leave it out.
        reason: Why.
        sentences: Digests of the sentences that were looked at; in any other one a `word` is looked at again.
    """

    text: Line | None = None
    digest: Digest | None = None
    is_: Literal["word", "name"] = Field(alias="is")
    reason: Narrative
    sentences: tuple[SentenceDigest, ...] = ()


class ReviewPublication(Model):
    """What was decided for the public edition of the letter."""

    names: tuple[NameDecision, ...] = ()


class Review(Model):
    """The adviser's file."""

    format: Literal["prevent-assure/review/1"]
    authority: FileId
    cycle: Cycle
    adviser: OneOrMore[Id] | None = None
    discussed: Discussed | None = None
    returned: OneOrMore[Returned] | None = None
    accepted: SignOff | None = None
    agreed: SignOff | None = None
    cleared: Clearance | None = None
    taken_back: tuple[TakenBack, ...] = ()
    benchmarks: dict[Id, BenchmarkReview] = {}
    letter: LetterText = LetterText()
    follow_up: tuple[FollowUp, ...] = ()
    publication: ReviewPublication = ReviewPublication()

    @property
    def advisers(self) -> Sequence[str]:
        """The roles of the advisers; who is named first leads."""
        given = self.adviser
        return (given,) if isinstance(given, str) else given or ()

    @property
    def lead_adviser(self) -> str | None:
        """The role of the adviser who leads."""
        return next(iter(self.advisers), None)

    @property
    def returns(self) -> Sequence[Returned]:
        """Every return, the oldest first."""
        return entries(self.returned)

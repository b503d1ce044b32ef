"""An authority's self-assessment of one cycle."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Discriminator, Field, GetPydanticSchema, Tag
from pydantic_core.core_schema import literal_schema

from .answers import ANSWERS
from .base import (
    LONG_FORM,
    SHORT_FORM,
    CriteriaRef,
    Cycle,
    Digest,
    FileId,
    Flag,
    Id,
    IsoDate,
    Line,
    Link,
    Model,
    Narrative,
    OneOrMore,
    RecommendationRef,
    Signed,
    Word,
    entries,
)

AnswerWord = Annotated[str, GetPydanticSchema(lambda _source, _handler: literal_schema(list(ANSWERS)))]
Progress = Literal["addressed", "good_progress", "limited_progress", "not_started", "superseded"]


class Reference(Model):
    """A paper that bears an answer out."""

    title: Line
    url: Link | None = None
    date: IsoDate | None = None


class Answer(Model):
    """The long form of an answer.

    Attributes:
        answer: The word; None where nothing stands behind the key yet, and the criterion is open.
        parts: Answers to the criterion's parts, likewise; they never make the answer.
        evidence: What bears it out.
        by_exception: Whether it is satisfied by the criterion's exception.
        references: Papers.
    """

    answer: AnswerWord | None
    parts: dict[Id, AnswerWord | None] = Field(default_factory=dict)  # pydantic would copy `{}` by copy.deepcopy
    evidence: Narrative | None = None
    by_exception: Flag = False
    references: tuple[Reference, ...] = ()


def _form(value: object) -> str:
    # Most are words, and there are a million of them in a nation.
    return LONG_FORM if type(value) is not str and isinstance(value, (dict, Answer)) else SHORT_FORM


AnyAnswer = Annotated[Annotated[AnswerWord, Tag(SHORT_FORM)] | Annotated[Answer, Tag(LONG_FORM)], Discriminator(_form)]
LevelAnswers = Annotated[
    Annotated[AnswerWord, Tag(SHORT_FORM)] | Annotated[dict[Id, AnyAnswer], Tag(LONG_FORM)],
    Discriminator(_form),
]
"""One answer for the whole level, or the answers by criterion."""


class BenchmarkAnswers(Model):
    """What the authority says of one benchmark.

    Attributes:
        claimed: The outcome that the authority sees.
        summary: Its account.
        restricted: Whether public letters leave the account out.
        answers: The answers by level.
    """

    claimed: Word | None = None
    summary: Narrative | None = None
    restricted: Flag = False
    answers: dict[Word, LevelAnswers] = {}

    def answer(self, level: str, criterion: str) -> Answer | AnswerWord | None:
        """Give the answer to a criterion, in the form in which it stands.

        Args:
            level: The criterion's level.
            criterion: Its id.

        Returns:
            The long form, the word, or None where it is unanswered.
        """
        answers = self.answers.get(level)
        return answers.get(criterion) if isinstance(answers, dict) else answers

    def word(self, level: str, criterion: str) -> str | None:
        """Give the word that answers a criterion.

        Args:
            level: The criterion's level.
            criterion: Its id.

        Returns:
            The word, or None where it is unanswered.
        """
        answer = self.answer(level, criterion)
        return answer.answer if isinstance(answer, Answer) else answer

    def words(self, level: str, criteria: Sequence[str]) -> Sequence[str | None]:
        """Give the words that answer some criteria of a level, faster than one by one.

        Args:
            level: The level.
            criteria: Ids of criteria under it.

        Returns:
            The word that answers each, or None where it is unanswered.
        """
        given = self.answers.get(level)
        if given is None or isinstance(given, str):
            return [given] * len(criteria)
        return [answer.answer if isinstance(answer, Answer) else answer for answer in map(given.get, criteria)]


class FollowUp(Model):
    """What became of a recommendation of the cycle before; `progress` is None while nothing stands behind the key."""

    recommendation: RecommendationRef
    progress: Progress | None
    comment: Narrative | None = None


Way = Literal["form", "email", "post"]
"""How a self-assessment came, where it did not come as this file."""


class Submission(Signed):
    """Who submitted the self-assessment and when, and how it came where it did not come by this file.

    Attributes:
        via: How it came.
        received: The day on which it came.
        form: The digest of the file that came.
    """

    via: Way | None = None
    received: IsoDate | None = None
    form: Digest | None = None


class Withdrawal(Signed):
    """That the authority took a submission back, and what it had been."""

    reason: Narrative
    was: Submission


class Assessment(Model):
    """The authority's file of one cycle.

    Attributes:
        covers: Other authorities that it is the self-assessment of, too.
    """

    format: Literal["prevent-assure/assessment/1"]
    authority: FileId
    cycle: Cycle
    criteria: CriteriaRef
    covers: tuple[FileId, ...] = ()
    submitted: OneOrMore[Submission] | None = None
    withdrawn: tuple[Withdrawal, ...] = ()
    benchmarks: dict[Id, BenchmarkAnswers] = Field(default={})
    follow_up: tuple[FollowUp, ...] = ()

    @property
    def submissions(self) -> Sequence[Submission]:
        """Every submission that was not withdrawn, the oldest first."""
        return entries(self.submitted)

    @property
    def last_submission(self) -> Submission | None:
        """The last submission that was not withdrawn."""
        return next(reversed(self.submissions), None)

"""All that belongs together for one authority in one cycle: what the checks and the letter look at."""

import datetime
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from prevent_assure.model.assessment import Assessment, BenchmarkAnswers
from prevent_assure.model.authority import Authority, People
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings

from .status import Status, in_by, is_submitted, status, why_draft


class BasisOfAgreement(NamedTuple):
    """What an agreed outcome rested on.

    Attributes:
        commit: The commit that set the outcome.
        criteria: The edition that the self-assessment cited then.
        benchmark: The benchmark, as the edition had it.
        answers: What the authority said of it then, if anything.
    """

    commit: str
    criteria: Criteria
    benchmark: Benchmark
    answers: BenchmarkAnswers | None


class Case(NamedTuple):
    """One authority in one cycle.

    Attributes:
        authority_id: The authority's id, from the file's name.
        cycle: The cycle, from the folder's name.
        settings: The workspace's settings, None where they cannot be read.
        authority: The authority's file, None where it is missing or cannot be read.
        assessment: The self-assessment, likewise.
        review: The adviser's file, likewise.
        criteria: The edition that the self-assessment cites, likewise.
        scores: What the rules derive for each benchmark; empty without criteria.
        recommended: The recommendations of the cycle before by name, as in `2023-24/training`, with their text;
            None where that cycle has no review here.
        issued: Whether there is an issue record.
        record: That record, None where it cannot be read.
        inherited: Other names of recommendations that came from another authority, to the name in `recommended`.
        older: The recommendations of cycles before that one which a follow-up names.
        made_to: The authorities to which a recommendation was made, by its one name.
        kin: The relatives whose files can be read.
        earlier: The authorities whose part those of whose part this one has taken had taken in turn.
        covered: The names of other authorities that the self-assessment covers, by id, as far as they can be read.
        letter_templates: Digests of the workspace's own wording and templates of letters, by name.
        agreed_on: By benchmark, what its agreed outcome rested on when it was agreed, as far as history was asked.
    """

    authority_id: str
    cycle: str
    settings: Settings | None
    authority: Authority | None
    assessment: Assessment | None
    review: Review | None
    criteria: Criteria | None
    scores: tuple[BenchmarkScore, ...] = ()
    recommended: Mapping[str, str] | None = None
    issued: bool = False
    record: IssueRecord | None = None
    inherited: Mapping[str, str] = MappingProxyType({})
    older: frozenset[str] = frozenset()
    made_to: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    earlier: frozenset[str] = frozenset()
    covered: Mapping[str, str] = MappingProxyType({})
    letter_templates: Mapping[str, str] = MappingProxyType({})
    kin: tuple[Authority, ...] = ()
    agreed_on: Mapping[str, BasisOfAgreement] = MappingProxyType({})

    @property
    def relatives(self) -> frozenset[str]:
        """The authorities whose part this one has taken, in turn, or whom its self-assessment covers too."""
        before = self.authority.predecessors if self.authority is not None else ()
        covered = self.assessment.covers if self.assessment is not None else ()
        return frozenset((*before, *covered, *self.earlier))

    def recommendation_named(self, reference: str) -> str:
        """Give a recommendation's one name.

        Args:
            reference: As a follow-up has it; of one that came from another authority also with that one's id, as in
                `2023-24/malvern-hills/training`.

        Returns:
            The name by which `recommended` has it.
        """
        return self.inherited.get(reference, reference)

    @property
    def status(self) -> Status:
        """The status that the files claim."""
        return status(self.assessment, self.review, issued=self.issued)

    @property
    def submitted_first(self) -> datetime.date | None:
        """When it was submitted for the first time; None where it never was, or the files do not tell."""
        day, exact = in_by(self.assessment, self.review)
        return day if exact else None

    @property
    def roles(self) -> People:
        """Everyone who may be named by role: the authority's people and the settings'."""
        shared = self.settings.people if self.settings is not None else {}
        return {**shared, **(self.authority.people if self.authority is not None else {})}


def previous_cycle(cycle: str) -> str:
    """Give the cycle before.

    Args:
        cycle: A cycle, as in `2024-25`.

    Returns:
        The one before, as in `2023-24`.
    """
    first = int(cycle[:4]) - 1
    return f"{first:04d}-{(first + 1) % 100:02d}"


class Need(NamedTuple):
    """Something that is needed.

    Attributes:
        sentence: What.
        way: What gives it: the command of a step, `agree benchmark`, `write` for a text, or another word for a way.
        benchmark: The benchmark that it is about, if any.
    """

    sentence: str
    way: str
    benchmark: str = ""


def errors_to_mend(errors: int) -> Need:
    """Say that files have errors, of which there are so many."""
    named = "1 error" if errors == 1 else f"{errors} errors"
    return Need(f"The files have {named}: `prevent-assure validate` names them.", "mend")


def missing_for_signature(case: Case, *, errors: int) -> tuple[str, ...]:
    """Say what is missing until a letter may be signed.

    Args:
        case: The authority in its cycle.
        errors: How many errors `validate` finds in its files.

    Returns:
        One sentence for each thing that is missing; none where nothing is.
    """
    missing = [*missing_steps(case), *([errors_to_mend(errors)] if errors else [])]
    return tuple(each.sentence for each in missing)


def missing_steps(case: Case) -> Iterator[Need]:
    """Say what is missing until a letter may be signed, and what gives it."""
    review = case.review
    if not is_submitted(case.assessment, review):
        done = {
            "not submitted": "is not submitted",
            "returned": "was returned to the authority",
            "withdrawn": "was withdrawn by the authority",
        }[why_draft(case.assessment, review)]
        yield Need(f"The self-assessment {done}.", "submit")
    given = review.benchmarks if review is not None else {}
    agreed = {name for name, each in given.items() if each.agreed is not None}
    for benchmark in case.criteria.by_number() if case.criteria is not None else ():
        if benchmark.scored and benchmark.id not in agreed:
            said = f"No outcome is agreed for benchmark {benchmark.number}, {benchmark.title}."
            yield Need(said, "agree benchmark", benchmark.id)
    if review is None or not (review.letter.summary or "").strip():
        yield Need("The letter's summary is not written.", "write")
    if review is None or review.agreed is None:
        yield Need("The adviser has not agreed the review.", "agree")

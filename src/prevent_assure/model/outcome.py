"""What the rules make of a benchmark's answers: values, with their trace."""

from typing import Literal, NamedTuple

OutcomeBasis = Literal["decided", "incomplete", "judgement"]


class Reason(NamedTuple):
    """Why an outcome is possible.

    Attributes:
        outcome: The outcome.
        rule: The number of the rule that gives it, from 1.
        rules_from: Whose rules: the `edition`'s or the `benchmark`'s own.
        criteria: The criteria on which that turned.
    """

    outcome: str
    rule: int
    rules_from: Literal["edition", "benchmark"]
    criteria: tuple[str, ...]


class Change(NamedTuple):
    """One answer that would have to be another.

    Attributes:
        criterion: The criterion.
        to: The answer that it takes.
    """

    criterion: str
    to: str


class ToReach(NamedTuple):
    """What would have to be true for the next outcome.

    Attributes:
        outcome: The next outcome above the worst possible one.
        changes: The smallest set of answers to change, in the criteria's order.
    """

    outcome: str
    changes: tuple[Change, ...]


class Derived(NamedTuple):
    """What the rules derive for one benchmark.

    Attributes:
        possible: The outcomes that some completion of the unknowns reaches, worst first.
        basis: `decided`, `incomplete` (an answer is missing) or `judgement`.
    """

    possible: tuple[str, ...]
    basis: OutcomeBasis


class BenchmarkScore(NamedTuple):
    """Claimed, derived and agreed outcome of one benchmark, side by side.

    Attributes:
        id: The benchmark.
        number: Its number.
        title: Its title.
        scored: Whether the regime scores it; all that follows is empty where it does not.
        claimed: The authority's own view, or None.
        possible: The outcomes that the rules allow, worst first.
        basis: How firmly they do.
        agreed: What adviser and authority agreed, or None.
        override: Whether that lies outside what the rules allow, with the adviser's views where there are any.
        because: Why each possible outcome is possible.
        to_reach: What would have to be true for the next outcome and no other, or None.
        to_reach_at_least: The same for it at least, by answers that change for the better only.
        possible_reviewed: The outcomes that the rules allow with the adviser's views in the answers' place; None where
            the adviser answers no criterion otherwise. So are the two below.
        basis_reviewed: How firmly they do.
        because_reviewed: Why each of them is possible.
    """

    id: str
    number: int
    title: str
    scored: bool
    claimed: str | None = None
    possible: tuple[str, ...] = ()
    basis: OutcomeBasis | None = None
    agreed: str | None = None
    override: bool = False
    because: tuple[Reason, ...] = ()
    to_reach: ToReach | None = None
    to_reach_at_least: ToReach | None = None
    possible_reviewed: tuple[str, ...] | None = None
    basis_reviewed: OutcomeBasis | None = None
    because_reviewed: tuple[Reason, ...] | None = None

    @property
    def allowed(self) -> tuple[str, ...]:
        """The outcomes that may be agreed without a reason: with the adviser's views, where there are any."""
        return self.possible if self.possible_reviewed is None else self.possible_reviewed

    @property
    def is_judgement(self) -> bool:
        """Whether the rules leave it to the adviser which of these it is."""
        return (self.basis if self.possible_reviewed is None else self.basis_reviewed) == "judgement"


class AssessmentScore(NamedTuple):
    """One authority's outcomes in one cycle.

    Attributes:
        authority: The authority's id.
        name: Its name, or the id where its file cannot be read.
        cycle: The cycle.
        criteria: The edition, as in `local-authority/2024-25`.
        criteria_origin: Where the edition was taken from.
        criteria_digest: The digest of what the edition says.
        status: The status that the files claim.
        outcomes: The edition's outcomes with their labels, worst first.
        benchmarks: The benchmarks in the order of their numbers.
        explained: For each benchmark its explanation in sentences; empty unless asked for.
    """

    authority: str
    name: str
    cycle: str
    criteria: str
    criteria_origin: str
    criteria_digest: str
    status: str
    outcomes: dict[str, str]
    benchmarks: tuple[BenchmarkScore, ...]
    explained: dict[str, list[str]]

    @property
    def counts(self) -> dict[str, int]:
        """How many scored benchmarks have each agreed outcome."""
        agreed = [score.agreed for score in self.benchmarks if score.scored]
        return {outcome: agreed.count(outcome) for outcome in self.outcomes}

"""Scores as rows of words: what the table on a terminal, the CSV and the Markdown table all show."""

from collections.abc import Mapping
from typing import NamedTuple

from prevent_assure.model.outcome import AssessmentScore, BenchmarkScore

NOT_SCORED = "N/A"
NOT_YET = "not yet"
OUTSIDE = "agreed outside the rules"
HEADINGS = ("No.", "Benchmark", "Claimed", "The rules allow", "Agreed")
_BASIS = {"incomplete": "incomplete", "judgement": "the adviser judges"}


class Row(NamedTuple):
    """One benchmark in words.

    Attributes:
        number: Its number.
        title: Its title.
        claimed: The claimed outcome's label.
        derived: What the rules allow.
        agreed: The agreed outcome's label.
        outside: Whether it was agreed outside the rules.
    """

    number: str
    title: str
    claimed: str
    derived: str
    agreed: str
    outside: bool

    @property
    def agreed_in_full(self) -> str:
        """The agreed outcome, marked where it was agreed outside the rules."""
        return f"{self.agreed} ({OUTSIDE})" if self.outside else self.agreed


def rows(assessment: AssessmentScore) -> list[Row]:
    """Put an assessment's scores into words.

    Args:
        assessment: The scores.

    Returns:
        A row for each benchmark.
    """
    return [_row(score, assessment.outcomes) for score in assessment.benchmarks]


def counts_in_words(assessment: AssessmentScore) -> str:
    """Say how many benchmarks have which agreed outcome.

    Args:
        assessment: The scores.

    Returns:
        As in `0 Not met, 6 Met, 1 Exceeding; 1 not scored`.
    """
    counted = ", ".join(f"{number} {assessment.outcomes[outcome]}" for outcome, number in assessment.counts.items())
    open_ones = sum(score.scored and score.agreed is None for score in assessment.benchmarks)
    unscored = sum(not score.scored for score in assessment.benchmarks)
    rest = [f"{open_ones} not yet agreed"] * bool(open_ones) + [f"{unscored} not scored"] * bool(unscored)
    return "; ".join([counted, *rest])


def _row(score: BenchmarkScore, labels: Mapping[str, str]) -> Row:
    number = str(score.number)
    if not score.scored:
        return Row(number, score.title, NOT_SCORED, NOT_SCORED, NOT_SCORED, outside=False)
    return Row(
        number,
        score.title,
        labels.get(score.claimed, score.claimed) if score.claimed is not None else "-",
        _derived(score, labels),
        labels.get(score.agreed, score.agreed) if score.agreed is not None else NOT_YET,
        score.override,
    )


def _derived(score: BenchmarkScore, labels: Mapping[str, str]) -> str:
    allowed = " or ".join(labels.get(each, each) for each in score.possible)
    basis = _BASIS.get(score.basis or "")
    return f"{allowed} ({basis})" if basis else allowed

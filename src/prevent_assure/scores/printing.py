"""Scores as a listing: the outcomes of each benchmark side by side, in words for people and by ids for programs."""

from collections.abc import Iterable, Iterator, Mapping

from prevent_assure.model.outcome import AssessmentScore, BenchmarkScore, OutcomeBasis
from prevent_assure.rules.status import STAGES
from prevent_assure.text.blocks import Block, Heading, Line, Points, Styled, Table
from prevent_assure.text.listings import Cell, Listing
from prevent_assure.text.phrasing import printed_cycle

NOT_SCORED = "N/A"
NOT_YET = "not yet"
OUTSIDE = "agreed outside the rules"
HEADINGS = ("No.", "Benchmark", "Claimed", "The rules allow", "Agreed")
WITH_VIEWS = "With the adviser's views"
"""Beside what the rules make of the authority's answers, where the adviser sees some criterion otherwise."""
COLUMNS = (
    "authority", "cycle", "criteria", "status", "number", "benchmark", "title", "scored", "claimed", "possible",
    "basis", "agreed", "override", "possible_reviewed", "basis_reviewed",
)  # fmt: skip
_BASIS = {"incomplete": "incomplete", "judgement": "the adviser judges"}


def scores_listing(assessments: Iterable[AssessmentScore], *, verbose: bool = False) -> Listing:
    """List scores.

    Args:
        assessments: The scores, gone through once.
        verbose: Whether to say on a terminal where the criteria were taken from.

    Returns:
        The listing: a table for each assessment, with its explanation below where there is one.
    """
    return Listing(
        text=(block for score in assessments for block in _text(score, verbose=verbose)),
        markdown=(block for score in assessments for block in (Heading(_head(score)), *_below(score))),
        columns=COLUMNS,
        rows=(row for score in assessments for row in _rows(score)),
        data={"format": "prevent-assure/scores/1", "assessments": map(_object, assessments)},
    )


def _text(assessment: AssessmentScore, *, verbose: bool) -> Iterator[Block]:
    yield Heading(_head(assessment), aside=Styled(f" ({STAGES[assessment.status]})"))
    if verbose:
        yield Line(f"criteria: {assessment.criteria} from {assessment.criteria_origin}, {assessment.criteria_digest}")
    yield from _below(assessment)


def _head(assessment: AssessmentScore) -> str:
    return f"{assessment.name}, {printed_cycle(assessment.cycle)}"


def _below(assessment: AssessmentScore) -> Iterator[Block]:
    outside = frozenset(index for index, score in enumerate(assessment.benchmarks) if score.override)
    views = any(score.possible_reviewed is not None for score in assessment.benchmarks)
    rows = [_words(score, assessment.outcomes, views=views) for score in assessment.benchmarks]
    headings = (*HEADINGS[:4], WITH_VIEWS, *HEADINGS[4:]) if views else HEADINGS
    yield Table(headings, rows, right=frozenset({"No."}), strong=outside, overflow="ellipsis")
    yield Line(f"Agreed: {_counts(assessment)}. Benchmarks are not equally important; there is no total.")
    for score in assessment.benchmarks:
        if sentences := assessment.explained.get(score.id):
            yield Heading(score.title, number=score.number, level=3)
            yield Points(sentences)


def _counts(assessment: AssessmentScore) -> str:
    """As in `0 Not met, 6 Met, 1 Exceeding; 1 not scored`."""
    counted = ", ".join(f"{number} {assessment.outcomes[outcome]}" for outcome, number in assessment.counts.items())
    open_ones = sum(score.scored and score.agreed is None for score in assessment.benchmarks)
    unscored = sum(not score.scored for score in assessment.benchmarks)
    rest = [f"{open_ones} not yet agreed"] * bool(open_ones) + [f"{unscored} not scored"] * bool(unscored)
    return "; ".join([counted, *rest])


def _words(score: BenchmarkScore, labels: Mapping[str, str], *, views: bool) -> tuple[str, ...]:
    if not score.scored:
        return (str(score.number), score.title, *[NOT_SCORED] * (4 if views else 3))
    claimed = labels.get(score.claimed, score.claimed) if score.claimed is not None else "-"
    allowed = [_allowed(score.possible, score.basis, labels)]
    if views:
        reviewed = score.possible_reviewed
        allowed.append("-" if reviewed is None else _allowed(reviewed, score.basis_reviewed, labels))
    agreed = labels.get(score.agreed, score.agreed) if score.agreed is not None else NOT_YET
    outside = f" ({OUTSIDE})" if score.override else ""
    return (str(score.number), score.title, claimed, *allowed, f"{agreed}{outside}")


def _allowed(possible: Iterable[str], basis: OutcomeBasis | None, labels: Mapping[str, str]) -> str:
    """As in `Not met or Met (the adviser judges)`."""
    said = " or ".join(labels.get(outcome, outcome) for outcome in possible)
    return f"{said} ({_BASIS[basis]})" if basis in _BASIS else said


def _rows(assessment: AssessmentScore) -> Iterator[tuple[Cell, ...]]:
    for score in assessment.benchmarks:
        yield (
            assessment.authority, assessment.cycle, assessment.criteria, assessment.status, score.number, score.id,
            score.title, score.scored, score.claimed, score.possible, score.basis, score.agreed, score.override,
            score.possible_reviewed, score.basis_reviewed,
        )  # fmt: skip


def _object(assessment: AssessmentScore) -> dict[str, object]:
    return {
        "authority": assessment.authority,
        "cycle": assessment.cycle,
        "criteria": assessment.criteria,
        "criteria_digest": assessment.criteria_digest,
        "status": assessment.status,
        "benchmarks": [
            score if score.scored else dict(zip(score._fields[:4], score, strict=False))
            for score in assessment.benchmarks
        ],
        "counts": {"agreed": assessment.counts},
    }

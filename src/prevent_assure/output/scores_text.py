"""Scores for people, as tables."""

from collections.abc import Iterator, Sequence

from prevent_assure.model.outcome import AssessmentScore

from .columns import bold, table, wrapped
from .escaping import harmless
from .score_rows import HEADINGS, counts_in_words, rows

STATUS = {
    "draft": "draft",
    "submitted": "submitted",
    "in_review": "in review",
    "agreed": "agreed",
    "cleared": "cleared",
    "issued": "issued",
}


def scores_text(assessments: Sequence[AssessmentScore], *, width: int, colour: bool, verbose: bool = False) -> str:
    """Write scores as tables.

    Args:
        assessments: The scores.
        width: How many columns there are.
        colour: Whether colours may be used.
        verbose: Whether to say where the criteria were taken from.

    Returns:
        A table for each assessment, with its explanation below where there is one.
    """
    each = ("\n".join(_lines(assessment, width, colour=colour, verbose=verbose)) for assessment in assessments)
    return "\n\n".join(each) + "\n" if assessments else ""


def _lines(assessment: AssessmentScore, width: int, *, colour: bool, verbose: bool) -> Iterator[str]:
    head = f"{harmless(assessment.name)}, {assessment.cycle.replace('-', '/')} ({STATUS[assessment.status]})"
    yield from (bold(line, colour=colour) for line in wrapped(head, width))
    if verbose:
        origin = f"criteria: {assessment.criteria} from {assessment.criteria_origin}, {assessment.criteria_digest}"
        yield from wrapped(harmless(origin), width)
    yield ""
    yield from _table(assessment, width, colour=colour)
    yield ""
    counted = counts_in_words(assessment)
    yield from wrapped(f"Agreed: {counted}. Benchmarks are not equally important; there is no total.", width)
    for benchmark in assessment.benchmarks:
        explained = assessment.explained.get(benchmark.id, ())
        if explained:
            yield ""
            title = f"{benchmark.number} {harmless(benchmark.title)}"
            yield from (bold(line, colour=colour) for line in wrapped(title, width))
        for sentence in explained:
            yield from (f"  {line}" for line in wrapped(harmless(sentence), width - 2))


def _table(assessment: AssessmentScore, width: int, *, colour: bool) -> Iterator[str]:
    shown = rows(assessment)
    words = [[row.number, row.title, row.claimed, row.derived, row.agreed_in_full] for row in shown]
    cells = [list(HEADINGS), *([harmless(each) for each in row] for row in words)]
    marked = [True, *(row.outside for row in shown)]
    numbers = frozenset({HEADINGS.index("No.")})
    for lines, is_bold in zip(table(cells, width=width, right=numbers), marked, strict=True):
        yield from (bold(line, colour=colour and is_bold) for line in lines)

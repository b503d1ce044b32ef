"""Scores as CSV and as Markdown: one line a benchmark, nothing in them that a spreadsheet or a page would act on."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from prevent_assure.model.outcome import AssessmentScore

from .escaping import cell, harmless, table_cell
from .score_rows import HEADINGS, counts_in_words, rows

COLUMNS = (
    "authority", "cycle", "criteria", "status", "number", "benchmark", "title", "scored", "claimed", "possible",
    "basis", "agreed", "override",
)  # fmt: skip


def scores_csv(assessments: Iterable[AssessmentScore]) -> Iterator[str]:
    """Write scores as CSV, a line for each benchmark of each assessment, ids and not labels.

    Args:
        assessments: The scores.

    Yields:
        The CSV's heading, then the lines of each; several possible outcomes have `|` between them.
    """
    yield _csv([COLUMNS])
    for each in assessments:
        yield _csv(_cells(each))


def _cells(each: AssessmentScore) -> Iterator[list[str]]:
    for score in each.benchmarks:
        row = [
            each.authority, each.cycle, each.criteria, each.status, str(score.number), score.id, score.title,
            "yes" if score.scored else "no", score.claimed or "", "|".join(score.possible), score.basis or "",
            score.agreed or "", "yes" if score.override else "no",
        ]  # fmt: skip
        yield [cell(harmless(word)) for word in row]


def _csv(lines: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def scores_md(assessments: Iterable[AssessmentScore]) -> Iterator[str]:
    """Write scores as Markdown tables.

    Args:
        assessments: The scores.

    Yields:
        A heading, a table and the counts for each assessment; explanations below where there are any.
    """
    between = ""
    for each in assessments:
        yield between + _one(each)
        between = "\n"


def _one(assessment: AssessmentScore) -> str:
    head = f"## {table_cell(assessment.name)}, {assessment.cycle.replace('-', '/')}"
    lines = [head, "", f"| {' | '.join(HEADINGS)} |", "| ---: | --- | --- | --- | --- |"]
    for row in rows(assessment):
        words = (row.number, row.title, row.claimed, row.derived, row.agreed_in_full)
        lines.append(f"| {' | '.join(table_cell(harmless(each)) for each in words)} |")
    lines += [
        "",
        f"Agreed: {counts_in_words(assessment)}. Benchmarks are not equally important; there is no total.",
    ]
    for score in assessment.benchmarks:
        sentences = assessment.explained.get(score.id)
        if sentences:
            lines += [
                "",
                f"### {score.number}\\. {table_cell(score.title)}",
                "",
                *(f"- {table_cell(harmless(each))}" for each in sentences),
            ]
    return "\n".join(lines) + "\n"

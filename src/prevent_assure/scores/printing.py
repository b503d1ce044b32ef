"""Scores for people, as tables. What people wrote goes in as text, never as rich's markup."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from prevent_assure.model.outcome import AssessmentScore, BenchmarkScore
from prevent_assure.text.consoles import console_on, trimmed
from prevent_assure.text.escaping import cell, harmless, table_cell
from prevent_assure.text.json_text import written


def scores_json(assessments: Iterable[AssessmentScore]) -> Iterator[str]:
    """Write scores as `prevent-assure/scores/1`.

    Args:
        assessments: The scores, which need not all be there at once.

    Yields:
        Part after part of one JSON object and a line end.
    """
    head, _, tail = written({"format": "prevent-assure/scores/1", "assessments": [None]}).partition("null")
    before = head
    for each in assessments:
        yield before + json.dumps(_assessment(each), indent=2).replace("\n", "\n    ")
        before = ",\n    "
    yield f"{head.rstrip()}{tail.lstrip()}" if before is head else tail


def _assessment(each: AssessmentScore) -> dict[str, Any]:
    return {
        "authority": each.authority,
        "cycle": each.cycle,
        "criteria": each.criteria,
        "criteria_digest": each.criteria_digest,
        "status": each.status,
        "benchmarks": [_benchmark(score) for score in each.benchmarks],
        "counts": {"agreed": each.counts},
    }


def _benchmark(score: BenchmarkScore) -> dict[str, Any]:
    head = {"id": score.id, "number": score.number, "title": score.title, "scored": score.scored}
    if not score.scored:
        return head
    reach = score.to_reach
    changes = [each._asdict() for each in reach.changes] if reach is not None else []
    return {
        **head,
        "claimed": score.claimed,
        "possible": list(score.possible),
        "basis": score.basis,
        "agreed": score.agreed,
        "override": score.override,
        "because": [{**each._asdict(), "criteria": list(each.criteria)} for each in score.because],
        "to_reach": {"outcome": reach.outcome, "changes": changes} if reach is not None else None,
    }


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


_BETWEEN = "   "
STATUS = {
    "draft": "draft",
    "submitted": "submitted",
    "in_review": "in review",
    "agreed": "agreed",
    "cleared": "cleared",
    "issued": "issued",
}


def scores_text(
    assessments: Iterable[AssessmentScore], *, width: int, colour: bool, verbose: bool = False
) -> Iterator[str]:
    """Write scores as tables.

    Args:
        assessments: The scores, which need not all be there at once.
        width: How many columns there are.
        colour: Whether colours may be used.
        verbose: Whether to say where the criteria were taken from.

    Yields:
        A table for each assessment, with its explanation below where there is one.
    """
    between = ""
    for assessment in assessments:
        simple = None if colour or verbose else plain_table(assessment, width)
        yield between + (rich_table(assessment, width, colour=colour, verbose=verbose) if simple is None else simple)
        between = "\n"


def plain_table(assessment: AssessmentScore, width: int) -> str | None:
    """Write a table without colours in which no line has to be broken, as rich does, in a tenth of the time.

    Args:
        assessment: The scores.
        width: How many columns there are.

    Returns:
        The table, or None where something does not fit or has to be explained.
    """
    lines = [HEADINGS, *(tuple(harmless(word) for word in _words(row)) for row in rows(assessment))]
    head, foot = _head(assessment), _foot(assessment)
    simple = all(map(_simple, (head, foot, *(word for line in lines for word in line))))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ruled = sum(widths) + len(_BETWEEN) * (len(widths) - 1)
    if assessment.explained or not simple or max(ruled + 2, len(head), len(foot)) > width:
        return None
    heading, *body = (f" {_set_out(line, widths)}".rstrip() for line in lines)
    return "\n".join([head, "", heading, f" {'─' * ruled}", *body, "", foot, ""])


def _simple(text: str) -> bool:
    """Tell whether each character takes one column, and none at the ends is a space."""
    return text == text.strip() and (text.isascii() or all(cell_len(each) == 1 for each in text))


def _set_out(line: Sequence[str], widths: Sequence[int]) -> str:
    number, *others = line
    aligned = (word.ljust(width) for word, width in zip(others, widths[1:], strict=True))
    return _BETWEEN.join([number.rjust(widths[0]), *aligned])


def rich_table(assessment: AssessmentScore, width: int, *, colour: bool, verbose: bool) -> str:
    """Write a table with rich, which breaks lines that do not fit.

    Args:
        assessment: The scores.
        width: How many columns there are.
        colour: Whether colours may be used.
        verbose: Whether to say where the criteria were taken from.

    Returns:
        The table, with its explanation below where there is one.
    """
    out = StringIO()
    console = console_on(out, width=width, colour=colour)
    _print(console, assessment, verbose=verbose)
    return trimmed(out)


def _head(assessment: AssessmentScore) -> str:
    return f"{harmless(assessment.name)}, {assessment.cycle.replace('-', '/')} ({STATUS[assessment.status]})"


def _foot(assessment: AssessmentScore) -> str:
    return f"Agreed: {counts_in_words(assessment)}. Benchmarks are not equally important; there is no total."


def _print(console: Console, assessment: AssessmentScore, *, verbose: bool) -> None:
    console.print(Text(_head(assessment), style="bold"))
    if verbose:
        console.print(
            Text(f"criteria: {assessment.criteria} from {assessment.criteria_origin}, {assessment.criteria_digest}")
        )
    console.print(_table(assessment))
    console.print(Text(_foot(assessment)))
    for benchmark in assessment.benchmarks:
        for number, sentence in enumerate(assessment.explained.get(benchmark.id, ())):
            if not number:
                console.print(Text(f"\n{benchmark.number} {harmless(benchmark.title)}", style="bold"))
            console.print(Padding(Text(harmless(sentence)), (0, 0, 0, 2)))


def _table(assessment: AssessmentScore) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading == "No." else "left")
    for row in rows(assessment):
        table.add_row(*(Text(harmless(each)) for each in _words(row)), style="bold" if row.outside else None)
    return table


def _words(row: Row) -> tuple[str, ...]:
    return row.number, row.title, row.claimed, row.derived, row.agreed_in_full


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

"""Scores for people, as tables. What people wrote goes in as text, never as rich's markup."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from prevent_assure.model.outcome import AssessmentScore

from .consoles import console_on, trimmed
from .escaping import harmless
from .score_rows import HEADINGS, Row, counts_in_words, rows

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

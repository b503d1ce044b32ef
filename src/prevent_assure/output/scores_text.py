"""Scores for people, as tables. What people wrote goes in as text, never as rich's markup."""

from collections.abc import Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from prevent_assure.model.outcome import AssessmentScore

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
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        no_color=not colour,
    )
    for index, assessment in enumerate(assessments):
        if index:
            console.print()
        _print(console, assessment, verbose=verbose)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _print(console: Console, assessment: AssessmentScore, *, verbose: bool) -> None:
    head = f"{harmless(assessment.name)}, {assessment.cycle.replace('-', '/')} ({STATUS[assessment.status]})"
    console.print(Text(head, style="bold"))
    if verbose:
        console.print(
            Text(f"criteria: {assessment.criteria} from {assessment.criteria_origin}, {assessment.criteria_digest}")
        )
    console.print(_table(assessment))
    console.print(
        Text(f"Agreed: {counts_in_words(assessment)}. Benchmarks are not equally important; there is no total.")
    )
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
        words = (row.number, row.title, row.claimed, row.derived, row.agreed_in_full)
        table.add_row(*(Text(harmless(each)) for each in words), style="bold" if row.outside else None)
    return table

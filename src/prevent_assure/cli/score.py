"""`prevent-assure score`."""

import shutil
from enum import StrEnum
from typing import Annotated

import typer

from prevent_assure.model.outcome import AssessmentScore

from . import boundary

EXAMPLES = (
    "Examples: `prevent-assure score` · `prevent-assure score -a herefordshire --explain` · "
    "`prevent-assure score --cycle 2023-24 --format csv`"
)
WIDTH = 100
"""Columns where no terminal says otherwise."""


class Format(StrEnum):
    """How scores are printed."""

    text = "text"
    json = "json"
    csv = "csv"
    md = "md"


def score(
    context: typer.Context,
    authority: boundary.Authorities = None,
    cycle: boundary.Cycle = None,
    explain: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool, typer.Option("--explain", help="Say why, and what would have to be true for the next outcome.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = Format.text,
    verbose: boundary.Verbose = False,  # noqa: FBT002 - as above
    workspace: boundary.Workspace = None,
) -> None:
    """Show the claimed, derived and agreed outcome of each benchmark side by side.

    There is no total: benchmarks are not equally important. Errors in the files go to standard
    error, and the exit code is then 1.
    """
    with boundary.boundary():
        from prevent_assure.tasks.score import score as task  # noqa: PLC0415 - start-up

        opened = boundary.open_workspace(context, workspace)
        of_cycle = boundary.chosen_cycle(opened, cycle)
        named = boundary.chosen_authorities(opened, authority, of_cycle)
        result = task(opened, cycle=of_cycle, authorities=named, explain=form is Format.json, in_words=explain)
        _show(result.assessments, form, verbose=verbose)
        boundary.findings(result.diagnostics, to_error=True)
        if not result.assessments and not result.diagnostics:
            boundary.say(f"no authority has a self-assessment for {of_cycle} yet")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.diagnostics else boundary.DONE)


def _show(assessments: tuple[AssessmentScore, ...], form: Format, *, verbose: bool) -> None:
    if form is Format.json:
        from prevent_assure.output.json_form import scores_json  # noqa: PLC0415 - start-up

        boundary.show(scores_json(assessments))
    elif form is Format.text:
        from prevent_assure.output.scores_text import scores_text  # noqa: PLC0415 - start-up

        width = shutil.get_terminal_size((WIDTH, 24)).columns if boundary.on_terminal() else WIDTH
        boundary.show(scores_text(assessments, width=width, colour=boundary.in_colour(), verbose=verbose))
    else:
        from prevent_assure.output.scores_tables import scores_csv, scores_md  # noqa: PLC0415 - start-up

        boundary.show(scores_csv(assessments) if form is Format.csv else scores_md(assessments))

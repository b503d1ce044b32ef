"""`prevent-assure score`."""

import shutil
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from prevent_assure.checking.reading import errors_of
from prevent_assure.cli import boundary, long_work, workspaces
from prevent_assure.model.outcome import AssessmentScore

from .printing import scores_csv, scores_json, scores_md, scores_text
from .task import score_each

EXAMPLES = (
    "Examples: `prevent-assure score` · `prevent-assure score -a herefordshire --explain` · "
    "`prevent-assure score --cycle 2023-24 --format csv`"
)
WIDTH = 132
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
    jobs: long_work.Jobs = 1,
    workspace: boundary.Workspace = None,
) -> None:
    """Show the claimed, derived and agreed outcome of each benchmark side by side.

    There is no total: benchmarks are not equally important. Errors in the files go to standard
    error, and the exit code is then 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = workspaces.chosen_authorities(opened, authority, of_cycle) or opened.assessed(of_cycle)
        found = dict.fromkeys(opened.settings.diagnostics)
        results = score_each(
            opened,
            cycle=of_cycle,
            authorities=named,
            explain=form is Format.json,
            in_words=explain,
            crew=long_work.crew(jobs),
        )
        with long_work.progress("Authorities", len(named), shown=not boundary.on_terminal()) as watch:
            _show(_scores(results, found, watch), form, verbose=verbose)
        errors = errors_of(found, opened)
        boundary.findings(errors, to_error=True)
        if not named:
            boundary.say(f"no authority has a self-assessment for {of_cycle} yet")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if errors else boundary.DONE)


def _scores(results: Iterable[Any], found: dict[Any, None], watch: Any) -> Iterator[AssessmentScore]:  # noqa: ANN401 - loaded late
    """Take scores one by one, and what was found on the way."""
    for done, each in enumerate(results, 1):
        found.update(dict.fromkeys(each.diagnostics))
        watch(done)
        if each.assessment is not None:
            yield each.assessment


def _show(assessments: Iterator[AssessmentScore], form: Format, *, verbose: bool) -> None:
    """Print scores as they come: a nation's need not be in memory at once."""
    parts: Iterator[str]
    if form is Format.json:
        parts = scores_json(assessments)
    elif form is Format.text:
        width = shutil.get_terminal_size((WIDTH, 24)).columns if boundary.on_terminal() else WIDTH
        parts = scores_text(assessments, width=width, colour=boundary.in_colour(), verbose=verbose)
    else:
        parts = scores_csv(assessments) if form is Format.csv else scores_md(assessments)
    for part in parts:
        boundary.show(part)

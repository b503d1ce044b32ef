"""`prevent-assure score`."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal

import typer

from prevent_assure.checking.reading import errors_of
from prevent_assure.cli import boundary, long_work, streams, workspaces
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.outcome import AssessmentScore

from .printing import scores_csv, scores_json, scores_md, scores_text
from .task import Scored, score_each

Format = Literal["text", "json", "csv", "md"]
EXAMPLES = (
    "Examples: `prevent-assure score` · `prevent-assure score -a herefordshire --explain` · "
    "`prevent-assure score --cycle 2023-24 --format csv`"
)
WIDTH = 132
"""Columns elsewhere than on a terminal."""


def score(
    context: typer.Context,
    authority: boundary.Authorities = None,
    cycle: boundary.Cycle = None,
    explain: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool, typer.Option("--explain", help="Say why, and what would have to be true for the next outcome.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = "text",
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
            explain=form == "json",
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


def _scores(
    results: Iterable[Scored], found: dict[Diagnostic, None], watch: Callable[[int], None]
) -> Iterator[AssessmentScore]:
    """Take scores one by one, and what was found on the way."""
    for done, each in enumerate(results, 1):
        found.update(dict.fromkeys(each.diagnostics))
        watch(done)
        if each.assessment is not None:
            yield each.assessment


def _show(assessments: Iterator[AssessmentScore], form: Format, *, verbose: bool) -> None:
    """Print scores as they come: a nation's need not be in memory at once."""
    parts: Iterator[str]
    if form == "json":
        parts = scores_json(assessments)
    elif form == "text":
        width = streams.width(WIDTH)
        parts = scores_text(assessments, width=width, colour=boundary.in_colour(), verbose=verbose)
    else:
        parts = scores_csv(assessments) if form == "csv" else scores_md(assessments)
    for part in parts:
        boundary.show(part)

"""`prevent-assure score`."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer

from prevent_assure.checking.reading import errors_of
from prevent_assure.cli import boundary, listing, long_work, streams, workspaces
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.outcome import AssessmentScore

from .printing import scores_listing
from .task import Scored, score_each

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
        bool, typer.Option("--explain", help="Say why, and what would have to be true for at least the next outcome.")
    ] = False,
    form: listing.Form = "text",
    no_bom: listing.NoBom = False,  # noqa: FBT002 - as above
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
            scores = scores_listing(_scores(results, found, watch), verbose=streams.manner.verbose)
            listing.show(scores, form, columns=WIDTH, bom=not no_bom)
        errors = errors_of(found, opened)
        boundary.findings(errors, to_error=True)
        if not named:
            boundary.note(f"no authority has a self-assessment for {of_cycle} yet")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if errors else boundary.DONE)


def _scores(
    results: Iterable[Scored], found: dict[Diagnostic, None], watch: Callable[[int], None]
) -> Iterator[AssessmentScore]:
    """Take scores one by one, and what was found on the way: a nation's need not be in memory at once."""
    for done, scored in enumerate(results, 1):
        found.update(dict.fromkeys(scored.diagnostics))
        watch(done)
        if scored.assessment is not None:
            yield scored.assessment

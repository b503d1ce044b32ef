"""`prevent-assure recommendations`."""

from typing import Annotated

import typer

from prevent_assure.cli import boundary, listing, workspaces

from .recommendations import recommendations as task
from .recommendations_printing import recommendations_listing

EXAMPLES = (
    "Examples: `prevent-assure recommendations --open` · `prevent-assure recommendations -a herefordshire` · "
    "`prevent-assure recommendations --open --format csv`"
)


def recommendations(
    context: typer.Context,
    authority: boundary.Authorities = None,
    cycle: Annotated[
        list[str] | None,
        typer.Option("--cycle", metavar="CYCLE", help="Only those that this cycle's letters made. By default all."),
    ] = None,
    only_open: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool, typer.Option("--open", help="Leave out those that are addressed or superseded.")
    ] = False,
    form: listing.Form = "text",
    no_bom: listing.NoBom = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """List every recommendation of every cycle, with its progress until now.

    The adviser's view of the progress goes before the authority's. Errors in the files go to
    standard error, and the exit code is then 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        current = workspaces.chosen_cycle(opened, None)
        cycles = [workspaces.chosen_cycle(opened, each) for each in cycle or ()]
        named = workspaces.chosen_authorities(opened, authority, current)
        result = task(opened, cycles=cycles, authorities=named, only_open=only_open)
        listing.show(recommendations_listing(result.recommendations), form, bom=not no_bom)
        boundary.findings(result.diagnostics, to_error=True)
        if not result.recommendations:
            boundary.note("there are no such recommendations")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.diagnostics else boundary.DONE)

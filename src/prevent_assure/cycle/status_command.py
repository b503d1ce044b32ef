"""`prevent-assure status`."""

from typing import Annotated

import typer

from prevent_assure.cli import boundary, clock, listing, workspaces
from prevent_assure.model.nearness import closest
from prevent_assure.text.escaping import harmless
from prevent_assure.workspace.workspace import Workspace

from .reminders import reminders
from .status import StatusResult
from .status import status as task
from .status_printing import status_listing

EXAMPLES = (
    "Examples: `prevent-assure status` · `prevent-assure status --adviser prevent-adviser --on 2025-04-01` · "
    "`prevent-assure status --chase`"
)


def status(
    context: typer.Context,
    authority: boundary.Authorities = None,
    cycle: boundary.Cycle = None,
    adviser: Annotated[
        str | None, typer.Option("--adviser", metavar="ROLE", help="Only this adviser's, by the review's `adviser`.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day that days are counted from. By default today.")
    ] = None,
    chase: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool, typer.Option("--chase", help="Write a reminder for each authority that is late.")
    ] = False,
    form: listing.Form = "text",
    no_bom: listing.NoBom = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Say who is where: status, days to and past the due date, and what each still needs.

    Errors in the files go to standard error, and the exit code is then 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = workspaces.chosen_authorities(opened, authority, of_cycle)
        if chase and form != "text":
            boundary.fail("--chase writes plain text, and takes no --format")
        result = task(opened, cycle=of_cycle, on=clock.day(on), authorities=named)
        if adviser is not None:
            _check(adviser, opened, result)
            result = result.of(adviser)
        if chase:
            _chase(opened, result, adviser)
        else:
            listing.show(status_listing(result.authorities, result.cycle, result.on), form, bom=not no_bom)
        boundary.findings(result.diagnostics, to_error=True)
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.diagnostics else boundary.DONE)


def _check(adviser: str, workspace: Workspace, result: StatusResult) -> None:
    known = sorted({*workspaces.settings_of(workspace).people, *result.advisers})
    if adviser not in known:
        hint = closest(adviser, known) or f"advisers here: {', '.join(known) or 'none'}"
        boundary.fail("--adviser takes the role of an adviser, as reviews name it", hint)


def _chase(workspace: Workspace, result: StatusResult, adviser: str | None) -> None:
    written = [text for _, text in reminders(workspace, result, adviser=adviser)]
    if not written:
        boundary.note(f"nobody is late on {result.on.isoformat()}")
    lines = "\n----\n\n".join(written).split("\n")
    boundary.show("\n".join(harmless(line) for line in lines))

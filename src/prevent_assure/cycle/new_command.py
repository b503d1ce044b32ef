"""`prevent-assure new`."""

from typing import Annotated

import typer

from prevent_assure.checking.reading import existing
from prevent_assure.cli import boundary, completion, workspaces
from prevent_assure.model.base import is_cycle
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import only_tried

from .new import NewResult
from .new import new as task

EXAMPLES = (
    "Examples: `prevent-assure new -a herefordshire` · "
    "`prevent-assure new -a herefordshire --cycle 2025-26 --from 2024-25` · `prevent-assure new --all --from 2024-25`"
)


def new(
    context: typer.Context,
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            "-a",
            metavar="ID",
            help="Whose self-assessment, by id; may be given several times. By default the only authority's.",
            show_default=False,
            autocompletion=completion.authorities,
        ),
    ] = None,
    cycle: boundary.Cycle = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="CYCLE",
            help="Put the answers of this cycle beside the criteria, as comments.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every authority of the workspace.")] = False,  # noqa: FBT002 - so typer has it
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Write a self-assessment to be filled in, to assessments/CYCLE/AUTHORITY.yaml.

    It holds each criterion with its text, every answer left open, and the recommendations of the cycle
    before to be followed up. A file that is there already is left as it is.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = _cycle(opened, cycle)
        named = _named(opened, authority, of_cycle, every=every)
        with only_tried(dry_run):
            results = task(opened, authorities=named, cycle=of_cycle, source=_source(source, of_cycle))
            for result in results:
                _say(result)
    if any(result.diagnostics for result in results):
        raise typer.Exit(boundary.INPUT_HAS_ERRORS)
    raise typer.Exit(boundary.DONE if any(result.made for result in results) else boundary.CANNOT_RUN)


def _cycle(workspace: Workspace, cycle: str | None) -> str:
    settings = workspace.settings.model
    if settings is not None and cycle is not None and is_cycle(cycle) and cycle not in settings.cycles:
        boundary.fail(f"the settings do not list the cycle {cycle}", f"`prevent-assure cycle open {cycle}` begins it")
    return workspaces.chosen_cycle(workspace, cycle)


def _named(workspace: Workspace, authority: list[str] | None, cycle: str, *, every: bool) -> list[str]:
    if every and authority:
        boundary.fail("--all and --authority exclude each other")
    if every:
        named = existing(workspace, cycle)
        if not named:
            boundary.fail("there is no authority here", "write authorities/ID.yaml first: `prevent-assure init --help`")
        return named
    return workspaces.one_or_named(workspace, authority, cycle, all_of_them=True)


def _source(source: str | None, cycle: str) -> str | None:
    if source is not None and not is_cycle(source):
        boundary.fail("--from takes a cycle, as in 2024-25")
    if source == cycle:
        boundary.fail("--from takes another cycle than the one that the self-assessment is for")
    return source


def _say(result: NewResult) -> None:
    boundary.findings(result.diagnostics, to_error=True)
    if result.made:
        boundary.show_written(result.path)
    elif result.there:
        boundary.say(f"{result.path} is there already, and is left as it is")
    else:
        boundary.say(f"{result.authority}: no new self-assessment, because of the errors above")
    for note in result.notes:
        boundary.note(f"  note: {note}")

"""What the commands share that take a step of the cycle: their options, and what they say."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from prevent_assure.cli import boundary, workspaces
from prevent_assure.cli.clock import day as chosen

Authority = Annotated[
    str | None,
    typer.Option(
        "--authority", "-a", metavar="ID", help="Whose self-assessment, by id. By default the only authority's."
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="ROLE", help="Who, by role, as in prevent-lead. By default whoever usually does."),
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as in 2025-03-14. By default today.")]


def take(
    context: typer.Context,
    workspace: Path | None,
    authority: str | None,
    cycle: str | None,
    step: Callable[[Any, str, str], Any],
) -> NoReturn:
    """Take a step, and say what became of it.

    Args:
        context: The command's context.
        workspace: The workspace's folder, if the command line names it.
        authority: The authority's id, if the command line names it.
        cycle: The cycle, if the command line names it.
        step: The task: workspace, authority and cycle to its result.

    Raises:
        Exit: Always; with 1 where something is missing.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        (named,) = workspaces.chosen_authorities(opened, [authority or only_authority(opened)], of_cycle)
        result = step(opened, named, of_cycle)
        said = f"{result.authority} {result.cycle}: {result.said}"
        if result.written:
            boundary.show_line(f"{said} ({result.path})")
            raise typer.Exit(boundary.DONE)
        boundary.findings(result.diagnostics)
        missing = "this is what is missing; nothing is changed" if result.diagnostics else "nothing is changed"
        boundary.say(f"{said}; nothing is changed" if result.said else f"{result.authority} {result.cycle}: {missing}")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS)


def only_authority(workspace: Any) -> str:  # noqa: ANN401 - loaded late
    """Give the authority of a workspace that has only one.

    Args:
        workspace: The workspace.

    Returns:
        Its id.

    Raises:
        Exit: If it has none or several.
    """
    known: list[str] = workspace.authorities()
    if len(known) != 1:
        boundary.fail("whose? name an authority with --authority ID", f"authorities: {', '.join(known[:12]) or 'none'}")
    return known[0]


def day(text: str | None) -> datetime.date:
    """Decide on which day the step is taken.

    Args:
        text: What the command line says.

    Returns:
        That day, or today.
    """
    return chosen(text)

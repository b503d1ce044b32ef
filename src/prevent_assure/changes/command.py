"""`prevent-assure diff`."""

from typing import Annotated, Literal

import typer

from prevent_assure.cli import boundary, streams, workspaces
from prevent_assure.model.base import is_cycle
from prevent_assure.workspace.workspace import Workspace

from .difference import DiffResult
from .for_people import diff_md, diff_text
from .for_programs import diff_json
from .task import diff as task
from .task import diff_cycles

Format = Literal["text", "md", "json"]
EXAMPLES = (
    "Examples: `prevent-assure diff` · `prevent-assure diff main..HEAD --format md` · "
    "`prevent-assure diff --cycles 2023-24..2024-25 -a herefordshire`"
)


def diff(
    context: typer.Context,
    revisions: Annotated[
        str | None,
        typer.Argument(
            metavar="BASE[..HEAD]",
            help="What to compare: BASE with the files on the disk, or BASE with HEAD; by default the commit where "
            "this branch parted from the default one.",
            show_default=False,
        ),
    ] = None,
    authority: boundary.Authorities = None,
    cycle: Annotated[
        str | None, typer.Option("--cycle", metavar="CYCLE", help="Only this cycle; by default all.")
    ] = None,
    cycles: Annotated[
        str | None,
        typer.Option("--cycles", metavar="CYCLES", help="Two cycles of one authority instead, as in 2023-24..2024-25."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="For people, a pull request, or programs.")] = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """Show what changed in meaning: answers, outcomes and what moved them, criteria, settings.

    History is read through git; the checkout is not touched. Files of the present state that cannot
    be read make the exit code 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        if cycles is not None:
            if revisions is not None or cycle is not None:
                boundary.fail("--cycles compares two cycles on the disk; it takes neither revisions nor --cycle")
            result = _of_cycles(opened, cycles, authority)
        else:
            result = task(opened, revisions, authorities=authority or (), cycle=cycle)
        _show(result, form)
        boundary.findings(result.errors, to_error=True)
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.errors else boundary.DONE)


def _of_cycles(opened: Workspace, cycles: str, named: list[str] | None) -> DiffResult:
    first, _, second = cycles.partition("..")
    if not (is_cycle(first) and is_cycle(second)):
        boundary.fail("--cycles takes two cycles, as in 2023-24..2024-25")
    authorities = workspaces.chosen_authorities(opened, named, second) or opened.authorities()
    if len(authorities) != 1:
        boundary.fail("--cycles compares one authority; name it with --authority")
    return diff_cycles(opened, first, second, authority=authorities[0])


def _show(result: DiffResult, form: Format) -> None:
    if form == "json":
        boundary.show(diff_json(result))
    elif form == "md":
        boundary.show(diff_md(result))
    else:
        texts = boundary.on_terminal()
        boundary.show(diff_text(result, width=streams.width(), colour=boundary.in_colour(), texts=texts))

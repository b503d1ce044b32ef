"""`prevent-assure form`: workbooks written for those who fill them in, and read back."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from prevent_assure.checking.reading import existing
from prevent_assure.cli import boundary, clock, long_work, workspaces
from prevent_assure.cycle.answering import Unreadable
from prevent_assure.cycle.opening import covered_now
from prevent_assure.text.json_text import written as json_text
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import only_tried

from .layout import For
from .merging import Take
from .printing import read_data, read_lines
from .reading import read_forms
from .writing import write_forms

EXAMPLES = (
    "Examples: `prevent-assure form write -a herefordshire` · `prevent-assure form write --all` · "
    "`prevent-assure form read forms/2024-25/herefordshire.xlsx` · "
    "`prevent-assure form read returned/*.xlsx --dry-run`"
)

form = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings=boundary.CONTEXT,
    help="Workbooks for those who have neither git nor a terminal: write them, and read them back.",
    epilog=EXAMPLES,
)


@form.command(epilog="Examples: `prevent-assure form write -a herefordshire` · `prevent-assure form write --all`")
def write(
    context: typer.Context,
    authority: boundary.Authorities = None,
    cycle: boundary.Cycle = None,
    for_: Annotated[For, typer.Option("--for", help="Who fills it in: a self-assessment, or a review.")] = "lead",
    every: Annotated[bool, typer.Option("--all", help="Every authority, and a list for a mail merge.")] = False,  # noqa: FBT002 - so typer has it
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file; of several, the folder.", show_default=False),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Also where another form is there.")] = False,  # noqa: FBT002 - so typer has it
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - so typer has it
    workspace: boundary.Workspace = None,
) -> None:
    """Write the workbook of a self-assessment, or of a review, to forms/CYCLE/AUTHORITY.xlsx.

    It holds what the files say already. Whoever gets it fills in the coloured cells and sends it back.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = _named(opened, authority, of_cycle, every=every)
        failed = False
        try:
            with long_work.progress("forms", len(named)) as watch, only_tried(dry_run):
                for result in write_forms(
                    opened, authorities=named, cycle=of_cycle, for_=for_, output=output, overwrite=overwrite,
                    listed=every, watch=watch,
                ):  # fmt: skip
                    failed |= bool(result.said) and not (every and result.closed)
                    if result.said:
                        boundary.say(f"{result.authority}: no form: {result.said}")
                    else:
                        boundary.show_written(result.path)
        except Unreadable as fault:
            boundary.findings(fault.diagnostics, to_error=True)
            raise typer.Exit(boundary.INPUT_HAS_ERRORS) from None
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if failed else boundary.DONE)


def _named(workspace: Workspace, authority: list[str] | None, cycle: str, *, every: bool) -> list[str]:
    if every and authority:
        boundary.fail("--all and --authority exclude each other")
    if every:
        covered = covered_now(workspace, cycle)
        return [each for each in existing(workspace, cycle) if each not in covered]
    return workspaces.one_or_named(workspace, authority, cycle, all_of_them=True)


@form.command(
    epilog="Examples: `prevent-assure form read herefordshire.xlsx` · `prevent-assure form read *.xlsx --dry-run`"
)
def read(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The workbooks that came back.")],
    authority: boundary.Authority = None,
    cycle: boundary.Cycle = None,
    take: Annotated[
        Take | None,
        typer.Option("--take", help="Which side wins where form and file have both changed.", show_default=False),
    ] = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - so typer has it
    received: Annotated[
        str | None,
        typer.Option(
            "--received",
            metavar="DATE",
            help="When the forms came, for the line to submit what is confirmed.",
            show_default=False,
        ),
    ] = None,
    form_: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or for programs.")] = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """Read workbooks that came back into the files: what was changed in them, and nothing else.

    Several copies of one return are read together. Where a form and the file, or two forms, contradict each
    other, nothing of that return is written.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = workspaces.chosen_authority(opened, authority, of_cycle) if authority else None
        day = str(clock.day(received, "--received")) if received is not None else ""
        results = list(read_forms(opened, files=files, cycle=of_cycle, authority=named, take=take, dry_run=dry_run))
        if form_ == "json":
            boundary.show(json_text(read_data(results)))
        else:
            for result in results:
                for line in read_lines(result, dry_run=dry_run, received=day):
                    boundary.show_line(line)
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if any(result.failed for result in results) else boundary.DONE)

"""`prevent-assure authorities`: who the authorities and their people are, from the team's contacts sheet."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from prevent_assure.cli import boundary, clock, workspaces
from prevent_assure.text.json_text import written as json_text

from .importing import Plan, import_contacts
from .printing import import_data, import_lines

EXAMPLES = (
    "Examples: `prevent-assure authorities import people.csv --dry-run` · "
    "`prevent-assure authorities import people.xlsx --on 2025-09-01`"
)

authorities = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings=boundary.CONTEXT,
    help="Who the authorities and their people are: from the team's contacts sheet into their files.",
    epilog=EXAMPLES,
)


@authorities.callback()
def _group() -> None:
    """Who the authorities and their people are: from the team's contacts sheet into their files."""


@authorities.command("import", epilog=EXAMPLES)
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The sheet: a workbook (.xlsx), or text (.csv).")],
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook, where several have contacts."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="Since when who is new holds the post, where the sheet does not say. By default today.",
        ),
    ] = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - so typer has it
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or for programs.")] = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """Read a contacts sheet into authorities/ID.yaml: who is new, who has left, whose title or address changed.

    Each difference is shown. Nobody is removed: who has left gets a last day, and who is not in the sheet is
    listed. Where a row of an authority has an error, nothing of that authority is written.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        settings = workspaces.settings_of(opened)
        plan = Plan(settings, clock.day(on), dry_run=dry_run, sheet=sheet)
        result = import_contacts(opened, file, plan)
        if form == "json":
            boundary.show(json_text(import_data(result, str(file))))
        else:
            for line in import_lines(result, str(file), names=boundary.on_terminal(), dry_run=dry_run):
                boundary.show_line(line)
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.failed else boundary.DONE)

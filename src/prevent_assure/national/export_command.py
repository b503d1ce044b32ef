"""`prevent-assure export`."""

from pathlib import Path
from typing import Annotated

import typer

from prevent_assure.cli import boundary, listing, workspaces
from prevent_assure.workspace.writing import only_tried

from .export import export as task
from .tables import TableFormat

EXAMPLES = (
    "Examples: `prevent-assure export --format csv` · `prevent-assure export --format parquet --cycle 2024-25` · "
    "`prevent-assure export --format sqlite --output ../data`"
)


def export(
    context: typer.Context,
    form: Annotated[
        TableFormat, typer.Option("--format", help="For spreadsheets, for analysis, or for queries.")
    ] = "csv",
    cycle: Annotated[
        list[str] | None,
        typer.Option("--cycle", metavar="CYCLE", help="As in 2024-25; may be given several times. By default all."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Where the files go; by default export/.", show_default=False
        ),
    ] = None,
    no_bom: listing.NoBom = False,  # noqa: FBT002 - typer's options are declared so
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - as above
    workspace: boundary.Workspace = None,
) -> None:
    """Write what the files say as tidy tables, with a dictionary beside them.

    The rows are the same in each format. Errors in the files go to standard error, and the exit
    code is then 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        known = [workspaces.chosen_cycle(opened, each) for each in cycle or (None,)]
        cycles = known if cycle else list(workspaces.settings_of(opened).cycles)
        with only_tried(dry_run):
            result = task(opened, format_=form, cycles=cycles, folder=output, bom=not no_bom)
            boundary.findings(result.diagnostics, to_error=True)
            rows = ", ".join(f"{count} {name}" for name, count in result.rows.items())
            boundary.show_written(f"{result.folder}: {rows}")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.diagnostics else boundary.DONE)

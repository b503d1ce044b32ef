"""`prevent-assure overview`."""

from pathlib import Path
from typing import Annotated

import typer

from prevent_assure.cli import boundary, workspaces
from prevent_assure.workspace.layout import published_path
from prevent_assure.workspace.writing import only_tried

from .overview import overview as task
from .publish import publish as to_outside

EXAMPLES = (
    "Examples: `prevent-assure overview` · `prevent-assure overview --region 'West Midlands'` · "
    "`prevent-assure overview --cycle 2023-24 --output ../picture`"
)


def overview(
    context: typer.Context,
    cycle: boundary.Cycle = None,
    region: Annotated[
        list[str] | None,
        typer.Option("--region", metavar="REGION", help="Only this region's authorities; may be given several times."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Where the site goes; by default site/.", show_default=False
        ),
    ] = None,
    name_advisers: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool, typer.Option("--name-advisers", help="Name advisers on the page of moderation.")
    ] = False,
    publish: Annotated[  # noqa: FBT002 - as above
        bool, typer.Option("--publish", help="The edition for outside: no names, no narratives, no small numbers.")
    ] = False,
    smallest: Annotated[
        int, typer.Option("--smallest", metavar="N", min=3, help="The least number that --publish prints.")
    ] = 5,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            "--earlier",
            metavar="FILE",
            help="A record of another edition that --publish is held against; may be given several times.",
        ),
    ] = None,
    despite_earlier: Annotated[  # noqa: FBT002 - as above
        bool,
        typer.Option(
            "--despite-earlier",
            help="Publish although the difference from an earlier edition tells of a few.",
        ),
    ] = False,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Write a site that shows what all authorities' files of a cycle say together.

    Open index.html in it, from disk or from any web server. There is no total and no order by
    outcome. Errors in the files go to standard error, and the exit code is then 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        if publish and name_advisers:
            boundary.fail("--publish and --name-advisers exclude each other")
        if not publish and (earlier or despite_earlier):
            boundary.fail("--earlier and --despite-earlier go with --publish")
        regions = region or ()
        with only_tried(dry_run):
            if publish:
                result = to_outside(
                    opened,
                    cycle=of_cycle,
                    regions=regions,
                    folder=output,
                    smallest=smallest,
                    earlier=earlier or (),
                    despite_earlier=despite_earlier,
                )
            else:
                result = task(opened, cycle=of_cycle, regions=regions, folder=output, name_advisers=name_advisers)
            boundary.findings(result.diagnostics, to_error=True)
            boundary.show_written(f"{result.folder / 'index.html'} ({result.pages} files)")
            if publish:
                boundary.show_written(f"{opened.root / published_path(of_cycle)}; commit it with your files")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.diagnostics else boundary.DONE)

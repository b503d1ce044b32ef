"""`prevent-assure serve`."""

import threading
from pathlib import Path
from typing import Annotated

import typer

from prevent_assure.cli import boundary, workspaces
from prevent_assure.workspace.locking import shown_alone

from .preview import Preview
from .server import Server

EXAMPLES = "Examples: `prevent-assure serve` · `prevent-assure serve --port 8080`"
PORT = 8765


def serve(
    context: typer.Context,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes any that is free.")
    ] = PORT,
    cycle: boundary.Cycle = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Where the site goes; by default site/.", show_default=False
        ),
    ] = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Show the overview and the letters in a browser while you edit, with what is to be mended.

    Only this computer can see it. Pages are written anew when a file changes, and the browser shows
    them. Ctrl+C ends it.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        preview = Preview(opened.root, workspaces.chosen_cycle(opened, cycle), output)
        if dry_run:
            boundary.show_line(f"would write the pages to {preview.folder}, and show them on port {port or 'any'}")
            raise typer.Exit(boundary.DONE)
        try:
            with shown_alone(preview.folder), _server(port, preview) as server:
                preview.build()
                if preview.built.failure is not None:
                    boundary.say_lines(preview.built.failure)
                threading.Thread(target=preview.follow, daemon=True).start()
                boundary.show_line(f"{server.url} shows {preview.folder}; Ctrl+C ends it")
                server.serve_forever()
        except KeyboardInterrupt:
            boundary.note("ended")
    raise typer.Exit(boundary.DONE)


def _server(port: int, preview: Preview) -> Server:
    try:
        return Server(port, preview)
    except OSError as error:
        boundary.fail(f"port {port} cannot be had: {error.strerror}", "name another with --port, or 0 for any")

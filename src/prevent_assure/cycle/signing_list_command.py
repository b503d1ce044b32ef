"""`prevent-assure signing-list`."""

from typing import Annotated, Literal

import typer

from prevent_assure.cli import boundary, workspaces

from . import signing_list_printing as printing
from .signing_list import signing_list as task

Format = Literal["text", "md", "csv", "json"]
EXAMPLES = "Examples: `prevent-assure signing-list` · `prevent-assure signing-list --cycle 2024-25 --format md`"


def signing_list(
    context: typer.Context,
    cycle: boundary.Cycle = None,
    form: Annotated[Format, typer.Option("--format", help="How it is printed.")] = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """List the letters that wait for a signature: to whom they go, what they say, and what to look at before signing.

    A letter stands in it from when it is cleared until it is issued.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        found = task(opened, cycle=workspaces.chosen_cycle(opened, cycle))
        printed = {
            "text": printing.signing_text,
            "md": printing.signing_md,
            "csv": printing.signing_csv,
            "json": printing.signing_json,
        }
        boundary.show(printed[form](found))

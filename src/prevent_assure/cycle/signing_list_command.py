"""`prevent-assure signing-list`."""

from enum import StrEnum
from typing import Annotated

import typer

from prevent_assure.cli import boundary, workspaces

from . import signing_list_printing as printing
from .signing_list import signing_list as task

EXAMPLES = "Examples: `prevent-assure signing-list` · `prevent-assure signing-list --cycle 2024-25 --format md`"


class Format(StrEnum):
    """How the list is printed."""

    text = "text"
    md = "md"
    csv = "csv"
    json = "json"


def signing_list(
    context: typer.Context,
    cycle: boundary.Cycle = None,
    form: Annotated[Format, typer.Option("--format", help="How it is printed.")] = Format.text,
    workspace: boundary.Workspace = None,
) -> None:
    """List the letters that wait for a signature: to whom they go, what they say, and what to look at before signing.

    A letter stands in it from when it is cleared until it is issued.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        found = task(opened, cycle=workspaces.chosen_cycle(opened, cycle))
        printed = {
            Format.text: printing.signing_text,
            Format.md: printing.signing_md,
            Format.csv: printing.signing_csv,
            Format.json: printing.signing_json,
        }
        boundary.show(printed[form](found))

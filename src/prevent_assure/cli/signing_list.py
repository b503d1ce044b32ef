"""`prevent-assure signing-list`."""

from enum import StrEnum
from typing import Annotated

import typer

from . import boundary

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
        from prevent_assure.output import signing as printing  # noqa: PLC0415 - start-up
        from prevent_assure.tasks.signing import signing_list as task  # noqa: PLC0415 - start-up

        opened = boundary.open_workspace(context, workspace)
        found = task(opened, cycle=boundary.chosen_cycle(opened, cycle))
        printed = {
            Format.text: printing.signing_text,
            Format.md: printing.signing_md,
            Format.csv: printing.signing_csv,
            Format.json: printing.signing_json,
        }
        boundary.show(printed[form](found))

"""`prevent-assure signing-list`."""

import typer

from prevent_assure.cli import boundary, listing, workspaces

from .signing_list import signing_list as task
from .signing_list_printing import signing_listing

EXAMPLES = "Examples: `prevent-assure signing-list` · `prevent-assure signing-list --cycle 2024-25 --format md`"


def signing_list(
    context: typer.Context,
    cycle: boundary.Cycle = None,
    form: listing.Form = "text",
    no_bom: listing.NoBom = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """List the letters that wait for a signature: to whom they go, what they say, and what to look at before signing.

    A letter stands in it from when it is cleared until it is issued; so does one that is corrected and cleared again.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        found = task(opened, cycle=workspaces.chosen_cycle(opened, cycle))
        listing.show(signing_listing(found), form, bom=not no_bom)

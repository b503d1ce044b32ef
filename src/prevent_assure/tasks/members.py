"""Checks of several workspaces that are read as one: that none has what another has."""

from collections.abc import Iterator

from prevent_assure.diagnostics import Diagnostic, Location
from prevent_assure.rules.workspace_checks import AUTHORITY_TWICE
from prevent_assure.workspace.workspace import Workspace


def member_findings(workspace: Workspace) -> Iterator[Diagnostic]:
    """Check that none of several workspaces has what another has.

    Args:
        workspace: The workspace.

    Yields:
        The authorities of which several have files.
    """
    members = workspace.members
    for authority, (first, *others) in members.homes.items() if len(members) > 1 else ():
        for other in others:
            place = Location(f"{members.way_to(other)}{_file_of(other, authority)}")
            where = f"{members.way_to(first)}{_file_of(first, authority)}"
            message = f"`{authority}` is read elsewhere: {where}"
            hint = "keep an authority's files in one workspace, or list only that one under `workspaces`"
            yield Diagnostic(AUTHORITY_TWICE.code, AUTHORITY_TWICE.severity, place, message, hint)


def _file_of(workspace: Workspace, authority: str) -> str:
    """Name the first file of an authority."""
    return next(str(path) for path in workspace.files() if path.stem == authority)

"""The edition of criteria that a command is about."""

from pathlib import Path

import typer

from prevent_assure.cli.boundary import INPUT_HAS_ERRORS, fail, findings
from prevent_assure.cli.workspaces import open_workspace
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.nearness import closest

from .editions import edition_named


def edition(context: typer.Context, named: Path | None, ref: str | None) -> tuple[Criteria, str]:
    """Read the edition of criteria that a command is about.

    Args:
        context: The command's context.
        named: The workspace's folder that the command names itself.
        ref: Regime and edition, as in local-authority/2024-25; None for that of the current cycle, or, where there is
            no workspace, the last one that came with the package.

    Returns:
        The edition, and where it was taken from.

    Raises:
        Exit: If there is no such edition, or it has errors.
    """
    asked = named is not None or context.obj is not None
    found, known = edition_named(open_workspace(context, named) if asked else Path.cwd(), ref)
    if found is None:
        fail("there is no such edition of criteria here", closest(ref or "", known) or f"editions: {', '.join(known)}")
    if found.model is None:
        findings(found.diagnostics, to_error=True)
        raise typer.Exit(INPUT_HAS_ERRORS)
    return found.model, found.path

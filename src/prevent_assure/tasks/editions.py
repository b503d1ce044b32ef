"""Which edition of criteria one speaks of where none is named."""

from pathlib import Path

from prevent_assure.model.criteria import Criteria
from prevent_assure.workspace.editions import packaged_criteria, packaged_editions
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.pointers import NoWorkspaceError
from prevent_assure.workspace.workspace import Workspace


def edition_named(where: Workspace | Path, ref: str | None) -> tuple[Loaded[Criteria] | None, list[str]]:
    """Read an edition of criteria.

    Args:
        where: The workspace, or the folder that one stands in.
        ref: Regime and edition; None for the current cycle's, else the last one that came with the package.

    Returns:
        The file as read, None where there is none such; and the editions that can be had.
    """
    workspace = where if isinstance(where, Workspace) else _workspace_of(where)
    if workspace is None:
        known = packaged_editions()
        named = ref or known[-1]
        return packaged_criteria(named) if named in known else None, known
    known = workspace.editions()
    named = ref or _current(workspace) or packaged_editions()[-1]
    # Only what is listed: a name with `..` in it is no path that is asked for.
    return workspace.criteria(named) if named in known else None, known


def _workspace_of(folder: Path) -> Workspace | None:
    try:
        return Workspace.find(folder)
    except NoWorkspaceError:
        return None


def _current(workspace: Workspace) -> str | None:
    settings = workspace.settings.model
    cycle = settings.cycles.get(settings.current_cycle) if settings is not None else None
    return cycle.criteria if cycle is not None else None

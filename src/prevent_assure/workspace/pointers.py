"""From the folder that one stands in to the folder of the workspace."""

from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.model.settings import Pointer

from .files import FileRefused, read_file
from .layout import SETTINGS
from .loading import load_bytes


class NoWorkspaceError(PreventAssureError):
    """There is no workspace where one was looked for."""


def follow(folder: Path) -> Path:
    """Follow a pointer to the workspace below its folder.

    Args:
        folder: A folder with `prevent-assure.yaml`.

    Returns:
        The folder itself, or the one that it points to.

    Raises:
        NoWorkspaceError: If it points out of its folder, or to no workspace.
    """
    pointed = _pointer(folder)
    if pointed is None:
        return folder
    target = (folder / pointed.workspace).resolve()
    if not target.is_relative_to(folder) or target == folder:
        msg = f"{folder / SETTINGS} points out of its folder; a pointer names a workspace below it"
        raise NoWorkspaceError(msg)
    if not (target / SETTINGS).is_file() or _pointer(target) is not None:
        msg = f"{folder / SETTINGS} points to {pointed.workspace}, and that is no workspace"
        raise NoWorkspaceError(msg)
    return target


def _pointer(folder: Path) -> Pointer | None:
    try:
        data = read_file(folder / SETTINGS, root=None)
    except FileRefused:
        return None
    if b"prevent-assure/pointer/" not in data:
        return None
    return load_bytes(data, SETTINGS, Pointer).model

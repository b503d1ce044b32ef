"""From the folder that one stands in, or from what settings list, to the folders of workspaces."""

import fnmatch
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.model.settings import Pointer

from .files import FileRefused, read_file
from .layout import SETTINGS
from .loading import load_bytes

_WILD = re.compile(r"[*?\[]")


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


class WrongEntry(NamedTuple):
    """An entry of the settings' list that leads to no workspace.

    Attributes:
        place: Its index in the list.
        message: What is wrong.
        hint: How to mend it.
    """

    place: int
    message: str
    hint: str


def find_others(root: Path, entries: Sequence[str]) -> tuple[list[Path], list[WrongEntry]]:
    """Find the workspaces that settings list.

    Args:
        root: The folder of the workspace that lists them.
        entries: What stands in the list.

    Returns:
        Their folders, each once, in the order of the list and of their names; and the entries that lead to none.
    """
    found: dict[Path, None] = {}
    wrong: list[WrongEntry] = []
    for index, entry in enumerate(entries):
        try:
            found.update(dict.fromkeys(_folders(root, entry)))
        except NoWorkspaceError as error:
            hint = "write the way to its folder from this one, as in ../councils/*"
            wrong.append(WrongEntry(index, str(error), hint))
    found.pop(root, None)
    return list(found), wrong


def _folders(root: Path, entry: str) -> list[Path]:
    if entry.startswith(("/", "~")) or "\\" in entry or ":" in entry:
        msg = "this is no way from the workspace's own folder to another, with `/` between the names"
        raise NoWorkspaceError(msg)
    if "**" in entry:
        msg = "`**` would look through every folder below"
        raise NoWorkspaceError(msg)
    folders = [root]
    for step in entry.split("/"):
        if step not in {"", "."}:
            folders = [after for folder in folders for after in _step(folder, step)]
    folders = [folder for folder in folders if (folder / SETTINGS).is_file()]
    if not folders:
        msg = f"this leads to no folder with {SETTINGS} in it; links to folders are not followed"
        raise NoWorkspaceError(msg)
    try:
        return [follow(folder) for folder in folders]
    except NoWorkspaceError as error:
        msg = f"this leads to a folder whose {SETTINGS} points to no workspace"
        raise NoWorkspaceError(msg) from error


def _step(folder: Path, step: str) -> list[Path]:
    if step == os.pardir:
        return [folder.parent]
    if not _WILD.search(step):
        return [folder / step] if not (folder / step).is_symlink() else []
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [folder / name for name in names if not name.startswith(".") and fnmatch.fnmatchcase(name, step)]

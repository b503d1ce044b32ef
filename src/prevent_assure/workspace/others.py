"""Where the other workspaces lie that a workspace lists in its settings.

What settings name may be read although it lies outside, and only that: an entry leads from the workspace's folder by
`/` and `..`, with `*`, `?` and `[...]` for names of folders. Links to folders are not followed, and what the others
list themselves is not read.
"""

import fnmatch
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .layout import SETTINGS
from .pointers import NoWorkspaceError, follow

_WILD = re.compile(r"[*?\[]")


class Astray(NamedTuple):
    """An entry that leads to no workspace.

    Attributes:
        place: Its index in the list.
        message: What is wrong.
        hint: How to mend it.
    """

    place: int
    message: str
    hint: str


def find_others(root: Path, entries: Sequence[str]) -> tuple[list[Path], list[Astray]]:
    """Find the workspaces that settings list.

    Args:
        root: The folder of the workspace that lists them.
        entries: What stands in the list.

    Returns:
        Their folders, each once, in the order of the list and of their names; and the entries that lead to none.
    """
    found: dict[Path, None] = {}
    astray: list[Astray] = []
    for index, entry in enumerate(entries):
        try:
            folders = _folders(root, entry)
        except NoWorkspaceError as error:
            astray.append(Astray(index, str(error), "write the way to its folder from this one, as in ../councils/*"))
            continue
        found.update(dict.fromkeys(folders))
    found.pop(root, None)
    return list(found), astray


def _folders(root: Path, entry: str) -> list[Path]:
    steps = [step for step in entry.split("/") if step not in {"", "."}]
    if entry.startswith(("/", "~")) or "\\" in entry or ":" in entry:
        msg = "this is no way from the workspace's own folder to another, with `/` between the names"
        raise NoWorkspaceError(msg)
    if "**" in entry:
        msg = "`**` would look through every folder below"
        raise NoWorkspaceError(msg)
    here = [root]
    for step in steps:
        here = [after for folder in here for after in _step(folder, step)]
    found = [_workspace(folder) for folder in here if (folder / SETTINGS).is_file()]
    if not found:
        msg = f"this leads to no folder with {SETTINGS} in it; links to folders are not followed"
        raise NoWorkspaceError(msg)
    return found


def _step(folder: Path, step: str) -> list[Path]:
    if step == os.pardir:
        return [folder.parent]
    if not _WILD.search(step):
        return [folder / step] if not (folder / step).is_symlink() else []
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return []
    return [
        folder / each.name
        for each in entries
        if each.is_dir(follow_symlinks=False) and not each.name.startswith(".") and fnmatch.fnmatchcase(each.name, step)
    ]


def _workspace(folder: Path) -> Path:
    try:
        return follow(folder)
    except NoWorkspaceError as error:
        msg = f"this leads to a folder whose {SETTINGS} points to no workspace"
        raise NoWorkspaceError(msg) from error

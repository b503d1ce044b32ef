"""Validate files and folders that are named one by one, in a workspace or outside any."""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from prevent_assure.workspace.layout import SETTINGS, place_of
from prevent_assure.workspace.pointers import NoWorkspaceError
from prevent_assure.workspace.workspace import Workspace

from .results import ValidationResult, merged
from .validate import validate_files
from .validate_alone import validate_alone


def validate_paths(paths: Iterable[Path], *, here: Path) -> ValidationResult:
    """Validate what was named on the command line: files and folders, in a workspace or outside any.

    Args:
        paths: Files and folders.
        here: The folder that findings' paths of files outside a workspace are relative to.

    Returns:
        What is wrong, paths relative to the workspace that each file lies in.
    """
    return merged(result for _, result in validate_each(paths, here=here))


def validate_each(paths: Iterable[Path], *, here: Path) -> list[tuple[Path, ValidationResult]]:
    """Validate what was named on the command line, and say to which folder paths are relative.

    Args:
        paths: Files and folders.
        here: The folder that findings' paths of files outside a workspace are relative to.

    Returns:
        For each workspace its folder and what is wrong there; the same for each file outside.
    """
    inside: dict[Path, dict[PurePosixPath, None]] = {}
    outside: dict[Path, None] = {}
    for path in paths:
        for each in _files_of(path):
            workspace, relative = home_of(each)
            if workspace is None:
                outside[each] = None
            else:
                inside.setdefault(workspace, {})[relative] = None
    results = [(root, validate_files(Workspace(root, alone=True), list(files))) for root, files in inside.items()]
    return results + [(here, validate_alone(path, here=here)) for path in outside]


def _files_of(path: Path) -> Iterator[Path]:
    """Give the files that a path names: itself, or those of a workspace or folder."""
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield path
        return
    if (path / SETTINGS).is_file():
        workspace = Workspace.at(path)
        yield from (workspace.root / each for each in workspace.files())
        return
    found = sorted(each for each in path.rglob("*") if each.suffix in {".yaml", ".yml"} and not each.is_dir())
    yield from found or [path]


def home_of(path: Path) -> tuple[Path | None, PurePosixPath]:
    """Find the workspace that a file belongs to.

    Args:
        path: The file, there or not.

    Returns:
        The workspace's folder and the file's place there; None where the file belongs to no workspace.
    """
    absolute = path.parent.resolve() / path.name
    try:
        root = Workspace.find(absolute.parent).root
    except NoWorkspaceError:
        return None, PurePosixPath()
    if not absolute.is_relative_to(root):
        return None, PurePosixPath()
    relative = PurePosixPath(absolute.relative_to(root).as_posix())
    return (root, relative) if place_of(relative) is not None else (None, relative)

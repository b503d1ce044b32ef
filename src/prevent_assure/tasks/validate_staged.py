"""Validate what is about to be committed: the files that changed, and those that a change breaks."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from prevent_assure.workspace.history import Repository
from prevent_assure.workspace.layout import FOLDERS, SETTINGS
from prevent_assure.workspace.pointers import NoWorkspaceError
from prevent_assure.workspace.workspace import Workspace

from .results import ValidationResult
from .touched import touched
from .validate import validate_files


def validate_staged(
    here: Path, *, since: str | None = None, also: Iterable[Path] = ()
) -> list[tuple[Path, ValidationResult]]:
    """Validate the files that are staged, deleted and renamed ones among them, and those that are held against them.

    Files are read as they are on the disk. Those that belong to no workspace are passed over.

    Args:
        here: A folder in the repository.
        since: The revision that the index is compared with; None for the last commit.
        also: Files that count as changed, too.

    Returns:
        For each workspace concerned its folder and what is wrong there.
    """
    changed: dict[Path, set[PurePosixPath]] = {}
    for path in [*Repository(here).staged(since), *(here / each for each in also)]:
        for root, relative in _home(path):
            changed.setdefault(root, set()).add(relative)
    results = []
    for root, paths in changed.items():
        workspace = Workspace(root)
        results.append((root, validate_files(workspace, touched(workspace, paths))))
    return results


def _home(path: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    absolute = path.parent.resolve() / path.name
    try:
        root = Workspace.find(absolute.parent).root
    except NoWorkspaceError:
        if path.name != SETTINGS or not any((absolute.parent / folder).is_dir() for folder in FOLDERS):
            return
        # Its settings are gone, and with them all that the other files go by.
        root = absolute.parent
    if absolute.is_relative_to(root):
        yield root, PurePosixPath(absolute.relative_to(root).as_posix())

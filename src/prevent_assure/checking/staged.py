"""Validate what is about to be committed: the files that changed, and those that a change breaks."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from prevent_assure.model.base import is_cycle
from prevent_assure.rules.case import previous_cycle
from prevent_assure.workspace.finding import NoWorkspaceError
from prevent_assure.workspace.git.history import Repository
from prevent_assure.workspace.layout import FOLDERS, LETTERS, SETTINGS, SUFFIXES, SUMS, Place, place_of
from prevent_assure.workspace.stray_files import is_stray
from prevent_assure.workspace.workspace import Workspace

from .closed_cycles import ClosedCycles
from .results import ValidationResult
from .severities import apply_settings, each_once
from .validate import validate_files


def touched(workspace: Workspace, changed: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """List the files that a change concerns.

    Args:
        workspace: The workspace as it is now.
        changed: What was added, changed, removed or moved, relative to it: of what was moved both places.

    Returns:
        Files that are there, sorted; the settings among them where they are gone.
    """
    ways = set(changed)
    causes = [_held_against(workspace, cause) for cause in map(_cause, ways) if cause is not None]
    found = {path for path in ways if _is_read(path) and workspace.has(str(path))}
    if PurePosixPath(SETTINGS) in ways:
        found.add(PurePosixPath(SETTINGS))
    for path in workspace.files():
        place = place_of(path)
        if place is not None and any(_concerns(cause, names, place) for cause, names in causes):
            found.add(path)
    return sorted(found)


def _is_read(path: PurePosixPath) -> bool:
    """Whether it lies where files are read, perhaps under a name that is not."""
    if str(path) == SETTINGS or place_of(path) is not None or is_stray(path):
        return True
    return path.parts[0] in FOLDERS and path.suffix in SUFFIXES


def _cause(path: PurePosixPath) -> Place | None:
    """What a file is to others; a letter counts as its record does."""
    if path.parts[0] == LETTERS and len(path.parts) == 3:  # noqa: PLR2004 - with the cycle
        return Place("record", path.name.partition(".")[0], path.parts[1])
    return place_of(path)


def _held_against(workspace: Workspace, cause: Place) -> tuple[Place, set[str]]:
    """The authorities whose files are held against a file of one: itself, who covers it, and who came after it."""
    names = {cause.name}
    if cause.kind == "assessment":
        for each in workspace.assessed(cause.group):
            assessment = workspace.assessment(cause.group, each)
            if assessment is not None and assessment.model is not None and cause.name in assessment.model.covers:
                names.add(each)
    if cause.kind == "review":
        for each in workspace.authorities():
            authority = workspace.authority(each)
            if authority is not None and authority.model is not None and cause.name in authority.model.predecessors:
                names.add(each)
    return cause, names


def _concerns(cause: Place, names: set[str], other: Place) -> bool:
    """Whether a file is held against another one."""
    # The settings name authorities and editions, and accept findings of any file; no letter names another authority.
    if cause.kind in {"settings", "authority"} or other.kind == "settings":
        return True
    if cause.kind == "criteria":
        return other.kind != "authority"
    if cause.name == SUMS:
        return other.kind == "record" and cause.group == other.group
    if other.kind in {"authority", "criteria"} or other.name not in names:
        return False
    if cause.group == other.group:
        return True
    # What one cycle recommends the next one follows up.
    return cause.kind == "review" and is_cycle(other.group) and cause.group == previous_cycle(other.group)


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
        letters = [cause for cause in map(_cause, paths) if cause is not None and cause.kind == "record"]
        result = validate_files(workspace, touched(workspace, paths), letters=letters)
        gone = [str(path) for path in paths if not workspace.has(str(path))]
        closed = apply_settings(ClosedCycles(workspace).findings(gone), workspace.settings.model)
        results.append(
            (root, result._replace(diagnostics=apply_settings(each_once([*result.diagnostics, *closed]), None)))
        )
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

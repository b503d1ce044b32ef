"""Validate a file as an editor holds it, saved or not, held against the other files of its workspace."""

from pathlib import Path, PurePosixPath

from prevent_assure.workspace.edited import EditedWorkspace

from .results import ValidationResult
from .validate import validate_files
from .validate_alone import validate_text
from .validate_named import home_of


def validate_edited(
    path: Path, data: bytes, *, here: Path, workspace: Path | None = None
) -> tuple[Path, ValidationResult]:
    """Validate bytes as if they stood in a file.

    Args:
        path: The file, there or not; its other files are those of the workspace that it lies in.
        data: The bytes.
        here: The folder that a relative path, and a finding's path outside any workspace, is relative to.
        workspace: The workspace, where one is named: a path that does not lie in it from `here` is relative to it.

    Returns:
        The folder that findings' paths are relative to, and what is wrong with this file.
    """
    absolute = here / path
    if workspace is not None and not absolute.resolve().is_relative_to(workspace.resolve()):
        absolute = workspace / path
    root, relative = home_of(absolute)
    if root is None:
        inside = absolute.is_relative_to(here)
        return here, validate_text(data, (absolute.relative_to(here) if inside else absolute).as_posix())
    return root, validate_files(EditedWorkspace(root, PurePosixPath(relative), data), [relative])

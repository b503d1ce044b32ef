"""The git repository that a folder lies in, found without git."""

import os
from pathlib import Path


def repository_of(folder: Path) -> Path | None:
    """Find the repository that a folder lies in by walking up to `.git`.

    Args:
        folder: The folder.

    Returns:
        The repository's folder (in a worktree or submodule `.git` is a file), or None where there is none.
    """
    resolved = folder.resolve()
    return next((each for each in (resolved, *resolved.parents) if os.path.lexists(each / ".git")), None)

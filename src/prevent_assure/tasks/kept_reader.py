"""What reads a workspace in a process that does a part of the work: the same from part to part."""

from functools import lru_cache
from pathlib import Path

from prevent_assure.workspace.workspace import Workspace

from .reading import Reader


@lru_cache(1)
def kept_reader(root: Path, *, alone: bool = True) -> Reader:
    """Give what reads a workspace, the same each time: in a process that does a part of the work.

    Args:
        root: The workspace's folder.
        alone: Whether the workspaces that its settings list are left aside.

    Returns:
        The reader.
    """
    return Reader(Workspace(root, alone=alone))

"""New files for people to fill in. What is there already is never touched."""

import os
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError

from .writing import write_whole


class AlreadyThere(PreventAssureError):  # noqa: N818 - named for what stands in the way
    """A file that was not made, since one stands in its place."""


def is_there(root: Path, path: str) -> bool:
    """Tell whether anything stands at a place, be it a file, a folder or a link.

    Args:
        root: The folder.
        path: The place in it.

    Returns:
        Whether something does.
    """
    return os.path.lexists(root / path)


def create(root: Path, path: str, text: str) -> None:
    """Make a new file.

    Args:
        root: The workspace's folder.
        path: The place in it.
        text: What the file is to hold.

    Raises:
        AlreadyThere: If something stands there already; it is left as it is.
        PreventAssureError: If the file cannot be written.
    """
    if is_there(root, path):
        msg = f"{path} is there already, and is left as it is"
        raise AlreadyThere(msg)
    write_whole(root / path, text.encode(), root=root)

"""Links on the way to a file."""

# Texts and not paths, as this is asked for each file of a nation.
# ruff: noqa: PTH114, PTH206
import os
from pathlib import Path


def folder_link(path: Path | str, root: Path) -> bool:
    """Tell whether a folder between a workspace and a file in it is a link, or the way leads out by `..`.

    Args:
        path: The file, there or not.
        root: The workspace.

    Returns:
        Whether the way from the one to the other cannot be trusted; also where the file lies elsewhere.
    """
    inner = _below(str(path), str(root))
    if inner is None:
        inner = _below(str(Path(path).absolute()), str(root.absolute()))
    if inner is None:
        return True
    folder = str(root)
    for step in (inner.replace(os.altsep, os.sep) if os.altsep else inner).split(os.sep)[:-1]:
        folder = f"{folder}{os.sep}{step}"
        if step == os.pardir or os.path.islink(folder):
            return True
    return False


def _below(path: str, root: str) -> str | None:
    """Give the way from a folder to a file in it."""
    base = root.rstrip(os.sep) + os.sep
    return path[len(base) :] if path.startswith(base) else None

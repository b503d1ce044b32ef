"""The criteria and templates that come with the package.

An installed package holds them in itself; a checkout holds them beside `src/`. The package's own folder is asked first.
"""

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent


class Origin(NamedTuple):
    """Where something that a workspace may shadow was taken from.

    Attributes:
        path: The file.
        packaged: Whether it came with the package.
        shown: How messages name it.
    """

    path: Path
    packaged: bool
    shown: str


def origin_of(root: Path, name: str) -> Origin | None:
    """Say where a file that a workspace may shadow is taken from.

    Args:
        root: The workspace's folder.
        name: The path below the workspace or the package, as in `templates/letter.html.j2`.

    Returns:
        The workspace's own file, else the packaged one, else None.
    """
    own = root / name
    if os.path.lexists(own):
        return Origin(own, packaged=False, shown=name)
    folder, _, rest = name.partition("/")
    packaged = packaged_folder(folder) / rest
    return Origin(packaged, packaged=True, shown=f"packaged {name}") if packaged.is_file() else None


@cache
def packaged_folder(name: str) -> Path:
    """Find a folder that is shipped with the package.

    Args:
        name: `criteria` or `templates`.

    Returns:
        The folder; it may be missing only where the package is broken.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name

"""The criteria and templates that come with the package.

An installed package holds them in itself; a checkout holds them beside `src/`. The package's own folder is asked first.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent


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

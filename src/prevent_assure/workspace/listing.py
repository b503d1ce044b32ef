"""Which files lie in a workspace's folders."""

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path, PurePosixPath

from .layout import SUFFIXES

ORDER = attrgetter("parts")
"""What paths are sorted by anyhow; as a key it is asked of each once, and not of each two that are compared."""


def walk(folder: Path, shown: PurePosixPath) -> Iterator[PurePosixPath]:
    """Go through a folder and those in it, never through a link to a folder.

    Args:
        folder: The folder; it need not be there.
        shown: How its path begins in what is given.

    Yields:
        The YAML files, links to folders, and folders that may not be read, so that none is passed over in silence.
    """
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield shown
        return
    for entry in entries:
        # A folder that is named as a file stands where one is looked for, and so is listed for what it is.
        named_as_file = entry.name.lower().endswith(SUFFIXES) and not entry.name.startswith(".")
        if entry.is_dir(follow_symlinks=False) and not named_as_file:
            yield from walk(folder / entry.name, shown / entry.name)
        elif named_as_file or (entry.is_symlink() and entry.is_dir()):
            yield shown / entry.name

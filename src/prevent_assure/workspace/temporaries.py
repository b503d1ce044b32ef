"""Temporary files beside those that are written: how they are named, held and swept.

A run holds a lock on each of its own, until it has its final name. One that nobody holds was left by a run that was
killed, and the next run that writes into the folder removes it. Where there are no such locks, on Windows and on some
disks in the network, age decides.
"""

import contextlib
import os
import re
import secrets
import sys
from pathlib import Path

if sys.platform != "win32":  # pragma: no branch - what another system has
    import fcntl

OLD = 60 * 60
"""Seconds after which what a run left behind is swept whoever holds it; no run writes one file for so long."""

_NAMED = re.compile(r"\.prevent-assure-[0-9a-f]{16}\.tmp")
_SWEPT: set[Path] = set()
_FLAGS = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_TRIES = 5


def make_beside(path: Path, mode: int) -> tuple[Path, int]:
    """Make a temporary file beside a file, and hold it.

    Args:
        path: The file that is to be written.
        mode: The temporary file's mode, less what the umask takes.

    Returns:
        Where it is, and its descriptor.

    Raises:
        OSError: If it cannot be made.
    """
    for _ in range(_TRIES):
        temporary = path.with_name(f".prevent-assure-{secrets.token_hex(8)}.tmp")
        handle = os.open(temporary, _FLAGS | os.O_CREAT | os.O_EXCL, mode)
        _hold(handle)
        if os.path.lexists(temporary):
            return temporary, handle
        os.close(handle)  # another run swept it before it was held
    raise OSError


def keep_held(handle: int) -> int | None:
    """Keep a temporary file held when its descriptor is closed.

    Args:
        handle: The descriptor.

    Returns:
        Another one, to be closed once the file has its name; None on Windows, which renames no open file.
    """
    return None if sys.platform == "win32" else os.dup(handle)


def sweep(folder: Path, now: float) -> None:
    """Remove what broken runs left in a folder, once in a run for each folder.

    Args:
        folder: The folder.
        now: The time of a file just made there: a disk in the network has a clock of its own.
    """
    if folder in _SWEPT:
        return
    _SWEPT.add(folder)
    # What another run has swept meanwhile, or may not be removed, is no reason not to write.
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAMED.fullmatch(entry.name):
                _remove_left(entry, now)


def _remove_left(entry: "os.DirEntry[str]", now: float) -> None:
    with contextlib.suppress(OSError):
        if not entry.is_file(follow_symlinks=False):
            return
        if now - entry.stat(follow_symlinks=False).st_mtime > OLD or _is_left(entry.path):
            Path(entry.path).unlink()


def _is_left(path: str) -> bool:
    """Tell whether no run holds a temporary file any more."""
    handle = os.open(path, _FLAGS)
    try:
        return _hold(handle)
    finally:
        os.close(handle)


def _hold(handle: int) -> bool:
    """Lock a file against other runs, if it can be locked and no other run has it."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

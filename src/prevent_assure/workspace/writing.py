"""Writing files whole or not at all: whoever looks, and whenever the power fails, sees the old content or the new."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError

from .links import folder_link
from .temporaries import keep_held, make_beside, sweep

_BLOCK = 1 << 20
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "it is larger than a file may be here",
    errno.EROFS: "the disk may only be read",
    errno.EACCES: "its folder may not be written to",
    errno.EPERM: "its folder may not be written to",
    errno.ENOTDIR: "a file stands where a folder must be",
    errno.EEXIST: "a file stands where a folder must be",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk failed",
}


class WriteRefused(PreventAssureError):  # noqa: N818 - named for what happened to the file
    """A file that was not written: what stood there stands there still."""


def write_whole(path: Path, data: bytes, *, root: Path | None = None, lasting: bool = True) -> bool:
    """Write a file whole or not at all, its folders with it.

    Args:
        path: The file.
        data: What it is to hold.
        root: The workspace that no link may lead out of; None for a file that someone named.
        lasting: Whether to wait until the disk has it. Of pages that a command can make again there are many, and
            waiting for each takes most of the time; whoever looks sees the old content or the new all the same.

    Returns:
        Whether anything was written; False where the file holds these bytes already.

    Raises:
        WriteRefused: If it cannot be written; it is then as it was.
    """
    try:
        if root is not None and folder_link(path, root):
            raise _refused(path, root, "a folder on the way to it is a link")
        old = _old(path, root)
        if old is not None and _holds(path, old, data):
            return False
        _make_folder(path.parent)
        _replace(path, (data,), None if old is None else stat.S_IMODE(old.st_mode), lasting=lasting)
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        raise _refused(path, root, _REASONS.get(number or 0, "the computer does not let it be written")) from error
    return True


def move_whole(made: Path, path: Path, *, root: Path) -> None:
    """Put a file that was made elsewhere to its place, whole or not at all.

    Args:
        made: The file; it may lie on another disk.
        path: Where it goes.
        root: The folder that no link may lead out of.

    Raises:
        WriteRefused: If it cannot be written; what stood there is then as it was.
    """
    try:
        if folder_link(path, root):
            raise _refused(path, root, "a folder on the way to it is a link")
        old = _old(path, root)
        _make_folder(path.parent)
        with made.open("rb") as source:
            blocks = iter(lambda: source.read(_BLOCK), b"")
            _replace(path, blocks, None if old is None else stat.S_IMODE(old.st_mode), lasting=True)
    except OSError as error:
        raise _refused(path, root, _REASONS.get(error.errno or 0, "the computer does not let it be written")) from error


def _refused(path: Path, root: Path | None, reason: str) -> WriteRefused:
    shown = path.relative_to(root) if root is not None and path.is_relative_to(root) else path
    return WriteRefused(f"{shown} is not written: {reason}")


def _old(path: Path, root: Path | None) -> os.stat_result | None:
    """Look at what stands at the target."""
    try:
        old = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(old.st_mode):
        raise _refused(path, root, "it is a link; remove the link first")
    if stat.S_ISDIR(old.st_mode):
        raise _refused(path, root, "it is a folder")
    if not stat.S_ISREG(old.st_mode):
        raise _refused(path, root, "it is no file")
    # The bits as well as the right: the right to write everything is no wish to write what was set read-only.
    if not old.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise _refused(path, root, "it may only be read")
    return old


def _holds(path: Path, old: os.stat_result, data: bytes) -> bool:
    try:
        return old.st_size == len(data) and path.read_bytes() == data
    except OSError:
        # It may be written and not read: then it is written.
        return False


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _replace(path: Path, blocks: Iterable[bytes], mode: int | None, *, lasting: bool) -> None:
    # A file that only some may read is open to no more of them while it is written.
    temporary, handle = make_beside(path, 0o666 if mode is None else 0o600)
    held: int | None = None
    try:
        try:
            sweep(path.parent, os.fstat(handle).st_mtime)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            for block in blocks:
                _write_all(handle, block)
            if lasting:
                os.fsync(handle)
            held = keep_held(handle)
        finally:
            os.close(handle)  # which may still say that the disk is full
        temporary.replace(path)
    except BaseException:
        # Where this fails too, a later run sweeps it.
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    finally:
        if held is not None:
            with contextlib.suppress(OSError):
                os.close(held)
    if lasting:
        _sync_folder(path.parent)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _sync_folder(folder: Path) -> None:
    """Make a new name last; the file is whole either way, and not every system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Writing files whole or not at all: whoever looks, and whenever the power fails, sees the old content or the new."""

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from types import EllipsisType

from prevent_assure.diagnostics import InputError, PreventAssureError

from .files import folder_link

if sys.platform != "win32":  # pragma: no branch - what another system has
    import fcntl

OLD = 60 * 60
"""Seconds after which what a run left behind is swept whoever holds it; no run writes one file for so long."""

_TEMPORARY = re.compile(r"\.prevent-assure-[0-9a-f]{16}\.tmp")
_SWEPT: set[Path] = set()
_FLAGS = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_TRIES = 5
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


class FileChanged(InputError):  # noqa: N818 - as above
    """A file that was not written, since it is no longer what was read: an editor or another command was quicker."""


_TRIED: ContextVar[bool] = ContextVar("tried", default=False)


@contextlib.contextmanager
def only_tried(tried: bool = True) -> Iterator[None]:  # noqa: FBT001, FBT002 - as an option gives it
    """Run a command to its end without writing: what would be refused is refused, the rest is treated as written."""
    before = _TRIED.set(tried)
    try:
        yield
    finally:
        _TRIED.reset(before)


def is_only_tried() -> bool:
    """Tell whether nothing is written now."""
    return _TRIED.get()


Expected = bytes | None | EllipsisType
"""What has to stand in a file that is written over: these bytes, None for no file, `...` for whatever there is."""


def write_whole(
    path: Path, data: bytes, *, root: Path | None = None, lasting: bool = True, over: Expected = ...
) -> bool:
    """Write a file whole or not at all, its folders with it.

    Args:
        path: The file.
        data: What it is to hold.
        root: The workspace that no link may lead out of; None for a file that someone named.
        lasting: Whether to wait until the disk has it. Of pages that a command can make again there are many, and
            waiting for each takes most of the time; whoever looks sees the old content or the new all the same.
        over: What was read there, on which the new content rests.

    Returns:
        Whether anything was written; False where the file holds these bytes already.

    Raises:
        FileChanged: If something else than what was read stands there by now.
        WriteRefused: If it cannot be written; it is then as it was.
    """
    with refusals_named(path, root):
        old = _old(path, root)
        if old is not None and _holds(path, old, data):
            return False
        _replace(path, (data,), old, lasting=lasting, check=partial(_check, path, root, over))
    return True


def _check(path: Path, root: Path | None, over: Expected) -> None:
    """Refuse to write over anything but what was read."""
    if over is not ... and (path.read_bytes() if os.path.lexists(path) else None) != over:
        raise changed(path, root)


def changed(path: Path, root: Path | None) -> FileChanged:
    """Say that a file is not what was read."""
    return FileChanged(f"{_shown(path, root)} was changed meanwhile and is left as it is; give the command again")


def move_whole(made: Path, path: Path, *, root: Path) -> None:
    """Put a file that was made elsewhere to its place, whole or not at all.

    Args:
        made: The file; it may lie on another disk.
        path: Where it goes.
        root: The folder that no link may lead out of.

    Raises:
        WriteRefused: If it cannot be written; what stood there is then as it was.
    """
    with refusals_named(path, root):
        old = _old(path, root)
        with made.open("rb") as source:
            _replace(path, iter(lambda: source.read(_BLOCK), b""), old, lasting=True)


@contextlib.contextmanager
def refusals_named(path: Path, root: Path | None) -> Iterator[None]:
    """Refuse to write behind a link to a folder, and say why the computer does not let a file be written."""
    try:
        if root is not None and folder_link(path, root):
            raise _refused(path, root, "a folder on the way to it is a link")
        yield
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        raise _refused(path, root, _REASONS.get(number or 0, "the computer does not let it be written")) from error


def _refused(path: Path, root: Path | None, reason: str) -> WriteRefused:
    return WriteRefused(f"{_shown(path, root)} is not written: {reason}")


def _shown(path: Path, root: Path | None) -> Path:
    return path.relative_to(root) if root is not None and path.is_relative_to(root) else path


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


def make_folder(folder: Path) -> None:
    """Make a folder that is not there, and those around it, lastingly."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _replace(
    path: Path,
    blocks: Iterable[bytes],
    old: os.stat_result | None,
    *,
    lasting: bool,
    check: Callable[[], None] = lambda: None,
) -> None:
    if is_only_tried():
        check()
        return
    make_folder(path.parent)
    # A file that only some may read is open to no more of them while it is written.
    temporary, handle = _make_beside(path, 0o666 if old is None else 0o600)
    held: int | None = None
    try:
        try:
            _sweep(path.parent, os.fstat(handle).st_mtime)
            if old is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, stat.S_IMODE(old.st_mode))
            for block in blocks:
                _write_all(handle, block)
            if lasting:
                os.fsync(handle)
            # Held until the file has its name; Windows renames no open file.
            held = None if sys.platform == "win32" else os.dup(handle)
        finally:
            os.close(handle)  # which may still say that the disk is full
        # Asked at the last moment: an editor takes no lock.
        check()
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


def _make_beside(path: Path, mode: int) -> tuple[Path, int]:
    """Make a temporary file beside a file, and lock it against the sweep of other runs."""
    for _ in range(_TRIES):
        temporary = path.with_name(f".prevent-assure-{secrets.token_hex(8)}.tmp")
        handle = os.open(temporary, _FLAGS | os.O_CREAT | os.O_EXCL, mode)
        _hold(handle)
        if os.path.lexists(temporary):
            return temporary, handle
        os.close(handle)  # another run swept it before it was held
    raise OSError


def _sweep(folder: Path, now: float) -> None:
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
            if _TEMPORARY.fullmatch(entry.name):
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

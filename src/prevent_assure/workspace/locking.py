"""One writer at a time: the lock of a workspace, and writing over nothing but what was read.

A lock is held while files are written and never while a person is asked. It keeps commands from one another. Editors
take none, so what is to be written over is compared with what was read as well.
"""

import contextlib
import datetime
import errno
import os
import platform
import re
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from prevent_assure.diagnostics import PreventAssureError

from .files import FileRefused, read_file
from .git.without_git import git_folder_of
from .workspace import Workspace
from .writing import FileChanged, changed, is_only_tried, make_folder, refusals_named, write_whole

R = TypeVar("R")

SECONDS = 60.0
"""After so long a wait a command says who writes, and ends."""
_NOTICE = 1.0
"""After so long it says on a terminal that it waits."""
_POLL = 0.02
_TRIES = 20
_HOLDER = re.compile(rb"([0-9]{1,10})\n([A-Za-z0-9_.-]{1,255})\n")
_WITHOUT_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
"""What a file share says that has no locks."""

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}

Read = Mapping[str, bytes | None]
"""What was read, by path relative to the workspace; None where there was no file."""


class WorkspaceBusy(PreventAssureError):  # noqa: N818 - named for the workspace's state
    """Another command writes, and does not come to an end."""


def read_now(root: Path, *paths: str) -> Read:
    """Read files that something is going to be written over, or that decide what is written.

    Args:
        root: The workspace.
        paths: Where they lie in it.
    """
    return {path: _now(root, path) for path in paths}


def _now(root: Path, path: str) -> bytes | None:
    try:
        return read_file(root / path, root=root)
    except FileRefused:
        return None


def write_over(root: Path, files: Mapping[str, bytes], read: Read) -> bool:
    """Write files under the workspace's lock, if all that was read is as it was.

    Args:
        root: The workspace.
        files: What each file is to hold, by path relative to the workspace, in the order in which they are written.
        read: What was read; a file that is not among it is written over whatever it holds.

    Returns:
        Whether anything was written; False where the files hold these bytes already.

    Raises:
        FileChanged: If a file is no longer what was read. Nothing is written then.
        WorkspaceBusy: If another command does not stop writing.
        WriteRefused: If a file cannot be written.
    """
    with locked(root):
        for path, before in read.items():
            if _now(root, path) != before:
                raise changed(root / path, root)
        written = [write_whole(root / path, data, root=root, over=read.get(path, ...)) for path, data in files.items()]
    return any(written)


def over_again(task: Callable[[Workspace], R], workspace: Workspace) -> R:
    """Do a task that reads, decides and writes; where a file changes in between, read and decide anew.

    Args:
        task: What is done. It must leave nothing behind where it raises `FileChanged`.
        workspace: The workspace that it is done with at first; then it is one that has read nothing yet.

    Returns:
        What came of it.

    Raises:
        FileChanged: If a file changes again and again.
    """
    for _ in range(_TRIES):
        try:
            return task(workspace)
        except FileChanged:
            workspace = workspace.by_itself()
    return task(workspace)


@contextlib.contextmanager
def locked(root: Path, what: str = "files") -> Iterator[None]:
    """Hold a lock of a workspace.

    The computer takes it back from a process that ends, however it ends. On a disk without locks a file stands for it,
    which a process that is killed leaves behind; where that process ran on this computer, the next one removes it.
    Where the workspace's folder may not be written to there is no lock, and comparing with what was read has to do.

    Args:
        root: The workspace.
        what: What is written: its `files`, or its `pages`, which take long and so have a lock of their own.

    Raises:
        WorkspaceBusy: If another command holds it for longer than `SECONDS`.
        WriteRefused: If the workspace's folder is not there and cannot be made.
    """
    if is_only_tried():
        yield
        return
    with refusals_named(root, None):
        make_folder(root)
        place = _place(root, what)
        lock = _acquired(place)
    try:
        yield
    finally:
        if lock is not None:
            with contextlib.suppress(OSError):
                # Still held: whoever waits for it sees that it is gone. Windows removes it afterwards.
                place.unlink()
            lock.release()


@contextlib.contextmanager
def shown_alone(folder: Path) -> Iterator[None]:
    """Hold a folder of pages for as long as a command shows it; who comes second does not wait.

    Args:
        folder: The folder.

    Raises:
        WorkspaceBusy: If another command shows it.
        WriteRefused: If the folder is not there and cannot be made.
    """
    with refusals_named(folder, None):
        make_folder(folder)
        place = folder / ".prevent-assure-serve-lock.tmp"
        try:
            lock = _acquired(place, (0.0,))
        except WorkspaceBusy:
            msg = (
                f"another `serve` shows {folder} already: {_holder(place)}\n"
                "  hint: end that one, or name another folder with --output"
            )
            raise WorkspaceBusy(msg) from None
    try:
        yield
    finally:
        if lock is not None:
            with contextlib.suppress(OSError):
                place.unlink()
            lock.release()


def _place(root: Path, what: str) -> Path:
    """Say where the lock lies: beside what git keeps, so that it is never committed; without git in the workspace."""
    folder = git_folder_of(root)
    if folder is not None and os.access(folder, os.W_OK):
        return folder / f"prevent-assure-{what}.lock"
    return root / f".prevent-assure-{what}-lock.tmp"


def _acquired(place: Path, waits: Sequence[float] = ()) -> BaseFileLock | None:
    """Take a lock; None where nothing may be written."""
    # Whoever may write in the folder may take the lock.
    mode = stat.S_IMODE(place.parent.stat().st_mode) & 0o666 | 0o600
    lock = FileLock(place, mode=mode, thread_local=False, poll_interval=_POLL, on_acquired=partial(_sign, place))
    try:
        return _waited(lock, place, waits)
    except OSError as error:
        if error.errno in _READ_ONLY and not os.path.lexists(place):
            return None
        if error.errno not in _WITHOUT_LOCKS:
            raise
    marker = place.with_suffix(".held")
    return _waited(SoftFileLock(marker, mode=mode, thread_local=False, poll_interval=_POLL), marker, waits)


def _waited(lock: BaseFileLock, place: Path, waits: Sequence[float]) -> BaseFileLock:
    """Wait for a lock, and say so where it takes long."""
    for wait in waits or (_NOTICE, SECONDS):
        while True:
            try:
                lock.acquire(timeout=wait)
            except _RemovedError:
                continue
            except Timeout:
                break
            return lock
        if wait == _NOTICE:
            _tell(f"waiting for another prevent-assure to end: {_holder(place)}")
    raise WorkspaceBusy(_busy(lock, place))


class _RemovedError(Exception):
    """A lock whose file was removed or replaced while it was waited for."""


def _sign(place: Path, handle: int) -> None:
    """Write into the lock who holds it; behind the first byte, since Windows locks that one against readers, too."""
    try:
        there = os.path.samestat(os.fstat(handle), place.stat())
    except FileNotFoundError:
        there = False
    if not there:
        raise _RemovedError
    host = re.sub(r"[^A-Za-z0-9_.-]", "-", platform.node()) or "-"
    os.lseek(handle, 0, os.SEEK_SET)
    # Cut behind what is written and not emptied before it: of a file that was emptied ext4 waits for the disk.
    os.ftruncate(handle, os.write(handle, f"\n{os.getpid()}\n{host}\n".encode()))


def _holder(place: Path) -> str:
    """Say what is known of who holds a lock."""
    with contextlib.suppress(OSError), place.open("rb", buffering=0) as file:
        since = datetime.datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, datetime.UTC)
        file.seek(0 if place.suffix == ".held" else 1)
        found = _HOLDER.match(file.read(300))
        if found is not None:
            return f"process {int(found[1])} on {found[2].decode()}, since {since:%Y-%m-%d %H:%M} UTC"
    return "it does not say which"


def _busy(lock: BaseFileLock, place: Path) -> str:
    left = (
        f"if it runs no longer (it was killed, or its computer was switched off), remove {place}"
        if isinstance(lock, SoftFileLock)
        else "end that process, or wait; a file share may keep the lock of a computer that is gone for some minutes"
    )
    return (
        f"another prevent-assure is writing here and has not ended within {SECONDS:.0f} seconds: {_holder(place)}; "
        f"nothing is changed\n  hint: {left}"
    )


def _tell(text: str) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"prevent-assure: {text}\n")

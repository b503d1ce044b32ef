"""Reading files that may be anything: nothing here blocks, leaves the workspace or fills the memory."""

import errno
import os
import stat
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError, Rule, Severity


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
    for step in (inner.replace(os.altsep, os.sep) if os.altsep else inner).split(os.sep)[:-1]:  # noqa: PTH206 - texts: asked for each file of a nation
        folder = f"{folder}{os.sep}{step}"
        if step == os.pardir or os.path.islink(folder):  # noqa: PTH114 - as above
            return True
    return False


def _below(path: str, root: str) -> str | None:
    """Give the way from a folder to a file in it."""
    base = root.rstrip(os.sep) + os.sep
    return path[len(base) :] if path.startswith(base) else None


BYTES = 1024 * 1024
"""The largest file that is read."""


def _error(code: str, summary: str) -> Rule:
    return Rule(code, Severity.ERROR, summary, of_form=True)


MISSING = _error("file-missing", "A file that is not there.")
NOT_REGULAR = _error("file-not-regular", "Something that is no file: a folder, a pipe, a device or a socket.")
TOO_LARGE = _error("file-too-large", "A file of more than 1 MiB.")
LINK = _error("file-link", "A link that leads nowhere, in a circle or out of the workspace.")
UNREADABLE = _error("file-unreadable", "A file that the computer does not let one read.")

RULES: tuple[Rule, ...] = (MISSING, NOT_REGULAR, TOO_LARGE, LINK, UNREADABLE)
"""Every rule of opening files."""

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# Windows lacks some of these; there the look before opening has to do.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
)


class FileRefused(PreventAssureError):  # noqa: N818 - named for what happened to the file
    """A file that was not read.

    Attributes:
        rule: Why.
        message: Why, in a sentence without the path.
        hint: How to mend it, or None.
    """

    def __init__(self, rule: Rule, message: str, hint: str | None = None) -> None:
        """Say why.

        Args:
            rule: The rule.
            message: The sentence.
            hint: How to mend it.
        """
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def read_file(path: Path | str, *, root: Path | None) -> bytes:
    """Read a file.

    Args:
        path: The file.
        root: The workspace that no link may lead out of; None for a file that someone named, whose links are followed.

    Returns:
        Its bytes, at most 1 MiB.

    Raises:
        FileRefused: If it is no file, is not there, too large or not to be read, or lies behind a link that leads out.
    """
    try:
        return _read(_behind_link(path, root))
    except FileNotFoundError as error:
        raise _missing(path) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreadable(error) from error


def _behind_link(path: Path | str, root: Path | None) -> Path | str:
    """Find the file itself, behind links that may be followed, and look at what it is before it is opened.

    To open a device is to use it, and on Windows a pipe would block.
    """
    if root is not None and folder_link(path, root):
        raise FileRefused(LINK, "the way to this file leads over a link, and links to folders are not followed")
    mode = os.lstat(path).st_mode
    if not stat.S_ISLNK(mode):
        _check_kind(mode)
        return path
    target = Path(path).resolve(strict=True)
    if root is not None and not target.is_relative_to(root.resolve()):
        raise FileRefused(LINK, "this is a link that leads out of the workspace", "put the file itself here")
    _check_kind(target.lstat().st_mode)
    return target


def _read(path: Path | str) -> bytes:
    handle = os.open(path, _FLAGS)
    try:
        found = os.fstat(handle)
        _check_kind(found.st_mode)
        return _read_all(handle, found.st_size)
    finally:
        os.close(handle)


def _read_all(handle: int, size: int) -> bytes:
    """Read to the end, whatever the size was said to be."""
    parts: list[bytes] = []
    total = 0
    asked = min(max(size, 4096), BYTES) + 1
    while total <= BYTES and (part := os.read(handle, asked)):
        parts.append(part)
        total += len(part)
        if len(part) == size < asked:  # all that there is said to be, and no more though more was asked for
            break
    if total > BYTES:
        raise FileRefused(TOO_LARGE, "this file is larger than 1 MiB", "remove what does not belong into it")
    return b"".join(parts)


def _check_kind(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "no file")
        raise FileRefused(NOT_REGULAR, f"this is {kind} where a file must be")


def _missing(path: Path | str) -> FileRefused:
    if Path(path).is_symlink():
        return FileRefused(LINK, "this is a link to something that is not there", "put the file itself here")
    return FileRefused(MISSING, "there is no such file")


def _unreadable(error: Exception) -> FileRefused:
    number = error.errno if isinstance(error, OSError) else None
    # pathlib says of a circle of links RuntimeError before Python 3.13.
    if number == errno.ELOOP or isinstance(error, RuntimeError):
        return FileRefused(LINK, "this is a link that leads back to itself", "put the file itself here")
    if number == errno.ENXIO:
        return FileRefused(NOT_REGULAR, "this is a socket where a file must be")
    if number == errno.ENOTDIR:
        return FileRefused(MISSING, "there is no such file")
    if number in {errno.EACCES, errno.EPERM}:
        return FileRefused(UNREADABLE, "this file may not be read", "ask whoever looks after the computer for access")
    return FileRefused(UNREADABLE, "this file cannot be read; the computer gives no reason that helps")

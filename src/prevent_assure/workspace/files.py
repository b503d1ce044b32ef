"""Reading files that may be anything: nothing here blocks, leaves the workspace or fills the memory."""

import contextlib
import errno
import os
import stat
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError, Rule, error_of_form
from prevent_assure.model.nearness import closest

BYTES = 1024 * 1024
"""The largest file that is read."""


MISSING = error_of_form("file-missing", "A file that is not there.")
NOT_REGULAR = error_of_form("file-not-regular", "Something that is no file: a folder, a pipe, a device or a socket.")
TOO_LARGE = error_of_form("file-too-large", "A file of more than 1 MiB.")
LINK = error_of_form("file-link", "A link that leads nowhere, in a circle or out of the workspace.")
UNREADABLE = error_of_form("file-unreadable", "A file that the computer does not let one read.")

RULES: tuple[Rule, ...] = (MISSING, NOT_REGULAR, TOO_LARGE, LINK, UNREADABLE)
"""Every rule of opening files."""

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_OWN_FILE = "put the file itself here"
_NO_SUCH_FILE = (MISSING, "there is no such file", "look at its name, its folder, and the folder that you stand in")
_NO_ACCESS = (UNREADABLE, "this file may not be read", "ask whoever looks after the computer for access")
_NO_REASON = (UNREADABLE, "this file cannot be read; the computer gives no reason that helps", None)
_REASONS: dict[int | None, tuple[Rule, str, str | None]] = {
    errno.ENOENT: _NO_SUCH_FILE,
    errno.ENOTDIR: _NO_SUCH_FILE,
    errno.ELOOP: (LINK, "this is a link that leads back to itself", _OWN_FILE),
    errno.ENXIO: (NOT_REGULAR, "this is a socket where a file must be", None),
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
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
        """Say why."""
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def folder_link(path: Path, root: Path) -> bool:
    """Tell whether a folder between a workspace and a file in it is a link, or the way leads out by `..`.

    Args:
        path: The file, there or not.
        root: The workspace.

    Returns:
        Whether the way from the one to the other cannot be trusted; also where the file lies elsewhere.
    """
    whole, folder = path.absolute(), root.absolute()
    if not whole.is_relative_to(folder):
        return True
    steps = whole.parts[len(folder.parts) : -1]
    return os.pardir in steps or any(parent.is_symlink() for parent in list(whole.parents)[: len(steps)])


def without_steps_up(path: Path) -> Path:
    """Write a path that someone named without `..`, as the computer follows it; links behind the last `..` stay."""
    parts = path.absolute().parts
    if os.pardir not in parts:
        return path
    below = len(parts) - parts[::-1].index(os.pardir)
    return Path(*parts[:below]).resolve().joinpath(*parts[below:])


def read_file(path: Path, *, root: Path | None) -> bytes:
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
    except (OSError, RuntimeError, ValueError) as error:
        # pathlib says of a circle of links RuntimeError before Python 3.13.
        number = errno.ELOOP if isinstance(error, RuntimeError) else getattr(error, "errno", None)
        if number == errno.ENOENT and path.is_symlink():
            raise FileRefused(LINK, "this is a link to something that is not there", _OWN_FILE) from error
        rule, message, hint = _REASONS.get(number, _NO_REASON)
        raise FileRefused(rule, message, _beside(path) or hint if rule is MISSING else hint) from error


def _beside(path: Path) -> str | None:
    """Ask whether a file that lies in the same folder was meant."""
    with contextlib.suppress(OSError, ValueError):
        return closest(path.name, sorted(one.name for one in path.parent.iterdir()), at_least=0.7)
    return None


def _behind_link(path: Path, root: Path | None) -> Path:
    """Find the file itself, behind links that may be followed, and look at what it is before it is opened.

    To open a device is to use it, and on Windows a pipe would block.
    """
    if root is not None and folder_link(path, root):
        raise FileRefused(LINK, "the way to this file leads over a link, and links to folders are not followed")
    if path.is_symlink():
        path = path.resolve(strict=True)
        if root is not None and not path.is_relative_to(root.resolve()):
            raise FileRefused(LINK, "this is a link that leads out of the workspace", _OWN_FILE)
    _check_kind(path.lstat().st_mode)
    return path


def _read(path: Path) -> bytes:
    handle = os.open(path, _FLAGS)
    try:
        _check_kind(os.fstat(handle).st_mode)
        data = b""
        while len(data) <= BYTES and (part := os.read(handle, BYTES + 1 - len(data))):
            data += part
    finally:
        os.close(handle)
    if len(data) > BYTES:
        raise FileRefused(TOO_LARGE, "this file is larger than 1 MiB", "remove what does not belong into it")
    return data


def _check_kind(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "no file")
        raise FileRefused(NOT_REGULAR, f"this is {kind} where a file must be")

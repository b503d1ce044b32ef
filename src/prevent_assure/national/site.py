"""A folder of pages that belongs to us file by file: nothing else in it is overwritten or removed."""

import contextlib
import functools
import hashlib
import json
import stat
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.workspace.files import folder_link, without_steps_up
from prevent_assure.workspace.layout import FOLDERS, is_source
from prevent_assure.workspace.locking import locked
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import is_only_tried, move_whole, write_whole

P = ParamSpec("P")
R = TypeVar("R")

MANIFEST = ".prevent-assure-site.json"
FORMAT = "prevent-assure/site/1"
_LONGEST = 64 * 1024 * 1024
Edition = Literal["internal", "public", "export"]


def alone(task: Callable[Concatenate[Workspace, P], R]) -> Callable[Concatenate[Workspace, P], R]:
    """Let a task that writes pages wait for others that do so from the same workspace."""

    @functools.wraps(task)
    def waiting(workspace: Workspace, /, *args: P.args, **named: P.kwargs) -> R:
        with locked(workspace.root, "pages"):
            return task(workspace, *args, **named)

    return waiting


class SiteRefused(PreventAssureError):  # noqa: N818 - named for what happened to the site
    """A folder that pages are not written to, since something in it is not ours."""


class Site:
    """The folder, and which of its files are ours.

    Attributes:
        folder: The folder.
    """

    def __init__(self, folder: Path, *, workspace: Path, edition: Edition) -> None:
        """Look at what is in the folder.

        Args:
            folder: The folder; it need not be there.
            workspace: The workspace's folder, whose own files are not written over.
            edition: For whom the pages are.

        Raises:
            SiteRefused: If the folder is one that the workspace is read from, or holds the other edition's pages, or
                pages for the public would stand beside files that are not for it.
        """
        folder = without_steps_up(folder)
        if any(is_source(workspace, folder / each / "x") for each in (".", *FOLDERS)):
            msg = f"{folder} is a folder that the workspace is read from; name another with --output"
            raise SiteRefused(msg)
        self.folder = folder
        self._root = workspace if folder.absolute().is_relative_to(workspace.absolute()) else folder
        self._edition = edition
        kept = _manifest(folder)
        self._before: dict[str, str] = kept.get("files", {})
        self._now: dict[str, str] = {}
        if kept and kept.get("edition") != edition:
            msg = f"{folder} holds pages of the other edition; name another folder with --output"
            raise SiteRefused(msg)
        if edition == "public" and (strange := self._strange()):
            msg = f"{folder} holds files that are not of the public edition, as {strange}; name an empty folder"
            raise SiteRefused(msg)

    def claim(self, names: Iterable[str]) -> None:
        """Say which pages are going to be written, so that they are known for ours even if the run breaks off.

        Args:
            names: Their paths in the folder.

        Raises:
            SiteRefused: If a file that is not ours stands in the place of one.
        """
        for name in names:
            if name not in self._before and (self.folder / name).is_file():
                msg = f"{self.folder / name} is not a page of ours; move it away, or name another folder with --output"
                raise SiteRefused(msg)
            self._now.setdefault(name, "")
        # What is not written yet is as the run before left it, and this run may break off.
        self._keep({**self._now, **self._before, **{name: made for name, made in self._now.items() if made}})

    def put(self, name: str, data: bytes) -> None:
        """Write a page that has been claimed, whole or not at all.

        Args:
            name: Its path in the folder.
            data: The page.

        Raises:
            WriteRefused: If it cannot be written.
        """
        write_whole(self.folder / name, data, root=self._root, lasting=False)
        self._now[name] = hashlib.sha256(data).hexdigest()

    def take(self, name: str, made: Path) -> None:
        """Put a file that has been claimed and made elsewhere to its place, whole or not at all.

        Args:
            name: Its path in the folder.
            made: The file.

        Raises:
            WriteRefused: If it cannot be written.
        """
        with made.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        move_whole(made, self.folder / name, root=self._root)
        self._now[name] = digest

    def finish(self) -> int:
        """Remove our pages of an earlier run that this one did not write, unless someone has changed them since.

        Returns:
            How many pages there are now.
        """
        written = {name: digest for name, digest in self._now.items() if digest}
        # The list in the folder may be anyone's, so the content has to say that it is ours.
        before = OwnFiles(self.folder)
        for name in self._before:
            if name not in written and before.get(name) is not None and not is_only_tried():
                with contextlib.suppress(OSError):
                    (self.folder / name).unlink()
        self._keep(written)
        return len(written)

    def _keep(self, files: dict[str, str]) -> None:
        data = {"format": FORMAT, "edition": self._edition, "files": dict(sorted(files.items()))}
        text = json.dumps(data, indent=1) + "\n"
        write_whole(self.folder / MANIFEST, text.encode(), root=self._root)

    def _strange(self) -> str | None:
        found = (path for path in sorted(self.folder.rglob("*")) if not path.is_dir() or path.is_symlink())
        names = (path.relative_to(self.folder).as_posix() for path in found)
        return next((name for name in names if name != MANIFEST and name not in self._before), None)


class OwnFiles:
    """The files of a site as they were written, and no other file.

    Attributes:
        folder: The site's folder.
        names: Their paths in it, those among them that were to be written when a run broke off.
    """

    def __init__(self, folder: Path) -> None:
        """Look at what belongs to the site.

        Args:
            folder: The folder.
        """
        self.folder = folder
        self._known = _manifest(folder).get("files", {})
        self.names = frozenset(self._known)

    def get(self, name: str) -> bytes | None:
        """Read a file.

        Args:
            name: Its path in the folder.

        Returns:
            What was written; None where that is not a file of the site, or another one by now.
        """
        digest = self._known.get(name)
        path = self.folder / name
        if not digest or not path.is_relative_to(self.folder) or ".." in PurePosixPath(name).parts:
            return None
        if folder_link(path, self.folder) or path.is_symlink():
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size > _LONGEST:
            return {}
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    known = isinstance(kept, dict) and kept.get("format") == FORMAT and isinstance(kept.get("files"), dict)
    return kept if known else {}

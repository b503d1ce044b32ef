"""The files of one state of a workspace: those of a commit, and those on the disk."""

import os
import posixpath
from functools import cached_property
from typing import Protocol

from .contents import Blobs, name_of
from .files import BYTES, LINK, MISSING, NOT_REGULAR, TOO_LARGE, FileRefused, read_file
from .history import Entry, Repository
from .layout import FOLDERS, SETTINGS, SUFFIXES
from .workspace import Workspace

RECORDS = "letters"
TEMPLATES = "templates"
_LINK, _MODULE = "120000", "160000"
_STEPS = 40
"""So many links may lead from one to the next."""


class Files(Protocol):
    """The files of one state of a workspace."""

    @property
    def names(self) -> dict[str, str]:
        """Each path, relative to the workspace, with a word that is the same where the content is."""
        ...

    def read(self, name: str) -> bytes:
        """Read a file.

        Args:
            name: Its path.

        Returns:
            Its bytes.

        Raises:
            FileRefused: If it is no file that may be read.
        """
        ...


def _wanted(name: str) -> bool:
    """Tell whether a path is one that a workspace is read from."""
    first = name.partition("/")[0]
    if first == RECORDS:
        return name.endswith(".issue.yaml")
    return name == SETTINGS or first == TEMPLATES or (first in FOLDERS and name.endswith(SUFFIXES))


class CommittedFiles:
    """The files of a commit."""

    def __init__(self, entries: dict[str, Entry], blobs: Blobs) -> None:
        """Take what git lists.

        Args:
            entries: The files by path.
            blobs: What reads their contents.
        """
        self._entries = entries
        self._blobs = blobs

    @classmethod
    def of(cls, repository: Repository, commit: str, blobs: Blobs, prefix: str | None = None) -> "CommittedFiles":
        """List the files of a commit.

        Args:
            repository: The repository.
            commit: The commit.
            blobs: What reads their contents.
            prefix: Where the workspace lay then, where that is elsewhere.

        Returns:
            The files.
        """
        return cls(repository.tree(commit, [SETTINGS, *FOLDERS, RECORDS, TEMPLATES], prefix), blobs)

    @cached_property
    def names(self) -> dict[str, str]:
        """Each path with the name of its content."""
        return {name: entry.oid for name, entry in self._entries.items() if _wanted(name)}

    def read(self, name: str) -> bytes:
        """Read a file.

        Args:
            name: Its path.

        Returns:
            Its bytes.

        Raises:
            FileRefused: If it is a link that leads out, another repository, or too large.
        """
        entry = self._behind_links(name)
        if entry.mode == _MODULE:
            raise FileRefused(NOT_REGULAR, "this is another repository where a file must be")
        if entry.size is not None and entry.size > BYTES:
            raise FileRefused(TOO_LARGE, "this file is larger than 1 MiB", "remove what does not belong into it")
        return self._blobs.read(entry.oid)

    def _behind_links(self, name: str) -> Entry:
        for _ in range(_STEPS):
            entry = self._entries.get(name)
            if entry is None:
                raise FileRefused(MISSING, "there is no such file, or a link that leads to none in these folders")
            if entry.mode != _LINK:
                return entry
            target = os.fsdecode(self._blobs.read(entry.oid))
            name = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            if name.startswith(("/", "../")) or name == "..":
                raise FileRefused(LINK, "this is a link that leads out of the workspace", "put the file itself here")
        raise FileRefused(LINK, "this is a link that leads back to itself", "put the file itself here")


class PresentFiles:
    """The files on the disk."""

    def __init__(self, workspace: Workspace, *, width: int = 40) -> None:
        """Take a workspace's folder.

        Args:
            workspace: The workspace.
            width: How long the names of contents are: 40 digits in a repository of the usual kind, 64 in a newer one.
        """
        self._workspace = workspace
        self._width = width

    @cached_property
    def names(self) -> dict[str, str]:
        """Each path with what git would call its content."""
        names = {str(each): self._named(str(each)) for each in self._workspace.files()}
        for folder in (RECORDS, TEMPLATES):
            found = (each.relative_to(self._workspace.root) for each in (self._workspace.root / folder).rglob("*"))
            names.update({name: self._named(name) for each in found if _wanted(name := each.as_posix())})
        return {name: content for name, content in names.items() if _wanted(name) and content}

    def _named(self, name: str) -> str:
        try:
            data = self.read(name)
        except FileRefused as refusal:
            return "" if refusal.rule is MISSING else "unreadable"
        return name_of(data, self._width)

    def read(self, name: str) -> bytes:
        """Read a file.

        Args:
            name: Its path.

        Returns:
            Its bytes.

        Raises:
            FileRefused: If it is no file that may be read.
        """
        return read_file(self._workspace.root / name, root=self._workspace.root)

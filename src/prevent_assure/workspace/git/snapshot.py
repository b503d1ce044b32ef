"""A workspace as it was in a commit, or as it is on the disk, read in the same way."""

import contextlib
import os
import posixpath
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from prevent_assure.model.base import Model
from prevent_assure.workspace.files import BYTES, LINK, MISSING, NOT_REGULAR, TOO_LARGE, FileRefused, read_file
from prevent_assure.workspace.layout import FOLDERS, SETTINGS, SUFFIXES, letter_path
from prevent_assure.workspace.loading import Loaded, load_bytes, refused
from prevent_assure.workspace.packaged import packaged_editions
from prevent_assure.workspace.workspace import Workspace

from .contents import Blobs, name_of
from .history import Entry, Repository

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


M = TypeVar("M", bound=Model)


class Snapshot(Workspace):
    """One state of a workspace. Files are found by what they say that they are, not by their names alone.

    Attributes:
        state: Its files.
        astray: Files that lie elsewhere than their ids say, with the paths that these say.
    """

    def __init__(self, root: Path, state: Files) -> None:
        """Take the files of one state.

        Args:
            root: The workspace's folder.
            state: The files.
        """
        super().__init__(root, alone=True)
        self.state = state
        self._kept: dict[tuple[type[Model], str], Loaded[Any]] = {}
        self.astray: dict[str, str] = {}
        self._elsewhere: dict[tuple[type[Model], str], str] = {}

    def lies_at(self, model: type[Model], usual: str, name: str) -> None:
        """Say that a file lies elsewhere than its ids say; a file that lies at the usual place goes before.

        Args:
            model: What the file is.
            usual: Where it would lie.
            name: Where it lies.
        """
        self._elsewhere[model, usual] = name
        self.astray[name] = usual

    def load(self, shown: str, model: type[M]) -> Loaded[M]:
        """Read a file of this state.

        Args:
            shown: Its path.
            model: What it is to be.

        Returns:
            The model, or what is wrong with the file.
        """
        if (model, shown) in self._kept:
            return self._kept[model, shown]
        try:
            data = self.state.read(shown)
        except FileRefused as refusal:
            return Loaded(shown, None, None, (refused(refusal, shown),))
        return load_bytes(data, shown, model)

    def keep(self, model: type[M], loaded: Loaded[M]) -> None:
        """Keep a file that was read, so that it is not read again.

        Args:
            model: What it is.
            loaded: The file as read.
        """
        self._kept[model, loaded.path] = loaded

    def has(self, shown: str) -> bool:
        """Tell whether there is a file in this state.

        Args:
            shown: Its path.

        Returns:
            Whether there is.
        """
        return shown in self.state.names

    def read(self, shown: str, model: type[M]) -> Loaded[M] | None:
        """Read a file of this state that need not be there.

        Args:
            shown: Its path, or where its ids say that it lies.
            model: What it is to be.

        Returns:
            The file as read, or None where there is none.
        """
        name = shown if self.has(shown) else self._elsewhere.get((model, shown))
        return self.load(name, model) if name is not None else None

    def editions(self) -> list[str]:
        """List the editions of criteria that can be had in this state.

        Returns:
            Their names, sorted.
        """
        own = (str(each.relative_to("criteria").with_suffix("")) for each in self.files("criteria"))
        return sorted({*own, *packaged_editions()})

    def files(self, below: str = "") -> list[PurePosixPath]:
        """List the YAML files of this state.

        Args:
            below: A folder; none for all.

        Returns:
            Paths relative to the workspace, sorted.
        """
        inside = f"{below}/" if below else ""
        ours = (name for name in self.state.names if name == SETTINGS or name.partition("/")[0] in FOLDERS)
        return sorted(PurePosixPath(name) for name in ours if name.startswith(inside))

    def issued(self, cycle: str, authority: str) -> bool:
        """Tell whether a letter has been issued.

        Args:
            cycle: The cycle.
            authority: The authority's id.

        Returns:
            Whether there is an issue record.
        """
        return letter_path(cycle, authority, "issue.yaml") in self.state.names


@contextlib.contextmanager
def snapshots(
    workspace: Workspace, repository: Repository, base: str, head: str | None
) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Open two states of a workspace.

    Args:
        workspace: The workspace as it is.
        repository: Its repository.
        base: A commit.
        head: Another, or None for the files on the disk.

    Yields:
        The two states.
    """
    with repository.blobs() as blobs:
        new: Files = PresentFiles(workspace, width=len(base))
        if head is not None:
            new = CommittedFiles.of(repository, head, blobs)
        old = CommittedFiles.of(repository, base, blobs)
        if SETTINGS not in old.names and SETTINGS in new.names:
            prefix = _prefix_of(repository, base, new.names[SETTINGS])
            old = CommittedFiles.of(repository, base, blobs, prefix) if prefix is not None else old
        yield Snapshot(workspace.root, old), Snapshot(workspace.root, new)


def _prefix_of(repository: Repository, commit: str, settings: str) -> str | None:
    """Find where a workspace lay that has moved: where its settings, and no others, are the same."""
    entries = repository.tree(commit, (), "")
    found = [
        name.removesuffix(SETTINGS)
        for name, entry in entries.items()
        if PurePosixPath(name).name == SETTINGS and entry.oid == settings
    ]
    return found[0] if len(found) == 1 else None

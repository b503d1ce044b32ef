"""A workspace as it was in a commit, or as it is on the disk, read in the same way."""

import contextlib
import os
import posixpath
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, Protocol, TypeVar

from prevent_assure.model.base import Model
from prevent_assure.workspace.files import BYTES, LINK, MISSING, NOT_REGULAR, TOO_LARGE, FileRefused, read_file
from prevent_assure.workspace.layout import (
    FOLDERS,
    FORMS,
    LETTERS,
    RECORD,
    SETTINGS,
    SUFFIXES,
    TEMPLATES,
    WORKBOOK,
    record_path,
)
from prevent_assure.workspace.loading import Loaded, load_bytes, refused
from prevent_assure.workspace.packaged import packaged_editions
from prevent_assure.workspace.workspace import Workspace

from .contents import Blobs, name_of
from .history import Entry, Repository

M = TypeVar("M", bound=Model)
_LINK, _MODULE = "120000", "160000"
_STEPS = 40
"""So many links may lead from one to the next."""


class Tree(Protocol):
    """The files of one state of a workspace."""

    @property
    def names(self) -> dict[str, str]:
        """Each path, relative to the workspace, with a word that is the same where the content is."""
        ...

    def read(self, name: str) -> bytes:
        """Read the file at a path.

        Raises:
            FileRefused: If it is no file that may be read.
        """
        ...


def _wanted(name: str) -> bool:
    """Tell whether a path is one that a workspace is read from."""
    first = name.partition("/")[0]
    if first == LETTERS:
        return name.endswith(RECORD)
    if first == FORMS:
        return name.endswith(WORKBOOK)
    return name == SETTINGS or first == TEMPLATES or (first in FOLDERS and name.endswith(SUFFIXES))


class CommittedTree:
    """The files of a commit.

    Attributes:
        commit: The commit.
        repository: Its repository.
    """

    def __init__(self, repository: Repository, commit: str, blobs: Blobs, prefix: str | None = None) -> None:
        """List them.

        Args:
            repository: The repository.
            commit: The commit.
            blobs: What reads their contents.
            prefix: Where the workspace lay then, where that is elsewhere.
        """
        self.commit = commit
        self.repository = repository
        self._entries = repository.tree(commit, [SETTINGS, *FOLDERS, LETTERS, FORMS, TEMPLATES], prefix)
        self._blobs = blobs

    @cached_property
    def names(self) -> dict[str, str]:
        """Each path with the name of its content."""
        return {name: entry.oid for name, entry in self._entries.items() if _wanted(name)}

    def read(self, name: str) -> bytes:
        """Read the file at a path.

        Raises:
            FileRefused: If it is a link that leads out, another repository, or too large.
        """
        entry = self._behind_links(name)
        if entry.mode == _MODULE:
            raise FileRefused(NOT_REGULAR, "this is another repository where a file must be")
        if entry.size is not None and entry.size > BYTES:
            raise FileRefused(TOO_LARGE, "this file is larger than 1 MiB", "remove what does not belong into it")
        return self._blobs.read(entry.oid)

    def later(self, workspace: Workspace, head: str | None, prefix: str | None = None) -> Tree:
        """Open the state that this one is compared with: a commit, or the files on the disk."""
        if head is not None:
            return CommittedTree(self.repository, head, self._blobs, prefix)
        return WorkingTree(workspace, self)

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


class WorkingTree:
    """The files on the disk."""

    def __init__(self, workspace: Workspace, committed: CommittedTree) -> None:
        """Take a workspace's folder.

        Args:
            workspace: The workspace.
            committed: What it is compared with.
        """
        self._workspace = workspace
        self._repository = committed.repository
        self._committed = committed.names
        self._width = len(committed.commit)

    @cached_property
    def names(self) -> dict[str, str]:
        """Each path with what git would call its content."""
        root = self._workspace.root
        names = [str(path) for path in self._workspace.files()]
        for folder in (LETTERS, FORMS, TEMPLATES):
            names += (path.relative_to(root).as_posix() for path in (root / folder).rglob("*"))
        found = {name: self._named(name) for name in names if _wanted(name)}
        # Files that differ by their line ends alone are to git what the clone's settings say.
        folded = [name for name, content in found.items() if content and self._is_same_but_for_line_ends(name, content)]
        gits = self._repository.with_gits_line_ends(folded) if folded else set()
        return {name: self._committed[name] if name in gits else content for name, content in found.items() if content}

    def _is_same_but_for_line_ends(self, name: str, content: str) -> bool:
        before = self._committed.get(name)
        if before in {None, content} or content == "unreadable":
            return False
        text = self.read(name).replace(b"\r\n", b"\n")
        # To git no file with another return in it is a text.
        return b"\r" not in text and name_of(text, self._width) == before

    def _named(self, name: str) -> str:
        try:
            data = self.read(name)
        except FileRefused as refusal:
            return "" if refusal.rule is MISSING else "unreadable"
        return name_of(data, self._width)

    def read(self, name: str) -> bytes:
        """Read the file at a path.

        Raises:
            FileRefused: If it is no file that may be read.
        """
        return read_file(self._workspace.root / name, root=self._workspace.root)


class Snapshot(Workspace):
    """One state of a workspace. Files are found by what they say that they are, not by their names alone.

    Attributes:
        tree: Its files.
        usual_paths: Of files that lie elsewhere than their ids say, the paths that these say. A file that lies at the
            usual place goes before.
    """

    def __init__(self, root: Path, tree: Tree) -> None:
        """Take the files of one state.

        Args:
            root: The workspace's folder.
            tree: The files.
        """
        super().__init__(root, alone=True)
        self.tree = tree
        self.usual_paths: dict[str, str] = {}
        self._kept: dict[tuple[type[Model], str], Loaded[Any]] = {}

    def load(self, shown: str, model: type[M]) -> Loaded[M]:
        """Read a file of this state; what is wrong with it, where it cannot be."""
        if (model, shown) in self._kept:
            return self._kept[model, shown]
        try:
            data = self.tree.read(shown)
        except FileRefused as refusal:
            return Loaded(shown, None, None, (refused(refusal, shown),))
        return load_bytes(data, shown, model)

    def keep(self, model: type[M], loaded: Loaded[M]) -> None:
        """Keep a file that was read as a model, so that it is not read again."""
        self._kept[model, loaded.path] = loaded

    def has(self, shown: str) -> bool:
        """Tell whether a file lies at a path in this state."""
        return shown in self.tree.names

    def read(self, shown: str, model: type[M]) -> Loaded[M] | None:
        """Read the file at a path, or the one whose ids say that it lies there; None where there is none."""
        if self.has(shown):
            return self.load(shown, model)
        name = next((name for name, usual in reversed(self.usual_paths.items()) if usual == shown), None)
        return self.load(name, model) if name is not None else None

    def editions(self) -> list[str]:
        """List the editions of criteria that can be had in this state, sorted."""
        own = (str(path.relative_to("criteria").with_suffix("")) for path in self.files("criteria"))
        return sorted({*own, *packaged_editions()})

    def files(self, below: str = "") -> list[PurePosixPath]:
        """List the YAML files of this state, of a folder or of all; paths relative to the workspace, sorted."""
        inside = f"{below}/" if below else ""
        ours = (name for name in self.tree.names if name == SETTINGS or name.partition("/")[0] in FOLDERS)
        return sorted(PurePosixPath(name) for name in ours if name.startswith(inside))

    def content(self, shown: str) -> bytes | None:
        """Read the bytes at a path in this state; None where there is no file that may be read."""
        try:
            return self.tree.read(shown) if self.has(shown) else None
        except FileRefused:
            return None

    def templates_here(self) -> list[str]:
        """List the names in the folder of templates in this state."""
        return sorted(name.partition("/")[2] for name in self.tree.names if name.startswith(f"{TEMPLATES}/"))

    def issued(self, cycle: str, authority: str) -> bool:
        """Tell whether a letter has been issued: whether there is an issue record."""
        return self.has(record_path(cycle, authority))


class Opened(NamedTuple):
    """Two states of a workspace, open to be read.

    Attributes:
        workspace: The workspace as it is.
        repository: Its repository.
        commits: The two commits; None for the files on the disk.
        blobs: What reads contents.
        old: The state before.
        new: The state now.
    """

    workspace: Workspace
    repository: Repository
    commits: tuple[str, str | None]
    blobs: Blobs
    old: Snapshot
    new: Snapshot

    def beside(self) -> Iterator[tuple[str, Snapshot, Snapshot]]:
        """Open the same states of the other workspaces of the repository.

        Yields:
            The workspace's folder in the repository, `.` for the top, its state before, and its state now.
        """
        base, head = self.commits
        repository, prefixes = self.repository, _settings_in(self.repository, base)
        top = self.workspace.root.joinpath(*[".."] * len(PurePosixPath(repository.prefix).parts)).resolve()
        if head is not None:
            prefixes |= _settings_in(repository, head)
        else:
            added = (path.parent for path in repository.staged(base) if path.name == SETTINGS)
            prefixes |= {f"{folder.relative_to(top).as_posix()}/".removeprefix("./") for folder in added}
        for prefix in sorted(prefixes - {repository.prefix}):
            root = top / prefix
            old = CommittedTree(repository, base, self.blobs, prefix)
            new = old.later(Workspace(root, alone=True), head, prefix)
            yield prefix.rstrip("/") or ".", Snapshot(root, old), Snapshot(root, new)


def _settings_in(repository: Repository, commit: str) -> set[str]:
    """Find where workspaces lie in a commit: the ways to their settings."""
    names = (PurePosixPath(name) for name in repository.tree(commit, (), ""))
    return {str(name).removesuffix(SETTINGS) for name in names if name.name == SETTINGS}


@contextlib.contextmanager
def snapshots(workspace: Workspace, repository: Repository, base: str, head: str | None) -> Iterator[Opened]:
    """Open two states of a workspace.

    Args:
        workspace: The workspace as it is.
        repository: Its repository.
        base: A commit.
        head: Another, or None for the files on the disk.

    Yields:
        The two states, and what opens those of the workspaces beside.
    """
    with contextlib.closing(repository.open_blobs()) as blobs:
        old = CommittedTree(repository, base, blobs)
        new = old.later(workspace, head)
        if SETTINGS not in old.names and SETTINGS in new.names:
            prefix = _prefix_of(repository, base, new.names[SETTINGS])
            old = CommittedTree(repository, base, blobs, prefix) if prefix is not None else old
            new = old.later(workspace, head)
        states = Snapshot(workspace.root, old), Snapshot(workspace.root, new)
        yield Opened(workspace, repository, (base, head), blobs, *states)


def _prefix_of(repository: Repository, commit: str, settings: str) -> str | None:
    """Find where a workspace lay that has moved: where its settings, and no others, are the same."""
    entries = repository.tree(commit, (), "")
    found = [
        name.removesuffix(SETTINGS)
        for name, entry in entries.items()
        if PurePosixPath(name).name == SETTINGS and entry.oid == settings
    ]
    return found[0] if len(found) == 1 else None

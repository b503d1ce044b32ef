"""A workspace as it was in a commit, or as it is on the disk, read in the same way."""

import contextlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from prevent_assure.model.base import Model

from .editions import packaged_editions
from .files import FileRefused
from .history import Repository
from .layout import (
    FOLDERS,
    SETTINGS,
    letter_path,
)
from .loading import Loaded, load_bytes, refused
from .states import CommittedFiles, Files, PresentFiles
from .workspace import Workspace

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

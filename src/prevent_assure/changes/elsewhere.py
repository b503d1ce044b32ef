"""The other workspaces of one repository, in the two states of a comparison: what lies there now, and lay there."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from prevent_assure.checking.reading import Files, Reader
from prevent_assure.workspace.git.snapshot import Opened, Snapshot
from prevent_assure.workspace.layout import authority_path

from .letters import content


class _Beside(NamedTuple):
    """Another workspace.

    Attributes:
        folder: Its folder in the repository, `.` for the top.
        old: Its state before.
        new: Its state now.
        readers: What reads the two.
    """

    folder: str
    old: Snapshot
    new: Snapshot
    readers: tuple[Reader, Reader]


class Elsewhere:
    """What moved between a workspace and the others of its repository."""

    def __init__(self, opened: Opened) -> None:
        """Look at a comparison.

        Args:
            opened: The two states of the workspace, and what opens those of the others.
        """
        self._opened = opened
        self._known: dict[tuple[str, str, bool], tuple[str, Files] | None] = {}

    @cached_property
    def _beside(self) -> list[_Beside]:
        return [_Beside(folder, old, new, (Reader(old), Reader(new))) for folder, old, new in self._opened.beside()]

    def came_from(self, cycle: str, authority: str) -> tuple[str, Files] | None:
        """Find the workspace from which the files of an authority's cycle went, with the files as they were there."""
        return self._found(cycle, authority, came=True)

    def went_to(self, cycle: str, authority: str) -> tuple[str, Files] | None:
        """Find the workspace into which they came, with the files as they are there."""
        return self._found(cycle, authority, came=False)

    def _found(self, cycle: str, authority: str, *, came: bool) -> tuple[str, Files] | None:
        key = (cycle, authority, came)
        if key not in self._known:
            self._known[key] = next(self._looked_for(cycle, authority, came=came), None)
        return self._known[key]

    def _looked_for(self, cycle: str, authority: str, *, came: bool) -> Iterator[tuple[str, Files]]:
        for one in self._beside:
            before, after = (reader.files(cycle, authority) for reader in one.readers)
            there = [files.assessment is not None or files.review is not None for files in (before, after)]
            if there == [came, not came]:
                yield one.folder, before if came else after

    def authority(self, name: str, *, came: bool) -> tuple[str, Snapshot] | None:
        """Find the workspace that an authority's own file left, or came into, with its state at that time."""
        path = authority_path(name)
        for one in self._beside:
            if [one.old.has(path), one.new.has(path)] == [came, not came]:
                return one.folder, one.old if came else one.new
        return None

    def holds(self, path: str, data: bytes | None, *, came: bool) -> bool:
        """Tell whether a file lay in another workspace before, or lies there now, byte for byte."""
        states = (one.old if came else one.new for one in self._beside)
        return data is not None and any(content(state.tree, path) == data for state in states)

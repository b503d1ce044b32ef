"""How work on many authorities is parted, so that several processes can share it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from prevent_assure.workspace.workspace import Workspace

from .reading import Reader

P = TypeVar("P")
R = TypeVar("R")

PIECE = 16
"""The number of authorities that a process is given at a time: few, so that none waits for long at the end."""

Watch = Callable[[int, int], None]
"""Is told how many authorities are done, and of how many."""


class Crew(Protocol):
    """Does work in several processes: `cli.processes.spread` with their number."""

    def __call__(self, work: Callable[[P], R], parts: Sequence[P], /) -> Iterator[R]:
        """Give what comes out of each part, in the order of the parts."""
        ...


def pieces(whole: Sequence[P]) -> list[Sequence[P]]:
    """Divide work into pieces of that length."""
    return [whole[start : start + PIECE] for start in range(0, len(whole), PIECE)]


@lru_cache(1)
def kept_reader(root: Path, *, alone: bool = True) -> Reader:
    """Give what reads a workspace, the same each time: in a process that does a part of the work.

    Args:
        root: The workspace's folder.
        alone: Whether the workspaces that its settings list are left aside.

    Returns:
        The reader.
    """
    return Reader(Workspace(root, alone=alone))

"""How work on many authorities is parted, so that several processes can share it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

P = TypeVar("P")
R = TypeVar("R")

PIECE = 16
"""So many authorities go to a process at a time: few enough that none waits for long at the end."""

Watch = Callable[[int, int], None]
"""Is told how many authorities are done, and of how many."""


class Crew(Protocol):
    """Does work in several processes: `processes.spread` with their number."""

    def __call__(self, work: Callable[[P], R], parts: Sequence[P], /) -> Iterator[R]:
        """Give what comes out of each part, in the order of the parts."""
        ...


def pieces(whole: Sequence[P]) -> list[Sequence[P]]:
    """Part work into pieces.

    Args:
        whole: What there is to do.

    Returns:
        It, some at a time.
    """
    return [whole[start : start + PIECE] for start in range(0, len(whole), PIECE)]

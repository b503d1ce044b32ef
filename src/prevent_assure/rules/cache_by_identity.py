"""What is worked out of an edition, kept for the next file or letter: that is most often of the very same one."""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Source = TypeVar("Source")
Made = TypeVar("Made")
_MOST = 16


class CacheByIdentity(Generic[Source, Made]):
    """What was last made of something, by which object it was and not by what that holds."""

    def __init__(self, make: Callable[[Source], Made]) -> None:
        """Begin with nothing.

        Args:
            make: Makes it.
        """
        self._make = make
        self._kept: deque[tuple[Source, Made]] = deque(maxlen=_MOST)

    def of(self, source: Source) -> Made:
        """Give what is made of something.

        Args:
            source: An edition, or its file.

        Returns:
            What was made of it before, where it is the very same object and one of the last.
        """
        for known, made in self._kept:
            if known is source:
                return made
        made = self._make(source)
        self._kept.append((source, made))
        return made

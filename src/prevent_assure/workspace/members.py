"""Several workspaces that are read as one: the one that lists others in its settings, and those."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from .others import Astray


class Home(Protocol):
    """What is known of a workspace here."""

    @property
    def root(self) -> Path:
        """Its folder."""
        ...

    def everyone(self) -> Sequence[str]:
        """The authorities of which it has any file itself."""
        ...


W = TypeVar("W", bound=Home)


class Members(Generic[W]):
    """The workspaces that are read as one.

    Each is read by its own settings, criteria and templates, as if one stood in it.

    Attributes:
        itself: The one that lists the others, and is read alone here.
        astray: The entries of its list that lead to no workspace.
    """

    def __init__(self, itself: W, others: Sequence[W] = (), astray: Sequence[Astray] = ()) -> None:
        """Put them together.

        Args:
            itself: The one that lists the others.
            others: Those, in the order of the list.
            astray: The entries that lead to no workspace.
        """
        self.itself = itself
        self.astray = astray
        self._others = others

    def __iter__(self) -> Iterator[W]:
        return iter((self.itself, *self._others))

    def __len__(self) -> int:
        return 1 + len(self._others)

    @cached_property
    def homes(self) -> dict[str, list[W]]:
        """For each authority the workspaces that have files of it; the first is where it is read."""
        found: dict[str, list[W]] = {}
        for member in self:
            for authority in member.everyone():
                found.setdefault(authority, []).append(member)
        return found

    def home(self, authority: str) -> W:
        """Say in which workspace an authority is read.

        Args:
            authority: Its id.

        Returns:
            The first that has a file of it; the one that lists the others where none has.
        """
        return self.homes.get(authority, [self.itself])[0] if self._others else self.itself

    def way_to(self, member: W) -> str:
        """Say how paths of a member begin, seen from the one that lists the others.

        Args:
            member: The member.

        Returns:
            As in `../councils/herefordshire/`; nothing for itself.
        """
        if member.root == self.itself.root:
            return ""
        return f"{Path(os.path.relpath(member.root, self.itself.root)).as_posix()}/"

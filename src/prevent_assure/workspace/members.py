"""Several workspaces that are read as one: the one that lists others in its settings, and those."""

import fnmatch
import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from .layout import SETTINGS
from .pointers import NoWorkspaceError, follow

_WILD = re.compile(r"[*?\[]")


class Astray(NamedTuple):
    """An entry that leads to no workspace.

    Attributes:
        place: Its index in the list.
        message: What is wrong.
        hint: How to mend it.
    """

    place: int
    message: str
    hint: str


def find_others(root: Path, entries: Sequence[str]) -> tuple[list[Path], list[Astray]]:
    """Find the workspaces that settings list.

    Args:
        root: The folder of the workspace that lists them.
        entries: What stands in the list.

    Returns:
        Their folders, each once, in the order of the list and of their names; and the entries that lead to none.
    """
    found: dict[Path, None] = {}
    astray: list[Astray] = []
    for index, entry in enumerate(entries):
        try:
            folders = _folders(root, entry)
        except NoWorkspaceError as error:
            astray.append(Astray(index, str(error), "write the way to its folder from this one, as in ../councils/*"))
            continue
        found.update(dict.fromkeys(folders))
    found.pop(root, None)
    return list(found), astray


def _folders(root: Path, entry: str) -> list[Path]:
    steps = [step for step in entry.split("/") if step not in {"", "."}]
    if entry.startswith(("/", "~")) or "\\" in entry or ":" in entry:
        msg = "this is no way from the workspace's own folder to another, with `/` between the names"
        raise NoWorkspaceError(msg)
    if "**" in entry:
        msg = "`**` would look through every folder below"
        raise NoWorkspaceError(msg)
    here = [root]
    for step in steps:
        here = [after for folder in here for after in _step(folder, step)]
    found = [_workspace(folder) for folder in here if (folder / SETTINGS).is_file()]
    if not found:
        msg = f"this leads to no folder with {SETTINGS} in it; links to folders are not followed"
        raise NoWorkspaceError(msg)
    return found


def _step(folder: Path, step: str) -> list[Path]:
    if step == os.pardir:
        return [folder.parent]
    if not _WILD.search(step):
        return [folder / step] if not (folder / step).is_symlink() else []
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return []
    return [
        folder / each.name
        for each in entries
        if each.is_dir(follow_symlinks=False) and not each.name.startswith(".") and fnmatch.fnmatchcase(each.name, step)
    ]


def _workspace(folder: Path) -> Path:
    try:
        return follow(folder)
    except NoWorkspaceError as error:
        msg = f"this leads to a folder whose {SETTINGS} points to no workspace"
        raise NoWorkspaceError(msg) from error


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

"""The git repository that a folder lies in, found without git."""

import os
import re
from pathlib import Path

_REF = "ref: "
_LINE = 4096
"""The longest line that is read, in bytes."""


def repository_of(folder: Path) -> Path | None:
    """Find the repository that a folder lies in, by walking up to `.git` (in a worktree or submodule a file)."""
    resolved = folder.resolve()
    return next((top for top in (resolved, *resolved.parents) if os.path.lexists(top / ".git")), None)


def head_of(repository: Path) -> str | None:
    """Read the name of the commit that a repository is at, or None where it cannot be read."""
    try:
        folder = _git_folder(repository / ".git")
        head = _first_line(folder / "HEAD")
        if not head.startswith(_REF):
            return _commit(head)
        common = folder / _first_line(folder / "commondir") if (folder / "commondir").is_file() else folder
        return _commit(_named(common, head.removeprefix(_REF)))
    except (OSError, UnicodeError, ValueError):
        return None


def git_folder_of(folder: Path) -> Path | None:
    """Find where git keeps what is of one working tree alone; None outside of repositories, or where it cannot be told.

    Args:
        folder: A folder in the working tree.
    """
    repository = repository_of(folder)
    try:
        found = _git_folder(repository / ".git") if repository is not None else None
        return found if found is not None and (found / "HEAD").is_file() else None
    except (OSError, ValueError):
        return None


_EITHER = "finish it with `git {0} --continue`, or give it up with `git {0} --abort`"
_UNDER_WAY = {
    "rebase-apply/applying": ("applying patches", _EITHER.format("am")),
    "rebase-apply": ("a rebase", _EITHER.format("rebase")),
    "rebase-merge": ("a rebase", _EITHER.format("rebase")),
    "MERGE_HEAD": ("a merge", _EITHER.format("merge")),
    "REVERT_HEAD": ("a revert", _EITHER.format("revert")),
    "CHERRY_PICK_HEAD": ("a cherry-pick", _EITHER.format("cherry-pick")),
    "sequencer": ("several cherry-picks or reverts", "`git status` says how to finish them or give them up"),
    "BISECT_LOG": ("a bisect", "end it with `git bisect reset`"),
}
"""What git leaves in its folder while something is under way: what that is, and how to go on.

A rebase that stops at a conflict leaves what a cherry-pick leaves, too, and so stands before it.
"""


def under_way(folder: Path) -> str | None:
    """Say what git is in the middle of, and how to go on, where nothing may be recorded because of it.

    Args:
        folder: A folder of the repository, or of none.

    Returns:
        A sentence; None where nothing is under way.
    """
    repository = repository_of(folder)
    if repository is None:
        return None
    try:
        git = _git_folder(repository / ".git")
    except (OSError, UnicodeError):
        return None
    found = next((said for name, said in _UNDER_WAY.items() if os.path.lexists(git / name)), None)
    return f"git is in the middle of {found[0]}; {found[1]}, then give this command again" if found else None


def _git_folder(place: Path) -> Path:
    """In a worktree or submodule `.git` is a file that names the folder."""
    return place.parent / _first_line(place).removeprefix("gitdir: ") if place.is_file() else place


def _named(folder: Path, ref: str) -> str:
    loose = folder / ref
    if loose.is_file():
        return _first_line(loose)
    packed = folder / "packed-refs"
    if not packed.is_file():
        return ""
    lines = packed.read_text(encoding="utf-8").splitlines()
    return next((line.split(" ")[0] for line in lines if line.endswith(f" {ref}")), "")


def _first_line(path: Path) -> str:
    if not path.is_file():  # to open a pipe would be to wait for whoever writes into it
        return ""
    with path.open("rb") as file:
        return file.readline(_LINE).decode().strip()


def _commit(text: str) -> str | None:
    return text if re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", text) else None

"""What git says of commits and the files that they changed, in its raw form."""

import os
from collections.abc import Iterator
from typing import NamedTuple

AS_RAW = (
    "--raw", "-z", "--no-abbrev", "--no-renames", "--topo-order", "--no-color", "--no-ext-diff", "--no-textconv",
    "--format=%x02%H",
)  # fmt: skip
"""Options under which `git log` says what is read here, and runs nothing for it."""


class FileChange(NamedTuple):
    """A file that a commit changed.

    Attributes:
        path: The file, relative to the workspace.
        after: The name of its content; None where it went.
        before: The contents before, one for each parent; none where it came.
    """

    path: str
    after: str | None
    before: tuple[str, ...]


class Commit(NamedTuple):
    """A commit with the files that it changed; a merge only with those that are like in none of its parents."""

    oid: str
    changes: tuple[FileChange, ...]


def commits(raw: bytes, prefix: str) -> list[Commit]:
    """Read what `git log` says.

    Args:
        raw: Its output.
        prefix: Where the workspace lies in the repository.

    Returns:
        The commits in the order of the output.
    """
    found: list[tuple[str, list[FileChange]]] = []
    words = iter(raw.split(b"\0"))
    for word in words:
        text = word.lstrip(b"\n")
        if text.startswith(b"\x02"):
            found.append((text[1:].decode(), []))
        elif text.startswith(b":") and found:
            found[-1][1].append(_change(text.decode(), os.fsdecode(next(words, b"")).removeprefix(prefix)))
    return [Commit(oid, tuple(changes)) for oid, changes in found]


def _change(head: str, path: str) -> FileChange:
    parents = len(head) - len(head.lstrip(":"))
    names = [None if set(each) == {"0"} else each for each in head.split()[parents + 1 : 2 * parents + 2]]
    *before, after = names
    return FileChange(path, after, tuple(_given(before)))


def _given(names: list[str | None]) -> Iterator[str]:
    return (each for each in names if each is not None)

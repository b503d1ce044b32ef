"""Sums of files, in the form that `sha256sum -c` reads."""

import re
from collections.abc import Iterable

from prevent_assure.diagnostics import InputError

from .files import FileRefused, read_file
from .layout import sums_path
from .workspace import Workspace

_LINE = re.compile(rb"([0-9a-f]{64}) [ *]([^/\\\x00-\x1f]+)")

Sum = tuple[str, str]
"""A file's name, and the 64 hexadecimal digits of its SHA-256."""


def sums_of(workspace: Workspace, cycle: str) -> list[Sum]:
    """Read the sums of a cycle's issued letters.

    Raises:
        InputError: If the file is there and holds anything else.
    """
    path = sums_path(cycle)
    if not workspace.has(path):
        return []
    try:
        data = read_file(workspace.root / path, root=workspace.root)
        return read_sums(data, path)
    except (FileRefused, UnicodeDecodeError) as refusal:
        said = refusal.message if isinstance(refusal, FileRefused) else "this is no text"
        msg = f"{path}: {said}"
        raise InputError(msg) from refusal


def read_sums(data: bytes, path: str) -> list[Sum]:
    """Read sums from a file's bytes.

    Raises:
        InputError: If it holds anything else.
        UnicodeDecodeError: If a name is no text.
    """
    found = []
    for number, line in enumerate(data.split(b"\n"), 1):
        text = line.removesuffix(b"\r")
        match = _LINE.fullmatch(text)
        if match is not None:
            found.append((match[2].decode(), match[1].decode()))
        elif text:
            msg = f"{path}, line {number}: this is no sum of a file; take out what does not belong there"
            raise InputError(msg)
    return found


def written_sums(sums: Iterable[Sum]) -> bytes:
    """Write sums, sorted by name."""
    return "".join(f"{digits}  {name}\n" for name, digits in sorted(set(sums))).encode()

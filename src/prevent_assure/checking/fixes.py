"""Fixes of `validate --fix`, shown as a diff or written."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic
from prevent_assure.rules.closing import closed_on
from prevent_assure.workspace.files import read_file
from prevent_assure.workspace.layout import place_of
from prevent_assure.workspace.locking import write_over
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import write_whole

from .mending import mended
from .named_files import found_in_text, home_of
from .results import ValidationResult
from .validate import found_in_file


class FixedFile(NamedTuple):
    """A file as it is, and as it would be with its fixes.

    Attributes:
        shown: Its path as findings name it.
        root: The workspace that it lies in, or None.
        path: Its path in the workspace, or the file itself.
        before: What it holds.
        after: What it would hold.
        number: How many findings are mended by that.
    """

    shown: str
    root: Path | None
    path: PurePosixPath | Path
    before: bytes
    after: bytes
    number: int


def fixed_files(
    parts: Iterable[tuple[Path, ValidationResult]], wanted: Callable[[Diagnostic], bool]
) -> list[FixedFile]:
    """Mend what can be mended, and write nothing.

    Args:
        parts: The folders that paths are relative to, and what was found there.
        wanted: Tells whether a finding is to be mended.

    Returns:
        The files that would change, in the order of the findings; not those of closed cycles, which stay as they are.
    """
    concerned = {
        (folder, each.location.path): None
        for folder, result in parts
        for each in result.diagnostics
        if each.fix is not None and wanted(each)
    }
    open_ = (place for place in concerned if not _is_of_closed_cycle(*place))
    return [file for file in (_fixed(folder, path, wanted) for folder, path in open_) if file.after != file.before]


def _is_of_closed_cycle(folder: Path, shown: str) -> bool:
    root, path = home_of(folder / shown)
    place = place_of(PurePosixPath(path)) if root is not None else None
    if root is None or place is None or place.kind not in {"assessment", "review"}:
        return False
    return closed_on(Workspace(root).settings.model, place.group) is not None


def _fixed(folder: Path, shown: str, wanted: Callable[[Diagnostic], bool]) -> FixedFile:
    path = folder / shown
    root, place = home_of(path)
    before = read_file(path, root=root)
    check = partial(found_in_text, shown) if root is None else partial(found_in_file, root, str(place))
    after, number = mended(before, check, wanted)
    return FixedFile(shown, root, path if root is None else place, before, after, number)


def diff_text(file: FixedFile) -> str:
    """Give the unified diff of a file, as `git apply` and `patch` take it."""
    old, new = (data.decode("utf-8", "surrogateescape").split("\n") for data in (file.before, file.after))
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{file.shown}", f"b/{file.shown}")
    return "".join(lines)


def _lines(split: Sequence[str]) -> list[str]:
    *whole, last = (f"{line}\n" for line in split)
    # What follows the last line end is a line only where something stands in it.
    return whole if last == "\n" else [*whole, f"{last}\n\\ No newline at end of file\n"]


def write(files: Sequence[FixedFile]) -> None:
    """Write fixed files, each whole or not at all, and only over what was read.

    Args:
        files: The files.

    Raises:
        FileChanged: If one is no longer what was read; of its workspace nothing is written then.
        WriteRefused: If one cannot be written.
    """
    for root in dict.fromkeys(file.root for file in files):
        here = [file for file in files if file.root == root]
        if root is not None:
            read = {str(file.path): file.before for file in here}
            write_over(root, {str(file.path): file.after for file in here}, read)
            continue
        for file in here:
            write_whole(Path(file.path), file.after, over=file.before)

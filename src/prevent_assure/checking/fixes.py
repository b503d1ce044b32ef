"""Fixes of `validate --fix`, shown as a diff or written."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic
from prevent_assure.workspace.files import read_file
from prevent_assure.workspace.locking import write_over
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import write_whole

from .mending import mended, why_kept
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
        The files that would change, in the order of the findings.
    """
    concerned = {
        (folder, each.location.path): None
        for folder, result in parts
        for each in result.diagnostics
        if each.fix is not None and wanted(each)
    }
    return [file for file in (_fixed(*place, wanted) for place in concerned) if file.after != file.before]


def kept_text(parts: Iterable[tuple[Path, ValidationResult]], wanted: Callable[[Diagnostic], bool]) -> str:
    """Say how many files stay as they are in which something could be mended, and why; nothing where there are none.

    Args:
        parts: The folders that paths are relative to, and what was found there.
        wanted: Tells whether a finding is to be mended.
    """
    places = dict.fromkeys((folder, each.location.path) for folder, result in parts for each in result.diagnostics)
    counts = Counter(why for place in places if (why := _why_kept(*place, wanted)) is not None)
    kept = ", ".join(f"{number} file{'' if number == 1 else 's'} {why}" for why, number in counts.items())
    return f"left as it is, though it could be mended by hand: {kept}" if kept else ""


def _why_kept(folder: Path, shown: str, wanted: Callable[[Diagnostic], bool]) -> str | None:
    path = folder / shown
    root, place = home_of(path)
    if root is None or not path.is_file():
        return None
    elsewhere = root != folder.resolve()
    why = "of another workspace (call `validate --fix` there)" if elsewhere else why_kept(Workspace(root), str(place))
    if why is None:
        return None
    found = found_in_file(root, str(place), read_file(root / place, root=root))
    return why if any(each.fix is not None and wanted(each) for each in found) else None


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

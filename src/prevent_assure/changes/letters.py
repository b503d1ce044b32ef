"""Which issued letters and records are not what they were, or are gone."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.digests import sha256
from prevent_assure.rules.record import takes_place_of
from prevent_assure.workspace.files import MISSING, FileRefused
from prevent_assure.workspace.git.snapshot import Snapshot, Tree
from prevent_assure.workspace.layout import LETTERS, RECORD, SIGNATURE, Place, place_of

from .difference import LetterChange


def letter_changes(old: Snapshot, new: Snapshot) -> Iterator[tuple[Place, LetterChange]]:
    """Name what changed or vanished of the letters that were issued in the state before.

    Yields:
        The place of the letter's record, and what became of one file.
    """
    for path in sorted(old.tree.names):
        place = place_of(PurePosixPath(path))
        if place is None or place.kind != "record":
            continue
        was = old.load(path, IssueRecord).model
        now = new.load(path, IssueRecord).model if new.has(path) else None
        later = now if was is not None and now is not None and takes_place_of(now, was) else None
        files = [f"{LETTERS}/{place.group}/{file.name}" for file in was.files] if was is not None else []
        signature = [] if later is not None else [f"{path}{SIGNATURE}"]  # a later record has its own, or none
        for name in (*files, path, *signature):
            change = _change(old.tree, new.tree, name, later)
            if change is not None:
                yield place, change


def _change(old: Tree, new: Tree, path: str, later: IssueRecord | None) -> LetterChange | None:
    """Say what became of a letter's file or record, in whose place a later record may stand."""
    before, after = (_content(tree, path) for tree in (old, new))
    if before is None or before == after or (after or b"").replace(b"\r\n", b"\n") == before:
        return None
    if after is None:
        return LetterChange(path, "removed")
    name = path.rpartition("/")[2]
    listed = {file.digest for file in later.files if file.name == name} if later is not None else set()
    is_later = sha256(after) in listed or (later is not None and path.endswith(RECORD))
    return LetterChange(path, "replaced" if is_later else "changed")


def _content(tree: Tree, path: str) -> bytes | None:
    """Read a file; None where there is none, and nothing of one that is there and cannot be read."""
    try:
        return tree.read(path)
    except FileRefused as refusal:
        return None if refusal.rule is MISSING else b""

"""Which issued letters and records are not what they were, or are gone."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from prevent_assure.diagnostics import InputError
from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.digests import sha256
from prevent_assure.rules.record import takes_place_of
from prevent_assure.workspace.files import MISSING, FileRefused
from prevent_assure.workspace.git.snapshot import Snapshot, Tree
from prevent_assure.workspace.layout import LETTERS, RECORD, SIGNATURE, SUMS, Place, place_of, sums_path
from prevent_assure.workspace.sums import Sum, read_sums

from .difference import LetterChange


def letter_changes(old: Snapshot, new: Snapshot) -> Iterator[tuple[Place, LetterChange]]:
    """Name what changed or vanished of the letters that were issued in the state before.

    Yields:
        The place of the letter's record, and what became of one file.
    """
    cycles: set[str] = set()
    for path in sorted(old.tree.names):
        place = place_of(PurePosixPath(path))
        if place is None or place.kind != "record":
            continue
        cycles.add(place.group)
        was = old.load(path, IssueRecord).model
        now = new.load(path, IssueRecord).model if new.has(path) else None
        later = now if was is not None and now is not None and takes_place_of(now, was) else None
        files = [f"{LETTERS}/{place.group}/{file.name}" for file in was.files] if was is not None else []
        signature = [] if later is not None else [f"{path}{SIGNATURE}"]  # a later record has its own, or none
        for name in (*files, path, *signature):
            change = _change(old.tree, new.tree, name, later)
            if change is not None:
                yield place, change
    for cycle in sorted(cycles):
        yield from _of_sums(old, new, cycle)


def _of_sums(old: Snapshot, new: Snapshot, cycle: str) -> Iterator[tuple[Place, LetterChange]]:
    """Say whether sums are gone, or say anything else than what issues since then have made of them."""
    path = sums_path(cycle)
    before, after = _sums(old.tree, path), _sums(new.tree, path)
    if before is None or before == after:
        return
    if after is None:
        yield Place("record", SUMS, cycle), LetterChange(path, "removed")
        return
    issued = {*_issued(new, cycle)}
    if not before & issued <= after or not after - before <= issued:
        yield Place("record", SUMS, cycle), LetterChange(path, "changed")


def _issued(state: Snapshot, cycle: str) -> Iterator[Sum]:
    """Give the checksums that the records of a cycle state, and the checksums of the records themselves."""
    for path in state.tree.names:
        place = place_of(PurePosixPath(path))
        record = state.load(path, IssueRecord).model if place is not None and place[::2] == ("record", cycle) else None
        for file in record.files if record is not None else ():
            yield file.name, file.digest.removeprefix("sha256:")
        if record is not None:
            data = state.tree.read(path).replace(b"\r\n", b"\n")
            yield path.rpartition("/")[2], sha256(data).removeprefix("sha256:")


def _sums(tree: Tree, path: str) -> set[Sum] | None:
    """Read sums; None where there are none, and nothing of what holds something else."""
    data = content(tree, path)
    try:
        return None if data is None else {*read_sums(data, path)}
    except (InputError, UnicodeDecodeError):
        return set()


def _change(old: Tree, new: Tree, path: str, later: IssueRecord | None) -> LetterChange | None:
    """Say what became of a letter's file or record, in whose place a later record may stand."""
    before, after = (content(tree, path) for tree in (old, new))
    if before is None or before == after or (after or b"").replace(b"\r\n", b"\n") == before:
        return None
    if after is None:
        return LetterChange(path, "removed")
    name = path.rpartition("/")[2]
    listed = {file.digest for file in later.files if file.name == name} if later is not None else set()
    is_later = sha256(after) in listed or (later is not None and path.endswith(RECORD))
    return LetterChange(path, "replaced" if is_later else "changed")


def content(tree: Tree, path: str) -> bytes | None:
    """Read a file; None where there is none, and nothing of one that is there and cannot be read."""
    try:
        return tree.read(path)
    except FileRefused as refusal:
        return None if refusal.rule is MISSING else b""

"""The sums of a cycle's issued letters and records, which a department can publish, and anybody can check."""

from collections.abc import Iterator

from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.digests import sha256
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import record_path, sums_path
from prevent_assure.workspace.locking import Read, read_now
from prevent_assure.workspace.sums import Sum, sums_of, written_sums
from prevent_assure.workspace.workspace import Workspace


def renewed_sums(workspace: Workspace, record: IssueRecord, data: bytes) -> tuple[Read, bytes]:
    """Bring the sums of a cycle up to date with a letter's issue.

    Those of other letters stay as they are; only what an older version did not list, or a run that was broken off, is
    added from its record.

    Args:
        workspace: The workspace.
        record: The new record.
        data: Its bytes.

    Returns:
        What the file of sums holds now, and what it is to hold.

    Raises:
        InputError: If there is a file of sums that holds something else.
    """
    path = sums_path(record.cycle)
    read = read_now(workspace.root, path)
    before = sums_of(workspace, record.cycle)
    found = {*_of(record, data)}
    of_others = [one for one in before if _owner(one) != record.authority]
    for authority in {place.name for place in workspace.records() if place.group == record.cycle} - {record.authority}:
        own = [one for one in of_others if _owner(one) == authority]
        found |= (
            {*own}
            if _is_whole(own, workspace, record.cycle, authority)
            else {*_read(workspace, record.cycle, authority)}
        )
    gone = {one for one in of_others if not workspace.has(record_path(record.cycle, _owner(one)))}
    return read, written_sums(found | gone)


def unlisted(workspace: Workspace, cycle: str, authority: str) -> tuple[Read, bytes] | None:
    """Bring the sums up to date with a letter that is issued, whose run was broken off before it listed them.

    Returns:
        As `renewed_sums`; None where the letter's sums are there, or it is not issued.
    """
    loaded = workspace.record(cycle, authority)
    own = [one for one in sums_of(workspace, cycle) if _owner(one) == authority]
    if loaded is None or loaded.model is None or _is_whole(own, workspace, cycle, authority):
        return None
    data = read_file(workspace.root / loaded.path, root=workspace.root)
    return renewed_sums(workspace, loaded.model, data)


def _owner(one: Sum) -> str:
    return one[0].partition(".")[0]


def _of(record: IssueRecord, data: bytes) -> Iterator[Sum]:
    for file in record.files:
        yield file.name, file.digest.removeprefix("sha256:")
    yield record_path(record.cycle, record.authority).rpartition("/")[2], sha256(data).removeprefix("sha256:")


def _is_whole(own: list[Sum], workspace: Workspace, cycle: str, authority: str) -> bool:
    """Tell whether a letter's sums are there, and not those of the issue whose place another one took."""
    loaded = workspace.record(cycle, authority)
    record = loaded.model if loaded is not None else None
    earlier = {(file.name, file.digest) for one in record.supersedes[-1:] for file in one.files} if record else set()
    return bool(own) and not any((name, f"sha256:{digits}") in earlier for name, digits in own)


def _read(workspace: Workspace, cycle: str, authority: str) -> Iterator[Sum]:
    loaded = workspace.record(cycle, authority)
    try:
        data = read_file(workspace.root / record_path(cycle, authority), root=workspace.root)
    except FileRefused:
        return
    if loaded is not None and loaded.model is not None:
        yield from _of(loaded.model, data)

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
        found |= _whole([one for one in of_others if _owner(one) == authority], workspace, record.cycle, authority)
    gone = {one for one in of_others if not workspace.has(record_path(record.cycle, _owner(one)))}
    return read, written_sums(found | gone)


def unlisted(workspace: Workspace, cycle: str, authority: str) -> tuple[Read, bytes] | None:
    """Bring the sums up to date with a letter that is issued, of which something is not listed.

    Returns:
        As `renewed_sums`; None where the letter's sums are there, or it is not issued.
    """
    path = sums_path(cycle)
    read, before = read_now(workspace.root, path), sums_of(workspace, cycle)
    own = [one for one in before if _owner(one) == authority]
    whole = _whole(own, workspace, cycle, authority)
    if whole == {*own}:
        return None
    return read, written_sums({one for one in before if _owner(one) != authority} | whole)


def _owner(one: Sum) -> str:
    return one[0].partition(".")[0]


def _of(record: IssueRecord, data: bytes) -> Iterator[Sum]:
    for file in record.files:
        yield file.name, file.digest.removeprefix("sha256:")
    yield record_path(record.cycle, record.authority).rpartition("/")[2], sha256(data).removeprefix("sha256:")


def _whole(own: list[Sum], workspace: Workspace, cycle: str, authority: str) -> set[Sum]:
    """Give a letter's sums as they are, with those that are missing; new ones in the place of an earlier issue's."""
    loaded = workspace.record(cycle, authority)
    try:
        data = read_file(workspace.root / record_path(cycle, authority), root=workspace.root)
    except FileRefused:
        return {*own}
    if loaded is None or loaded.model is None:
        return {*own}
    earlier = {(file.name, file.digest) for one in loaded.model.supersedes[-1:] for file in one.files}
    kept = [] if any((name, f"sha256:{digits}") in earlier for name, digits in own) else own
    return {*kept, *(one for one in _of(loaded.model, data) if one[0] not in {name for name, _ in kept})}

"""Which files of closed cycles have changed."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from prevent_assure.checking.reading import Reader
from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.closing import closed_on, is_correction
from prevent_assure.workspace.git.snapshot import Snapshot
from prevent_assure.workspace.layout import Place, place_of, record_path

from .difference import ClosedChange
from .letters import content


def closed_changes(old: Snapshot, new: Snapshot) -> Iterator[tuple[Place, ClosedChange]]:
    """Name what changed of cycles that are closed in both states, but for corrections of issued letters.

    Yields:
        The place of a file, and what became of it.
    """
    reader = Reader(new)
    settings = old.settings.model, new.settings.model
    for path in sorted({*old.tree.names, *new.tree.names}):
        place = place_of(PurePosixPath(path))
        if place is None or place.kind not in {"assessment", "review"}:
            continue
        if None in {closed_on(one, place.group) for one in settings}:
            continue
        before, after = content(old.tree, path), content(new.tree, path)
        if before is None or after is None:
            change = ClosedChange(path, place.group, "added" if before is None else "removed")
        elif before.replace(b"\r\n", b"\n") == after.replace(b"\r\n", b"\n"):
            continue
        else:
            change = ClosedChange(path, place.group, "changed")
        if not is_correction(reader.files(place.group, place.name).case, _record(old, place)):
            yield place, change


def _record(old: Snapshot, place: Place) -> list[IssueRecord]:
    path = record_path(place.group, place.name)
    record = old.load(path, IssueRecord).model if path in old.tree.names else None
    return [record] if record is not None else []

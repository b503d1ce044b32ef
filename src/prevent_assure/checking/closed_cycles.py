"""Whether the files of a closed cycle are as they were when it was closed, which only git can tell."""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal

from prevent_assure.diagnostics import Diagnostic, Finding, Location
from prevent_assure.rules.closing import how_to_change, is_correction
from prevent_assure.rules.record import differences, parts_of
from prevent_assure.source import SourceError, read
from prevent_assure.workspace.git.contents import name_of
from prevent_assure.workspace.git.history import Entry, FileChange
from prevent_assure.workspace.git.running import HistoryError
from prevent_assure.workspace.layout import SETTINGS, Place, place_of, record_path
from prevent_assure.workspace.workspace import Workspace

from .checks.closing import CHANGED_SINCE_CLOSING, CLOSING_UNKNOWN
from .reading import Reader
from .record_history import COMMIT_SHOWN, RecordHistory

_FOLDERS = ("assessments", "reviews")


class ClosedCycles:
    """Holds the files of a workspace's closed cycles against the commits that closed them."""

    def __init__(self, workspace: Workspace, history: RecordHistory | None = None) -> None:
        """Take a workspace, with what reads the history of its letters, where there is one already."""
        self._workspace, self._history = workspace, history or RecordHistory(workspace)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._workspace)

    def findings(self, paths: Collection[str] | Literal[True]) -> Iterator[Diagnostic]:
        """Find the files that have changed since, and the cycles of which it cannot be told.

        Args:
            paths: The files that it is asked about, there or not; True for all.
        """

        def asked(path: str) -> bool:
            return paths is True or path in paths

        settings = self._workspace.settings
        for cycle, own in settings.model.cycles.items() if settings.model is not None else ():
            if own.closed is None:
                continue
            try:
                commit = self._closing(cycle, own.closed)
                found = [] if commit is None else list(self._changed(cycle, own.closed, commit, asked))
            except HistoryError as error:
                self._history.unknown = str(error)
            if self._history.unknown and asked(SETTINGS):
                message = f"whether files of this cycle changed since it was closed is unknown: {self._history.unknown}"
                yield settings.diagnose(Finding(CLOSING_UNKNOWN, ("cycles", cycle, "closed"), message, None))
            elif not self._history.unknown:
                yield from found

    @cached_property
    def _log(self) -> list[tuple[str, FileChange]]:
        """What became of the settings: a commit and its change, the oldest first."""
        repository = self._history.repository
        log = repository.log(SETTINGS) if repository is not None else []
        return [(commit.oid, change) for commit in reversed(log) for change in commit.changes]

    def _closing(self, cycle: str, day: datetime.date) -> str | None:
        """Find the commit that closed a cycle as it is closed now; None where that is not committed yet.

        The first one counts since the cycle was last opened again, so that no merge renews it.
        """
        found = None
        for oid, change in self._log:
            if self._is_closed(change.after, cycle, day):
                found = found or oid
            elif any(self._is_closed(name, cycle, day) for name in change.before):
                found = None
        if found is not None and found == self._log[0][0] and self._history.is_shallow:
            msg = "this is a shallow clone: git fetch --unshallow (in CI: fetch-depth: 0) brings the rest"
            raise HistoryError(msg)
        return found

    def _is_closed(self, name: str | None, cycle: str, day: datetime.date) -> bool:
        blobs = self._history.blobs
        if name is None or blobs is None:
            return False
        try:
            data = read(blobs.read(name)).data
        except SourceError:
            return False
        for key in ("cycles", cycle, "closed"):
            data = data.get(key) if isinstance(data, Mapping) else None
        return bool(data == day.isoformat())

    def _changed(
        self, cycle: str, day: datetime.date, commit: str, asked: Callable[[str], bool]
    ) -> Iterator[Diagnostic]:
        repository = self._history.repository
        then: Mapping[str, Entry] = {}
        if repository is not None:
            then = repository.tree(commit, [*(f"{folder}/{cycle}" for folder in _FOLDERS), f"letters/{cycle}"])
        now = [str(path) for folder in _FOLDERS for path in self._workspace.files(f"{folder}/{cycle}")]
        for path in sorted({*now, *(path for path in then if not path.startswith("letters/"))}):
            place = place_of(PurePosixPath(path))
            if place is None or not asked(path):
                continue
            was = then.get(path)
            what = self._what(path, was)
            if what and not self._is_told_otherwise(place, then):
                message = f"{what}, and the cycle {cycle} has been closed since {day}"
                back = f"`git restore --source={commit[:COMMIT_SHOWN]} -- {path}`" if was is not None else "delete it"
                issued = self._workspace.issued(cycle, place.name)
                hint = f"take it back: {back}; {how_to_change(cycle, issued=issued)}"
                rule = CHANGED_SINCE_CLOSING
                yield Diagnostic(rule.code, rule.severity, Location(path), message, hint)

    def _what(self, path: str, was: Entry | None) -> str:
        """Say what became of a file; empty where it is as it was."""
        data = self._workspace.content(path)
        if data is None:
            return "this file is gone" if was is not None and not self._workspace.has(path) else ""
        if was is None:
            return "this file is new"
        is_same = name_of(self._history.as_committed(path, data), len(was.oid)) == was.oid
        return "" if is_same else "this file has changed"

    def _is_told_otherwise(self, place: Place, then: Mapping[str, Entry]) -> bool:
        """Tell whether a change belongs to the correction of a letter, or is found by what the letter was made from."""
        case = self._reader.files(place.group, place.name).case
        record = case.record
        if record is None:
            return False
        path = record_path(place.group, place.name)
        if is_correction(case, self._history.records(path) if path in then else ()):
            return True
        model = case.assessment if place.kind == "assessment" else case.review
        sources = record.sources.assessment if place.kind == "assessment" else record.sources.review
        gone = not self._workspace.has(f"{place.kind}s/{place.group}/{place.name}.yaml")
        return gone or (model is not None and bool(differences(sources, parts_of(model))))

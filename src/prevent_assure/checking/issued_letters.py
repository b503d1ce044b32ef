"""Issued letters, their records and sums, as they lie in a workspace: what is wrong with them, and what is gone."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

from prevent_assure.checking.checks.record import ISSUE_RECORD_MISSING, LETTER_SUMS_UNREADABLE
from prevent_assure.diagnostics import Diagnostic, InputError, Location, Rule
from prevent_assure.model.issue import IssuedFile, IssueRecord
from prevent_assure.rules.digests import sha256
from prevent_assure.workspace.files import MISSING, FileRefused, read_file
from prevent_assure.workspace.layout import (
    LETTERS,
    RECORD,
    SUMS,
    Place,
    assessment_path,
    place_of,
    record_path,
    review_path,
    sums_path,
)
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.sums import Sum, sums_of
from prevent_assure.workspace.workspace import Workspace

from .record_history import RecordHistory
from .subjects import RecordFile

_HINT = "bring it back from the repository, and commit it; a letter that is issued is taken back by another issue only"


class IssuedLetters:
    """Holds what lies among the letters of a workspace against records, sums and history."""

    def __init__(self, workspace: Workspace) -> None:
        """Take a workspace."""
        self._workspace = workspace
        self.history = RecordHistory(workspace)
        self._sums: dict[str, list[Sum] | InputError] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> "IssuedLetters":
        """Give those of a workspace that was asked for before, so that git is asked once in a run."""
        if workspace not in _KEPT:
            _KEPT[workspace] = cls(workspace)
        return _KEPT[workspace]

    def sums(self, cycle: str) -> list[Sum]:
        """Give the sums of a cycle's letters; none where they cannot be read, which is a finding of its own."""
        if cycle not in self._sums:
            try:
                self._sums[cycle] = sums_of(self._workspace, cycle)
            except InputError as error:
                self._sums[cycle] = error
        found = self._sums[cycle]
        return [] if isinstance(found, InputError) else found

    def record_file(self, place: Place, loaded: Loaded[IssueRecord]) -> RecordFile:
        """Put a record beside the files that it is about.

        Args:
            place: Where it lies.
            loaded: The record, which could be read.
        """
        record = loaded.model
        assert record is not None  # noqa: S101 - said above
        sources = (assessment_path(place.group, place.name), review_path(place.group, place.name))
        gone = [source for source in sources if not self._workspace.has(source)]
        return RecordFile(record, gone, list(self._letters(place, record)), self._record_changed(loaded.path, record))

    def _letters(self, place: Place, record: IssueRecord) -> Iterator[tuple[int, str]]:
        for index, file in enumerate(record.files):
            path = f"{LETTERS}/{place.group}/{file.name}"
            try:
                data = read_file(self._workspace.root / path, root=self._workspace.root)
            except FileRefused as refusal:
                yield index, f"{path} is gone" if refusal.rule is MISSING else f"{path}: {refusal.message}"
                continue
            if not is_file(self.history.as_committed(path, data), file):
                only = ": its line ends are others" if is_file(data.replace(b"\r\n", b"\n"), file) else ""
                yield index, f"{path} is not the file that was issued on {record.date}{only}"

    def _record_changed(self, path: str, record: IssueRecord) -> str:
        try:
            raw = read_file(self._workspace.root / path, root=self._workspace.root)
        except FileRefused:
            return ""
        data = self.history.as_committed(path, raw)
        standing = self.history.standing(path, data, record)
        if standing.kind == "changed":
            return standing.says
        if standing.kind == "replaced" and standing.later is not None:
            return f"the letter of {standing.later.date} takes the place of this one: its record is the one that counts"
        if sums_differ(record, data, PurePosixPath(path).name, self.sums(path.split("/")[1])):
            return f"{SUMS} lists another sum of this record, or of a letter that it lists: one of them has changed"
        return ""

    def missing(self, wanted: Callable[[Place], bool] = lambda _: True) -> Iterator[Diagnostic]:
        """Name the records that are gone, and sums that cannot be read.

        Args:
            wanted: Tells of a record, by its place, whether it is asked about.
        """
        known: dict[str, str] = {}
        for path in self.history.paths():
            place = place_of(PurePosixPath(path))
            if place is not None and place.kind == "record" and not self._workspace.has(path) and self._is_left(place):
                known[path] = "the history of this branch holds it"
        for cycle in self._cycles():
            listed = (name for name, _ in self.sums(cycle) if name.endswith(RECORD))
            known |= {f"{LETTERS}/{cycle}/{name}": f"{sums_path(cycle)} lists it" for name in listed}
            if isinstance(self._sums[cycle], InputError) and wanted(Place("record", SUMS, cycle)):
                yield _found(LETTER_SUMS_UNREADABLE, sums_path(cycle), str(self._sums[cycle]), "")
        for path, how in sorted(known.items()):
            place = place_of(PurePosixPath(path))
            if place is not None and wanted(place) and not self._workspace.has(path):
                yield _found(ISSUE_RECORD_MISSING, path, f"the record of an issued letter is gone: {how}", _HINT)

    def lost_record(self, cycle: str, authority: str) -> str | None:
        """Say that the record of an authority's letter is gone; None where it is there, or none is known."""
        path = record_path(cycle, authority)
        if self._workspace.has(path):
            return None
        found = self.missing(lambda place: (place.group, place.name) == (cycle, authority))
        return next((f"{path}: {each.message}" for each in found), None)

    def _cycles(self) -> list[str]:
        folder = self._workspace.root / LETTERS
        return sorted(path.parent.name for path in folder.glob(f"*/{SUMS}"))

    def _is_left(self, place: Place) -> bool:
        """Tell whether anything of an authority's cycle is left: who deletes a cycle, deletes all of it."""
        cycle, name = place.group, place.name
        if any(map(self._workspace.has, (assessment_path(cycle, name), review_path(cycle, name)))):
            return True
        return any((self._workspace.root / LETTERS / cycle).glob(f"{name}.*"))


_KEPT: WeakKeyDictionary[Workspace, IssuedLetters] = WeakKeyDictionary()


def is_file(data: bytes, file: IssuedFile) -> bool:
    """Tell whether bytes are those of a file that was issued."""
    return sha256(data) == file.digest


def sums_differ(record: IssueRecord, data: bytes, name: str, sums: Sequence[Sum]) -> bool:
    """Tell whether sums list another content of a record, or of a letter that it lists.

    Sums of the issue before are passed over: they are what a run leaves behind that is broken off in an issue.
    """
    own = {name: sha256(data), **{file.name: file.digest for file in record.files}}
    before = {(file.name, file.digest) for one in record.supersedes[-1:] for file in one.files}
    is_older = any((other, f"sha256:{digits}") in before for other, digits in sums)
    return not is_older and any(own.get(other) not in (None, f"sha256:{digits}") for other, digits in sums)


def _found(rule: Rule, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule.code, rule.severity, Location(path), message, hint or None)

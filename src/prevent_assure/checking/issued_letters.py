"""Issued letters, their records and sums, as they lie in a workspace: what is wrong with them, and what is gone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

from prevent_assure.checking.checks.record import ISSUE_RECORD_MISSING, LETTER_SUMS_CHANGED, LETTER_SUMS_UNREADABLE
from prevent_assure.diagnostics import Diagnostic, InputError, Location, Rule
from prevent_assure.model.issue import IssuedFile, IssueRecord
from prevent_assure.rules.digests import sha256
from prevent_assure.workspace.files import MISSING, FileRefused, read_file
from prevent_assure.workspace.layout import (
    LETTERS,
    RECORD,
    SIGNATURE,
    SUMS,
    Place,
    assessment_path,
    place_of,
    record_path,
    review_path,
    sums_path,
)
from prevent_assure.workspace.loading import Loaded, load_bytes
from prevent_assure.workspace.sums import Sum, read_sums, sums_of
from prevent_assure.workspace.workspace import Workspace

from .record_history import RecordHistory
from .subjects import Amiss, RecordFile


class IssuedLetters:
    """Holds what lies among the letters of a workspace against records, sums and history."""

    def __init__(self, workspace: Workspace) -> None:
        """Take a workspace."""
        self._workspace = workspace
        self.history = RecordHistory(workspace)
        self._sums: dict[str, list[Sum] | InputError] = {}
        self._read: dict[Place, IssueRecord | None] = {}

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
        self._read[place] = record
        sources = (assessment_path(place.group, place.name), review_path(place.group, place.name))
        gone = [
            Amiss(f"{source} is gone, and the letter that was made from it is issued", self.way_back(source))
            for source in sources
            if not self._workspace.has(source)
        ]
        is_replaced, changed = self._record_changed(loaded.path, record)
        return RecordFile(record, gone, () if is_replaced else list(self._letters(place, record)), changed)

    def way_back(self, path: str, is_wanted: Callable[[bytes], bool] | None = None) -> str:
        """Say how a file comes back that is gone or changed.

        Args:
            path: The file, relative to the workspace.
            is_wanted: Tells of a content whether it is the one that is to come back; by default the last one is.
        """
        commit = self.history.commit_with(path, is_wanted)
        if not commit:
            return "bring it back from wherever a copy of the workspace is kept"
        return _checkout(commit, path)

    def _letters(self, place: Place, record: IssueRecord) -> Iterator[tuple[int, Amiss]]:
        for index, file in enumerate(record.files):
            path = f"{LETTERS}/{place.group}/{file.name}"
            try:
                data = read_file(self._workspace.root / path, root=self._workspace.root)
            except FileRefused as refusal:
                said = f"{path} is gone" if refusal.rule is MISSING else f"{path}: {refusal.message}"
            else:
                if is_file(self.history.as_committed(path, data), file):
                    continue
                only = ": its line ends are others" if is_file(data.replace(b"\r\n", b"\n"), file) else ""
                said = f"{path} is not the file that was issued on {record.date}{only}"
            yield index, Amiss(said, self.way_back(path, partial(is_file, file=file)))

    def _record_changed(self, path: str, record: IssueRecord) -> tuple[bool, Amiss | None]:
        """Say what is wrong with a record, and whether another one takes its place, whose letters then count."""
        try:
            raw = read_file(self._workspace.root / path, root=self._workspace.root)
        except FileRefused:
            return False, None
        data = self.history.as_committed(path, raw)
        standing = self.history.standing(path, data, record)
        if standing.kind == "changed":
            at = standing.commit
            return False, Amiss(standing.says, _checkout(at, path) if at else self.way_back(path))
        if standing.kind == "replaced" and standing.later is not None:
            says = f"the letter of {standing.later.date} takes the place of this one: its record is the one that counts"
            return True, Amiss(says, self.way_back(path, partial(_is, standing.later)))
        name, cycle = PurePosixPath(path).name, path.split("/")[1]
        if sums_differ(record, data, name, self.sums(cycle)):
            says = f"{SUMS} lists another sum of this record, or of a letter that it lists: one of them has changed"
            return False, Amiss(says, self.way_back(sums_path(cycle), partial(_agrees, record, data, name)))
        signature = f"{path}{SIGNATURE}"
        if not self._workspace.has(signature) and self.history.stood_beside(signature, path, data):
            return False, Amiss(f"the signature of this record is gone: {signature}", self.way_back(signature))
        return False, None

    def missing(self, wanted: Callable[[Place], bool] = lambda _: True) -> Iterator[Diagnostic]:
        """Name the records that are gone, and what is wrong with the sums.

        Args:
            wanted: Tells of a record, or of a cycle's sums, by its place, whether it is asked about.
        """
        listed = {
            Place("record", name.removesuffix(RECORD), cycle)
            for cycle in self._cycles()
            for name, _ in self.sums(cycle)
            if name.endswith(RECORD)
        }
        for place in sorted(filter(wanted, self._recorded | listed)):
            how = self._known_by(place)
            if how:
                path = record_path(place.group, place.name)
                hint = f"{self.way_back(path)}; a letter that is issued is taken back by another issue only"
                yield _found(ISSUE_RECORD_MISSING, path, f"the record of an issued letter is gone: {how}", hint)
        yield from self._wrong_sums(wanted)

    def lost_record(self, cycle: str, authority: str) -> str | None:
        """Say that the record of an authority's letter is gone; None where it is there, or none is known."""
        how, path = self._known_by(Place("record", authority, cycle)), record_path(cycle, authority)
        return f"the record of an issued letter is gone ({path}: {how}); {self.way_back(path)}" if how else None

    @cached_property
    def _recorded(self) -> set[Place]:
        """The places of the records that history knows."""
        found = (place_of(PurePosixPath(path)) for path in self.history.paths())
        return {place for place in found if place is not None and place.kind == "record"}

    def _known_by(self, place: Place) -> str:
        """Say from where it is known that a record is gone; empty where it is there, or none is known."""
        cycle, name = place.group, place.name
        if self._workspace.has(record_path(cycle, name)):
            return ""
        if any(listed == f"{name}{RECORD}" for listed, _ in self.sums(cycle)):
            return f"{sums_path(cycle)} lists it"
        return "the history of this branch holds it" if place in self._recorded and self._is_left(place) else ""

    def _wrong_sums(self, wanted: Callable[[Place], bool]) -> Iterator[Diagnostic]:
        of_cycles: dict[str, list[Place]] = {cycle: [] for cycle in self._cycles()}
        for place in self._workspace.records():
            of_cycles.setdefault(place.group, []).append(place)
        for cycle, places in sorted(of_cycles.items()):
            path, sums = sums_path(cycle), Place("record", SUMS, cycle)
            listed = {name for name, _ in self.sums(cycle)}
            unreadable = self._sums[cycle]
            if isinstance(unreadable, InputError):
                if wanted(sums):
                    yield _found(LETTER_SUMS_UNREADABLE, path, str(unreadable), "")
            elif self._workspace.has(path):
                yield from self._unlisted(cycle, listed, filter(wanted, places) if not wanted(sums) else places)
                if wanted(sums):
                    yield from self._of_no_letter(cycle, listed, places)
            elif path in {*self.history.paths()} and any(map(wanted, (sums, *places))):
                message = "the sums of this cycle's issued letters are gone: the history of this branch holds them"
                yield _found(LETTER_SUMS_CHANGED, path, message, self.way_back(path))

    def _unlisted(self, cycle: str, listed: AbstractSet[str], places: Iterable[Place]) -> Iterator[Diagnostic]:
        """Name what was issued and is not among the sums."""
        for place in places:
            without = " and ".join(name for name in self._names(place) if name not in listed)
            message = f"this does not list {without}, which the issued letter consists of" if without else ""
            record = self._read[place]
            earlier = {file for one in (record.supersedes if record else ()) for file in one.files}
            gone = {(file.name, file.digest) for file in earlier.difference(record.files if record else ())}
            if any((name, f"sha256:{digits}") in gone for name, digits in self.sums(cycle)):
                message = f"this still lists a letter to {place.name} that another one took the place of"
            if message:
                hint = f"`prevent-assure issue --authority {place.name} --cycle {cycle}` lists what is issued again"
                yield _found(LETTER_SUMS_CHANGED, sums_path(cycle), message, hint)

    def _of_no_letter(self, cycle: str, listed: AbstractSet[str], places: Iterable[Place]) -> Iterator[Diagnostic]:
        """Name what is among the sums and was not issued; what belongs to a record that is gone is found with that."""
        names = [self._names(place) for place in places]
        if not all(names):
            return  # a record that cannot be read, which is a finding of its own
        for name in sorted(listed - {issued for of_letter in names for issued in of_letter}):
            if not self._known_by(Place("record", name.partition(".")[0], cycle)):
                message = f"this lists {name}, which no record says to have been issued"
                hint = "take its line out, or bring back the record that lists it"
                yield _found(LETTER_SUMS_CHANGED, sums_path(cycle), message, hint)

    def _names(self, place: Place) -> list[str]:
        """Name the files that an issued letter consists of, its record the last; none where that cannot be read."""
        if place not in self._read:
            self._read[place] = self._workspace.load(record_path(place.group, place.name), IssueRecord).model
        record = self._read[place]
        return [] if record is None else [*(file.name for file in record.files), f"{place.name}{RECORD}"]

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


def _is(record: IssueRecord, data: bytes) -> bool:
    """Tell whether bytes are those of a record."""
    return load_bytes(data, LETTERS, IssueRecord).model == record


def _agrees(record: IssueRecord, data: bytes, name: str, sums: bytes) -> bool:
    """Tell whether a file of sums lists a record and its letters as they are."""
    try:
        listed = read_sums(sums, SUMS)
    except (InputError, UnicodeDecodeError):
        return False
    return any(other == name for other, _ in listed) and not sums_differ(record, data, name, listed)


def _checkout(commit: str, path: str) -> str:
    return f"`git checkout {commit} -- {path}` brings it back"


def _found(rule: Rule, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule.code, rule.severity, Location(path), message, hint or None)

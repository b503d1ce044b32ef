"""Whether a letter is what was issued, how that is known, and whether its sources still say the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from prevent_assure.checking.issued_letters import IssuedLetters, is_file, sums_differ
from prevent_assure.checking.record_history import Standing
from prevent_assure.model.issue import EarlierIssue, IssuedFile, IssueRecord
from prevent_assure.outcome_letter.letter_writer import ALL_FORMATS
from prevent_assure.publication.edition import AUDIENCES, Audience
from prevent_assure.publication.search import Format
from prevent_assure.rules.digests import sha256
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import LETTERS, RECORD, SIGNATURE, SUMS, place_of, record_path
from prevent_assure.workspace.loading import load_bytes
from prevent_assure.workspace.workspace import Workspace

from .alone import Given, digest_listed, read_given, verify_alone
from .issue import record_text
from .keys import revoked_keys, trusted_signers
from .remaking import Remade, Remaker, differing
from .ssh_keygen import Checked, check
from .verdicts import VERDICTS, Sources, Verdict, Verification, cannot_tell


class EditionName(NamedTuple):
    """What the name of a file says of the edition in it.

    Attributes:
        authority: The authority's id.
        audience: For whom it is.
        form: Its format.
    """

    authority: str
    audience: Audience
    form: Format

    @property
    def name(self) -> str:
        """The name of its file, as `herefordshire.public.html`."""
        return f"{self.authority}.{self.audience}.{self.form}"


def editions_of(authority: str) -> Iterator[EditionName]:
    """List the editions that there can be of an authority's letter, besides the one that is issued."""
    for audience in AUDIENCES[1:]:
        for form in ALL_FORMATS:
            yield EditionName(authority, audience, form)


def edition_named(name: str) -> EditionName | None:
    """Give the edition that a file's name names, if any."""
    return next((each for each in editions_of(name.partition(".")[0]) if each.name == name), None)


@dataclass(frozen=True, eq=False)
class Issued:
    """A record as it lies in the workspace, or as history last had it.

    Attributes:
        path: Where it lies.
        data: Its bytes, as git has them.
        record: What it says.
        is_there: Whether it is still there, and can be read.
    """

    path: str
    data: bytes
    record: IssueRecord
    is_there: bool = True

    @property
    def is_in_place(self) -> bool:
        """Whether it lies where it says that it lies."""
        return self.path == record_path(self.record.cycle, self.record.authority)

    def letter(self, name: str) -> str:
        """Say where a file of the letter lies."""
        return f"{self.path.rpartition('/')[0]}/{name}"


class Verifier:
    """Holds letters of a workspace against their records, signatures and history."""

    def __init__(self, workspace: Workspace, given: Given) -> None:
        """Begin with a workspace.

        Args:
            workspace: The workspace.
            given: Whose signatures are trusted, and whether only these count.
        """
        self._workspace, self._given = workspace, given
        self._letters = IssuedLetters(workspace)
        self._history = self._letters.history
        self._remaker = Remaker(workspace, self._history)
        self._standing = cache(self._standing_of)
        self._checked = cache(self._signature_of)
        self._again = cache(self._remade)
        self._issued = cache(self._issued_at)

    def every(self, cycle: str | None = None) -> Iterator[Verification]:
        """Verify each file of every issued letter, or of those of one cycle; a record that is gone is named, too."""
        paths = {record_path(place.group, place.name) for place in self._workspace.records()}
        paths |= {each.location.path for each in self._letters.missing() if each.location.path.endswith(RECORD)}
        for path in sorted(paths):
            place = place_of(PurePosixPath(path))
            if place is None or cycle not in {None, place.group}:
                continue
            issued = self._issued(path)
            if issued is None:
                yield cannot_tell(path, f"{path} is gone, or cannot be read: `validate` says what is wrong with it")
                continue
            for file in issued.record.files:
                yield self._in_place(issued, file)
            for edition in editions_of(place.name):
                if self._workspace.has(issued.letter(edition.name)):
                    yield self.one(self._workspace.root / issued.letter(edition.name))

    def one(self, path: Path) -> Verification:
        """Verify a letter's file, in its place or a copy of it elsewhere."""
        try:
            data = read_file(path, root=None)
        except FileRefused as refusal:
            return cannot_tell(str(path), f"the letter cannot be read: {refusal.message}")
        inside = self.inside(path)
        issued = self._issued(_record_beside(inside)) if inside is not None else None
        if inside is not None:
            data = self._history.as_committed(inside, data)
        for file in issued.record.files if issued is not None else ():
            if issued is not None and inside == issued.letter(file.name):
                return self._held(issued, file, data, inside)
        edition = edition_named(path.name)
        shown = inside if inside is not None and inside.startswith(f"{LETTERS}/") else str(path)
        return self._copy(path, data, shown) if edition is None else self._edition(edition, data, shown, inside)

    def _in_place(self, issued: Issued, file: IssuedFile) -> Verification:
        shown = issued.letter(file.name)
        try:
            data = read_file(self._workspace.root / shown, root=self._workspace.root)
        except FileRefused as refusal:
            found = cannot_tell(shown, f"the letter cannot be read: {refusal.message}")
            return self._named(found, issued.record)
        return self._held(issued, file, self._history.as_committed(shown, data), shown)

    def _copy(self, path: Path, data: bytes, shown: str) -> Verification:
        """Find the issue that a copy is of: by what it says, else by its name."""
        records = [each for each in map(self._issued, self._record_paths()) if each is not None]
        same = [issued for issued in records if digest_listed(data, issued.record) is not None]
        found = []
        for issued in same:
            verified = self._held(issued, issued.record.files[0], data, shown)
            if path.name not in {file.name for file in issued.record.files}:
                whose = f"the file is named {path.name}, and the letter in it is that to {issued.record.authority}"
                verified = verified._replace(reasons=(*verified.reasons, whose))
            found.append(verified)
        if found:
            return min(found, key=lambda one: VERDICTS.index(one.verdict))
        named = [(issued, file) for issued in records for file in issued.record.files if file.name == path.name]
        if len(named) == 1:
            return self._held(*named[0], data, shown)
        if named:
            cycles = ", ".join(issued.record.cycle for issued, _ in named)
            return cannot_tell(shown, f"it is none of the letters of that name that were issued ({cycles})")
        return cannot_tell(shown, "there is no record here of a letter of that name: it may be of another repository")

    def _held(self, issued: Issued, file: IssuedFile, data: bytes, shown: str) -> Verification:
        """Hold a letter against a record, which in turn is held against its signature, history and sources."""
        record, listed = issued.record, digest_listed(data, issued.record)
        standing, signature = self._standing(issued), self._checked(issued)
        verdict: Verdict = "changed"
        if listed is None:
            reasons = self._how_changed(issued, file, data)
        else:
            verdict, reasons = self._of_record(issued, standing, signature)
        if isinstance(listed, EarlierIssue) and verdict in {"signed", "unchanged", "replaced"}:
            verdict, reasons = "replaced", [_replaced(record), *reasons]
        if verdict in {"signed", "unchanged"} and standing.kind == "replaced" and standing.later is not None:
            verdict, reasons = "replaced", [_replaced(standing.later), *reasons]
        sources, said = self._sources(record)
        if verdict == "changed" and signature.kind == "wrong":
            reasons = [*reasons, signature.says]
        if verdict in {"unchanged", "replaced"} and signature.kind != "trusted":
            said = [f"{signature.says}; only a signature proves more", *said]
        found = Verification(shown, None, None, None, verdict, sources, None, (*reasons, *said))
        by = signature.by if verdict in {"signed", "replaced"} else None
        return self._named(found, record, listed)._replace(signed_by=by)

    def _of_record(self, issued: Issued, standing: Standing, signature: Checked) -> tuple[Verdict, list[str]]:
        """Say what a record proves of the letters that it lists."""
        if signature.kind == "trusted":
            return "signed", [signature.says]
        if issued.is_there and standing.kind == "replaced":
            return "unchanged", []  # as far as it goes: whoever asks says that it is replaced
        against = self._against(issued, standing)
        if against:
            return "changed", [against]
        if self._given.only_signed or signature.kind == "wrong":
            return "cannot_tell", [signature.says]
        if not issued.is_in_place:
            return "cannot_tell", ["its record is that of another authority or cycle than its place says"]
        return self._proved(issued, standing)

    def _against(self, issued: Issued, standing: Standing) -> str:
        """Say what speaks against a record; empty where nothing does."""
        if not issued.is_there:
            return f"its record is gone or cannot be read: {issued.path}; {self._letters.way_back(issued.path)}"
        if standing.kind == "changed":
            return standing.says
        other = self._again(issued).contradicts(issued.record)
        if other is not None:
            return f"the letter ({other}) is not what its recorded sources give, though its record says so"
        if standing.kind in {"brought", "superseding"}:
            return ""
        return f"{SUMS} lists another sum of it or its record" if self._sums(issued) == "differ" else ""

    def _proved(self, issued: Issued, standing: Standing) -> tuple[Verdict, list[str]]:
        """Prove a record by its history, or by the letter made again from the sources that it names."""
        if standing.kind == "brought" or self._is_correction(issued, standing):
            said = f"letter and record are as commit {standing.commit} brought them, and every commit since left them"
            return "unchanged", [f"by this repository's history: {said}"]
        if standing.kind == "superseding":
            standing = standing._replace(
                says="no files are known that it was made from, in the place of the letter before"
            )
        again = self._again(issued)
        if not again.confirms(issued.record):
            settles = "a signature, or the history of the branch that it was issued on, would settle it"
            return "cannot_tell", [standing.says, again.says or "another version makes it otherwise", settles]
        if standing.kind != "restored" and self._sums(issued) != "agree" and not self._is_as_written(issued, again):
            return "cannot_tell", [
                standing.says,
                "its record is not as this version writes it: a later hand may have changed it",
            ]
        return "unchanged", ["by its recorded sources: made again from them it is the same", standing.says]

    def _is_correction(self, issued: Issued, standing: Standing) -> bool:
        """Tell whether a letter in the place of a committed one is a correction: one that rests on other files."""
        path, record = issued.path, issued.record
        return standing.kind == "superseding" and self._remaker.rests_on_files(record, standing, path)

    def _is_as_written(self, issued: Issued, again: Remade) -> bool:
        """Tell whether nothing stands in a record but what `issue` of this version would have written."""
        case = self._remaker.case(issued.record)
        known = {*(case.settings.people if case.settings else ()), *(case.authority.people if case.authority else ())}
        is_known = issued.record.by is None or issued.record.by in known
        return again.is_same_version and is_known and record_text(issued.record) == issued.data

    def _how_changed(self, issued: Issued, file: IssuedFile, data: bytes) -> list[str]:
        """Say where a letter differs from the file that was issued, as history has it or as it is made again."""
        committed = (each for each in self._history.contents(issued.letter(file.name)) if is_file(each, file))
        form = next((each for each in ALL_FORMATS if file.name == f"{issued.record.authority}.{each}"), None)
        standing = self._standing(issued)
        old = next(committed, None) or (self._again(issued).data.get(form) if form is not None else None)
        reasons = [f"the letter is not the file that was issued on {issued.record.date}{differing(old, data)}"]
        if standing.kind == "changed":
            reasons.append(standing.says)
        for path in self._record_paths():
            other = self._issued(path) if path != issued.path else None
            if other is not None and digest_listed(data, other.record) is not None:
                reasons.append(
                    f"what lies in its place is the letter to {other.record.authority}, {other.record.cycle}"
                )
        return reasons

    def _sources(self, record: IssueRecord) -> tuple[Sources, list[str]]:
        """Say whether the sources say what they said, and what has changed."""
        now = self._remaker.sources(record)
        if isinstance(now, str):
            return "unknown", [f"whether its sources have changed cannot be told: {now}"]
        if now.changed:
            return "changed", [f"changed since it was issued on {record.date}: {'; '.join(now.changed)}", *now.notes]
        return "unknown" if now.notes else "unchanged", list(now.notes)

    def _edition(self, edition: EditionName, data: bytes, shown: str, inside: str | None) -> Verification:
        """Hold another edition of a letter, as the public one, against what the issued letter's sources give."""
        paths = [each for each in self._record_paths() if PurePosixPath(each).name == f"{edition.authority}{RECORD}"]
        if inside is not None and inside.startswith(f"{LETTERS}/"):
            paths = [each for each in paths if each == _record_beside(inside)]
        found = [
            self._edition_held(each, edition, data, shown) for each in map(self._issued, paths) if each is not None
        ]
        unknown = cannot_tell(shown, "no letter is issued here that it could be an edition of")
        return min(found, key=lambda one: VERDICTS.index(one.verdict), default=unknown)

    def _edition_held(self, issued: Issued, edition: EditionName, data: bytes, shown: str) -> Verification:
        record, standing = issued.record, self._standing(issued)
        of_letter, reasons = self._of_record(issued, standing, self._checked(issued))
        sources, said = self._sources(record)
        again = self._remaker.again(record, standing, edition.audience, edition.form)
        made, whose = again.data.get(edition.form), f"the {edition.audience} edition of the letter of {record.date}"
        verdict: Verdict = "cannot_tell"
        if of_letter in {"changed", "cannot_tell"}:
            verdict = of_letter
        elif made == data and standing.kind == "replaced" and standing.later is not None:
            verdict, reasons = "replaced", [_replaced(standing.later)]
        elif made == data:
            verdict, reasons = "unchanged", [f"made again from the letter's recorded sources, this is {whose}"]
        elif made is not None and again.is_same_version:
            verdict, reasons = "changed", [f"this is not {whose}{differing(made, data)}"]
        else:
            reasons = [again.says or f"another version made {whose}, and this one makes it otherwise"]
        if verdict == "unchanged" and self._given.only_signed:
            verdict, reasons = "cannot_tell", [*reasons, "no signature is of this edition"]
        found = Verification(shown, None, None, None, verdict, sources, None, (*reasons, *said))
        return self._named(found, record)

    def _named(
        self, found: Verification, record: IssueRecord, listed: EarlierIssue | IssueRecord | None = None
    ) -> Verification:
        date = listed.date if listed is not None else record.date
        return found._replace(authority=record.authority, cycle=record.cycle, date=date)

    def _standing_of(self, issued: Issued) -> Standing:
        standing = self._history.standing(issued.path, issued.data, issued.record)
        for file in issued.record.files if standing.kind in {"brought", "superseding"} else ():
            touched = self._history.changed_since(issued.letter(file.name), standing.commit)
            if touched is not None:
                said = f"commit {touched} changed a file of the letter, and a later one put it back"
                return standing._replace(kind="restored", says=said)
        return standing

    def _signature_of(self, issued: Issued) -> Checked:
        path = f"{issued.path}{SIGNATURE}"
        data = self._given.signature
        try:
            if data is None and self._workspace.has(path):
                data = read_file(self._workspace.root / path, root=self._workspace.root)
        except FileRefused as refusal:
            return Checked("wrong", f"{path} cannot be read: {refusal.message}")
        if data is None:
            return Checked("unknown", "it is not signed")
        return check(issued.data, data, self._given.signers, issued.record.date, revoked=self._given.revoked)

    def _remade(self, issued: Issued) -> Remade:
        return self._remaker.again(issued.record, self._standing(issued))

    def _sums(self, issued: Issued) -> Literal["agree", "differ", "silent"]:
        place = PurePosixPath(issued.path)
        sums = self._letters.sums(place.parent.name)
        if (place.name, sha256(issued.data).removeprefix("sha256:")) in sums:
            return "agree"
        return "differ" if sums_differ(issued.record, issued.data, place.name, sums) else "silent"

    def _record_paths(self) -> list[str]:
        """List the records that this workspace vouches for: of authorities that are read in it, and not elsewhere."""
        return [
            record_path(place.group, place.name)
            for place in self._workspace.records()
            if place.name not in self._given.elsewhere.get(self._workspace.root, ())
        ]

    def _issued_at(self, path: str) -> Issued | None:
        """Read a record; where it is gone or cannot be read, as history last had it."""
        try:
            raw = read_file(self._workspace.root / path, root=self._workspace.root)
            data = self._history.as_committed(path, raw)
            record = load_bytes(data, path, IssueRecord).model
        except FileRefused:
            record = None
        if record is not None:
            return Issued(path, data, record)
        for last in reversed(list(self._history.contents(path))):
            record = load_bytes(last, path, IssueRecord).model
            if record is not None:
                return Issued(path, last, record, is_there=False)
        return None

    def inside(self, path: Path) -> str | None:
        """Say where a file lies in the workspace; None where it lies elsewhere."""
        absolute, root = path.absolute(), self._workspace.root
        resolved = absolute.parent.resolve() / absolute.name
        return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else None


def _record_beside(letter: str) -> str:
    """Say where the record of a letter's file lies, whose name begins with the authority's id."""
    folder, _, name = letter.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}{RECORD}"


def _replaced(later: IssueRecord) -> str:
    return f"replaced by the letter of {later.date}"


def verify(  # noqa: PLR0913 - options are given by name
    workspace: Workspace | None,
    letters: Sequence[Path] = (),
    *,
    cycle: str | None = None,
    signers: Path | None = None,
    record: Path | None = None,
    signature: Path | None = None,
    revoked: Path | None = None,
) -> list[Verification]:
    """Verify letters.

    Args:
        workspace: The workspace that they were issued from; None where the record is given.
        letters: Their files, in their place or elsewhere; none for all that were issued.
        cycle: Only the letters of this cycle, where all are verified.
        signers: The list of trusted signers, in OpenSSH's form; only their signatures count then. None for git's own
            list, where there is one outside the workspace.
        record: The record that the letters are held against; then no workspace is asked.
        signature: The signature of the record, where it lies elsewhere than beside it.
        revoked: A list of keys that were taken back, in OpenSSH's form, whose signatures count for nothing. None for
            git's own, where there is one outside the workspace.

    Returns:
        What comes of each.

    Raises:
        PreventAssureError: If a list of keys, the record or the signature cannot be used.
    """
    if record is not None or workspace is None:
        return verify_alone(letters, record, signature, signers, revoked)
    members = workspace.members
    roots = [each.root for each in members]
    trusted, taken_back = trusted_signers(signers, roots), revoked_keys(revoked, roots)
    of_record = read_given(signature) if signature is not None else None
    given = Given(trusted, taken_back, signers is not None, of_record)
    for authority, (home, *_) in members.homes.items() if len(members) > 1 else ():
        for member in members:
            if member.root != home.root:
                given.elsewhere.setdefault(member.root, set()).add(authority)
    verifiers = {members.way_to(each): Verifier(each, given) for each in members}
    if letters:
        return [_best(verifiers, each) for each in letters]
    return [
        each._replace(path=f"{way}{each.path}") for way, verifier in verifiers.items() for each in verifier.every(cycle)
    ]


def _best(verifiers: Mapping[str, Verifier], path: Path) -> Verification:
    """Hold a letter against the records of the workspace that it lies in; elsewhere against all of them."""
    for way, verifier in verifiers.items():
        if verifier.inside(path) is not None:
            found = verifier.one(path)
            return found if found.path == str(path) else found._replace(path=f"{way}{found.path}")
    every = [verifier.one(path) for verifier in verifiers.values()]
    return min(every, key=lambda each: VERDICTS.index(each.verdict))

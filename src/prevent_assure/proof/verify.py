"""Whether an issued letter is what was issued, and whether it still says what its sources say."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from prevent_assure.checking.reading import Reader
from prevent_assure.diagnostics import InputError
from prevent_assure.model.issue import EarlierIssue, IssuedFile, IssueRecord
from prevent_assure.outcome_letter.letter_writer import ALL_FORMATS
from prevent_assure.outcome_letter.making import made_as_issued
from prevent_assure.publication.edition import AUDIENCES, Audience
from prevent_assure.publication.search import Format
from prevent_assure.rules.record import file_digest, with_line_feeds
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.git.history import Repository
from prevent_assure.workspace.git.running import HistoryError
from prevent_assure.workspace.layout import LETTERS, record_path
from prevent_assure.workspace.workspace import Workspace

from .recorded_sources import LetterWriters, sources_now

_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>|^#{1,6} (.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")


def differing(again: bytes | None, text: bytes) -> str:
    """Say where a letter, with line feeds, differs from the one that its sources give, if it can be made again.

    Returns:
        The place, to be put behind a sentence; empty where none can be said.
    """
    if again is None:
        return ""
    try:
        old = again.decode()
    except UnicodeDecodeError:  # a format that is no text
        return ""
    new = text.decode("utf-8", "replace").split("\n")
    moves = difflib.SequenceMatcher(None, old.split("\n"), new, autojunk=False).get_opcodes()
    places = [(first, last) for kind, _, _, first, last in moves if kind != "equal"]
    if not places:
        return ""
    first, last = places[0]
    line = f"line {first + 1}" if last - first <= 1 else f"lines {first + 1} to {last}"
    more = f", and at {len(places) - 1} more places" if len(places) > 1 else ""
    above = _headings("\n".join(new[: first + 1]))
    known = bool(above) and above[-1] in _headings(old)
    return f": it differs at {line}{f', under “{above[-1]}”' if known else ''}{more}"


def _headings(text: str) -> list[str]:
    """Give the headings of a letter in HTML or Markdown."""
    return [_TAG.sub("", html or markdown).strip() for html, markdown in _HEADING.findall(text)]


def history_rewritten(workspace: Workspace, commit: str | None) -> Iterator[str]:
    """Say that git no longer knows a commit; nothing without git or a repository, or where it has not all history."""
    if commit is None:
        return
    try:
        repository = Repository(workspace.root)
        if repository.is_shallow:
            return
    except HistoryError:
        return
    try:
        repository.commit(commit)
    except HistoryError:
        yield "the commit that it was issued from is not in this repository: its history was squashed or rewritten"


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


Verdict = Literal["genuine", "letter_changed", "sources_changed", "cannot_tell"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""In the order of how much each says: of a copy that several workspaces are asked about, the first one counts."""


class Verification(NamedTuple):
    """What comes of one letter.

    Attributes:
        authority: The authority's id, or None where it is not known.
        cycle: The cycle, likewise.
        file: The letter's file, as it was named or relative to the workspace.
        verdict: `genuine`, `letter_changed`, `sources_changed` or `cannot_tell`.
        says: What that means here, in sentences.
        changed: What has changed since, by file and part, as in `review: benchmarks.training`.
        notes: What else is to be known; nothing of it speaks against the letter.
    """

    authority: str | None
    cycle: str | None
    file: str
    verdict: Verdict
    says: tuple[str, ...]
    changed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Verifier:
    """Holds letters of a workspace against their records."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with a workspace."""
        self._workspace = workspace
        self._reader = Reader(workspace)
        self._writers = LetterWriters(workspace)

    def every(self, cycle: str | None = None) -> Iterator[Verification]:
        """Verify each file of every issued letter, or of those of one cycle."""
        for place in self._workspace.records():
            if cycle is not None and place.group != cycle:
                continue
            issue = self._issue(place.group, place.name)
            if issue is None:
                shown = record_path(place.group, place.name)
                yield _unknown(shown, f"{shown} cannot be read: `validate` says what is wrong with it")
                continue
            for file in issue.files:
                yield self._in_place(issue, file)
            for edition in editions_of(issue.authority):
                shown = f"{LETTERS}/{issue.cycle}/{edition.name}"
                if self._workspace.has(shown):
                    yield self.one(self._workspace.root / shown)

    def one(self, path: Path) -> Verification:
        """Verify a letter's file, in its place or a copy of it elsewhere."""
        try:
            data = read_file(path, root=None)
        except FileRefused as refusal:
            return _unknown(str(path), f"the letter cannot be read: {refusal.message}")
        inside = self._inside(path)
        for issue in self._issues():
            for file in issue.files:
                if inside == f"{LETTERS}/{issue.cycle}/{file.name}":
                    return self._held(issue, file, data, inside)
        edition = edition_named(path.name)
        if edition is not None:
            return self._edition(edition, data, inside if inside is not None else str(path), inside)
        return self._copy(path, data)

    def _edition(self, edition: EditionName, data: bytes, shown: str, inside: str | None) -> Verification:
        """Hold another edition of a letter, as the public one, against the letter that was issued."""
        issues = [each for each in self._issues() if each.authority == edition.authority]
        if inside is not None:
            issues = [each for each in issues if inside == f"{LETTERS}/{each.cycle}/{edition.name}"]
        found = [self._edition_held(issue, edition, data, shown) for issue in issues]
        unknown = _unknown(shown, "no letter is issued here that it could be an edition of")
        return min(found, key=lambda one: one.verdict != "genuine", default=unknown)

    def _edition_held(self, issue: IssueRecord, edition: EditionName, data: bytes, shown: str) -> Verification:
        sources, text = sources_now(self._reader, issue), with_line_feeds(data, edition.name)
        again, why_not = self._again(issue, edition.form, edition.audience) if sources.same else (None, None)
        verdict: Verdict = "genuine"
        if sources.changed:
            verdict = "sources_changed"
            says = f"changed since the letter was issued on {issue.date}: {'; '.join(sources.changed)}"
        elif again is None:
            verdict, says = "cannot_tell", f"this edition cannot be made again here: {why_not or sources.notes[0]}"
        elif again != text:
            verdict = "letter_changed"
            where = differing(again, text)
            says = f"this is not the {edition.audience} edition of the letter that was issued{where}"
        else:
            says = f"this is the {edition.audience} edition of the letter that was issued on {issue.date}"
        return Verification(issue.authority, issue.cycle, shown, verdict, (says,), sources.changed, sources.notes)

    def _copy(self, path: Path, data: bytes) -> Verification:
        """Find the issue that a copy is of: by what it says, else by its name."""
        issues = list(self._issues())
        for issue in issues:
            for file in issue.files:
                if _is(data, file):
                    return self._held(issue, file, data, str(path))
            for earlier in issue.supersedes:
                if any(_is(data, file) for file in earlier.files):
                    return _earlier(issue, earlier, str(path))
        named = [(issue, file) for issue in issues for file in issue.files if file.name == path.name]
        if len(named) == 1:
            return self._held(*named[0], data, str(path))
        if named:
            cycles = ", ".join(issue.cycle for issue, _ in named)
            return _unknown(str(path), f"it is none of the letters of that name that were issued ({cycles})")
        return _unknown(str(path), "there is no record here of a letter of that name: it may be of another repository")

    def _in_place(self, issue: IssueRecord, file: IssuedFile) -> Verification:
        shown = f"{LETTERS}/{issue.cycle}/{file.name}"
        try:
            data = read_file(self._workspace.root / shown, root=self._workspace.root)
        except FileRefused as refusal:
            found = _unknown(shown, f"the letter cannot be read: {refusal.message}")
            return found._replace(authority=issue.authority, cycle=issue.cycle)
        return self._held(issue, file, data, shown)

    def _held(self, issue: IssueRecord, file: IssuedFile, data: bytes, shown: str) -> Verification:
        """Hold a file against its record, and against the letter as it comes from the sources now."""
        sources = sources_now(self._reader, issue)
        form = next((each for each in ALL_FORMATS if file.name == f"{issue.authority}.{each}"), None)
        again, why_not = self._again(issue, form, "authority") if sources.same else (None, None)
        text = with_line_feeds(data, file.name)
        verdict: Verdict = "genuine"
        says: list[str] = []
        if not _is(data, file):
            verdict = "letter_changed"
            unsaid = "" if sources.same else "; where cannot be said, since it cannot be made again from its sources"
            where = differing(again, text) or unsaid
            says.append(f"the letter is not the file that was issued on {issue.date}{where}")
        elif again is not None and again != text:
            verdict = "letter_changed"
            says.append(f"the letter is not what its sources give, though its record says so{differing(again, text)}")
        if sources.changed:
            verdict = "sources_changed" if verdict == "genuine" else verdict
            says.append(f"changed since it was issued on {issue.date}: {'; '.join(sources.changed)}")
        if verdict == "genuine":
            made = "made again from its sources it is the same" if again is not None else "its sources are as they were"
            says.append(f"this is the letter that was issued on {issue.date}; {made}")
        rewritten = history_rewritten(self._workspace, issue.commit)
        notes = [*sources.notes, *rewritten, *([f"it cannot be made again here: {why_not}"] if why_not else ())]
        if data != text:
            notes.append("its line ends are those of Windows, which changes nothing in it")
        return Verification(issue.authority, issue.cycle, shown, verdict, tuple(says), sources.changed, tuple(notes))

    def _again(self, issue: IssueRecord, form: Format | None, audience: Audience) -> tuple[bytes | None, str | None]:
        """Make the letter again, as it was issued; or say why that cannot be done."""
        if form is None:
            return None, "its name is none that a letter is issued under"
        earlier = issue.supersedes[-1].date if issue.supersedes else None
        try:
            writer = self._writers.of((form,), audience)
            files = self._reader.files(issue.cycle, issue.authority)
            made = made_as_issued(self._reader, writer, files, earlier).letter
        except InputError as fault:
            return None, str(fault)
        again = made.files.get(form) if made is not None else None
        return again, None if again is not None else "a file that it is made from cannot be read"

    def _issues(self) -> Iterator[IssueRecord]:
        found = (self._issue(place.group, place.name) for place in self._workspace.records())
        return (each for each in found if each is not None)

    def _issue(self, cycle: str, authority: str) -> IssueRecord | None:
        loaded = self._workspace.record(cycle, authority)
        record = loaded.model if loaded is not None else None
        # Its place says whose it is, whatever it says itself: that is a finding of `validate`.
        return record.model_copy(update={"cycle": cycle, "authority": authority}) if record is not None else None

    def holds(self, path: Path) -> bool:
        """Tell whether a letter lies in the workspace."""
        return self._inside(path) is not None

    def _inside(self, path: Path) -> str | None:
        absolute, root = path.absolute(), self._workspace.root
        resolved = absolute.parent.resolve() / absolute.name
        return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else None


def verify(workspace: Workspace, letters: Sequence[Path] = (), *, cycle: str | None = None) -> list[Verification]:
    """Verify letters.

    Args:
        workspace: The workspace that they were issued from.
        letters: Their files, in their place or elsewhere; none for all that were issued.
        cycle: Only the letters of this cycle, where all are verified.

    Returns:
        What comes of each.

    Raises:
        PreventAssureError: If templates cannot be read.
    """
    members = workspace.members
    verifiers = {members.way_to(each): Verifier(each) for each in members}
    if letters:
        return [_best(verifiers, each) for each in letters]
    return [
        each._replace(file=f"{way}{each.file}") for way, verifier in verifiers.items() for each in verifier.every(cycle)
    ]


def _best(verifiers: Mapping[str, Verifier], path: Path) -> Verification:
    """Hold a letter against the records of the workspace that it lies in; elsewhere against all of them."""
    for way, verifier in verifiers.items():
        if verifier.holds(path):
            found = verifier.one(path)
            return found if found.file == str(path) else found._replace(file=f"{way}{found.file}")
    every = [verifier.one(path) for verifier in verifiers.values()]
    return min(every, key=lambda each: VERDICTS.index(each.verdict))


def _is(data: bytes, file: IssuedFile) -> bool:
    return file_digest(data, file.name) == file.digest


def _earlier(issue: IssueRecord, earlier: EarlierIssue, shown: str) -> Verification:
    says = (
        f"this is the letter that was issued on {earlier.date}",
        f"it no longer stands: a later letter, now that of {issue.date}, took its place",
    )
    return Verification(issue.authority, issue.cycle, shown, "genuine", says)


def _unknown(shown: str, why: str) -> Verification:
    return Verification(None, None, shown, "cannot_tell", (why,))

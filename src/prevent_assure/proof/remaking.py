"""Making an issued letter again from the sources that its record names by their digests, wherever these are found."""

import contextlib
import difflib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prevent_assure import __version__
from prevent_assure.checking.reading import Reader
from prevent_assure.checking.record_history import RecordHistory, Standing
from prevent_assure.diagnostics import InputError
from prevent_assure.model.issue import IssuedFrom, IssueRecord
from prevent_assure.outcome_letter.letter_writer import ALL_FORMATS
from prevent_assure.outcome_letter.making import made_as_issued
from prevent_assure.publication.edition import Audience
from prevent_assure.publication.search import Format
from prevent_assure.rules.case import Case
from prevent_assure.rules.digests import sha256
from prevent_assure.workspace.git.running import HistoryError
from prevent_assure.workspace.git.snapshot import CommittedTree, Snapshot
from prevent_assure.workspace.workspace import Workspace

from .recorded_sources import LetterWriters, SourcesNow, sources_now, sources_of

TEXTS: tuple[Format, ...] = ("html", "md")
"""Formats that this package alone writes; the others depend on libraries, whose next version may write otherwise."""
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>|^#{1,6} (.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")


class Remade(NamedTuple):
    """What came of making a letter again.

    Attributes:
        data: The letter by format, in its formats that are wanted; none where it cannot be made again.
        says: Why it cannot.
        is_same_version: Whether the record says that this version of the tool wrote the letter.
    """

    data: dict[Format, bytes]
    says: str = ""
    is_same_version: bool = False

    def contradicts(self, record: IssueRecord) -> Format | None:
        """Name a format in which the letter that was made again is not the one that the record lists."""
        listed = {file.name: file.digest for file in record.files}
        for form, data in self.data.items() if self.is_same_version else ():
            if form in TEXTS and listed.get(f"{record.authority}.{form}") not in {None, sha256(data)}:
                return form
        return None

    def confirms(self, record: IssueRecord) -> bool:
        """Tell whether it is the same in each format that the record lists, under the name that such a file has."""
        again = {f"{record.authority}.{form}": sha256(data) for form, data in self.data.items()}
        return bool(record.files) and all(again.get(file.name) == file.digest for file in record.files)


class Remaker:
    """Makes letters of a workspace again."""

    def __init__(self, workspace: Workspace, history: RecordHistory) -> None:
        """Take a workspace and its history."""
        self._workspace = workspace
        self._history = history
        self._reader = Reader(workspace)
        self._writers = LetterWriters(workspace)

    def sources(self, record: IssueRecord) -> SourcesNow | str:
        """Compare what a letter was made from with what stands there now; or say why that cannot be done."""
        files = self._reader.files(record.cycle, record.authority)
        read = (self._workspace.settings, files.authority, files.assessment, files.review)
        unread = [each.path for each in read if each is not None and each.model is None]
        if unread:
            return f"{', '.join(unread)} cannot be read: `validate` says what is wrong"
        try:
            return sources_now(self._reader, record)
        except InputError as fault:
            return str(fault).partition("\n")[0]

    def case(self, record: IssueRecord) -> Case:
        """Read the files now of the authority in the cycle that a record is of."""
        return self._reader.files(record.cycle, record.authority).case

    def again(
        self, record: IssueRecord, standing: Standing, audience: Audience = "authority", form: Format | None = None
    ) -> Remade:
        """Make a letter again from its recorded sources, those of the files now or those of a commit.

        Args:
            record: Its record.
            standing: How that stands to history.
            audience: For whom.
            form: The only format wanted; None for all in which it was issued.
        """
        names = {file.name for file in record.files}
        forms = [each for each in ALL_FORMATS if (each == form if form else f"{record.authority}.{each}" in names)]
        for reader in self._readers(record, standing):
            try:
                if not sources_now(reader, record).same:
                    continue
                return self._made(reader, record, audience, forms)
            except InputError as fault:
                return Remade({}, f"it cannot be made again here: {str(fault).partition(chr(10))[0]}")
        return Remade({}, "what it was made from is not here as it was, so that it cannot be made again and compared")

    def rests_on_files(self, record: IssueRecord, standing: Standing, path: str) -> bool:
        """Tell whether the files that a record says its letter was made from are here, or in history.

        A letter in another's place has to come from other files than that one, else nothing was corrected.
        """
        earlier = (one for one in self._history.records(path) if one != record)
        if any(_of_files(one.sources) == _of_files(record.sources) for one in earlier):
            return False
        for reader in self._readers(record, standing):
            case = reader.files(record.cycle, record.authority).case
            is_of_day = case.review is not None and case.review.letter.date == record.date
            if is_of_day and _of_files(sources_of(reader, case, {}, ())) == _of_files(record.sources):
                return True
        return False

    def _made(self, reader: Reader, record: IssueRecord, audience: Audience, forms: list[Format]) -> Remade:
        earlier = record.supersedes[-1].date if record.supersedes else None
        files, data = reader.files(record.cycle, record.authority), {}
        for each in forms:
            made = made_as_issued(reader, self._writers.of((each,), audience), files, earlier).letter
            if made is not None:
                data[each] = made.files[each]
        return Remade(data, is_same_version=record.version == __version__)

    def _readers(self, record: IssueRecord, standing: Standing) -> Iterator[Reader]:
        """Give what reads the files now, then in the commits that may hold the sources as they were."""
        yield self._reader
        repository = self._history.repository
        # What one commit brought and no other touched is proved by that; to look for its sources would take long.
        if repository is None or standing.kind == "brought":
            return
        for commit in dict.fromkeys(filter(None, (standing.commit, record.commit, "HEAD"))):
            # A commit that this clone does not hold, or not whole, is no witness.
            with contextlib.suppress(HistoryError), contextlib.closing(repository.open_blobs()) as blobs:
                yield Reader(Snapshot(self._workspace.root, CommittedTree(repository, commit, blobs)))


def _of_files(sources: IssuedFrom) -> tuple[Mapping[str, str], ...]:
    """Give the digests of what people write, which no other version of the tool or of a template changes."""
    return sources.assessment, sources.review, sources.authority, sources.settings


def differing(old: bytes | None, new: bytes) -> str:
    """Say where a letter differs from the one that was issued, if that is at hand and a text.

    Returns:
        The place, to be put behind a sentence; empty where none can be said.
    """
    try:
        before, after = (old or b"").decode(), new.decode("utf-8", "replace").split("\n")
    except UnicodeDecodeError:  # a format that is no text
        return ""
    if not before:
        return ""
    if new.replace(b"\r\n", b"\n") == old:
        return ": only its line ends are others, those of Windows"
    moves = difflib.SequenceMatcher(None, before.split("\n"), after, autojunk=False).get_opcodes()
    places = [(first, last) for kind, _, _, first, last in moves if kind != "equal"]
    if not places:
        return ""
    first, last = places[0]
    line = f"line {first + 1}" if last - first <= 1 else f"lines {first + 1} to {last}"
    more = f", and at {len(places) - 1} more places" if len(places) > 1 else ""
    above = _headings("\n".join(after[: first + 1]))
    known = bool(above) and above[-1] in _headings(before)
    return f": it differs at {line}{f', under “{above[-1]}”' if known else ''}{more}"


def _headings(text: str) -> list[str]:
    """Give the headings of a letter in HTML or Markdown."""
    return [_TAG.sub("", html or markdown).strip() for html, markdown in _HEADING.findall(text)]

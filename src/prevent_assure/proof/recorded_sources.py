"""What issued letters are made from and written with: recorded, held against what stands there now, and taken again."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from prevent_assure import __version__
from prevent_assure.checking.reading import Files, Reader
from prevent_assure.model.issue import IssuedFrom, IssueRecord
from prevent_assure.outcome_letter.letter_writer import ALL_FORMATS, HOUSE, LetterWriter
from prevent_assure.outcome_letter.making import covered_by, pictures_of_letter
from prevent_assure.outcome_letter.wording import WORDING
from prevent_assure.publication.edition import Audience
from prevent_assure.publication.search import Format
from prevent_assure.rules.case import Case
from prevent_assure.rules.record import WHOLE, differences, issued_from
from prevent_assure.workspace.packaged import packaged_folder
from prevent_assure.workspace.templates import Template, templates
from prevent_assure.workspace.workspace import Workspace

_FILES = {
    "assessment": "the self-assessment",
    "review": "the review",
    "authority": "the authority's file",
    "settings": "the settings",
    "criteria": "the criteria",
    "templates": "the templates",
}


class LetterWriters:
    """What a workspace's letters are written with, read once for each choice of formats."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with none."""
        self._workspace = workspace
        self._read: dict[tuple[tuple[Format, ...], Audience], LetterWriter] = {}

    def of(self, formats: tuple[Format, ...], audience: Audience = "authority") -> LetterWriter:
        """Give what letters for an audience are written with in some formats.

        Raises:
            InputError: If a template or the wording cannot be used.
        """
        if (formats, audience) not in self._read:
            self._read[formats, audience] = LetterWriter(templates(self._workspace), formats, audience)
        return self._read[formats, audience]


def formats_of(record: IssueRecord) -> tuple[Format, ...]:
    """Say in which formats a letter was issued."""
    names = {each.name for each in record.files}
    return tuple(each for each in ALL_FORMATS if f"{record.authority}.{each}" in names)


def sources_of(reader: Reader, case: Case, found: Mapping[str, Template], formats: Sequence[Format]) -> IssuedFrom:
    """Digest what a letter is made from: files, criteria, and of all templates and wording those of its formats.

    Args:
        reader: What read the files.
        case: The authority in its cycle.
        found: All templates and wording, by name.
        formats: The letter's formats.
    """
    others = {f"letter.{each}.j2" for each in ALL_FORMATS if each not in (*formats, "html")}
    others |= set() if "docx" in formats else {HOUSE}
    packaged = packaged_folder("templates")
    used = {
        name: each.data
        for name, each in found.items()
        # A letter may include any template of the workspace's own.
        if name not in others and (name == WORDING or name.startswith("letter.") or not (packaged / name).is_file())
    }
    pictures = {file: data for file, data, _ in pictures_of_letter(reader, case) if data is not None}
    return issued_from(case, covered_by(reader, case), {**used, **pictures})


class SourcesNow(NamedTuple):
    """How the sources stand to a record.

    Attributes:
        changed: What says something else than it did, by file and part.
        notes: What else is to be known.
        same: Whether the letter can be made again from them as it was.
    """

    changed: tuple[str, ...]
    notes: tuple[str, ...]
    same: bool


def sources_now(reader: Reader, record: IssueRecord) -> SourcesNow:
    """Compare what a letter was made from with what stands there now."""
    workspace, then = reader.workspace, record.sources
    files = reader.files(record.cycle, record.authority)
    now = sources_of(reader, files.case, templates(workspace), formats_of(record))
    changed = {name: differences(getattr(then, name), getattr(now, name)) for name in _FILES}
    if files.case.criteria is not None and files.case.criteria.ref != record.criteria:
        changed["criteria"] = [f"{files.case.criteria.ref} in place of {record.criteria}"]
    notes = []
    review = files.case.review
    same = not any(changed.values()) and review is not None and review.letter.date == record.date
    if changed["criteria"] == [WHOLE]:
        notes.append("notes or sources of the criteria have changed, so that the letter cannot be made again")
    changed["criteria"] = [each for each in changed["criteria"] if each != WHOLE]
    other = record.version != __version__
    if other and changed["templates"]:
        own = [each for each in changed["templates"] if workspace.has(f"templates/{each}")]
        changed["templates"] = own
    if other and changed["criteria"] and _packaged(files):
        changed["criteria"] = []
        notes.append(f"the criteria that come with version {__version__} are not those of version {record.version}")
    if review is not None and not changed["review"] and review.letter.date != record.date:
        changed["review"] = ["letter.date, or the record's own date"]
    named = tuple(f"{_FILES[name]} ({', '.join(parts)})" for name, parts in changed.items() if parts)
    return SourcesNow(named, tuple(notes), same)


def _packaged(files: Files) -> bool:
    return files.edition is not None and files.edition.loaded.path.startswith("packaged ")

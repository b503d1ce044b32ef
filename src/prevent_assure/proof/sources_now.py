"""What an issued letter was made from, held against what stands there now."""

from typing import NamedTuple

from prevent_assure import __version__
from prevent_assure.checking.reading import Files, Reader
from prevent_assure.model.issue import IssueRecord
from prevent_assure.outcome_letter.making import covered_by
from prevent_assure.rules.record import WHOLE, differences, issued_from
from prevent_assure.workspace.templates import templates

from .issue import formats_of, used_templates

_FILES = {
    "assessment": "the self-assessment",
    "review": "the review",
    "authority": "the authority's file",
    "settings": "the settings",
    "criteria": "the criteria",
    "templates": "the templates",
}


class Issue(NamedTuple):
    """A record, and where it lies.

    Attributes:
        cycle: The cycle.
        authority: The authority's id.
        record: The record.
    """

    cycle: str
    authority: str
    record: IssueRecord


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


def sources_now(reader: Reader, issue: Issue) -> SourcesNow:
    """Compare what a letter was made from with what stands there now.

    Args:
        reader: What reads the workspace.
        issue: The record.

    Returns:
        What has changed since.
    """
    workspace = reader.workspace
    files = reader.files(issue.cycle, issue.authority)
    record, then = issue.record, issue.record.sources
    now = issued_from(
        files.case,
        covered_by(reader, files.case),
        used_templates(templates(workspace), formats_of(record)),
    )
    changed = {name: differences(getattr(then, name), getattr(now, name)) for name in _FILES}
    if files.case.criteria is not None and files.case.criteria.ref != record.criteria:
        changed["criteria"] = [f"{files.case.criteria.ref} in place of {record.criteria}"]
    notes = []
    same = not any(changed.values())
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
    if other and not same:
        notes.append(
            f"to make the letter again and compare it word for word, install version {record.version} "
            f"of prevent-assure: this is {__version__}"
        )
    review = files.case.review
    if review is not None and not changed["review"] and review.letter.date != record.date:
        changed["review"] = ["letter.date, or the record's own date"]
    named = tuple(f"{_FILES[name]} ({', '.join(parts)})" for name, parts in changed.items() if parts)
    return SourcesNow(named, tuple(notes), same)


def _packaged(files: Files) -> bool:
    return files.edition is not None and files.edition.loaded.path.startswith("packaged ")

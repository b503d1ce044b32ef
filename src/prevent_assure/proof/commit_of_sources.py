"""The commit that a letter was made from, where it holds all of the letter's sources exactly as they are."""

from collections.abc import Iterator

from prevent_assure.cycle.attempt import Trial
from prevent_assure.outcome_letter.letter_writer import LetterWriter
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.git.contents import name_of
from prevent_assure.workspace.git.history import Repository
from prevent_assure.workspace.git.running import HistoryError
from prevent_assure.workspace.git.without_git import repository_of
from prevent_assure.workspace.layout import SETTINGS, assessment_path, authority_path, criteria_path, review_path
from prevent_assure.workspace.workspace import Workspace

_MOST_NAMED = 3


def commit_of_sources(trial: Trial, writer: LetterWriter) -> tuple[str | None, tuple[str, ...]]:
    """Find the commit that holds what a letter is made from.

    Args:
        trial: The files as they will be when the letter is issued, its date in the review.
        writer: What the letter is written with.

    Returns:
        The commit that is checked out, where each source is in it as it is on the disk; else None and why not, in a
        sentence. Nothing is said outside a repository.
    """
    root = trial.reader.workspace.root
    try:
        repository = Repository(root)
        commit = repository.commit("HEAD")
        paths = list(dict.fromkeys(_sources(trial, writer)))
        committed = repository.names([(commit, path) for path in paths])
        pairs = zip(paths, committed, strict=True)
        apart = [path for path, name in pairs if not _is_same(trial, repository, path, name)]
    except HistoryError as error:
        said = f"the record names no commit: {error}"
        return None, (said,) if repository_of(root) is not None else ()
    if not apart:
        return commit, ()
    more = f" and {len(apart) - _MOST_NAMED} more" if len(apart) > _MOST_NAMED else ""
    named = ", ".join(apart[:_MOST_NAMED]) + more
    return None, (f"the record names no commit, since none holds as they are now: {named}",)


def _sources(trial: Trial, writer: LetterWriter) -> Iterator[str]:
    """The paths of all files that the letter is made from, or would be if they were there."""
    case = trial.files.case
    yield from (SETTINGS, assessment_path(case.cycle, case.authority_id), review_path(case.cycle, case.authority_id))
    covered = case.assessment.covers if case.assessment is not None else ()
    yield from map(authority_path, (case.authority_id, *covered))
    if case.criteria is not None:
        yield criteria_path(case.criteria.ref)
    yield from (f"templates/{name}" for name in writer.templates)


def _is_same(trial: Trial, repository: Repository, path: str, committed: str | None) -> bool:
    case = trial.files.case
    if path == review_path(case.cycle, case.authority_id):
        data: bytes | None = trial.data
    else:
        data = _read(trial.reader.workspace, path)
    if data is None or committed is None:
        return data is None and committed is None
    names = {name_of(data, len(committed))}
    if b"\r\n" in data and repository.line_ends_are_gits(path):
        names.add(name_of(data.replace(b"\r\n", b"\n"), len(committed)))
    return committed in names


def _read(workspace: Workspace, path: str) -> bytes | None:
    try:
        return read_file(workspace.root / path, root=workspace.root)
    except FileRefused:
        return None

"""Whether the history of a repository still holds the commit that a letter was issued from."""

from collections.abc import Iterator

from prevent_assure.workspace.contents import HistoryError
from prevent_assure.workspace.history import Repository
from prevent_assure.workspace.workspace import Workspace


def history_rewritten(workspace: Workspace, commit: str | None) -> Iterator[str]:
    """Say that git no longer knows a commit, where it could.

    Args:
        workspace: The workspace.
        commit: The commit's name, if a record has one.

    Yields:
        That it is gone; nothing where there is no git, no repository, or only a part of its history.
    """
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

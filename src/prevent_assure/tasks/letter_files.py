"""Writing letters: to their place in the workspace, or to a file that was named. An issued letter is kept."""

from collections.abc import Mapping
from pathlib import Path

from prevent_assure.diagnostics import InputError, PreventAssureError
from prevent_assure.rules.record import file_digest
from prevent_assure.workspace.layout import is_source, letter_path
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import write_whole

from .letter_making import Letter


def write_letter(workspace: Workspace, made: Letter) -> list[str]:
    """Write a letter to its place in the workspace, each file whole or not at all.

    Args:
        workspace: The workspace.
        made: The letter.

    Returns:
        The paths written, relative to the workspace.

    Raises:
        InputError: If another letter is issued there.
        PreventAssureError: If a file cannot be written; what was there before is left as it was.
    """
    edition = "" if made.audience == "authority" else f"{made.audience}."
    paths = {letter_path(made.cycle, made.authority, f"{edition}{each}"): data for each, data in made.files.items()}
    _keep_issued(workspace, made, paths)
    for path, data in paths.items():
        write_whole(workspace.root / path, data, root=workspace.root)
    return list(paths)


def _keep_issued(workspace: Workspace, made: Letter, paths: Mapping[str, bytes]) -> None:
    """Refuse to write another letter in the place of one that is issued."""
    loaded = workspace.record(made.cycle, made.authority)
    issued = {each.name: each.digest for each in loaded.model.files} if loaded is not None and loaded.model else {}
    for path, data in paths.items():
        name = path.rpartition("/")[2]
        if name in issued and file_digest(data, name) != issued[name]:
            msg = (
                f"{path} is left as it is: it is issued, and this would be another letter\n"
                "a correction is a new issue (`issue --supersedes`); --output writes elsewhere"
            )
            raise InputError(msg)


def write_file(workspace: Workspace, path: Path, data: bytes) -> None:
    """Write a letter to a file that was named on the command line.

    Args:
        workspace: The workspace that the letter was made from.
        path: The file.
        data: The letter.

    Raises:
        PreventAssureError: If it cannot be written, or is one of the files that the workspace is read from.
    """
    if is_source(workspace.root, path):
        msg = f"{path} is a place that the workspace is read from; a letter there would take its content away"
        raise PreventAssureError(msg)
    write_whole(path, data)

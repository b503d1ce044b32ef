"""Where things lie in a workspace: names to paths, paths to names, and what shadows what."""

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from prevent_assure.model.base import is_cycle, is_id

SETTINGS = "prevent-assure.yaml"
FileKind = Literal["settings", "authority", "assessment", "review", "criteria", "record"]
FOLDERS: dict[str, FileKind] = {
    "authorities": "authority",
    "assessments": "assessment",
    "reviews": "review",
    "criteria": "criteria",
}
SUFFIXES = (".yaml", ".yml")
PEOPLE = ("authorities", "assessments", "reviews")
"""The folders whose files are each one authority's."""
LETTERS = "letters"
RECORD = ".issue.yaml"
"""How the name of an issued letter's record ends."""


class Place(NamedTuple):
    """What a path says of the file that lies there.

    Attributes:
        kind: The kind of file.
        name: The authority's id, the edition of criteria, or `""` for the settings.
        group: The cycle, the regime of criteria, or `""`.
    """

    kind: FileKind
    name: str = ""
    group: str = ""


def place_of(path: PurePosixPath) -> Place | None:
    """Read from a path what lies there.

    Args:
        path: Relative to the workspace.

    Returns:
        The place, or None where nothing of ours lies.
    """
    if str(path) == SETTINGS:
        return Place("settings")
    if path.parts[0] == LETTERS and path.name.endswith(RECORD) and len(path.parts) == 3:  # noqa: PLR2004 - with the cycle
        return Place("record", path.name.removesuffix(RECORD), path.parts[1])
    if path.suffix != ".yaml" or path.parts[0] not in FOLDERS:
        return None
    kind = FOLDERS[path.parts[0]]
    if kind == "authority":
        return Place(kind, path.stem) if len(path.parts) == 2 else None  # noqa: PLR2004 - folder and file
    return Place(kind, path.stem, path.parts[1]) if len(path.parts) == 3 else None  # noqa: PLR2004 - with the cycle


def authority_path(authority: str) -> str:
    """Say where an authority's file lies.

    Args:
        authority: Its id.

    Returns:
        The path relative to the workspace.
    """
    return f"authorities/{authority}.yaml"


def assessment_path(cycle: str, authority: str) -> str:
    """Say where a self-assessment lies.

    Args:
        cycle: The cycle.
        authority: The authority's id.

    Returns:
        The path relative to the workspace.
    """
    return f"assessments/{cycle}/{authority}.yaml"


def review_path(cycle: str, authority: str) -> str:
    """Say where an adviser's file lies.

    Args:
        cycle: The cycle.
        authority: The authority's id.

    Returns:
        The path relative to the workspace.
    """
    return f"reviews/{cycle}/{authority}.yaml"


def criteria_path(ref: str) -> str:
    """Say where an edition of criteria lies, in a workspace or in the package.

    Args:
        ref: Regime and edition, as in `local-authority/2024-25`.

    Returns:
        The path relative to the workspace, or to the package.
    """
    return f"criteria/{ref}.yaml"


def letter_path(cycle: str, authority: str, suffix: str) -> str:
    """Say where a letter lies.

    Args:
        cycle: The cycle.
        authority: The authority's id.
        suffix: The format's suffix, as in `html`.

    Returns:
        The path relative to the workspace.
    """
    return f"{LETTERS}/{cycle}/{authority}.{suffix}"


def record_path(cycle: str, authority: str) -> str:
    """Say where the record of an issued letter lies.

    Args:
        cycle: The cycle.
        authority: The authority's id.

    Returns:
        The path relative to the workspace.
    """
    return f"{LETTERS}/{cycle}/{authority}{RECORD}"


def misplaced(path: PurePosixPath) -> str | None:
    """Say why a YAML file in one of our folders is not read.

    Args:
        path: Relative to the workspace.

    Returns:
        What is wrong with its name or place, or None where nothing is.
    """
    place = place_of(path)
    if place is None:
        return "its name or folder is none that is read here"
    if place.kind in {"authority", "assessment", "review", "record"} and not is_id(place.name):
        return "its name is no authority's id"
    if place.kind in {"assessment", "review", "record"} and not is_cycle(place.group):
        return "its folder is no cycle"
    return None


def is_source(root: Path, path: Path) -> bool:
    """Tell whether a path is one that a workspace is read from, so that nothing made may be written there.

    Args:
        root: The workspace's folder.
        path: Any path.

    Returns:
        Whether it is the settings or a letter's record, or lies in a folder of authorities, assessments, reviews,
        criteria or templates.
    """
    absolute = path.parent.resolve() / path.name
    if not absolute.is_relative_to(root.resolve()):
        return False
    parts = absolute.relative_to(root.resolve()).parts
    record = parts[0] == LETTERS and parts[-1].endswith(RECORD)
    return parts == (SETTINGS,) or record or parts[0] in {*FOLDERS, "templates"}


ORDER = attrgetter("parts")
"""What paths are sorted by anyhow; as a key it is asked of each once, and not of each two that are compared."""


def walk(folder: Path, shown: PurePosixPath) -> Iterator[PurePosixPath]:
    """Go through a folder and those in it, never through a link to a folder.

    Args:
        folder: The folder; it need not be there.
        shown: How its path begins in what is given.

    Yields:
        The YAML files, links to folders, and folders that may not be read, so that none is passed over in silence.
    """
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield shown
        return
    for entry in entries:
        # A folder that is named as a file stands where one is looked for, and so is listed for what it is.
        named_as_file = entry.name.lower().endswith(SUFFIXES) and not entry.name.startswith(".")
        if entry.is_dir(follow_symlinks=False) and not named_as_file:
            yield from walk(folder / entry.name, shown / entry.name)
        elif named_as_file or (entry.is_symlink() and entry.is_dir()):
            yield shown / entry.name

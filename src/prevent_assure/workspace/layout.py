"""Where things lie in a workspace: names to paths, paths to names, and what shadows what."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from prevent_assure.model.base import is_cycle, is_id

SETTINGS = "prevent-assure.yaml"
FileKind = Literal["settings", "authority", "assessment", "review", "criteria", "record", "published"]
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
FORMS = "forms"
WORKBOOK = ".xlsx"
TEMPLATES = "templates"
RECORD = ".issue.yaml"
"""How the name of an issued letter's record ends."""
SIGNATURE = ".sig"
"""What is put behind the name of a record for that of its signature."""
PUBLISHED = "published"
"""The folder with the records of published figures."""
SUMS = "SHA256SUMS"
"""The name of the file with the sums of a cycle's issued letters and records."""

_OF_NO_LETTER = ("assessment.yaml.j2", "review.yaml.j2", "reminder.txt.j2")


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


def is_letter_template(name: str) -> bool:
    """Tell whether a file of this name in the folder `templates` may bear on letters."""
    if "/" in name or name.startswith((".", "committee.")) or name in _OF_NO_LETTER:
        return False
    return name.endswith((".docx", ".j2", ".yaml"))


def place_of(path: PurePosixPath) -> Place | None:
    """Read from a path, relative to the workspace, what lies there; None where nothing of ours lies."""
    match path.parts:
        case [name] if name == SETTINGS:
            return Place("settings")
        case ["authorities", _] if path.suffix == ".yaml":
            return Place("authority", path.stem)
        case ["assessments" | "reviews" | "criteria" as folder, group, _] if path.suffix == ".yaml":
            return Place(FOLDERS[folder], path.stem, group)
        case [folder, group, name] if folder == LETTERS and name.endswith(RECORD):
            return Place("record", name.removesuffix(RECORD), group)
        case [folder, _] if folder == PUBLISHED and path.suffix == ".yaml":
            return Place("published", group=path.stem)
    return None


def authority_path(authority: str) -> str:
    """Say where an authority's file lies, relative to the workspace."""
    return f"authorities/{authority}.yaml"


def assessment_path(cycle: str, authority: str) -> str:
    """Say where a self-assessment lies, relative to the workspace."""
    return f"assessments/{cycle}/{authority}.yaml"


def review_path(cycle: str, authority: str) -> str:
    """Say where an adviser's file lies, relative to the workspace."""
    return f"reviews/{cycle}/{authority}.yaml"


def criteria_path(ref: str) -> str:
    """Say where an edition, as `local-authority/2024-25`, lies in a workspace or in the package."""
    return f"criteria/{ref}.yaml"


def form_path(cycle: str, authority: str, for_: str) -> str:
    """Say where the workbook of a self-assessment (for the `lead`) or of a review lies, relative to the workspace."""
    return f"{FORMS}/{cycle}/{authority}{'' if for_ == 'lead' else '.review'}{WORKBOOK}"


def letter_path(cycle: str, authority: str, suffix: str) -> str:
    """Say where a letter of a suffix, as `html`, lies, relative to the workspace."""
    return f"{LETTERS}/{cycle}/{authority}.{suffix}"


def record_path(cycle: str, authority: str) -> str:
    """Say where the record of an issued letter lies, relative to the workspace."""
    return f"{LETTERS}/{cycle}/{authority}{RECORD}"


def published_path(cycle: str) -> str:
    """Say where the record of a cycle's published figures lies, relative to the workspace."""
    return f"{PUBLISHED}/{cycle}.yaml"


def sums_path(cycle: str) -> str:
    """Say where the sums of a cycle's issued letters lie, relative to the workspace."""
    return f"{LETTERS}/{cycle}/{SUMS}"


def misplaced(path: PurePosixPath) -> str | None:
    """Say why a YAML file in one of our folders is not read, or None where nothing is wrong with its name."""
    place = place_of(path)
    if place is None:
        return "its name or folder is none that is read here"
    if place.kind in {"authority", "assessment", "review", "record"} and not is_id(place.name):
        return "its name is no authority's id"
    if place.kind in {"assessment", "review", "record"} and not is_cycle(place.group):
        return "its folder is no cycle"
    if place.kind == "published" and not is_cycle(place.group):
        return "its name is no cycle"
    return None


def is_source(root: Path, path: Path) -> bool:
    """Tell whether a path is one that a workspace is read from, so that nothing made may be written there.

    Args:
        root: The workspace's folder.
        path: Any path.

    Returns:
        Whether it is the settings, a letter's record, its signature or sums, or lies in a folder of authorities,
        assessments, reviews, criteria, published figures or templates.
    """
    absolute, top = path.parent.resolve() / path.name, root.resolve()
    if not absolute.is_relative_to(top):
        return False
    parts = absolute.relative_to(top).parts
    proof = parts[0] == LETTERS and absolute.name.endswith((RECORD, f"{RECORD}{SIGNATURE}", SUMS))
    return parts == (SETTINGS,) or proof or parts[0] in {*FOLDERS, PUBLISHED, "templates"}


def walk(folder: Path, shown: PurePosixPath, *, every: bool = False) -> Iterator[PurePosixPath]:
    """Go through a folder and those in it, never through a link to a folder.

    Args:
        folder: The folder; it need not be there.
        shown: How its path begins in what is given.
        every: Whether files of any name are given.

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
            yield from walk(folder / entry.name, shown / entry.name, every=every)
        elif every or named_as_file or (entry.is_symlink() and entry.is_dir()):
            yield shown / entry.name

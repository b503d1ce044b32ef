"""Files that look like the workspace's own and that nothing reads, and what is to be done about each.

People save from Notepad (`x.yaml.txt`), copy in the Explorer (`x - Copy.yaml`), and have folders synchronised
(`x-LAPTOP-7.yaml`). What they wrote there would count for nothing, and nobody would see it.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from prevent_assure.model.base import is_cycle, is_id
from prevent_assure.model.meant import meant_cycle

from .layout import FOLDERS, SETTINGS, SUFFIXES, walk

_BEHIND = re.compile(r"(?P<name>.+?)\.ya?ml\.(?!bak$|orig$|old$|swp$|tmp$|lock$|sig$)[a-z0-9]{2,5}", re.IGNORECASE)
"""A second ending after `.yaml`; the copies that programs keep for themselves are left alone."""
_OTHER_FOLDERS = {
    **{name: name for name in FOLDERS},
    "authority": "authorities", "councils": "authorities",
    "assessment": "assessments", "self-assessment": "assessments", "self-assessments": "assessments",
    "self assessments": "assessments", "review": "reviews", "criterion": "criteria",
}  # fmt: skip
"""What people call the folders, in small letters."""
_COPIES = (
    re.compile(r"copy (?:\([0-9]+\) )?of (?P<name>.+)", re.IGNORECASE),
    re.compile(r"(?P<name>.+?)(?: -)? copy(?: ?\(?[0-9]+\)?)?", re.IGNORECASE),
    re.compile(r"(?P<name>.+?) ?\([0-9]+\)"),
    re.compile(r"(?P<name>.+?) ?\(.*conflict.*\)", re.IGNORECASE),
    re.compile(r"(?P<name>.+?)-(?:[A-Z0-9]+-)*[A-Z0-9]*[A-Z][A-Z0-9-]*"),
    re.compile(r"(?P<name>.+?)[ _-](?:v[0-9]+|final|old|new|backup|draft)", re.IGNORECASE),
)
"""How Windows, macOS, OneDrive, browsers and people call a copy; OneDrive puts a computer's name behind."""
_NOT_AN_ID = re.compile(r"[^a-z0-9]+")


class Stray(NamedTuple):
    """Why a file is not read, and what to do.

    Attributes:
        message: Why.
        hint: What to do.
    """

    message: str
    hint: str


def is_stray(path: PurePosixPath) -> bool:
    """Tell whether a path, relative to the workspace, looks like one of its files and is none."""
    folder, name = path.parts[0], path.name
    if name.startswith((".", "~$")):
        return False
    looks_so = name.lower().endswith(SUFFIXES) or _BEHIND.fullmatch(name) is not None
    if len(path.parts) == 1:
        return name != SETTINGS and looks_so and name.lower().startswith("prevent-assure.")
    return (folder in FOLDERS and _BEHIND.fullmatch(name) is not None) or (_is_other_folder(folder) and looks_so)


def _is_other_folder(folder: str) -> bool:
    return folder not in FOLDERS and folder.lower() in _OTHER_FOLDERS


def stray_files(root: Path) -> list[PurePosixPath]:
    """List what looks like one of a workspace's files, and is neither one nor among those that it lists."""
    return sorted(path for path in _looked_at(root) if is_stray(path))


def _looked_at(root: Path) -> Iterator[PurePosixPath]:
    for entry in os.scandir(root):
        path = PurePosixPath(entry.name)
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif entry.name in FOLDERS or (_is_other_folder(entry.name) and not (root / path / SETTINGS).exists()):
            yield from walk(root / path, path, every=True)


def what_to_do(path: PurePosixPath) -> Stray:
    """Say why a file that nothing reads is not read, and what to do about it.

    Args:
        path: The file, relative to the workspace.
    """
    return _of_its_ending(path) or _of_its_folder(path) or _of_its_name(path.name.partition(".")[0])


def _of_its_ending(path: PurePosixPath) -> Stray | None:
    behind = _BEHIND.fullmatch(path.name)
    if behind is not None:
        hint = f"rename it to {behind['name']}.yaml; Windows shows endings with View, File name extensions"
        return Stray(f"its name ends in `{''.join(path.suffixes[-2:])}`", hint)
    if len(path.parts) == 1:
        return Stray("the settings have another name", f"rename it to {SETTINGS}")
    if path.suffix != ".yaml":
        return Stray(f"its name ends in `{path.suffix}`", f"rename it to {path.stem}.yaml")
    return None


def _of_its_folder(path: PurePosixPath) -> Stray | None:
    folder, depth = path.parts[0], len(path.parts)
    right = _OTHER_FOLDERS.get(folder.lower(), folder)
    if folder != right:
        return Stray(f"its folder is called `{folder}`", f"move what lies in it to the folder {right}/")
    where = {"authorities": "authorities/", "criteria": "criteria/<regime>/"}.get(folder, f"{folder}/<cycle>/")
    if depth != (2 if folder == "authorities" else 3):
        return Stray(f"it does not lie in {where}", f"move it to {where}")
    if "<cycle>" in where and not is_cycle(path.parts[1]):
        cycle = meant_cycle(path.parts[1])
        hint = f"rename the folder to {cycle}" if cycle else "a folder is called by its cycle, as in 2024-25"
        return Stray("its folder is no cycle", hint)
    return None


def _of_its_name(stem: str) -> Stray:
    for pattern in _COPIES:
        found = pattern.fullmatch(stem)
        if found is not None and is_id(_as_id(found["name"])):
            original = f"{_as_id(found['name'])}.yaml"
            hint = f"take what it has and {original} lacks over into {original}, and delete this one"
            return Stray(f"it is called as a copy of {original} is", hint)
    right = _as_id(stem)
    hint = f"rename it to {right}.yaml, if that is the id" if is_id(right) else "rename it to the authority's id"
    return Stray("its name is no authority's id", f"{hint}: small letters, digits and hyphens")


def _as_id(stem: str) -> str:
    return _NOT_AN_ID.sub("-", stem.casefold()).strip("-")

"""A workspace: the folder with `prevent-assure.yaml`, and all that is read from it."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings

from .files import FileRefused, read_file
from .finding import NoWorkspaceError, WrongEntry, find_others, follow
from .layout import (
    FOLDERS,
    LETTERS,
    PEOPLE,
    PUBLISHED,
    RECORD,
    SETTINGS,
    TEMPLATES,
    Place,
    assessment_path,
    authority_path,
    criteria_path,
    is_letter_template,
    place_of,
    record_path,
    review_path,
    walk,
)
from .loading import Loaded, load, load_bytes
from .packaged import Origin, editions_in, packaged_criteria, packaged_editions, packaged_folder
from .place_names import PlaceNames, names_known
from .stray_files import stray_files

M = TypeVar("M", bound=Model)


class Workspace:
    """One workspace. Reading is done when asked for; criteria and settings are kept, councils' files are not.

    Attributes:
        root: Its folder.
    """

    def __init__(self, root: Path, *, alone: bool = False, listed_by: "Workspace | None" = None) -> None:
        """Take a folder for a workspace.

        Args:
            root: The folder that holds `prevent-assure.yaml`.
            alone: Whether the workspaces that its settings list are left aside.
            listed_by: The workspace that it is read as a part of.
        """
        self.root = root
        self._alone = alone
        self._listed_by = listed_by
        self._criteria: dict[str, Loaded[Criteria] | None] = {}

    @classmethod
    def find(cls, start: Path) -> "Workspace":
        """Find the workspace of a folder by walking up to `prevent-assure.yaml`.

        Args:
            start: Where to begin.

        Returns:
            The workspace; where the file is a pointer, the one that it points to.

        Raises:
            NoWorkspaceError: If there is none.
        """
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / SETTINGS).is_file():
                return cls(follow(folder))
        msg = (
            f"there is no workspace here: no {SETTINGS} in this folder or one above it\n"
            "  hint: name one with `--workspace DIR`, or `prevent-assure init` makes one"
        )
        raise NoWorkspaceError(msg)

    @classmethod
    def at(cls, folder: Path) -> "Workspace":
        """Take the workspace of exactly this folder.

        Args:
            folder: The folder.

        Returns:
            The workspace; where its file is a pointer, the one that it points to.

        Raises:
            NoWorkspaceError: If the folder holds no `prevent-assure.yaml`.
        """
        if not (folder / SETTINGS).is_file():
            raise NoWorkspaceError(_no_workspace(folder))
        return cls(follow(folder.resolve()))

    @cached_property
    def settings(self) -> Loaded[Settings]:
        """The settings, or what is wrong with them."""
        return self.load(SETTINGS, Settings)

    def has(self, shown: str) -> bool:
        """Tell whether anything lies at a path relative to the workspace, a link that leads nowhere among it."""
        return os.path.lexists(self.root / shown)

    def load(self, shown: str, model: type[M]) -> Loaded[M]:
        """Read a file. All reading goes through here.

        Args:
            shown: The path relative to the workspace.
            model: What the file is to be.

        Returns:
            The file as read; what is wrong with it, where it cannot be.
        """
        return load(self.root / shown, shown, model, root=self.root)

    def read(self, shown: str, model: type[M]) -> Loaded[M] | None:
        """Read a file of this workspace itself, None where there is none."""
        return self.load(shown, model) if self.has(shown) else None

    @cached_property
    def members(self) -> "Members":
        """The workspaces that are read as one: itself, and those that its settings list."""
        listed = self.settings.model.workspaces if self.settings.model is not None else ()
        folders, wrong = find_others(self.root, listed)
        if self._alone or not folders:
            return Members(self, (), wrong)
        return Members(self.by_itself(), [Workspace(folder, alone=True, listed_by=self) for folder in folders], wrong)

    def by_itself(self) -> "Workspace":
        """Give this workspace without the others that it lists."""
        return Workspace(self.root, alone=True)

    def authority(self, authority: str) -> Loaded[Authority] | None:
        """Read an authority's file, None where there is none; region and type under the one name of each."""
        loaded = self.members.home(authority).read(authority_path(authority), Authority)
        if loaded is None or loaded.model is None:
            return loaded
        return loaded._replace(model=self.place_names.given_to(loaded.model))

    @cached_property
    def place_names(self) -> PlaceNames:
        """The regions and kinds of authority that are known: to the workspace that lists this one, if one does."""
        return names_known((self._listed_by or self).settings.model)

    def assessment(self, cycle: str, authority: str) -> Loaded[Assessment] | None:
        """Read a self-assessment, None where there is none."""
        return self.members.home(authority).read(assessment_path(cycle, authority), Assessment)

    def review(self, cycle: str, authority: str) -> Loaded[Review] | None:
        """Read an adviser's file, None where there is none."""
        return self.members.home(authority).read(review_path(cycle, authority), Review)

    def record(self, cycle: str, authority: str) -> Loaded[IssueRecord] | None:
        """Read the record of an issued letter, None where there is none."""
        return self.members.home(authority).read(record_path(cycle, authority), IssueRecord)

    def issued(self, cycle: str, authority: str) -> bool:
        """Tell whether a letter has been issued: whether an issue record lies beside it."""
        return (self.members.home(authority).root / record_path(cycle, authority)).is_file()

    def has_assessment(self, cycle: str, authority: str) -> bool:
        """Tell whether there is a self-assessment, without reading it."""
        return self.members.home(authority).has(assessment_path(cycle, authority))

    def records(self) -> list[Place]:
        """List the records of issued letters by cycle and authority."""
        found = (place_of(path) for path in self.files(LETTERS))
        return [place for place in found if place is not None]

    def criteria(self, ref: str) -> Loaded[Criteria] | None:
        """Read an edition of criteria: the workspace's own, else the packaged one.

        Args:
            ref: Regime and edition, as in `local-authority/2024-25`.

        Returns:
            The file as read, or None where neither has it.
        """
        if ref not in self._criteria:
            self._criteria[ref] = self.read(criteria_path(ref), Criteria) or packaged_criteria(ref)
        return self._criteria[ref]

    def editions(self) -> list[str]:
        """List the editions of criteria that can be had here, as in `local-authority/2024-25`, sorted."""
        return sorted({*editions_in(self.root / "criteria"), *packaged_editions()})

    def origin(self, name: str) -> Origin | None:
        """Say where a file that the workspace may shadow is taken from.

        Args:
            name: The path below the workspace or the package, as in `templates/letter.html.j2`.

        Returns:
            The workspace's own file, else the packaged one, else None.
        """
        if os.path.lexists(self.root / name):
            return Origin(self.root / name, packaged=False, shown=name)
        folder, _, rest = name.partition("/")
        packaged = packaged_folder(folder) / rest
        return Origin(packaged, packaged=True, shown=f"packaged {name}") if packaged.is_file() else None

    def content(self, shown: str) -> bytes | None:
        """Read the bytes at a path relative to the workspace; None where there is no file that may be read."""
        try:
            return read_file(self.root / shown, root=self.root) if self.has(shown) else None
        except FileRefused:
            return None

    def templates_here(self) -> list[str]:
        """List the names in the workspace's own folder of templates, sorted."""
        folder = self.root / TEMPLATES
        if folder.is_symlink() or not folder.is_dir():
            return []
        return sorted(path.name for path in folder.iterdir())

    def letter_templates(self) -> dict[str, bytes | None]:
        """Read the workspace's own templates and wording of letters by name; None for what cannot be read."""
        names = (name for name in self.templates_here() if is_letter_template(name))
        return {name: self.content(f"{TEMPLATES}/{name}") for name in names}

    def authorities(self) -> list[str]:
        """List the ids of the authorities that have a file, here or in one of the members, sorted."""
        return self._names("authorities")

    def assessed(self, cycle: str) -> list[str]:
        """List the ids of those that have a self-assessment or a review, here or in one of the members, sorted."""
        return self._names(f"assessments/{cycle}", f"reviews/{cycle}")

    def everyone(self) -> list[str]:
        """List the ids of the authorities of which this workspace itself has any file, sorted."""
        places = (place_of(path) for folder in PEOPLE for path in self.files(folder))
        return sorted({place.name for place in places if place is not None})

    def _names(self, *folders: str) -> list[str]:
        paths = (path for member in self.members for folder in folders for path in member.files(folder))
        return sorted({path.stem for path in paths if path.suffix == ".yaml" and str(path.parent) in folders})

    def files(self, below: str = "") -> list[PurePosixPath]:
        """List the YAML files of the workspace's own folders.

        Args:
            below: A folder, as in `reviews/2024-25`; none for all of them, the settings among them.

        Returns:
            Paths relative to the workspace, sorted. A link to a folder is not followed, but stands in the list itself.
        """
        if below:
            return sorted(walk(self.root / below, PurePosixPath(below)))
        found = [path for folder in FOLDERS for path in walk(self.root / folder, PurePosixPath(folder))]
        found += (path for path in walk(self.root / LETTERS, PurePosixPath(LETTERS)) if path.name.endswith(RECORD))
        found += walk(self.root / PUBLISHED, PurePosixPath(PUBLISHED))
        return sorted([PurePosixPath(SETTINGS), *found])

    def files_to_check(self) -> list[PurePosixPath]:
        """List the files, and those that look like one and that nothing reads."""
        return sorted({*self.files(), *stray_files(self.root)})


def _no_workspace(folder: Path) -> str:
    """Say why the folder named is not a workspace, and which one to name."""
    if folder.is_file():
        named = folder.parent if folder.name == SETTINGS else "its folder"
        return f"{folder} is a file, and a workspace is a folder\n  hint: write `--workspace {named}`"
    if not folder.exists():
        return f"there is no folder {folder}\n  hint: look at its spelling, and at the folder that you stand in"
    above = next((one for one in folder.resolve().parents if (one / SETTINGS).is_file()), None)
    hint = "`prevent-assure init` makes one" if above is None else f"write `--workspace {above}`"
    return f"{folder} is no workspace: there is no {SETTINGS} in it\n  hint: {hint}"


class EditedWorkspace(Workspace):
    """A workspace as it would be with one file otherwise; nothing is written."""

    def __init__(self, root: Path, path: PurePosixPath, data: bytes, *, alone: bool = False) -> None:
        """Take a folder for a workspace.

        Args:
            root: The folder that holds `prevent-assure.yaml`.
            path: The file relative to it, there or not.
            data: What stands in the file.
            alone: Whether the workspaces that its settings list are left aside.
        """
        super().__init__(root, alone=alone)
        self._path = path
        self._data = data

    def has(self, shown: str) -> bool:
        """Tell whether anything lies at a path, the edited file among it."""
        return shown == str(self._path) or super().has(shown)

    def load(self, shown: str, model: type[M]) -> Loaded[M]:
        """Read a file, the edited one as it would be."""
        return load_bytes(self._data, shown, model) if shown == str(self._path) else super().load(shown, model)

    def content(self, shown: str) -> bytes | None:
        """Read the bytes at a path, those of the edited file as they would be."""
        return self._data if shown == str(self._path) else super().content(shown)

    def by_itself(self) -> Workspace:
        """Give the same folder with the same file, without the workspaces that it lists."""
        return EditedWorkspace(self.root, self._path, self._data, alone=True)

    def files(self, below: str = "") -> list[PurePosixPath]:
        """List the YAML files, the edited one among them."""
        here = {self._path} if not below or self._path.is_relative_to(below) else set()
        return sorted({*super().files(below), *here})


class Members:
    """The workspaces that are read as one: the one that lists others in its settings, and those.

    Each is read by its own settings, criteria and templates, as if one stood in it.

    Attributes:
        itself: The one that lists the others, and is read alone here.
        wrong_entries: The entries of its list that lead to no workspace.
    """

    def __init__(self, itself: Workspace, others: Sequence[Workspace], wrong_entries: Sequence[WrongEntry]) -> None:
        """Put them together.

        Args:
            itself: The one that lists the others.
            others: Those, in the order of the list.
            wrong_entries: The entries that lead to no workspace.
        """
        self.itself = itself
        self.wrong_entries = wrong_entries
        self._others = others

    def __iter__(self) -> Iterator[Workspace]:
        return iter((self.itself, *self._others))

    def __len__(self) -> int:
        return 1 + len(self._others)

    @cached_property
    def homes(self) -> dict[str, list[Workspace]]:
        """For each authority the workspaces that have files of it; the first is where it is read."""
        found: dict[str, list[Workspace]] = {}
        for member in self:
            for authority in member.everyone():
                found.setdefault(authority, []).append(member)
        return found

    def home(self, authority: str) -> Workspace:
        """Give the workspace that an authority is read in: the first that has a file of it, else the listing one."""
        return self.homes.get(authority, [self.itself])[0] if self._others else self.itself

    def way_to(self, member: Workspace) -> str:
        """Say how paths of a member begin, seen from the one that lists the others.

        Args:
            member: The member.

        Returns:
            As in `../councils/herefordshire/`; nothing for itself.
        """
        if member.root == self.itself.root:
            return ""
        return f"{Path(os.path.relpath(member.root, self.itself.root)).as_posix()}/"

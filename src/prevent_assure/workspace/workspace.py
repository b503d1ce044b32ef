"""A workspace: the folder with `prevent-assure.yaml`, and all that is read from it."""

import os
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

from .editions import editions_in, packaged_criteria, packaged_editions
from .layout import (
    FOLDERS,
    LETTERS,
    ORDER,
    PEOPLE,
    RECORD,
    SETTINGS,
    Place,
    assessment_path,
    authority_path,
    criteria_path,
    place_of,
    record_path,
    review_path,
    walk,
)
from .loading import Loaded, load, load_bytes
from .members import Members, find_others
from .packaged import Origin, origin_of
from .pointers import NoWorkspaceError, follow

M = TypeVar("M", bound=Model)


class Workspace:
    """One workspace. Reading is done when asked for; criteria and settings are kept, councils' files are not.

    Attributes:
        root: Its folder.
    """

    def __init__(self, root: Path, *, alone: bool = False) -> None:
        """Take a folder for a workspace.

        Args:
            root: The folder that holds `prevent-assure.yaml`.
            alone: Whether the workspaces that its settings list are left aside.
        """
        self.root = root
        self._alone = alone
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
        msg = f"there is no workspace here: no {SETTINGS} in this folder or one above it; name one with --workspace DIR"
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
            msg = f"{folder} is no workspace: there is no {SETTINGS} in it"
            raise NoWorkspaceError(msg)
        return cls(follow(folder.resolve()))

    @cached_property
    def settings(self) -> Loaded[Settings]:
        """The settings, or what is wrong with them."""
        return self.load(SETTINGS, Settings)

    def has(self, shown: str) -> bool:
        """Tell whether something lies at a path.

        Args:
            shown: The path relative to the workspace.

        Returns:
            Whether there is anything, a link that leads nowhere among it.
        """
        return os.path.lexists(f"{self.root}{os.sep}{shown}")

    def load(self, shown: str, model: type[M]) -> Loaded[M]:
        """Read a file. All reading goes through here.

        Args:
            shown: The path relative to the workspace.
            model: What the file is to be.

        Returns:
            The file as read; what is wrong with it, where it cannot be.
        """
        # A text and no path, as this is asked for each file of a nation.
        return load(f"{self.root}{os.sep}{shown}", shown, model, root=self.root)

    @cached_property
    def members(self) -> "Members[Workspace]":
        """The workspaces that are read as one: itself, and those that its settings list."""
        listed = self.settings.model.workspaces if self.settings.model is not None else ()
        folders, astray = find_others(self.root, listed)
        if self._alone or not folders:
            return Members(self, (), astray)
        return Members(self.by_itself(), [Workspace(folder, alone=True) for folder in folders], astray)

    def by_itself(self) -> "Workspace":
        """Give this workspace without the others that it lists.

        Returns:
            The same folder, read alone.
        """
        return Workspace(self.root, alone=True)

    def authority(self, authority: str) -> Loaded[Authority] | None:
        """Read an authority's file.

        Args:
            authority: Its id.

        Returns:
            The file as read, or None where there is none.
        """
        return self.members.home(authority).read(authority_path(authority), Authority)

    def assessment(self, cycle: str, authority: str) -> Loaded[Assessment] | None:
        """Read a self-assessment.

        Args:
            cycle: The cycle.
            authority: The authority's id.

        Returns:
            The file as read, or None where there is none.
        """
        return self.members.home(authority).read(assessment_path(cycle, authority), Assessment)

    def review(self, cycle: str, authority: str) -> Loaded[Review] | None:
        """Read an adviser's file.

        Args:
            cycle: The cycle.
            authority: The authority's id.

        Returns:
            The file as read, or None where there is none.
        """
        return self.members.home(authority).read(review_path(cycle, authority), Review)

    def record(self, cycle: str, authority: str) -> Loaded[IssueRecord] | None:
        """Read the record of an issued letter.

        Args:
            cycle: The cycle.
            authority: The authority's id.

        Returns:
            The file as read, or None where there is none.
        """
        return self.members.home(authority).read(record_path(cycle, authority), IssueRecord)

    def records(self) -> list[Place]:
        """List the records of issued letters.

        Returns:
            Their places, by cycle and authority.
        """
        found = (place_of(path) for path in self.files(LETTERS))
        return [place for place in found if place is not None]

    def read(self, shown: str, model: type[M]) -> Loaded[M] | None:
        """Read a file of this workspace itself that need not be there.

        Args:
            shown: The path relative to the workspace.
            model: What the file is to be.

        Returns:
            The file as read, or None where there is none.
        """
        return self.load(shown, model) if self.has(shown) else None

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

    def origin(self, name: str) -> Origin | None:
        """Say where a file that the workspace may shadow is taken from.

        Args:
            name: The path below the workspace or the package, as in `templates/letter.html.j2`.

        Returns:
            The workspace's own file, else the packaged one, else None.
        """
        return origin_of(self.root, name)

    def editions(self) -> list[str]:
        """List the editions of criteria that can be had here.

        Returns:
            Their names, as in `local-authority/2024-25`, sorted.
        """
        return sorted({*editions_in(self.root / "criteria"), *packaged_editions()})

    def authorities(self) -> list[str]:
        """List the authorities that have a file, here or in one of the members.

        Returns:
            Their ids, sorted.
        """
        return self._names("authorities")

    def assessed(self, cycle: str) -> list[str]:
        """List the authorities that have a self-assessment or a review in a cycle, here or in one of the members.

        Args:
            cycle: The cycle.

        Returns:
            Their ids, sorted.
        """
        return self._names(f"assessments/{cycle}", f"reviews/{cycle}")

    def everyone(self) -> list[str]:
        """List the authorities of which this workspace itself has any file.

        Returns:
            Their ids, sorted.
        """
        places = (place_of(path) for folder in PEOPLE for path in self.files(folder))
        return sorted({place.name for place in places if place is not None})

    def _names(self, *folders: str) -> list[str]:
        each_file = (path for member in self.members for folder in folders for path in member.files(folder))
        return sorted({path.stem for path in each_file if path.suffix == ".yaml" and str(path.parent) in folders})

    def files(self, below: str = "") -> list[PurePosixPath]:
        """List the YAML files of the workspace's own folders.

        Args:
            below: A folder, as in `reviews/2024-25`; none for all of them, the settings among them.

        Returns:
            Paths relative to the workspace, sorted. A link to a folder is not followed, but stands in the list itself.
        """
        if below:
            return sorted(walk(self.root / below, PurePosixPath(below)), key=ORDER)
        found = [path for folder in FOLDERS for path in walk(self.root / folder, PurePosixPath(folder))]
        found += (path for path in walk(self.root / LETTERS, PurePosixPath(LETTERS)) if path.name.endswith(RECORD))
        return sorted([PurePosixPath(SETTINGS), *found], key=ORDER)

    def issued(self, cycle: str, authority: str) -> bool:
        """Tell whether a letter has been issued.

        Args:
            cycle: The cycle.
            authority: The authority's id.

        Returns:
            Whether an issue record lies beside it.
        """
        return os.path.isfile(f"{self.members.home(authority).root}{os.sep}{record_path(cycle, authority)}")  # noqa: PTH113 - as in `load`


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
        """Tell whether something lies at a path.

        Args:
            shown: The path relative to the workspace.

        Returns:
            Whether there is anything.
        """
        return shown == str(self._path) or super().has(shown)

    def load(self, shown: str, model: type[M]) -> Loaded[M]:
        """Read a file.

        Args:
            shown: The path relative to the workspace.
            model: What the file is to be.

        Returns:
            The file as read.
        """
        return load_bytes(self._data, shown, model) if shown == str(self._path) else super().load(shown, model)

    def by_itself(self) -> Workspace:
        """Give this workspace without the others that it lists.

        Returns:
            The same folder with the same file, read alone.
        """
        return EditedWorkspace(self.root, self._path, self._data, alone=True)

    def files(self, below: str = "") -> list[PurePosixPath]:
        """List the YAML files, the edited one among them.

        Args:
            below: A folder; none for all.

        Returns:
            Paths relative to the workspace, sorted.
        """
        here = {self._path} if not below or self._path.is_relative_to(below) else set()
        return sorted({*super().files(below), *here})

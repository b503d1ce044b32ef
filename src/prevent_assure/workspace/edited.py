"""A workspace in which one file is what an editor holds of it, saved or not."""

from pathlib import Path, PurePosixPath

from .loading import Loaded, load_bytes
from .workspace import M, Workspace


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

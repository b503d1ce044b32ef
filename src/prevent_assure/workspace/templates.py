"""Templates and wording: the workspace's own files, which shadow the packaged ones, whole file by whole file."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from prevent_assure.diagnostics import InputError

from .files import FileRefused, read_file
from .packaged import Origin, packaged_folder
from .workspace import Workspace

_FOLDER = "templates"
_LARGEST = 16 * 1024 * 1024


class UnreadableTemplateError(InputError):
    """A template that cannot be read as a text file of the workspace."""


class Template(NamedTuple):
    """A template's text, and where it was taken from.

    Attributes:
        data: The file's bytes.
        origin: The file.
    """

    data: bytes
    origin: Origin

    @property
    def text(self) -> str:
        """The template as text.

        Raises:
            UnreadableTemplateError: If the file is not UTF-8.
        """
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            msg = f"{self.origin.shown}: the file is not UTF-8 text"
            raise UnreadableTemplateError(msg) from None


def templates(workspace: Workspace) -> dict[str, Template]:
    """Read every template that a letter may use.

    Args:
        workspace: The workspace.

    Returns:
        Name below `templates/` to template, sorted; the workspace's own where it has one.

    Raises:
        UnreadableTemplateError: If one is no regular file of the workspace, or too large, or all are together.
    """
    return _shadowed(workspace, "")


def site_templates(workspace: Workspace) -> dict[str, Template]:
    """Read every template that the site of the national picture may use.

    Args:
        workspace: The workspace.

    Returns:
        Name below `templates/`, as `overview/index.html.j2`, to template, sorted; the workspace's own where it has one.

    Raises:
        UnreadableTemplateError: If one is no regular file of the workspace, or too large, or all are together.
    """
    return _shadowed(workspace, "overview/")


def _shadowed(workspace: Workspace, folder: str) -> dict[str, Template]:
    own = workspace.root / _FOLDER
    names = {*_names(packaged_folder(_FOLDER) / folder), *(() if own.is_symlink() else _names(own / folder))}
    found = {f"{folder}{name}": workspace.origin(f"{_FOLDER}/{folder}{name}") for name in sorted(names)}
    read, size = {}, 0
    for name, origin in found.items():
        if origin is not None:
            read[name] = _read(workspace, origin)
            size += len(read[name].data)
            if size > _LARGEST:
                msg = f"{_FOLDER}/{folder} holds more than {_LARGEST // 1024 // 1024} MiB of templates"
                raise UnreadableTemplateError(msg)
    return read


def workspace_templates() -> dict[str, Template]:
    """Read the templates of a new workspace, which are the package's own.

    Returns:
        Name below `templates/workspace/` to template, sorted.
    """
    return {name.removeprefix("workspace/"): found for name, found in _packaged("workspace/").items()}


def packaged_site_templates() -> dict[str, Template]:
    """Read the package's own templates of the site, as `site_templates` names them."""
    return _packaged("overview/")


def _packaged(folder: str) -> dict[str, Template]:
    found = {}
    for path in sorted((packaged_folder(_FOLDER) / folder).glob("*.j2")):
        name = f"{folder}{path.name}"
        found[name] = Template(
            read_file(path, root=None), Origin(path, packaged=True, shown=f"packaged {_FOLDER}/{name}")
        )
    return found


def _names(folder: Path) -> Iterator[str]:
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in folder.iterdir():
        if path.suffix in {".docx", ".j2", ".yaml"} and not path.name.startswith("."):
            yield path.name


def _read(workspace: Workspace, origin: Origin) -> Template:
    try:
        return Template(read_file(origin.path, root=None if origin.packaged else workspace.root), origin)
    except FileRefused as refusal:
        msg = f"{origin.shown}: {refusal.message}"
        raise UnreadableTemplateError(msg) from None

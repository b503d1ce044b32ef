"""The names of all authorities of a workspace, in little time: each of them is looked for in everybody's texts."""

import os
import re
from collections.abc import Iterable

from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import authority_path
from prevent_assure.workspace.workspace import Workspace

# A name as names are: on one line, without a mark that YAML knows, and with another key or nothing below.
_NAME = re.compile(
    rb"^name: +(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE) *\r?$)([A-Za-z][^\n\r\t#:\"\\]*?) *\r?"
    rb"(?:\n(?=[^ \r\n])|\n?\Z)",
    re.MULTILINE,
)


def names_of(workspace: Workspace, authorities: Iterable[str]) -> dict[str, str]:
    """Say what authorities are called.

    Args:
        workspace: The workspace, with those that it lists.
        authorities: The ids of those to name.

    Returns:
        The name by id; none where the file has none, or cannot be read as far as there.
    """
    named = ((each, _name(workspace, each)) for each in sorted(authorities))
    return {authority: name for authority, name in named if name is not None}


def _name(workspace: Workspace, authority: str) -> str | None:
    root = workspace.members.home(authority).root
    try:
        found = _NAME.findall(read_file(f"{root}{os.sep}{authority_path(authority)}", root=root))
    except FileRefused:
        return None
    if len(found) == 1 and found[0].isascii():
        return str(found[0].decode())
    loaded = workspace.authority(authority)
    return loaded.model.name if loaded is not None and loaded.model is not None else None

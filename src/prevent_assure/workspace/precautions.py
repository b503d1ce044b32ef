"""Precautions under which git is run, so that nothing that a repository or an environment names is run by it."""

import os
import shutil
from pathlib import Path

from .contents import NoHistoryError

NO_GIT = "git is not installed, or not where PATH says; history can only be read with it"

_OFF = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.askPass": "",
    "credential.helper": "",
    "diff.external": "",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "gc.auto": "0",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
"""Settings under which git runs no other program, and takes no folder in the tree for a repository."""

SETTINGS = tuple(word for name, value in _OFF.items() for word in ("-c", f"{name}={value}"))
"""The same as words of git's command line."""

_SET = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_")
"""Beginnings of git's variables that stay: they say where its user's own settings are, `safe.directory` among them."""


def program() -> str:
    """Find git where PATH says, and never in the folder that one stands in.

    Returns:
        Its full path.

    Raises:
        NoHistoryError: If there is none.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if Path(folder).is_absolute() and (found := shutil.which(str(Path(folder) / name))):
            return found
    raise NoHistoryError(NO_GIT)


def environment() -> dict[str, str]:
    """Give the environment that git runs in: the present one, without what might lead it elsewhere.

    Returns:
        Its variables.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    kept.pop("GIT_CONFIG_PARAMETERS", None)
    index = os.environ.get("GIT_INDEX_FILE")
    if index:
        # In a hook of `git commit -a` or `git commit PATH` this names what is about to be committed.
        kept["GIT_INDEX_FILE"] = str(Path(index).absolute())
    return {**kept, **_SET}

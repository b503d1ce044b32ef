"""Git, run under precautions: the one place that runs a process.

Git can be told by a repository's own settings to run programs. So none of what is asked of it here looks at the working
tree or shows differences itself, arguments are lists that no shell reads, and hooks, monitors, pagers, prompts, the
network and what callers left in the environment are off. A repository that belongs to someone else git refuses to read;
that is left so, since only its user can say whom they trust.
"""

import os
import shutil
import subprocess
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError

SECONDS = 60
"""After so long without an answer git is stopped."""


class HistoryError(PreventAssureError):
    """History that cannot be read, and why."""


class NoHistoryError(HistoryError):
    """There is no history: no git, no repository, or no commit in it."""


_OFF = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.askPass": "",
    "credential.helper": "",
    "diff.external": "",
    "log.follow": "false",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "gc.auto": "0",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
"""Settings under which git runs no other program, and takes no folder in the tree for a repository."""
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


class Git:
    """Git as it is asked of one folder.

    Attributes:
        folder: The folder that it is run in.
    """

    def __init__(self, folder: Path) -> None:
        """Find git.

        Args:
            folder: The folder that it is run in.

        Raises:
            NoHistoryError: If there is none.
        """
        self.folder = folder
        found = find_program("git")
        if found is None:
            msg = "git is not installed, or not where PATH says; history can only be read with it"
            raise NoHistoryError(msg)
        self._program = found

    def run(self, *words: str, given: bytes = b"", within: int = SECONDS) -> "subprocess.CompletedProcess[bytes]":
        """Run git to its end.

        Args:
            words: What it is asked.
            given: What it reads.
            within: After how many seconds it is stopped.

        Returns:
            What it said, also where it said no.

        Raises:
            HistoryError: If it cannot be run, or does not answer in time.
        """
        try:
            return subprocess.run(  # noqa: S603 - git itself, a list of words, no shell
                self._words(words),
                cwd=self.folder,
                env=_environment(),
                input=given,
                capture_output=True,
                check=False,
                timeout=within,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise HistoryError(silent(within)) from error

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start git, to be asked and to answer through pipes until it is stopped.

        Raises:
            HistoryError: If it cannot be started.
        """
        try:
            return subprocess.Popen(  # noqa: S603 - git itself, a list of words, no shell
                self._words(words),
                cwd=self.folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise HistoryError(silent()) from error

    def setting(self, name: str) -> list[str]:
        """Read the paths that a setting gives, the weightiest last; none where it gives none."""
        done = self.run("config", "-z", "--type=path", "--get-all", name)
        return [os.fsdecode(value) for value in done.stdout.split(b"\0")[:-1]]

    def _words(self, words: tuple[str, ...]) -> list[str]:
        settings = (word for name, value in _OFF.items() for word in ("-c", f"{name}={value}"))
        return [self._program, "--no-pager", *settings, *words]


def silent(seconds: int = SECONDS) -> str:
    """Say that git does not answer, or did not within so many seconds."""
    return f"git did not answer, or not within {seconds} seconds"


def find_program(name: str) -> str | None:
    """Find a program where PATH says, and never in the folder that one stands in."""
    file = f"{name}.exe" if os.name == "nt" else name
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if Path(folder).is_absolute() and (found := shutil.which(str(Path(folder) / file))):
            return found
    return None


def _environment() -> dict[str, str]:
    """Give the environment that git runs in: the present one, without what might lead it elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    kept.pop("GIT_CONFIG_PARAMETERS", None)
    index = os.environ.get("GIT_INDEX_FILE")
    if index:
        # In a hook of `git commit -a` or `git commit PATH` this names what is about to be committed.
        kept["GIT_INDEX_FILE"] = str(Path(index).absolute())
    return {**kept, **_SET}

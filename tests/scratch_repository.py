"""A git repository that a test makes, with nothing of this machine's settings."""

import os
import subprocess
from pathlib import Path

WHO = {"NAME": "Ann Author", "EMAIL": "ann@example.org", "DATE": "2025-03-01T12:00:00Z"}
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{name}": value for who in ("AUTHOR", "COMMITTER") for name, value in WHO.items()},
}


class ScratchRepository:
    """A repository in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *words: str | Path) -> str:
        """Run git; what it says, without the last line end."""
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", *map(str, words)],
            cwd=self.folder,
            env={**os.environ, **ENVIRONMENT},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.removesuffix("\n")

    @classmethod
    def make(cls, folder: Path) -> "ScratchRepository":
        """Make a repository of what lies in a folder, with one commit on main."""
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch", "main")
        made.commit("Begin")
        return made

    def commit(self, message: str) -> str:
        """Commit everything; the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

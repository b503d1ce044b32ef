"""Repositories with a history that a test writes, apart from this machine's git settings."""

import os
import re
import shutil
import subprocess
from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_AUTHOR_DATE": "2025-06-01T12:00:00Z",
    "GIT_COMMITTER_NAME": "Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
    "GIT_COMMITTER_DATE": "2025-06-01T12:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": os.environ.get("PATH", os.defpath),
}
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"


class History:
    """A repository that is written commit by commit."""

    def __init__(self, top: Path, workspace: Path | None = None) -> None:
        self.top = top
        self.workspace = workspace or top
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        """Run git as the one who writes the history."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.top,
            env=IDENTITY,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def commit(self, message: str = "A change") -> str:
        """Take up all that lies in the working tree."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str) -> None:
        """Begin a branch where one stands."""
        self.git("checkout", "--quiet", "-b", name)

    def read(self, name: str) -> str:
        """Read a file of the workspace."""
        return (self.workspace / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file of the workspace."""
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Change one place in a file, which must be there."""
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def change_pattern(self, name: str, pattern: str, new: str) -> None:
        """Change one place that a pattern finds."""
        text, times = re.subn(pattern, new, self.read(name), count=1, flags=re.DOTALL | re.MULTILINE)
        assert times == 1
        self.write(name, text)

    def move(self, old: str, new: str) -> None:
        """Give a file another name."""
        (self.workspace / new).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self.workspace / old, self.workspace / new)

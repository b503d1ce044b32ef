"""docs/tutorial.md, typed line by line in a fresh shell, from an empty folder, by someone whom git does not know."""

import re
import shlex
from pathlib import Path

from command import Ran, Run, environment, process
from pages import DOCS, fences, read

PAGE = read(DOCS / "tutorial.md")
BLOCK = r"^{key}:.*\n(?:[ \n#].*\n|\n)*"


def _put(file: Path, text: str) -> None:
    """Write a block into a file as the page says: the whole of it, or each part in the place of the one of its name."""
    if text.startswith("format:"):
        file.write_text(text, encoding="utf-8")
        return
    written = read(file)
    for part in re.findall(r"^\w+:.*\n(?: .*\n)*", text, re.MULTILINE):
        written, times = re.subn(BLOCK.format(key=part.partition(":")[0]), part, written, flags=re.MULTILINE)
        assert times == 1, part
    file.write_text(written, encoding="utf-8")


class _Shell:
    """A shell as it is on a fresh computer: an empty home, no identity for git, and the folder that one stands in."""

    def __init__(self, run: Run, folder: Path, home: Path) -> None:
        self._run, self.folder, self._environment = run, folder, environment(home)

    def type(self, line: str) -> Ran:
        """Type a line."""
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            self.folder /= words[1]
            return Ran(0, "", "")
        if words[0] == "prevent-assure":
            return self._run(*words[1:], cwd=self.folder, stdin="met\nn\n\nq\n")
        return process(["sh", "-c", line], self.folder, self._environment)


def test_tutorial_leads_from_an_empty_folder_through_the_year(run: Run, tmp_path: Path) -> None:
    for name in ("empty", "home"):
        (tmp_path / name).mkdir()
    shell = _Shell(run, tmp_path / "empty", tmp_path / "home")
    typed = []
    for fence in fences(PAGE):
        if fence.path is not None:
            _put(shell.folder / fence.path, fence.content)
        for line in fence.text.splitlines() if fence.language == "sh" else ():
            ran = shell.type(line)
            assert (line, ran.code, ran.stdout + ran.stderr if ran.code else "") == (line, 0, "")
            typed.append(line)
    assert {line.split()[1] for line in typed if line.startswith("prevent-assure")} >= {
        "init", "validate", "answer", "score", "submit", "review", "agree", "letter", "accept", "clear", "signing-list",
        "issue", "verify", "cycle",
    }  # fmt: skip
    assert shell.type("prevent-assure validate --strict").stdout == "6 files: nothing to mend\n"
    assert shell.type("git status --short").stdout == ""
    assert shell.type("git log --oneline main").stdout.count("\n") == 5
    assert "# 2024-25: met" in read(shell.folder / "assessments/2025-26/herefordshire.yaml")


def test_without_the_lines_that_say_who_one_is_git_refuses(run: Run, tmp_path: Path) -> None:
    shell = _Shell(run, tmp_path, tmp_path)
    assert shell.type("git init --initial-branch main --quiet").code == 0
    assert "tell me who you are" in shell.type("git commit --allow-empty -m Begin").stderr

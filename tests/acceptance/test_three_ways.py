"""docs/three-ways.md: its scripts make repositories for councils and keep them current, run as they stand there."""

import os
import shutil
from pathlib import Path

from command import COMMAND_LINE, environment, process
from pages import DOCS, fences, read

LOOPS = [fence.text for fence in fences(read(DOCS / "three-ways.md")) if fence.text.startswith("for ")]
TOOL = "git+https://example.org/prevent-assure@0123456789abcdef0123456789abcdef01234567"


def _program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_repositories_are_made_once_read_and_brought_up_to_date(workspace: Path, tmp_path: Path) -> None:
    programs, calls = tmp_path / "programs", tmp_path / "calls"
    programs.mkdir()
    _program(programs, "prevent-assure", f'exec {" ".join(COMMAND_LINE)} "$@"')
    # What the forge's program does: it keeps a bare repository, and pushes to it.
    _program(programs, "gh", f'echo "$@" >>{calls}; [ "$1" = repo ] || exit 0; git init -q --bare {tmp_path}/$$.git\n'
             f'git -C "$6" remote add origin {tmp_path}/$$.git; git -C "$6" push -q -u origin main')  # fmt: skip
    git = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**environment(tmp_path, git), "PATH": f"{programs}{os.pathsep}{os.defpath}", "PREVENT_GROUP": "team",
           "PREVENT_TOOL": TOOL, "PREVENT_CHANGE": "open-2025-26"}  # fmt: skip
    shutil.copy(workspace / "authorities/herefordshire.yaml", workspace / "authorities/leeds.yaml")
    leeds = workspace / "authorities/leeds.yaml"
    leeds.write_text(leeds.read_text(encoding="utf-8").replace("id: herefordshire", "id: leeds"), encoding="utf-8")
    make, pull, change = LOOPS

    def runs(script: str) -> str:
        ran = process(["sh", "-eu", "-c", script], workspace, env)
        assert (ran.code, ran.stderr if ran.code else "") == (0, "")
        return ran.stdout

    runs(make)
    runs(make)
    councils = tmp_path / "councils"
    assert sorted(path.name for path in councils.iterdir()) == ["herefordshire", "leeds"]
    assert "assessments/2024-25/leeds.yaml" in runs("git -C ../councils/leeds ls-files")
    runs(pull)
    settings = workspace / "prevent-assure.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2025-03-31", "2025-04-30"), encoding="utf-8")
    runs(change)
    assert "2025-04-30" in runs("git -C ../councils/leeds show origin/open-2025-26:prevent-assure.yaml")
    runs(pull)
    assert [line.split()[:3] for line in calls.read_text(encoding="utf-8").splitlines()] == [
        ["repo", "create", "team/prevent-herefordshire"], ["repo", "create", "team/prevent-leeds"],
        ["pr", "create", "--repo"], ["pr", "create", "--repo"],
    ]  # fmt: skip

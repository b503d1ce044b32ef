"""`prevent-assure validate --staged`, as a hook of git's own calls it."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from command import COMMAND_LINE, Run
from scratch_repository import ENVIRONMENT, ScratchRepository

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"


@pytest.fixture
def repository(workspace: Path) -> ScratchRepository:
    """The workspace in a folder of a repository, with a hook before each commit."""
    top = workspace.parent / "council"
    top.mkdir()
    shutil.move(workspace, top / "prevent")
    made = ScratchRepository.make(top)
    hook = top / ".git" / "hooks" / "pre-commit"
    hook.write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND_LINE)} validate --staged "$@"\n', encoding="utf-8")
    hook.chmod(0o755)
    return made


def _commit(repository: ScratchRepository, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        ["git", "commit", "--quiet", "--message", "A change", *words],
        cwd=repository.folder / "prevent",
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _write(repository: ScratchRepository, path: str, old: str, new: str) -> None:
    file = repository.folder / "prevent" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_staged_is_checked_and_the_rest_is_not(repository: ScratchRepository) -> None:
    _write(repository, ASSESSMENT, "claimed: met", "claimed: good")
    (repository.folder / "note.txt").write_text("A note.\n", encoding="utf-8")
    repository.git("add", "note.txt")
    assert _commit(repository) == (0, "0 files: nothing to mend\n")
    repository.git("add", "--all")
    code, said = _commit(repository)
    assert code == 1
    assert "unknown-outcome" in said


@pytest.mark.parametrize("words", [("--all",), (ASSESSMENT,), ("--only", ASSESSMENT)])
def test_commit_that_stages_by_itself_is_checked(words: tuple[str, ...], repository: ScratchRepository) -> None:
    _write(repository, ASSESSMENT, "claimed: met", "claimed: good")
    code, said = _commit(repository, *words)
    assert code == 1
    assert "unknown-outcome" in said


def test_deletion_is_checked_by_what_it_breaks(repository: ScratchRepository) -> None:
    repository.git("rm", "--quiet", f"prevent/{ASSESSMENT}")
    code, said = _commit(repository)
    assert code == 1
    assert f"{REVIEW}:5:1: error[review-without-assessment]" in said
    repository.git("rm", "--quiet", f"prevent/{REVIEW}")
    assert _commit(repository)[0] == 0


def test_deleted_settings_are_missed(repository: ScratchRepository) -> None:
    repository.git("rm", "--quiet", "prevent/prevent-assure.yaml")
    code, said = _commit(repository)
    assert code == 1
    assert "prevent-assure.yaml: error[file-missing]" in said


def test_first_commit_is_checked_whole(run: Run, workspace: Path) -> None:
    repository = ScratchRepository(workspace)
    repository.git("init", "--quiet")
    assert json.loads(run("validate", "--staged", "--format", "json").stdout)["summary"]["files"] == 0
    repository.git("add", "--all")
    assert json.loads(run("validate", "--staged", "--format", "json").stdout)["summary"]["files"] > 5


def test_another_revision_can_be_compared_with(run: Run, repository: ScratchRepository) -> None:
    repository.git("rm", "--quiet", f"prevent/{ASSESSMENT}")
    repository.git("commit", "--quiet", "--no-verify", "--message", "Remove")
    folder = repository.folder
    assert run("validate", "--staged", cwd=folder).code == 0
    since = run("validate", "--staged", "--since", "HEAD~1", cwd=folder)
    assert since.code == 1
    assert "review-without-assessment" in since.stdout
    by_hook = run("validate", "--staged", cwd=folder, env={"PRE_COMMIT_FROM_REF": "HEAD~1"})
    assert by_hook.stdout == since.stdout
    assert run("validate", "--staged", "--since", "--output=x", cwd=folder).code == 2
    assert run("validate", "--since", "HEAD~1", cwd=folder).code == 2


def test_outside_a_repository_is_said_plainly(run: Run, tmp_path: Path) -> None:
    asked = run("validate", "--staged", cwd=tmp_path)
    assert (asked.code, asked.stdout) == (2, "")
    assert "git" in asked.stderr
    assert "Traceback" not in asked.stderr

"""A repository that means harm: nothing that it names is run or fetched, and odd names and links are only said."""

import json
import os
import stat
import sys
import time
from pathlib import Path

import pytest

from command import Run
from scripted_history import ASSESSMENT, REVIEW, History
from sealing import reseal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts here")
SETTINGS_THAT_RUN = (
    "core.fsmonitor", "core.pager", "core.sshCommand", "core.gitProxy", "core.askPass", "core.editor",
    "core.alternateRefsCommand", "pager.log", "pager.cat-file", "pager.ls-tree", "diff.external", "credential.helper",
    "diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
    "gpg.program", "gpg.ssh.program", "uploadpack.packObjectsHook", "remote.origin.uploadpack", "alias.cat-file",
    "alias.ls-tree", "alias.rev-parse", "interactive.diffFilter", "merge.evil.driver",
)  # fmt: skip
HOOKS = ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction", "pre-auto-gc")


@pytest.fixture
def history(workspace: Path) -> History:
    """The example in a repository of its own, on a branch with one answer changed."""
    made = History(workspace)
    made.write(".gitattributes", "* diff=evil filter=evil merge=evil\n")
    made.commit()
    made.branch("change")
    made.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    return made


def _arm(history: History, evil: Path, touched: Path) -> None:
    """Make the repository run a program wherever git lets it."""
    evil.write_text(f'#!/bin/sh\necho run >> "{touched}"\ncat\n', encoding="utf-8")
    evil.chmod(evil.stat().st_mode | stat.S_IXUSR)
    for name in SETTINGS_THAT_RUN:
        history.git("config", name, f"!{evil}" if name.startswith("alias") else str(evil))
    history.git("config", "log.showSignature", "true")
    history.git("config", "diff.evil.cachetextconv", "true")
    for hook in HOOKS:
        path = history.top / ".git" / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.symlink_to(evil)


def test_nothing_that_the_repository_names_is_run(history: History, run: Run, tmp_path: Path) -> None:
    history.commit()
    touched = tmp_path / "touched"
    _arm(history, tmp_path / "evil", touched)
    hostile = {name: str(tmp_path / "evil") for name in ("GIT_PAGER", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "PAGER")}
    for words in (("diff",), ("diff", "main..change"), ("diff", "main...change", "--format", "md")):
        assert run(*words, env=hostile).code == 0
    assert "agreement-stale" in run("validate", env=hostile).stdout
    assert not touched.exists()


def test_environment_of_a_hook_does_not_lead_elsewhere(history: History, run: Run, tmp_path: Path) -> None:
    left = {"GIT_DIR": str(tmp_path / "no"), "GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "/x", "GIT_OBJECT_DIRECTORY": "/x"}
    assert "separate-chair: met → not_met" in run("diff", env=left).stdout
    assert history.git("status", "--porcelain") == f"M {ASSESSMENT}"


@pytest.mark.parametrize("place", ["HEAD", "included", "refs/heads/change"])
def test_pipe_in_the_place_of_gits_own_files_does_not_hold_the_command(
    history: History, workspace: Path, run: Run, place: str
) -> None:
    reseal(workspace)
    history.commit()
    history.git("config", "include.path", "included")
    (history.top / ".git" / place).unlink(missing_ok=True)
    os.mkfifo(history.top / ".git" / place)
    done = run("diff", "HEAD")
    assert (done.code, "did not answer" in done.stderr) == (2, True)
    began = time.monotonic()
    assert run("issue", "--authority", "herefordshire", "--date", "2025-06-02").code == 0
    assert time.monotonic() - began < 20


def test_pipe_in_the_place_of_the_index_does_not_hold_what_is_staged(history: History, run: Run) -> None:
    history.commit()
    (history.top / ".git" / "index").unlink()
    os.mkfifo(history.top / ".git" / "index")
    began = time.monotonic()
    done = run("validate", "--staged")
    assert (done.code, "did not answer" in done.stderr) == (2, True)
    assert time.monotonic() - began < 20


def test_contents_that_are_missing_are_not_fetched(history: History, run: Run, tmp_path: Path) -> None:
    history.commit()
    history.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    history.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", f"file://{history.top}", str(clone))
    (clone / "prevent-assure.yaml").write_text(history.read("prevent-assure.yaml"), encoding="utf-8")
    before = sorted((clone / ".git" / "objects").rglob("*"))
    done = run("diff", "origin/main..origin/change", cwd=clone)
    assert (done.code, "does not hold all" in done.stderr) == (2, True)
    assert sorted((clone / ".git" / "objects").rglob("*")) == before


def test_odd_names_links_and_modules_in_a_commit_are_said(history: History, run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("Quillonia Umbertide\n", encoding="utf-8")
    folder = history.workspace / "assessments" / "2024-25"
    for name in ("-x.yaml", "--output=x.yaml", "a\nb.yaml", "a\tb.yaml", ":(top)x.yaml", "é.yaml", "\x1b[31m.yaml"):
        (folder / name).write_text("a: b\n", encoding="utf-8")
    (folder / "out.yaml").symlink_to(secret)
    (folder / "up.yaml").symlink_to("../../../secret.yaml")
    (folder / "round.yaml").symlink_to("round.yaml")
    (folder / "folder.yaml").symlink_to("../2023-24")
    (folder / "inside.yaml").symlink_to("herefordshire.yaml")
    (history.workspace / "assessments" / "2025-26").symlink_to("2024-25")
    head = history.git("rev-parse", "HEAD")
    history.git("add", "--", "assessments")
    history.git("update-index", "--add", "--cacheinfo", f"160000,{head},assessments/2024-25/module.yaml")
    history.git("commit", "--quiet", "--message", "Odd ones")
    done = run("diff", "main..change", "--format", "json")
    found = {each["path"]: each["codes"] for each in json.loads(done.stdout)["unreadable"]}
    of = "assessments/2024-25/"
    assert {found[f"{of}{name}.yaml"][0] for name in ("out", "up", "round")} == {"file-link"}
    assert found[f"{of}folder.yaml"] == ["file-missing"]
    assert found[f"{of}module.yaml"] == ["file-not-regular"]
    assert done.code == 1
    for form in ("text", "md", "json"):
        shown = run("diff", "main..change", "--format", form)
        assert "Umbertide" not in shown.stdout + shown.stderr
        assert "\x1b" not in shown.stdout + shown.stderr
        assert "Traceback" not in shown.stderr
        assert "separate-chair" in shown.stdout


def test_file_too_large_is_not_taken_from_git(history: History, run: Run) -> None:
    history.write(REVIEW, "#" * (1024 * 1024 + 1))
    history.commit()
    data = json.loads(run("diff", "main..change", "--format", "json").stdout)
    assert [(each["path"], each["codes"]) for each in data["unreadable"]] == [(REVIEW, ["file-too-large"])]


def test_bare_repository_in_the_tree_is_not_taken_for_one(history: History, run: Run, tmp_path: Path) -> None:
    """Git would read the settings of a folder that looks like a repository."""
    inner = tmp_path / "plain"
    inner.mkdir()
    history.git("clone", "--quiet", "--bare", str(history.top), str(inner / "bare"))
    (inner / "bare" / "prevent-assure.yaml").write_text(history.read("prevent-assure.yaml"), encoding="utf-8")
    done = run("diff", cwd=inner / "bare")
    assert (done.code, "no git repository" in done.stderr) == (2, True)


def test_repository_of_someone_else_is_left_alone(history: History, run: Run) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(history.top, 12345, 12345)
    os.chown(history.top / ".git", 12345, 12345)
    done = run("diff")
    assert (done.code, "safe.directory" in done.stderr) == (2, True)
    trusted = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": str(history.top)}
    assert run("diff", env=trusted).code == 0


def test_replaced_commit_is_shown_as_it_was(history: History, run: Run) -> None:
    history.commit()
    other = history.git("rev-parse", "main")
    history.git("replace", history.git("rev-parse", "change"), other)
    assert "separate-chair: met → not_met" in run("diff", "main..change").stdout

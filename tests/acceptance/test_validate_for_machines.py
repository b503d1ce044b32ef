"""`prevent-assure validate` as editors, scripts and CI systems call it."""

import json
from pathlib import Path
from typing import Any

import pytest

from command import Run
from sealing import reseal

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"


@pytest.fixture
def repository(workspace: Path) -> Path:
    """The folder above the workspace as a git repository, with two errors and a warning in a file."""
    (workspace.parent / ".git").mkdir()
    _write(workspace, _spoilt(workspace))
    return workspace.parent


def _spoilt(workspace: Path) -> str:
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    for old, new in [
        ("claimed: met", "claimed: good"),
        ("by: prevent-lead", "by: nobody-here"),
        ("        separate-chair: met\n", "        separate-chair: {answer: not_applicable, evidence: None.}\n"),
    ]:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def _write(workspace: Path, text: str) -> None:
    (workspace / ASSESSMENT).write_text(text, encoding="utf-8")
    reseal(workspace)


def _paths(form: str, answer: str) -> set[str]:
    """The files that a report names."""
    if form == "github":
        return {line.split("file=")[1].split(",")[0] for line in answer.splitlines() if line.startswith("::")}
    if form == "junit":
        failed = [part for part in answer.split("<testcase ") if "<failure" in part]
        return {part.split('classname="')[1].split('"')[0] for part in failed}
    data: Any = json.loads(answer)
    if form == "gitlab":
        return {each["location"]["path"] for each in data}
    results = data["runs"][0]["results"]
    return {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_paths_are_the_repositorys_from_wherever_one_stands(form: str, run: Run, repository: Path) -> None:
    for words, where in [
        (("validate",), repository / "herefordshire" / "reviews"),
        (("validate", f"herefordshire/{ASSESSMENT}"), repository),
        (("-C", "herefordshire", "validate"), repository),
    ]:
        asked = run(*words, "--format", form, cwd=where)
        assert (asked.code, asked.stderr) == (1, "")
        assert _paths(form, asked.stdout) == {f"herefordshire/{ASSESSMENT}"}


def test_worktree_has_a_file_where_a_repository_has_a_folder(run: Run, repository: Path) -> None:
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: /elsewhere\n", encoding="utf-8")
    assert f'"herefordshire/{ASSESSMENT}"' in run("validate", "--format", "gitlab").stdout


def test_without_a_repository_paths_are_the_workspaces(run: Run, workspace: Path) -> None:
    _write(workspace, _spoilt(workspace))
    assert _paths("gitlab", run("validate", "--format", "gitlab").stdout) == {ASSESSMENT}


def _codes(run: Run, *words: str) -> set[str]:
    return {each["code"] for each in json.loads(run("validate", "--format", "json", *words).stdout)["diagnostics"]}


def test_codes_are_selected_and_ignored(run: Run, repository: Path) -> None:
    assert repository.is_dir()
    every = {"unknown-outcome", "unknown-person", "not-applicable-unexpected"}
    assert _codes(run) == every
    assert _codes(run, "--select", "unknown-person") == {"unknown-person"}
    assert _codes(run, "--select", "unknown-person, unknown-outcome") == every - {"not-applicable-unexpected"}
    assert _codes(run, "--ignore", "unknown-person", "--ignore", "unknown-outcome") == {"not-applicable-unexpected"}
    assert _codes(run, "--select", "unknown-person", "--ignore", "unknown-person") == set()


def test_exit_code_is_that_of_what_is_shown_and_what_is_left_out_is_said(run: Run, repository: Path) -> None:
    assert repository.is_dir()
    words = ("validate", "--ignore", "unknown-person,unknown-outcome")
    lenient = run(*words)
    assert lenient.code == 0
    assert "2 errors" in lenient.stderr
    assert run(*words, "--strict").code == 1
    assert run(*words, "--strict", "--ignore", "not-applicable-unexpected").code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_code_is_no_silent_pass(option: str, run: Run) -> None:
    asked = run("validate", option, "unknown-persn")
    assert (asked.code, asked.stdout) == (2, "")
    assert "did you mean `unknown-person`?" in asked.stderr


def test_text_of_an_editor_is_held_against_the_workspace(run: Run, workspace: Path) -> None:
    """What stands in the file on disk is not looked at; the files beside it are."""
    spoilt = _spoilt(workspace)
    for path, where in [
        (ASSESSMENT, workspace),
        ("../2024-25/herefordshire.yaml", workspace / "assessments" / "2024-25"),
        (workspace / ASSESSMENT, workspace.parent),
    ]:
        asked = run("validate", "--format", "json", "--stdin-filename", path, "-", stdin=spoilt, cwd=where)
        found = json.loads(asked.stdout)
        assert {each["code"] for each in found["diagnostics"]} >= {"unknown-outcome", "unknown-person"}
        assert {each["path"] for each in found["diagnostics"]} == {ASSESSMENT}
        assert found["summary"]["files"] == 1
    assert run("validate").code == 0


def test_text_of_an_editor_mends_a_file_that_is_wrong_on_disk(run: Run, workspace: Path) -> None:
    good = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    _write(workspace, "nonsense")
    assert run("validate", "--stdin-filename", ASSESSMENT, "-", stdin=good).code == 0


def test_file_that_is_not_saved_yet_and_settings_can_be_checked_too(run: Run, workspace: Path) -> None:
    text = (workspace / "authorities/herefordshire.yaml").read_text(encoding="utf-8")
    new = run("validate", "--format", "json", "--stdin-filename", "authorities/leeds.yaml", "-", stdin=text)
    assert {each["code"] for each in json.loads(new.stdout)["diagnostics"]} == {"name-disagrees"}
    settings = (workspace / "prevent-assure.yaml").read_text(encoding="utf-8")
    other = run(
        "validate",
        "--format",
        "json",
        "--stdin-filename",
        "prevent-assure.yaml",
        "-",
        stdin=settings + "findings: {x: error}\n",
    )
    assert {each["code"] for each in json.loads(other.stdout)["diagnostics"]} == {"unknown-code"}


def test_workspace_that_is_named_is_where_the_file_stands(run: Run, workspace: Path, tmp_path: Path) -> None:
    words = ("-C", workspace, "validate", "--format", "json", "--stdin-filename", ASSESSMENT, "-")
    asked = run(*words, stdin=_spoilt(workspace), cwd=tmp_path)
    assert {each["path"] for each in json.loads(asked.stdout)["diagnostics"]} == {ASSESSMENT}


def test_name_without_standard_input_is_refused(run: Run) -> None:
    asked = run("validate", "--stdin-filename", ASSESSMENT)
    assert (asked.code, asked.stdout) == (2, "")
    assert "-" in asked.stderr

"""The GitLab template's scripts, run as its jobs run them, against a stand-in for GitLab."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from command import environment
from forge_runner import Forge, Runner, published_schema
from prevent_assure import source
from scratch_repository import ScratchRepository
from sealing import reseal

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = source.read((ROOT / "ci/gitlab/prevent-assure.gitlab-ci.yml").read_bytes()).data
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A stand-in for GitLab's API."""
    made = Forge()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def repository(workspace: Path) -> ScratchRepository:
    """A merge request's branch: a comment is changed."""
    made = ScratchRepository.make(workspace)
    path = workspace / "reviews/2024-25/herefordshire.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("      Carry on developing", "      Carry on finding"), encoding="utf-8")
    reseal(workspace)
    made.commit("Change a comment")
    return made


def _job(name: str, folder: Path, away: Path, forge: Forge, **more: str) -> tuple[int, str]:
    """Run a job's script, the tool standing where its first lines would have put it."""
    Runner(ROOT / "action.yml", folder, away, forge).run({"event_name": "none"}, workspace="nowhere")
    (away / "source").mkdir(exist_ok=True)
    if not (away / "source" / "ci").exists():
        (away / "source" / "ci").symlink_to(ROOT / "ci")
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(TEMPLATE[name]["script"])],
        cwd=folder,
        env=environment(away)
        | {
            "PATH": f"{away / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "TOOL": str(away),
            "PREVENT_ASSURE": str(away / "temp" / "prevent-assure" / "prevent-assure"),
            "PREVENT_ASSURE_WORKSPACE": ".",
            "GITLAB_CI": "true",
            "CI_API_V4_URL": forge.url,
            "CI_MERGE_REQUEST_IID": "5",
            "CI_MERGE_REQUEST_PROJECT_ID": "12",
            **more,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_validate_writes_the_reports_that_the_template_names(
    repository: ScratchRepository, tmp_path: Path, forge: Forge
) -> None:
    code, _ = _job("prevent-assure", repository.folder, tmp_path / "away", forge)
    assert code == 0
    artifacts: dict[str, Any] = TEMPLATE["prevent-assure"]["artifacts"]
    for name in [*artifacts["paths"], *artifacts["reports"].values()]:
        assert (repository.folder / name).is_file()
    path = repository.folder / ASSESSMENT
    path.write_text(path.read_text(encoding="utf-8").replace("by: prevent-lead", "by: nobody-here"), encoding="utf-8")
    code, said = _job("prevent-assure", repository.folder, tmp_path / "away", forge)
    assert code == 1
    assert "unknown-person" in said
    report = json.loads((repository.folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {each["location"]["path"] for each in report} == {ASSESSMENT}


def test_changes_are_an_artifact_where_nothing_may_be_posted(
    repository: ScratchRepository, tmp_path: Path, forge: Forge
) -> None:
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": repository.git("rev-parse", "HEAD~1")}
    code, said = _job("prevent-assure-changes", repository.folder, tmp_path / "away", forge, **base)
    assert code == 0, said
    assert "Carry on finding" in (repository.folder / "prevent-assure-changes.md").read_text(encoding="utf-8")
    assert forge.calls == []


def test_note_is_updated_and_not_repeated(repository: ScratchRepository, tmp_path: Path, forge: Forge) -> None:
    more = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": repository.git("rev-parse", "HEAD~1"), "PREVENT_ASSURE_TOKEN": "of-a-bot"}
    mark = "<!-- prevent-assure: what this request changes -->"
    forge.comments.append({"id": 1, "body": f"{mark}\nof someone else", "author": {"id": 8}})
    for _ in range(2):
        code, said = _job("prevent-assure-changes", repository.folder, tmp_path / "away", forge, **more)
        assert code == 0, said
    forge.comments[1]["body"] = f"{mark}\nold"
    _job("prevent-assure-changes", repository.folder, tmp_path / "away", forge, **more)
    assert len(forge.comments) == 2
    assert not forge.comments[1]["body"].endswith("old")
    assert ("PUT", "/projects/12/merge_requests/5/notes/2") in {(method, path) for method, path, _ in forge.calls}
    assert {headers.get("Private-Token") for _, _, headers in forge.calls} == {"of-a-bot"}


def test_history_that_is_not_there_is_said_to_be_the_reason(
    repository: ScratchRepository, tmp_path: Path, forge: Forge
) -> None:
    shallow = tmp_path / "shallow"
    base = repository.git("rev-parse", "HEAD~1")
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.folder}", shallow)
    code, said = _job("prevent-assure-changes", shallow, tmp_path / "away", forge, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert code == 2
    assert "GIT_DEPTH" in said


def test_template_is_valid_by_the_published_schema() -> None:
    jsonschema.validate(TEMPLATE, published_schema("gitlab-ci"))
    assert TEMPLATE[".prevent-assure"]["variables"]["GIT_DEPTH"] == "0"

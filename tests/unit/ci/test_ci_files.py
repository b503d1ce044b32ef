"""Actions, workflows, hooks and templates for CI: valid by their published schemas, pinned, and with least rights."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from forge_runner import published_schema
from prevent_assure import source

ROOT = Path(__file__).parents[3]
ACTIONS = [ROOT / "action.yml", ROOT / "ci/github/fork-comment/action.yml"]
WORKFLOWS = sorted((ROOT / "ci/github/workflows").glob("*.yml"))
FILES = [*ACTIONS, *WORKFLOWS, ROOT / "ci/gitlab/prevent-assure.gitlab-ci.yml"]
PINNED = re.compile(r"uses: (?:[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\S*|OWNER/prevent-assure(?:/[\w/-]+)?@COMMIT)")


def _read(path: Path) -> Any:
    return source.read(path.read_bytes()).data


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", ACTIONS, ids=_name)
def test_action_is_valid(path: Path) -> None:
    jsonschema.validate(_read(path), published_schema("github-actions"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=_name)
def test_workflow_is_valid_and_has_only_the_rights_that_it_needs(path: Path) -> None:
    workflow = _read(path)
    jsonschema.validate(workflow, published_schema("github-workflows"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read", "pull-requests": "write"}
        checkouts = [step["with"] for step in job["steps"] if step["uses"].startswith("actions/checkout@")]
        assert checkouts == [{"fetch-depth": 0, "persist-credentials": False}]


def test_only_the_workflow_for_forks_runs_with_rights_on_what_others_wrote() -> None:
    events = {path.name: set(_read(path)["on"]) for path in WORKFLOWS}
    assert events == {
        "prevent-assure.yml": {"pull_request", "push"},
        "prevent-assure-forks.yml": {"workflow_run"},
    }
    forks = _read(ROOT / "ci/github/workflows/prevent-assure-forks.yml")["jobs"]["comment"]
    # Without a `ref` it is the default branch that is checked out, never the request.
    assert all("ref" not in step.get("with", {}) for step in forks["steps"])
    assert all("run" not in step for step in forks["steps"])


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_is_used_is_pinned(path: Path) -> None:
    used = [
        line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line
    ]
    assert [line for line in used if not PINNED.match(line)] == []


def _scripts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, each in data.items():
            if key == "run" and isinstance(each, str):
                yield each
            yield from _scripts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _scripts(each)


@pytest.mark.parametrize("path", [*ACTIONS, *WORKFLOWS], ids=_name)
def test_no_expression_stands_in_a_script(path: Path) -> None:
    assert [script for script in _scripts(_read(path)) if "${{" in script] == []


@pytest.mark.parametrize("path", sorted((ROOT / "ci").rglob("*.sh")), ids=_name)
def test_script_can_be_run_and_stops_at_what_fails(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o111
    assert re.search(r"^set -eu(o pipefail)?$", text, re.MULTILINE)


def test_hook_looks_at_the_files_of_a_workspace_and_runs_where_files_are_gone() -> None:
    (hook,) = _read(ROOT / ".pre-commit-hooks.yaml")
    assert hook["always_run"] is True
    files = re.compile(hook["files"])
    assert all(
        files.search(each) for each in ("prevent-assure.yaml", "x/reviews/2024-25/a.yaml", "assessments/2024-25/a.yml")
    )
    assert not any(files.search(each) for each in ("README.md", "src/review.py", "my-prevent-assure.yaml.txt"))

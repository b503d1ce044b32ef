"""The command as it is installed: it starts, it helps, and it brings what it needs."""

import json
import os
from pathlib import Path

import pytest

from command import COMMAND, Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def loaded() -> None:
    """None, so that each run here starts the installed command."""


def test_version_is_the_packages(run: Run, python: Run) -> None:
    inside = python("import prevent_assure; print(prevent_assure.__version__)")
    assert run("--version") == (0, f"prevent-assure {inside.stdout.strip()}\n", "")


def test_version_is_answered_before_any_library_is_loaded(python: Run) -> None:
    code = """
import sys
sys.argv = ["prevent-assure", "--version"]
from prevent_assure.__main__ import main
try:
    main()
finally:
    print("loaded:", {"jinja2", "pydantic", "rich", "typer"} & set(sys.modules))
"""
    assert python(code).stdout.splitlines()[1:] == ["loaded: set()"]


@pytest.mark.parametrize("command", ["validate", "score", "letter"])
def test_help_lists_the_command_and_the_command_explains_itself(run: Run, command: str) -> None:
    assert f" {command} " in run("--help").stdout
    asked = run(command, "--help")
    assert (asked.code, asked.stderr) == (0, "")
    assert f"prevent-assure {command}" in asked.stdout


def test_example_has_no_findings(run: Run) -> None:
    asked = run("validate", "--format", "json")
    answer = json.loads(asked.stdout)
    assert answer["diagnostics"] == []
    assert (asked.code, asked.stderr) == (0, "")
    assert answer["summary"]["files"] > 5


def test_outside_a_workspace_nothing_can_be_run(run: Run, tmp_path: Path) -> None:
    asked = run("validate", cwd=tmp_path)
    assert (asked.code, asked.stdout) == (2, "")
    assert "prevent-assure.yaml" in asked.stderr


def test_clone_points_at_the_example(run: Run) -> None:
    there = run("score", "--format", "json", cwd=ROOT)
    assert there.code == 0
    assert there.stdout == run("score", "--format", "json").stdout


@pytest.mark.skipif(not COMMAND, reason="the checkout's own folders are what an editable install looks into")
def test_wheel_brings_its_own_criteria_and_templates(python: Run) -> None:
    code = "import pathlib, prevent_assure; print(pathlib.Path(prevent_assure.__file__).parent)"
    package = Path(python(code).stdout.strip())
    assert not package.is_relative_to(ROOT)
    for folder in ("criteria", "templates"):
        assert _files(package / folder) == _files(ROOT / folder) != {}


def _files(folder: Path) -> dict[str, bytes]:
    return {
        os.fspath(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

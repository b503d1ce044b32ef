"""Fixtures of the acceptance tests: a workspace of their own, and the command to run in it."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from command import COMMAND_LINE, INTERPRETER, Ran, Run, environment, process
from loaded_command import LoadedCommand

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of Herefordshire's workspace that a test may change."""
    return Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "herefordshire"))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedCommand | None]:
    """The command, loaded once for all tests of this process; none where a process cannot fork."""
    if not hasattr(os, "fork"):
        yield None
        return
    with LoadedCommand(INTERPRETER, environment(tmp_path_factory.mktemp("home"))) as command:
        yield command


@pytest.fixture
def run(workspace: Path, tmp_path_factory: pytest.TempPathFactory, loaded: LoadedCommand | None) -> Run:
    """Runs the command, in the copied workspace unless `cwd` names another folder.

    With an environment of its own it is a process of its own, as some of that is read when modules are loaded.
    """

    def runs(*words: str | Path, cwd: Path = workspace, stdin: str = "", env: Mapping[str, str] | None = None) -> Ran:
        home = tmp_path_factory.mktemp("home")
        if env or loaded is None:
            return process([*COMMAND_LINE, *map(str, words)], cwd, environment(home, env), stdin)
        return loaded.run([*map(str, words)], cwd, environment(home), stdin)

    return runs


@pytest.fixture
def python(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs Python code beside the command, with the package that it is of."""

    def runs(code: str, *words: str | Path, cwd: Path = workspace) -> Ran:
        home = tmp_path_factory.mktemp("home")
        return process([INTERPRETER, "-c", code, *map(str, words)], cwd, environment(home))

    return runs

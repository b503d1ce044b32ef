"""A broken installation: where the parser's C extension is missing, the command says what to install."""

import sys
from pathlib import Path

from command import environment, process

BLOCKED = """
import sys
from importlib.abc import MetaPathFinder


class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "_ruamel_yaml":
            raise ImportError(name)


sys.meta_path.insert(0, Blocked())
sys.argv = ["prevent-assure", *sys.argv[1:]]
from prevent_assure.__main__ import main

main()
"""


def test_missing_c_extension_is_said_with_what_to_install(workspace: Path, tmp_path: Path) -> None:
    for words in (["validate"], ["score"], ["letter", "--all"]):
        done = process([sys.executable, "-c", BLOCKED, *words], workspace, environment(tmp_path))
        assert (done.code, done.stdout) == (2, "")
        assert "the package ruamel.yaml.clib cannot be loaded; install it with `pip install ruamel.yaml.clib`" in (
            done.stderr
        )
        assert "Traceback" not in done.stderr


def test_help_needs_no_parser(workspace: Path, tmp_path: Path) -> None:
    done = process([sys.executable, "-c", BLOCKED, "--help"], workspace, environment(tmp_path))
    assert (done.code, done.stderr) == (0, "")

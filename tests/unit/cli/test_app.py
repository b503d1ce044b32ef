"""Help lists every command with the sentence that the command's own help begins with."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import prevent_assure
from prevent_assure.app import COMMANDS, GROUPS, app, load

PACKAGE = Path(prevent_assure.__file__).parent


@pytest.mark.parametrize("name", COMMANDS)
def test_sentence_of_the_list_begins_the_commands_own_help(name: str) -> None:
    assert " ".join(load(name).help.split("\n\n")[0].split()) == COMMANDS[name].sentence


def test_every_module_with_a_command_is_listed() -> None:
    holders = {".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*command.py")}
    assert holders == {listed.module for listed in COMMANDS.values()}


def test_what_lists_the_commands_loads_nothing_that_works_on_files() -> None:
    code = "import sys, prevent_assure.app; print({'pydantic', 'ruamel', 'jinja2', 'rich.table'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"


def test_help_lists_each_command_in_its_group() -> None:
    said = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "100"}).stdout
    at = -1
    for group, commands in GROUPS.items():
        for word in (group, *commands):
            assert (at := said.find(word, at + 1)) > 0, word


def test_what_is_called_after_a_listing_is_the_command_itself(capsys: pytest.CaptureFixture[str]) -> None:
    group: Any = get_command(app)
    context = group.make_context("prevent-assure", [], resilient_parsing=True)
    group.get_help(context)
    _, score, _ = group.resolve_command(context, ["score"])
    assert "--explain" in {name for each in score.params for name in each.opts}
    assert "signing-list" in capsys.readouterr().out

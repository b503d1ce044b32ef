"""Help lists every command with the sentence that the command's own help begins with."""

from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from prevent_assure import cli
from prevent_assure.cli import app, module_of
from prevent_assure.cli.contents import COMMANDS, GROUPS

ROOM = Path(cli.__file__).parent
SHARED = {"__init__", "boundary", "contents"}


@pytest.mark.parametrize("name", COMMANDS)
def test_sentence_of_the_list_begins_the_commands_own_help(name: str) -> None:
    command = cli.LazyGroup(name="prevent-assure").get_command(None, name)
    assert " ".join((command.help or "").split("\n\n")[0].split()) == GROUPS[COMMANDS[name]][name]


def test_every_module_with_a_command_is_listed() -> None:
    holders = {
        path.stem
        for path in ROOM.glob("*.py")
        if path.stem not in SHARED and "EXAMPLES = " in path.read_text(encoding="utf-8")
    }
    assert holders == {module_of(name) for name in COMMANDS}


def test_help_lists_each_command_in_its_group() -> None:
    said = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "100"}).stdout
    at = -1
    for group, commands in GROUPS.items():
        for word in (group, *commands):
            assert (at := said.find(word, at + 1)) > 0, word


def test_listing_leaves_commands_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    group: Any = get_command(app)
    context = group.make_context("prevent-assure", [], resilient_parsing=True)
    group.get_help(context)
    assert "--explain" in {name for each in group.get_command(context, "score").params for name in each.opts}
    assert "signing-list" in capsys.readouterr().out

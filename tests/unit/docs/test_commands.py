"""docs/commands.md and every command line of the documentation are held against the commands themselves."""

import json
import re
import typing
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pages import DOCS, PAGES, ROOT, fences, inline, read, rows, sections
from prevent_assure.app import app
from prevent_assure.cli import boundary
from prevent_assure.cli.output_options import OPTIONS

PAGE = read(DOCS / "commands.md")
GROUP: Any = get_command(app)
CONTEXT: Any = GROUP.make_context("prevent-assure", [], resilient_parsing=True)
SECTIONS = {title.strip("`"): text for title, text in sections(PAGE).items() if title.startswith("`")}
CALL = re.compile(r"^(?:prevent-assure|py -m prevent_assure)(?= |$)")
RUNNERS = re.compile(r"^(?:uvx --from \. |\.venv/bin/|\.venv\\Scripts\\python -m |py -m )(?=prevent)")


def _command(name: str) -> Any:
    found = GROUP
    for word in name.split()[1:]:
        found = _below(found, word)
    return found


def _below(group: Any, word: str) -> Any:
    return group.resolve_command(CONTEXT, [word])[1]


def _names(name: str) -> list[str]:
    """A command, and those below it where it is a group."""
    command = _command(name)
    below = command.list_commands(CONTEXT) if hasattr(command, "list_commands") else ()
    return [name, *(each for word in below for each in _names(f"{name} {word}"))]


def _options(command: Any) -> set[str]:
    """Every option of a command, `--help` among them, and its arguments; those of every command are the group's."""
    own = [each for each in command.get_params(CONTEXT) if command is GROUP or each not in OPTIONS]
    found = {name for each in own for name in each.opts if name.startswith("-")}
    return found | {each.metavar for each in command.params if each.param_type_name == "argument"}


def test_each_command_has_its_section() -> None:
    assert sorted(SECTIONS) == sorted(_names("prevent-assure"))


@pytest.mark.parametrize("name", SECTIONS)
def test_table_lists_the_commands_options(name: str) -> None:
    listed = [cell.split()[0] for row in rows(SECTIONS[name]) for cell in inline(row[0])]
    assert sorted(listed) == sorted(_options(_command(name)))


def _forms(command: Any) -> list[str]:
    option = next((each for each in command.params if "--format" in each.opts), None)
    if option is None:
        return []
    kind = option.type_descriptor.annotation
    listed = typing.get_args(kind)
    return [str(each) for each in listed] if typing.get_origin(kind) is typing.Literal else [*listed[0]]


@pytest.mark.parametrize("name", [name for name in SECTIONS if _forms(_command(name))])
def test_row_lists_the_formats_of_the_command(name: str) -> None:
    said = next(inline(row[1]) for row in rows(SECTIONS[name]) if row[0].startswith("`--format"))
    assert said == _forms(_command(name))


MENTIONED = {
    (page.name, *(word.rstrip("`") for word in found.split()))
    for page in PAGES
    for found in re.findall(r"`(?:prevent-assure|py -m prevent_assure)((?: [a-z][a-z-]*)+)`", read(page))
}


@pytest.mark.parametrize("found", sorted(MENTIONED), ids=" ".join)
def test_command_that_a_page_names_is_there(found: tuple[str, ...]) -> None:
    """The lines with options or arguments are run: see test_command_lines.py."""
    assert GROUP.get_command(CONTEXT, found[1]) is not None


def test_exit_codes_are_those_of_the_boundary() -> None:
    listed = [row[0] for row in rows(PAGE[PAGE.index("| code |") :])]
    assert listed == [str(each) for each in (boundary.DONE, boundary.INPUT_HAS_ERRORS, boundary.CANNOT_RUN)]


def _shape(data: Any, route: str = "") -> set[str]:
    """The keys of a JSON answer, each with the keys above it."""
    if isinstance(data, dict):
        return {f"{route}.{key}" for key in data} | {
            at for key, each in data.items() for at in _shape(each, f"{route}.{key}")
        }
    return {at for each in data for at in _shape(each, route)} if isinstance(data, list) else set()


def _answer(name: str, *words: str) -> Any:
    return json.loads(CliRunner().invoke(app, [name, "--format", "json", *words]).stdout)


def test_json_has_the_keys_that_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = (json.loads(fence.text) for fence in fences(PAGE) if fence.language == "json")
    by_format = {each["format"]: each for each in shown}
    findings, scores = by_format["prevent-assure/diagnostics/1"], by_format["prevent-assure/scores/1"]
    bad = "tests/cases/bad/assessment/bad-date-british.yaml"
    assert _shape(_answer("validate", bad)) == _shape(findings)
    assert _shape(_answer("score")) == _shape(scores)

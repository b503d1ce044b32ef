"""What every command has in common: how it is misspelt, how it speaks, whose it is, and that it can be tried first."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from command_tree import ALL, SINGLE, command, options
from prevent_assure.app import COMMANDS, app
from prevent_assure.checking.registry import CATALOGUE, codes_beginning
from prevent_assure.cli import output_options, streams
from prevent_assure.cli.usage import suggestion

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "herefordshire"
WRITING = {name for name, listed in COMMANDS.items() if listed.writes}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No colours asked for from outside, and none left behind."""
    for name in ("NO_COLOR", "FORCE_COLOR", "PREVENT_ASSURE_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    yield
    output_options.begin()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, in which the command is run."""
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "herefordshire"))
    monkeypatch.chdir(root)
    return root


def _run(line: str, code: int = 0) -> Any:
    done = CliRunner().invoke(app, line.split())
    assert done.exit_code == code, (line, done.exception, done.output)
    return done


def _tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_that_writes_can_be_tried_first_and_no_other(name: str) -> None:
    """That no other writes is held where the command lines of the pages are run."""
    inside = [one for one in SINGLE if one.split()[1] == name]
    assert any("--dry-run" in options(one) for one in inside) == (name in WRITING)


@pytest.mark.parametrize("name", ALL)
def test_help_of_every_command_has_an_example_of_itself_and_the_output_options(name: str) -> None:
    assert f"`{name}" in str(command(name).epilog)
    assert options(name) >= {"-q", "--quiet", "-v", "--verbose", "--color"}


OUTPUT = {
    "export": "export --output ../beside",
    "form write": "form write --for adviser -o ../beside.xlsx",
    "letter": "letter --format md -o ../beside.md",
    "overview": "overview -o ../beside",
    "serve": "serve -o ../beside --dry-run",
}


def test_every_command_with_an_output_is_tried_below() -> None:
    assert {name for name in SINGLE if "--output" in options(name)} == {f"prevent-assure {name}" for name in OUTPUT}


@pytest.mark.parametrize("line", OUTPUT.values())
@pytest.mark.parametrize("below", ["", "letters"])
def test_output_beside_is_written_wherever_one_stands(
    line: str, below: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = workspace / below
    monkeypatch.chdir(here)
    _run(line)
    assert "--dry-run" in line or [path.name for path in here.parent.iterdir() if path.name.startswith("beside")]


def test_link_of_the_workspace_is_followed_by_no_page(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workspace / "site").symlink_to(tmp_path / "elsewhere")
    for output in ("site", "letters/../site"):
        assert "a folder on the way to it is a link" in _run(f"overview -o {output}", 2).stderr
    assert not list((tmp_path / "elsewhere").iterdir())


WRONG = [
    ("scroe", "there is no command `scroe`", "did you mean `score`?"),
    ("stauts", "there is no command `stauts`", "did you mean `status`?"),
    ("isue", "there is no command `isue`", "did you mean `issue`?"),
    ("lettter", "there is no command `lettter`", "did you mean `letter`?"),
    ("sumbit", "there is no command `sumbit`", "did you mean `submit`?"),
    ("recommended", "there is no command `recommended`", "did you mean `recommendations`?"),
    ("sbmitt", "there is no command `sbmitt`", "`prevent-assure --help` lists the commands"),
    ("publish", "there is no command `publish`", "`prevent-assure --help` lists the commands"),
    ("check", "there is no command `check`", "did you mean `validate`?"),
    ("criteria lsit", "there is no command `criteria lsit`", "did you mean `list`?"),
    ("criteria migrat", "there is no command `criteria migrat`", "did you mean `migrate`?"),
    ("criteria migrations", "there is no command `criteria migrations`", "`prevent-assure criteria --help` lists"),
    ("form reed", "there is no command `form reed`", "did you mean `read`?"),
    ("help scroe", "there is no command `scroe`", "did you mean `score`?"),
    ("help score json", "`prevent-assure score` has no command `json` below it", "`prevent-assure score --help`"),
    ("score herefordshire", "`prevent-assure score` does not take `herefordshire`", "`--authority herefordshire`"),
    ("score 2024-25", "`prevent-assure score` does not take `2024-25`", "`--cycle 2024-25`"),
    ("explain a b", "`prevent-assure explain` does not take `b`", "`prevent-assure explain --help`"),
    ("score --authorty x", "`prevent-assure score` has no option `--authorty`", "did you mean `--authority`?"),
    ("score -x", "`prevent-assure score` has no option `-x`", "`prevent-assure score --help` says what it takes"),
    ("-a herefordshire score", "`prevent-assure` has no option `-a`", "as in `prevent-assure score -a ...`"),
    ("score -a", "`-a` needs a value behind it", "`prevent-assure score --help` says what it takes"),
    ("score --explain=yes", "`--explain` takes no value", "`prevent-assure score --help` says what it takes"),
    ("score --format xml", "`--format` takes one of: text, json, csv, md", "`prevent-assure score --help`"),
    ("score --format jsno", "`--format` takes one of: text, json, csv, md", "did you mean `json`?"),
    ("serve --port x", "`--port` takes a whole number from 0 to 65535", "`prevent-assure serve --help`"),
    ("overview --smallest 2", "`--smallest` takes a whole number from 3 on", "`prevent-assure overview --help`"),
    ("criteria migrate", "`--to EDITION` is missing", "The edition that it is to go by."),
    ("form read", "FILE... is missing", "The workbooks that came back."),
    ("criteria diff 2023-24", "B is missing", "The later edition, as in 2024-25."),
    ("--color red score", "`--color` takes one of: auto, always, never", "`prevent-assure --help` says what it takes"),
    ("score -a hereford-shire", "there is no authority `hereford-shire` here", "did you mean `herefordshire`?"),
    ("score --cycle 2024-26", "this cycle is not one of the settings'", "did you mean `2024-25`?"),
    ("explain unknown-criterium", "there is no such finding", "did you mean `unknown-criterion`?"),
    ("-C nowhere score", "there is no folder nowhere", "look at its spelling"),
    ("submit --on tomorrow", "--on takes a date, as in 2025-05-19", ""),
]


@pytest.mark.parametrize(("line", "message", "hint"), WRONG, ids=[line for line, _, _ in WRONG])
@pytest.mark.usefixtures("workspace")
def test_wrong_command_line_is_answered_in_one_shape(line: str, message: str, hint: str) -> None:
    done = _run(line, 2)
    said = done.stderr.splitlines()
    assert (done.stdout, said[0]) == ("", f"prevent-assure: {message}")
    assert not hint or (said[1].startswith("  hint: ") and hint in said[1])
    assert len(said) == 1 + bool(hint)


@pytest.mark.parametrize("name", sorted(WRITING))
def test_command_that_writes_is_suggested_for_one_slip_and_for_no_more(name: str) -> None:
    assert f"`{name}`" in str(suggestion(f"{name}s", COMMANDS, WRITING))
    assert f"`{name}`" in str(suggestion(name[1] + name[0] + name[2:], COMMANDS, WRITING))
    assert f"`{name}`" not in str(suggestion(f"{name}zz", COMMANDS, WRITING))


@pytest.mark.parametrize(
    ("chosen", "environment", "terminal", "coloured"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_option_goes_before_no_color_and_that_before_force_color(
    chosen: streams.Colour, environment: dict[str, str], terminal: bool, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    streams.manner.colour = chosen
    assert streams.takes_colour(_Terminal() if terminal else io.StringIO()) is coloured


@pytest.mark.parametrize("line", ["--color always score", "score --color always", "score --color=always -q"])
@pytest.mark.usefixtures("workspace")
def test_colours_can_be_asked_for_before_and_behind_the_command(line: str) -> None:
    assert "\x1b[" in _run(line).stdout
    assert "\x1b[" not in _run("score").stdout


@pytest.mark.parametrize("line", ["-q letter", "letter --quiet", "letter --quiet --all"])
def test_quiet_command_says_nothing_where_all_went_well(line: str, workspace: Path) -> None:
    (workspace / "letters/2024-25/herefordshire.html").unlink()
    done = _run(line)
    assert done.output == ""
    assert (workspace / "letters/2024-25/herefordshire.html").is_file()


def test_quiet_command_still_says_what_is_wrong(workspace: Path) -> None:
    (workspace / "assessments/2024-25/herefordshire.yaml").write_text("format: x\n", encoding="utf-8")
    found = _run("validate -q", 1).stdout
    assert "error[" in found
    assert not re.search("^[0-9]+ files", found, re.MULTILINE)
    assert "[0m" not in _run("letter -q", 1).stdout


@pytest.mark.parametrize("line", ["-v score", "score -v", "-v status"])
def test_verbose_command_says_what_it_took(line: str, workspace: Path) -> None:
    said = _run(line).stderr.splitlines()
    assert said[:2] == [f"workspace: {workspace}", "cycle: 2024-25, the current one of the settings"]


def test_variable_names_the_workspace_and_an_option_goes_before_it(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no workspace here" in _run("status", 2).stderr
    monkeypatch.setenv("PREVENT_ASSURE_WORKSPACE", "herefordshire")
    assert f"workspace: {workspace}" in _run("status -v").stderr
    assert "there is no folder nowhere" in _run("-C nowhere status", 2).stderr
    assert "there is no folder nowhere" in _run("status -C nowhere", 2).stderr


ALONE = [
    "answer --dry-run",
    "form write --dry-run --for adviser",
    "new --dry-run --cycle 2024-25",
    "criteria migrate --to 2025-26 --dry-run",
    "letter --dry-run",
    "issue --dry-run",
    "issue --dry-run --supersedes",
    "diff --cycles 2023-24..2024-25",
    *(f"{name} --dry-run" for name in ("submit", "review", "agree", "accept", "clear")),
]


@pytest.mark.parametrize("line", ALONE)
def test_only_authority_of_a_workspace_need_not_be_named(line: str, workspace: Path) -> None:
    before = _tree(workspace)
    done = CliRunner().invoke(app, line.split())
    assert "whose?" not in done.output
    assert "name it with --authority" not in done.output
    assert _tree(workspace) == before


@pytest.mark.parametrize("line", [line for line in ALONE if not line.startswith("diff")])
@pytest.mark.usefixtures("workspace")
def test_one_authority_of_several_must_be_named(line: str) -> None:
    shutil.copyfile("authorities/herefordshire.yaml", "authorities/shropshire.yaml")
    said = _run(line, 2).stderr.splitlines()
    assert said[0].startswith("prevent-assure: whose? name an authority with --authority ID")
    assert said[1:] == ["  hint: authorities: herefordshire, shropshire"]


def _offered(line: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("_PREVENT_ASSURE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"prevent-assure {line}")
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" "))))
    return CliRunner().invoke(app, [], prog_name="prevent-assure").stdout.split()


COMPLETED = [
    ("sc", {"score", "schema"}),
    ("score -a ", {"herefordshire"}),
    ("score --authority x", set()),
    ("score --cycle 2023", {"2023-24"}),
    ("agree --benchmark tr", {"training"}),
    ("answer --benchmark ch", set()),
    ("explain unknown-cri", {"unknown-criterion"}),
    ("criteria what-if -a here", {"herefordshire"}),
    ("help", {"help"}),
]


@pytest.mark.parametrize(("line", "offered"), COMPLETED)
def test_tab_key_offers_what_the_workspace_has(
    line: str, offered: set[str], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _tree(workspace)
    assert set(_offered(line, monkeypatch)) == offered
    assert _tree(workspace) == before


def test_tab_key_offers_every_code_and_is_silent_where_files_are_broken(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes_beginning("") == sorted(CATALOGUE)
    (workspace / "prevent-assure.yaml").write_text("format: [", encoding="utf-8")
    for line in ("score --cycle ", "agree --benchmark "):
        assert _offered(line, monkeypatch) == []
    (workspace / "prevent-assure.yaml").unlink()
    assert _offered("score -a ", monkeypatch) == []


@pytest.mark.usefixtures("workspace")
def test_completion_knows_the_workspace_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _offered("-C herefordshire score -a ", monkeypatch) == ["herefordshire"]
    assert _offered("score -C herefordshire -a ", monkeypatch) == ["herefordshire"]


def test_help_and_version_are_commands_too() -> None:
    assert _run("version").stdout == _run("--version").stdout
    assert _run("help letter").stdout == _run("letter --help").stdout
    assert _run("help criteria diff").stdout == _run("criteria diff --help").stdout
    assert _run("help").stdout == _run("--help").stdout

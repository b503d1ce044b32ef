"""`prevent-assure init` as its users run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command import COMMAND_LINE, Run, environment
from prevent_assure import source
from terminal import BREAK, converse

NO_TERMINAL = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is asked for")
FILES = {
    "prevent-assure.yaml", "README.md", "CODEOWNERS", ".gitattributes", ".gitignore", ".pre-commit-config.yaml",
    ".github/workflows/prevent-assure.yml", ".gitlab-ci.yml", ".vscode/settings.json", ".vscode/extensions.json",
    "authorities/exampleton.yaml", "assessments/2024-25/exampleton.yaml", "authorities/.gitkeep",
    "assessments/.gitkeep", "reviews/.gitkeep", "letters/.gitkeep",
    ".schemas/assessment.json", ".schemas/review.json", ".schemas/authority.json", ".schemas/workspace.json",
}  # fmt: skip


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_workspace_is_whole_and_has_no_errors(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "council"
    ran = run("init", folder, "-a", "exampleton", "--name", 'Exampleton "City": Council #1')
    assert ran.code == 0
    assert _files(folder) == FILES
    found = json.loads(run("validate", "--format", "json", cwd=folder).stdout)
    assert found["summary"]["errors"] == 0
    assert {each["code"] for each in found["diagnostics"]} == {
        "letter-placeholder",
        "recipient-unnamed",
        "person-unnamed",
    }
    authority = source.read((folder / "authorities/exampleton.yaml").read_bytes()).data
    assert authority["name"] == 'Exampleton "City": Council #1'


def test_every_file_can_be_read_as_what_it_is(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "council"
    run("init", folder, "-a", "exampleton")
    for name in FILES - {"README.md", "CODEOWNERS"}:
        text = (folder / name).read_text(encoding="utf-8")
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith((".yml", ".yaml")) and "assessments" not in name:
            assert source.read(text.encode()).data, name


def test_codeowners_gives_each_folder_to_its_side(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "w", "--council-team", "@council/prevent-leads", "--adviser-team", "adviser@example.org")
    lines = (tmp_path / "w/CODEOWNERS").read_text(encoding="utf-8").split("\n")
    owners = dict(line.split() for line in lines if line and not line.startswith("#"))
    council, adviser = "@council/prevent-leads", "adviser@example.org"
    assert {owners[f"/{each}"] for each in ("assessments/", "authorities/")} == {council}
    assert {owners[each] for each in ("/reviews/", "/letters/", "/prevent-assure.yaml", "*")} == {adviser}


def test_git_keeps_letters_to_the_byte(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "w")
    git = ["git", "-C", str(tmp_path / "w")]
    subprocess.run([*git, "init", "-q"], check=True)
    asked = [*git, "check-attr", "text", "--", "letters/2024-25/a.html", "assessments/2024-25/a.yaml"]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()
    assert [line.rpartition(" ")[2] for line in said] == ["unset", "auto"]


def test_nothing_that_is_there_is_changed_and_what_is_missing_is_added(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours\n", encoding="utf-8")
    ran = run("init", tmp_path, "-a", "exampleton")
    assert ran.code == 0
    assert "README.md is there already, and is left as it is" in ran.stderr
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "ours\n"
    before = {name: (tmp_path / name).read_bytes() for name in _files(tmp_path)}
    assert run("init", tmp_path, "-a", "exampleton").code == 2
    assert run("init", tmp_path, "-a", "exampleton", "-a", "other").code == 0
    assert _files(tmp_path) - before.keys() == {"authorities/other.yaml", "assessments/2024-25/other.yaml"}
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_five_authorities_of_another_cycle_can_be_begun_at_once(run: Run, tmp_path: Path) -> None:
    words = [word for each in ("a", "b", "c", "d", "e") for word in ("-a", each)]
    assert run("init", tmp_path / "w", *words, "--cycle", "2025-26").code == 0
    assert len(list((tmp_path / "w/assessments/2025-26").iterdir())) == 5
    assert run("validate", cwd=tmp_path / "w").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-a", "../x"], "an authority's id"),
        (["--cycle", "2024"], "two following years"),
        (["--council-team", "two words"], "@council/prevent"),
        (["--name", "Nobody"], "belongs to an --authority"),
        (["--criteria", "local-authority/1999-00", "-a", "x"], "no edition local-authority/1999-00"),
    ],
)
def test_what_cannot_be_is_said(run: Run, tmp_path: Path, words: list[str], said: str) -> None:
    ran = run("init", tmp_path / "w", *words)
    assert ran.code == 2
    assert said in ran.stderr


def test_folder_that_is_a_file_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "w").write_text("", encoding="utf-8")
    ran = run("init", tmp_path / "w")
    assert (ran.code, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr


@NO_TERMINAL
def test_terminal_is_asked(tmp_path: Path) -> None:
    script = [
        ("name", "Exampleton Council\n"), ("id", "\n"), ("cycle", "\n"), ("self-assessment", "n\n"),
    ]  # fmt: skip
    ran = converse([*COMMAND_LINE, "init", "w"], tmp_path, environment(tmp_path), script)
    assert ran.code == 0
    assert source.read((tmp_path / "w/authorities/exampleton.yaml").read_bytes()).data["name"] == "Exampleton Council"
    assert not (tmp_path / "w/assessments/2024-25").exists()
    assert (tmp_path / "w/prevent-assure.yaml").is_file()


@NO_TERMINAL
def test_break_leaves_nothing_behind(tmp_path: Path) -> None:
    ran = converse([*COMMAND_LINE, "init", "w"], tmp_path, environment(tmp_path), [("name", BREAK)])
    assert ran.code != 0
    assert "Traceback" not in ran.stdout
    assert not (tmp_path / "w").exists()

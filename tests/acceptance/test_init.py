"""`prevent-assure init` as its users run it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from command import COMMAND_LINE, Run, environment
from forge_runner import Forge, Runner
from prevent_assure import source
from terminal import BREAK, converse

ROOT = Path(__file__).resolve().parents[2]
NO_TERMINAL = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is asked for")
FILES = {
    "prevent-assure.yaml", "README.md", ".gitattributes", ".gitignore", ".pre-commit-config.yaml",
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
    for name in FILES - {"README.md"}:
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


def test_no_team_is_named_that_may_be_a_strangers(run: Run, tmp_path: Path) -> None:
    ran = run("init", tmp_path / "w")
    assert "CODEOWNERS is left out: --council-team and --adviser-team" in ran.stderr
    assert not (tmp_path / "w/CODEOWNERS").exists()
    assert run("init", tmp_path / "w", "--council-team", "@c/p", "--adviser-team", "@a/p").code == 0
    assert (tmp_path / "w/CODEOWNERS").is_file()


INDEX = f"https://packages.example.org/simple#sha256={'0' * 64}"
SOURCES = {
    f"git+https://git.example.org/team/tool.git@{'a' * 40}": "git+https://git.example.org/team/tool.git@aaaa",
    INDEX: "--require-hashes --index-url https://packages.example.org/simple --dest",
    "tools/tool-1.0.whl": "-m pip install ./tools/tool-1.0.whl\n",
    "tools/locked.txt": "-m pip install --require-hashes -r tools/locked.txt\n",
}
"""Where the tool may be installed from, and what pip is then told."""


def _checked_by_both_forges(folder: Path, away: Path) -> list[tuple[int, str]]:
    """Run what the generated files of both forges run, with a Python that only says what it is told."""
    (folder / "ci").mkdir()
    workflow = source.read((folder / ".github/workflows/prevent-assure.yml").read_bytes()).data
    steps = [each["run"] for each in workflow["jobs"]["validate"]["steps"] if "run" in each]
    script = source.read((folder / ".gitlab-ci.yml").read_bytes()).data["prevent-assure"]["script"]
    forge = Forge()
    ran = []
    for name, lines in (("github", steps), ("gitlab", script)):
        action = folder / "ci" / f"{name}.yml"
        runs = [{"name": str(number), "run": line} for number, line in enumerate(lines)]
        action.write_text(json.dumps({"inputs": {}, "runs": {"steps": runs}}), encoding="utf-8")
        runner = Runner(action, folder, away / name, forge)
        for tool, does in (("python", 'echo "$@"'), ("prevent-assure", f'exec {shlex.join(COMMAND_LINE)} "$@"')):
            (away / name / "bin" / tool).unlink(missing_ok=True)
            (away / name / "bin" / tool).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
            (away / name / "bin" / tool).chmod(0o755)
        done = runner.run({})
        ran.append((done[-1].code or 0, "".join(each.output for each in done)))
    forge.shutdown()
    forge.server_close()
    return ran


@pytest.mark.parametrize("where", SOURCES)
def test_generated_checks_install_from_where_they_are_told(where: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    assert run("init", folder, "-a", "exampleton", "--install-from", where).code == 0
    for code, said in _checked_by_both_forges(folder, tmp_path):
        assert code == 0
        assert SOURCES[where] in said
        assert "letter-placeholder" in said  # the check itself has run, too
    (hook,) = source.read((folder / ".pre-commit-config.yaml").read_bytes()).data["repos"][0]["hooks"]
    assert hook["entry"].endswith(" --")
    needs = hook.get("additional_dependencies", [])
    assert [each.startswith("prevent-assure @ ") for each in needs] == ([True] if hook["language"] == "python" else [])
    assert (hook["language"] == "python") == ("git" in where)


def test_generated_checks_fail_plainly_until_they_are_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    assert "--install-from" in run("init", folder).stderr
    for code, said in _checked_by_both_forges(folder, tmp_path):
        assert code == 1
        assert said.rstrip().endswith("prevent-assure init --install-from SOURCE.")
    (folder / ".gitlab-ci.yml").unlink()
    assert run("init", folder, "--install-from", INDEX).code == 0
    assert "packages.example.org" in (folder / ".gitlab-ci.yml").read_text(encoding="utf-8")


BY_NAME = re.compile(r"""(?:pip|pipx|uv tool) install [^`\n]*(?<![\w./-])prevent-assure(?! @)|prevent-assure==""")


def test_nothing_is_installed_by_its_name_alone(run: Run, tmp_path: Path) -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "ci").rglob("*.*"), ROOT / "action.yml"]
    assert len(pages) > 20
    assert [page.name for page in pages if BY_NAME.search(page.read_text(encoding="utf-8"))] == []
    assert run("init", tmp_path / "w").code == 0
    laid_out = [path for path in (tmp_path / "w").rglob("*") if path.is_file()]
    assert [path.name for path in laid_out if BY_NAME.search(path.read_text(encoding="utf-8"))] == []
    (hook,) = source.read((ROOT / ".pre-commit-hooks.yaml").read_bytes()).data
    assert hook["entry"].endswith(" --")


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
        (["--council-team", "two words", "--adviser-team", "@a/b"], "@council/prevent"),
        (["--council-team", "@council/prevent"], "--adviser-team"),
        (["--adviser-team", "@adviser/prevent"], "--council-team"),
        (["--install-from", "prevent-assure==1.0.0"], "a git address at a full commit"),
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
        ("name:", "Ynys Môn\n"), ("Its id", "back\n"), ("name:", "Exampleton Council\n"), ("Its id", "\n"),
        ("name:", "\n"), ("The cycle", "\n"), ("(y or n)", "n\n"), ("workspace?", "y\n"),
    ]  # fmt: skip
    ran = converse([*COMMAND_LINE, "init", "w"], tmp_path, environment(tmp_path), script)
    assert ran.code == 0
    assert source.read((tmp_path / "w/authorities/exampleton.yaml").read_bytes()).data["name"] == "Exampleton Council"
    assert not (tmp_path / "w/assessments/2024-25").exists()
    assert "Still to be filled in (`prevent-assure todo` says it again):" in ran.stdout
    assert (tmp_path / "w/prevent-assure.yaml").is_file()


@NO_TERMINAL
def test_break_leaves_nothing_behind(tmp_path: Path) -> None:
    ran = converse([*COMMAND_LINE, "init", "w"], tmp_path, environment(tmp_path), [("name", BREAK)])
    assert ran.code != 0
    assert "Traceback" not in ran.stdout
    assert not (tmp_path / "w").exists()

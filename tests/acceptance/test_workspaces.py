"""A workspace that lists others: every command that reads works over all of them."""

import json
import shutil
from pathlib import Path

import pytest

from command import Run
from scripted_history import ASSESSMENT, History
from sealing import reseal

ROOT = Path(__file__).resolve().parents[2]
HEREFORDSHIRE, BASE = ROOT / "examples" / "herefordshire", ROOT / "tests" / "cases" / "base"


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """A workspace without councils of its own, beside two that it lists."""
    shutil.copytree(HEREFORDSHIRE, tmp_path / "councils" / "herefordshire")
    shutil.copytree(BASE, tmp_path / "councils" / "exampleton")
    (tmp_path / "nation").mkdir()
    lines = [
        "format: prevent-assure/workspace/1",
        "current_cycle: 2024-25",
        "sender: {name: Sam Sender, title: Head, department: Department of Examples, address: [1 Example Street]}",
        "cycles: {2024-25: {criteria: local-authority/2024-25}}",
        "workspaces: [../councils/*]",
    ]
    (tmp_path / "nation" / "prevent-assure.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "nation"


def test_what_is_found_is_what_each_finds_alone(run: Run, nation: Path) -> None:
    assert run("validate", cwd=nation).code == 0
    other = nation.parent / "councils" / "exampleton" / "assessments" / "2024-25" / "exampleton.yaml"
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace("claimed: met", "claimed: splendid", 1), encoding="utf-8")
    alone = json.loads(run("validate", "--format", "json", cwd=other.parents[2]).stdout)
    here = json.loads(run("validate", "--format", "json", cwd=nation).stdout)
    for each in alone["diagnostics"]:
        each["path"] = f"../councils/exampleton/{each['path']}"
    assert here["diagnostics"] == alone["diagnostics"] != []


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_paths_for_ci_are_the_repositorys(form: str, run: Run, nation: Path) -> None:
    path = "councils/exampleton/assessments/2024-25/exampleton.yaml"
    other = nation.parent / path
    other.write_text(
        other.read_text(encoding="utf-8").replace("claimed: met", "claimed: splendid", 1), encoding="utf-8"
    )
    (nation.parent / ".git").mkdir()
    assert f'"{path}"' in run("validate", "--format", form, cwd=nation).stdout


def test_text_of_an_editor_counts_in_a_workspace_that_lists_others(run: Run, nation: Path) -> None:
    settings = (nation / "prevent-assure.yaml").read_text(encoding="utf-8")
    words = ("validate", "--format", "json", "--stdin-filename", "prevent-assure.yaml", "-")
    asked = run(
        *words, stdin=settings.replace("2024-25: {", "2024-25: {extensions: {nobody: 2025-04-14}, "), cwd=nation
    )
    assert [each["code"] for each in json.loads(asked.stdout)["diagnostics"]] == ["unknown-authority"]


def test_scores_are_those_of_each_alone(run: Run, nation: Path) -> None:
    here = json.loads(run("score", "--format", "json", cwd=nation).stdout)["assessments"]
    alone = [
        json.loads(run("score", "--format", "json", cwd=nation.parent / "councils" / name).stdout)["assessments"]
        for name in ("exampleton", "herefordshire")
    ]
    assert here == [each for one in alone for each in one]


def test_letters_are_written_here_and_are_those_of_each_alone(run: Run, nation: Path) -> None:
    done = run("letter", "--all", cwd=nation)
    assert (done.code, done.stderr) == (0, "2 of 2 letters are done\n")
    made = (nation / "letters" / "2024-25" / "herefordshire.html").read_text(encoding="utf-8")
    assert made == (HEREFORDSHIRE / "letters" / "2024-25" / "herefordshire.html").read_text(encoding="utf-8")
    assert not (nation.parent / "councils" / "exampleton" / "letters").exists()


def test_error_in_another_workspace_is_named_by_its_way_from_here(run: Run, nation: Path) -> None:
    review = nation.parent / "councils" / "exampleton" / "reviews" / "2024-25" / "exampleton.yaml"
    review.write_text("a: [", encoding="utf-8")
    for command in (["score"], ["letter", "--all"], ["validate"]):
        done = run(*command, cwd=nation)
        assert done.code == 1
        assert "../councils/exampleton/reviews/2024-25/exampleton.yaml:1:4: error[yaml-syntax]" in (
            done.stdout + done.stderr
        )


def test_settings_here_may_weigh_again(run: Run, nation: Path) -> None:
    other = nation.parent / "councils" / "exampleton" / "assessments" / "2024-25" / "exampleton.yaml"
    shutil.copyfile(BASE.parent / "bad" / "assessment" / "not-applicable-unexpected.yaml", other)
    reseal(nation.parent / "councils" / "exampleton")
    assert run("validate", cwd=nation).code == 0
    with (nation / "prevent-assure.yaml").open("a", encoding="utf-8") as settings:
        settings.write("findings: {not-applicable-unexpected: error}\n")
    assert run("validate", cwd=nation).code == 1


def test_authority_in_two_workspaces_is_said(run: Run, nation: Path) -> None:
    shutil.copytree(HEREFORDSHIRE, nation.parent / "councils" / "twin")
    found = json.loads(run("validate", "--format", "json", cwd=nation).stdout)["diagnostics"]
    assert [(each["code"], each["path"]) for each in found if each["severity"] == "error"] == [
        ("authority-twice", "../councils/twin/assessments/2023-24/herefordshire.yaml")
    ]
    assert len(json.loads(run("score", "--format", "json", cwd=nation).stdout)["assessments"]) == 2


def test_entry_that_leads_nowhere_is_said_by_line(run: Run, nation: Path) -> None:
    path = nation / "prevent-assure.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[../councils/*]", "[../councils/*, ../gone]"))
    done = run("validate", cwd=nation)
    assert (done.code, "prevent-assure.yaml:5:29: error[unknown-workspace]" in done.stdout) == (1, True)


def test_what_others_list_themselves_is_not_read(run: Run, nation: Path) -> None:
    above = nation.parent / "above"
    above.mkdir()
    text = (nation / "prevent-assure.yaml").read_text(encoding="utf-8")
    (above / "prevent-assure.yaml").write_text(text.replace("../councils/*", "../nation"), encoding="utf-8")
    assert run("score", cwd=above).stderr == "no authority has a self-assessment for 2024-25 yet\n"


def test_commands_that_change_files_leave_the_others_alone(run: Run, nation: Path) -> None:
    done = run("submit", "--authority", "exampleton", cwd=nation)
    assert (done.code, "there is no authority" in done.stderr) == (2, True)


def _repositories(nation: Path) -> dict[str, History]:
    """Each workspace in a repository of its own, on a branch."""
    made = {}
    for root in (nation, *sorted((nation.parent / "councils").iterdir())):
        made[root.name] = History(root)
        made[root.name].commit()
        made[root.name].branch("change")
    return made


def test_changes_are_shown_of_each_by_its_own_history(run: Run, nation: Path) -> None:
    council = _repositories(nation)["herefordshire"]
    council.write(ASSESSMENT, council.read(ASSESSMENT).replace("answer: met", "answer: partly_met", 1))
    alone = json.loads(run("diff", "--format", "json", cwd=council.top).stdout)
    here = json.loads(run("diff", "--format", "json", cwd=nation).stdout)
    assert here["assessments"] == alone["assessments"] != []
    assert json.loads(run("diff", "-a", "exampleton", "--format", "json", cwd=nation).stdout)["assessments"] == []


def test_changed_files_of_another_are_named_by_the_way_to_them(run: Run, nation: Path) -> None:
    council = _repositories(nation)["exampleton"]
    council.write(
        "authorities/exampleton.yaml", council.read("authorities/exampleton.yaml").replace("Town Hall", "Hall")
    )
    council.write("prevent-assure.yaml", f"# A comment.\n{council.read('prevent-assure.yaml')}")
    data = json.loads(run("diff", "--format", "json", cwd=nation).stdout)
    assert [each["path"] for each in data["files"]] == ["../councils/exampleton/authorities/exampleton.yaml"]
    assert data["reformatted"] == ["../councils/exampleton/prevent-assure.yaml"]


def test_workspace_whose_history_cannot_be_read_is_named(run: Run, nation: Path) -> None:
    for name in ("nation", "councils/herefordshire"):
        history = History(nation.parent / name)
        history.commit()
    done = run("diff", cwd=nation)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("prevent-assure: ../councils/exampleton: ")


def test_nobody_of_that_id_is_said_once_for_all(run: Run, nation: Path) -> None:
    _repositories(nation)
    done = run("diff", "-a", "herefordshyre", cwd=nation)
    assert (done.code, "did you mean `herefordshire`?" in done.stderr) == (2, True)

"""`prevent-assure validate` as its users run it."""

import json
from pathlib import Path

from command import Run

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"


def _spoil(workspace: Path, old: str, new: str) -> None:
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    assert old in text
    (workspace / ASSESSMENT).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_finding_has_place_code_and_hint_but_no_line_in_a_log(run: Run, workspace: Path) -> None:
    _spoil(workspace, "claimed: met", "claimed: Jane-Canary")
    asked = run("validate")
    assert asked.code == 1
    assert f"{ASSESSMENT}:" in asked.stdout
    assert "Canary" not in asked.stdout + asked.stderr


def test_named_file_is_held_against_its_workspace_and_the_rest_is_not_reported(run: Run, workspace: Path) -> None:
    _spoil(workspace, "        meets-quarterly:", "        meets-quartely:")
    alone = json.loads(run("validate", "--format", "json", ASSESSMENT).stdout)
    assert {each["code"] for each in alone["diagnostics"]} == {"unknown-criterion"}
    hint = next(each["hint"] for each in alone["diagnostics"] if each["code"] == "unknown-criterion")
    assert hint == "did you mean `meets-quarterly:`?"
    other = json.loads(run("validate", "--format", "json", "authorities/herefordshire.yaml").stdout)
    assert other["diagnostics"] == []
    assert other["summary"]["files"] == 1


def test_paths_are_relative_to_the_workspace_from_wherever_one_stands(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    _spoil(workspace, "claimed: met", "claimed: good")
    asked = run("validate", "--format", "json", workspace / ASSESSMENT, cwd=tmp_path)
    assert {each["path"] for each in json.loads(asked.stdout)["diagnostics"]} == {ASSESSMENT}


def test_file_outside_any_workspace_is_held_against_the_packaged_criteria(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    lonely = tmp_path / "lonely" / "mine.yaml"
    lonely.parent.mkdir()
    lonely.write_text(text.replace("        meets-quarterly:", "        meets-quartely:", 1), encoding="utf-8")
    asked = run("validate", "--format", "json", "mine.yaml", cwd=lonely.parent)
    assert asked.code == 1
    found = json.loads(asked.stdout)["diagnostics"]
    assert "unknown-criterion" in {each["code"] for each in found}
    assert {each["path"] for each in found} == {"mine.yaml"}


def test_standard_input(run: Run, workspace: Path) -> None:
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    good = run("validate", "-", stdin=text)
    assert (good.code, good.stdout) == (0, "1 file: nothing to mend\n")
    bad = run("validate", "--format", "json", "-", stdin=text + "format: twice\n")
    assert bad.code == 1
    (found,) = json.loads(bad.stdout)["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == ("yaml-duplicate-key", "-", len(text.splitlines()) + 1)


def test_missing_file_is_a_finding(run: Run) -> None:
    asked = run("validate", "--format", "json", "assessments/2024-25/nobody.yaml")
    assert asked.code == 1
    (found,) = json.loads(asked.stdout)["diagnostics"]
    assert (found["code"], found["line"]) == ("file-missing", None)


def test_every_fault_of_a_file_is_reported_in_one_run(run: Run, workspace: Path) -> None:
    _spoil(workspace, "claimed: met", "claimed: good")
    _spoil(workspace, "        meets-quarterly:", "        meets-quartely:")
    _spoil(workspace, "by: prevent-lead", "by: nobody-here")
    codes = [each["code"] for each in json.loads(run("validate", "--format", "json").stdout)["diagnostics"]]
    assert {"unknown-outcome", "unknown-criterion", "unknown-person"} <= set(codes)


def test_pointer_at_the_root_of_a_repository_leads_to_the_workspace(run: Run, workspace: Path) -> None:
    (workspace.parent / "prevent-assure.yaml").write_text(
        f"format: prevent-assure/pointer/1\nworkspace: {workspace.name}\n", encoding="utf-8"
    )
    asked = run("validate", cwd=workspace.parent)
    assert (asked.code, asked.stderr) == (0, "")


def test_misspelt_command_and_option_get_hints(run: Run) -> None:
    asked = run("valdate")
    assert asked.code == 2
    assert "did you mean `validate`?" in asked.stderr
    option = run("validate", "--formt", "json")
    assert option.code == 2
    assert "--format" in option.stderr


def test_colour_is_never_sent_to_a_pipe(run: Run, workspace: Path) -> None:
    _spoil(workspace, "claimed: met", "claimed: good")
    assert "\x1b" not in run("validate").stdout
    assert "\x1b" not in run("score").stdout

"""`prevent-assure criteria` as its users run it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from command import Run

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"


def test_editions_are_listed_in_a_workspace_and_outside_any(run: Run, tmp_path: Path) -> None:
    listed = json.loads(run("criteria", "list", "--format", "json").stdout)["editions"]
    assert {each["edition"]: each["follows"] for each in listed} == {
        "local-authority/2023-24": None,
        "local-authority/2024-25": None,
        "local-authority/2025-26": "local-authority/2024-25",
    }
    assert "local-authority/2024-25: " in run("criteria", "list", cwd=tmp_path).stdout


def test_edition_is_shown_with_every_criterion(run: Run, tmp_path: Path) -> None:
    ran = run("criteria", "show", cwd=tmp_path)
    assert ran.code == 0
    shown = " ".join(ran.stdout.split())
    assert "meets-quarterly: A multi-agency partnership group is in place and meets quarterly." in shown
    data = json.loads(run("criteria", "show", "2025-26", "--format", "json").stdout)
    assert (data["edition"], data["criteria"]["edition"]) == ("local-authority/2025-26", "2025-26")
    assert run("criteria", "show", "--format", "md").stdout.startswith("## `local-authority/2024-25`\n")


def test_draft_shows_each_kind_of_change(run: Run) -> None:
    text = run("criteria", "diff", "2024-25", "2025-26").stdout
    for heading in ("Reworded:", "Moved:", "Split:", "Merged:", "Retired:", "New:"):
        assert f"\n{heading}\n" in text
    data = json.loads(run("criteria", "diff", "2024-25", "local-authority/2025-26", "--format", "json").stdout)
    assert (data["from"], data["to"]) == ("local-authority/2024-25", "local-authority/2025-26")
    changed = [each for each in data["changes"] if each["kind"] != "unchanged"]
    assert all(each["said"] for each in changed if each["kind"] != "new")
    assert {each["criterion"] for one in changed if one["kind"] == "split" for each in one["after"]} == {
        "works-with-authorities",
        "works-with-communities",
    }


def test_migrate_says_what_it_did_and_leaves_a_valid_draft(run: Run, workspace: Path) -> None:
    (workspace / "reviews/2024-25/herefordshire.yaml").unlink()
    ran = run("criteria", "migrate", "-a", "herefordshire", "--to", "2025-26")
    assert ran.code == 0
    assert "carried from local-authority/2024-25 to local-authority/2025-26" in ran.stdout
    assert "kept as a comment: communications/new-materials (retired)" in ran.stdout
    assert "to be answered: risk-assessment/risk-owners" in ran.stdout
    assert "a draft again" in ran.stdout
    assert run("validate").code == 0
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    assert "# new-materials: not_met\n" in text


def test_what_if_names_whose_outcome_would_move(run: Run, workspace: Path) -> None:
    before = (workspace / ASSESSMENT).read_bytes()
    ran = run("criteria", "what-if", "2025-26", "--format", "json")
    assert (ran.code, ran.stderr) == (0, "")
    data = json.loads(ran.stdout)
    assert data["moved"] == ["herefordshire"]
    training = next(each for each in data["benchmarks"] if each["benchmark"] == "training")
    assert (training["before"], training["after"], training["move"]) == (["met"], ["not_met", "met"], "moves")
    rows = list(csv.DictReader(StringIO(run("criteria", "what-if", "2025-26", "--format", "csv").stdout)))
    assert len(rows) == 7
    assert "would move, at 1 of 1 authorities" in " ".join(run("criteria", "what-if", "2025-26").stdout.split())
    assert run("criteria", "what-if", "2025-26", "--format", "md").stdout.startswith("| Authority |")
    assert (workspace / ASSESSMENT).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["diff", "2024-25", "2031-32"], "no such edition"),
        (["show", "../../x"], "no such edition"),
        (["migrate", "-a", "herefordshire", "--to", "2031-32"], "no edition 2031-32"),
        (["migrate", "-a", "nobody", "--to", "2025-26"], "no authority"),
        (["what-if", "../x"], "no edition"),
    ],
)
def test_what_is_not_there_is_said(run: Run, words: list[str], said: str) -> None:
    ran = run("criteria", *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_file_that_cannot_be_read_is_not_carried(run: Run, workspace: Path) -> None:
    (workspace / ASSESSMENT).write_text("format: [", encoding="utf-8")
    ran = run("criteria", "migrate", "-a", "herefordshire", "--to", "2025-26")
    assert (ran.code, ran.stdout) == (1, "")
    assert "yaml-syntax" in ran.stderr


def test_misspelt_command_of_the_group_is_said(run: Run) -> None:
    ran = run("criteria", "dif")
    assert ran.code == 2
    assert "Traceback" not in ran.stderr

"""`prevent-assure explain` as its users run it."""

import json
import re
import shutil
from pathlib import Path

import pytest

from command import Run

OWN = "criteria/local-authority/2024-25.yaml"
ROOT = Path(__file__).resolve().parents[2]


def test_each_code_is_listed_and_can_be_explained_anywhere(run: Run, tmp_path: Path) -> None:
    listed = run("explain", cwd=tmp_path)
    assert (listed.code, listed.stderr) == (0, "")
    every = json.loads(run("explain", "--format", "json", cwd=tmp_path).stdout)["findings"]
    assert len(every) > 60
    assert [line.split()[0] for line in listed.stdout.splitlines() if not line.startswith(" ")] == [
        each["code"] for each in every
    ]


def test_finding_is_explained_with_a_wrong_and_a_right_file(run: Run) -> None:
    asked = run("explain", "unknown-criterion")
    assert asked.code == 0
    assert asked.stdout.index("Wrong:") < asked.stdout.index("meets-quartely") < asked.stdout.index("Right:")
    (one,) = json.loads(run("explain", "unknown-criterion", "--format", "json").stdout)["findings"]
    assert (one["code"], one["severity"], one["of_form"]) == ("unknown-criterion", "error", False)
    assert run("explain", "unknown-criterion", "--format", "md").stdout.startswith("## `unknown-criterion`\n")


def test_no_link_leads_out_of_an_explanation(run: Run) -> None:
    text = re.sub(r"```.*?```", "", run("explain", "--format", "md").stdout, flags=re.DOTALL)
    assert "](" not in text


def test_criterion_is_explained_with_what_it_decides(run: Run) -> None:
    asked = run("explain", "--criterion", "partnership-group/meets-quarterly")
    assert asked.code == 0
    for part in (
        "meets quarterly",
        "Exception: Twice a year",
        "Met, a demand",
        "section 1",
        "Exceeding, by rule 2",
        "Met, by rule 3",
    ):
        assert part in asked.stdout
    data = json.loads(run("explain", "--criterion", "partnership-group/single-agency", "--format", "json").stdout)
    assert data["level"]["kind"] == "warning_sign"
    assert [(each["rule"], each["outcomes"], each["kinds"]) for each in data["decides"]] == [(1, ["not_met"], ["any"])]


def test_criterion_is_that_of_the_workspaces_own_edition(run: Run, workspace: Path, tmp_path: Path) -> None:
    text = json.loads(run("explain", "--criterion", "partnership-group/meets-quarterly", "--format", "json").stdout)[
        "text"
    ]
    (workspace / OWN).parent.mkdir(parents=True, exist_ok=True)
    package = run("explain", "--criterion", "partnership-group/meets-quarterly", "--format", "json", cwd=tmp_path)
    assert json.loads(package.stdout)["text"] == text
    shutil.copyfile(ROOT / OWN, workspace / OWN)
    own = (workspace / OWN).read_text(encoding="utf-8").replace("meets quarterly.", "<b>convenes</b> *at* will.")
    (workspace / OWN).write_text(own, encoding="utf-8")
    assert "<b>convenes</b> at will." in run("explain", "--criterion", "partnership-group/meets-quarterly").stdout
    md = run("explain", "--criterion", "partnership-group/meets-quarterly", "--format", "md").stdout
    assert "\\<b>convenes\\</b>" in md


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("explain", "unknown-criterio"), "did you mean `unknown-criterion`?"),
        (("explain", "--criterion", "meets-quarterly"), "did you mean `partnership-group/meets-quarterly`?"),
        (
            ("explain", "--criterion", "partnership-group/meet-quarterly"),
            "did you mean `partnership-group/meets-quarterly`?",
        ),
        (
            ("explain", "--criterion", "training/x", "--criteria", "local-authority/2024-255"),
            "did you mean `local-authority/2024-25`?",
        ),
    ],
)
def test_what_is_not_there_gets_a_hint(words: tuple[str, ...], hint: str, run: Run) -> None:
    asked = run(*words)
    assert (asked.code, asked.stdout) == (2, "")
    assert hint in asked.stderr


def test_own_edition_with_errors_is_reported(run: Run, workspace: Path) -> None:
    (workspace / OWN).parent.mkdir(parents=True, exist_ok=True)
    (workspace / OWN).write_text("format: prevent-assure/criteria/1\n", encoding="utf-8")
    asked = run("explain", "--criterion", "partnership-group/meets-quarterly")
    assert (asked.code, asked.stdout) == (1, "")
    assert f"{OWN}:1:1: error[missing-key]" in asked.stderr

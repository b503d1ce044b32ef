"""`prevent-assure recommendations` as a process."""

import csv
import io
import json
from pathlib import Path

from command import Run

SETTINGS = "prevent-assure.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"


def _change(workspace: Path, path: str, old: str, new: str) -> None:
    text = (workspace / path).read_text(encoding="utf-8")
    assert old in text
    (workspace / path).write_text(text.replace(old, new), encoding="utf-8")


def _csv(run: Run, *words: str) -> list[dict[str, str]]:
    ran = run("recommendations", "--format", "csv", *words)
    assert (ran.code, ran.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(ran.stdout)))


def test_progress_until_now_with_the_advisers_view_first(run: Run) -> None:
    found = {f"{each['cycle']}/{each['recommendation']}": each for each in _csv(run)}
    assert len(found) == 8
    governance = found["2023-24/governance"]
    assert governance["progress"] == "good_progress"
    assert governance["progress_by"] == "adviser"
    assert governance["open"] == "true"
    assert (governance["owner"], governance["due"]) == ("Chair of the Prevent Board", "2024-12-31")
    assert found["2023-24/training"]["open"] == "false"
    assert found["2024-25/schools"]["benchmarks"] == "partnership-group|training"
    assert found["2024-25/schools"]["benchmark_numbers"] == "1|6"


def test_open_ones_and_those_of_a_cycle(run: Run) -> None:
    assert [each["recommendation"] for each in _csv(run, "--open", "--cycle", "2023-24")] == [
        "governance",
        "referral-data",
    ]
    assert len(_csv(run, "--cycle", "2024-25")) == 4


def test_formulas_stay_text_in_csv(run: Run, workspace: Path) -> None:
    _change(
        workspace, REVIEW, "owner: Prevent Lead\n      due: 2026-03-31", "owner: =HYPERLINK(1)\n      due: 2026-03-31"
    )
    _change(workspace, REVIEW, "The partnership may wish to concentrate", "@SUM(1) may concentrate")
    (found,) = (each for each in _csv(run) if each["recommendation"] == "communications")
    assert found["owner"].startswith("'=")
    assert found["text"].startswith("'@")


def test_shared_recommendation_reaches_letters_and_follow_up(run: Run, workspace: Path) -> None:
    _change(
        workspace,
        SETTINGS,
        "    self_assessment_due: 2024-03-29",
        "    recommendations: [{id: review, text: Each council may wish to read the review., benchmarks: [training]}]\n"
        "    self_assessment_due: 2024-03-29",
    )
    letter = run("letter", "-a", "herefordshire", "--cycle", "2023-24", "--format", "md", "-o", "-")
    assert "Each council may wish to read the review." in letter.stdout
    missing = run("validate", "assessments/2024-25/herefordshire.yaml")
    assert "follow-up-missing" in missing.stdout
    assert "2023-24/review" in missing.stdout
    (found,) = (each for each in _csv(run) if each["recommendation"] == "review")
    assert (found["shared"], found["open"], found["benchmarks"]) == ("true", "true", "training")


def test_json_is_one_object_and_markdown_a_table(run: Run) -> None:
    data = json.loads(run("recommendations", "--format", "json").stdout)
    assert data["format"] == "prevent-assure/recommendations/1"
    governance = data["recommendations"][0]
    assert [each["by"] for each in governance["follow_up"]] == ["authority", "adviser"]
    assert governance["text"].startswith("The partnership may wish to renew")
    lines = run("recommendations", "--format", "md").stdout.splitlines()
    assert lines[0] == "## Herefordshire Council"
    assert len([line for line in lines if line.startswith("| 202")]) == 8


def test_people_see_each_with_owner_and_date(run: Run) -> None:
    shown = run("recommendations", "--open").stdout
    assert "2023-24/governance  good progress (2024/25, the adviser)" in shown
    assert "benchmark 1 · Chair of the Prevent Board · due 2024-12-31" in shown
    assert "2023-24/plan" not in shown


def test_unknown_cycle_or_authority_cannot_be_run(run: Run) -> None:
    assert run("recommendations", "--cycle", "2019-20").code == 2
    assert run("recommendations", "-a", "hereford").code == 2


def test_file_that_cannot_be_read_is_said_and_the_others_are_listed(run: Run, workspace: Path) -> None:
    (workspace / REVIEW).write_text("format: [", encoding="utf-8")
    ran = run("recommendations", "--format", "csv")
    assert ran.code == 1
    assert "2023-24" in ran.stdout
    assert REVIEW in ran.stderr

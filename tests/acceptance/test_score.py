"""`prevent-assure score` as its users run it."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

from command import Run

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"


def test_json_is_the_published_form(run: Run) -> None:
    answer = json.loads(run("score", "--format", "json").stdout)
    assert answer["format"] == "prevent-assure/scores/1"
    (assessment,) = answer["assessments"]
    assert (assessment["authority"], assessment["cycle"]) == ("herefordshire", "2024-25")
    assert assessment["criteria"] == "local-authority/2024-25"
    assert assessment["criteria_digest"].startswith("sha256:")
    assert assessment["status"] == "cleared"
    assert assessment["counts"] == {"agreed": {"not_met": 0, "met": 6, "exceeding": 1}}
    first, *_ = assessment["benchmarks"]
    assert first["id"] == "partnership-group"
    assert (first["claimed"], first["possible"], first["basis"]) == ("met", ["not_met", "met"], "judgement")
    assert (first["agreed"], first["override"]) == ("met", False)
    assert first["because"][0] == {
        "outcome": "not_met",
        "rule": 4,
        "rules_from": "edition",
        "criteria": ["all-authorities-represented"],
    }
    assert first["to_reach"] == {
        "outcome": "met",
        "changes": [{"criterion": "all-authorities-represented", "to": "met"}],
    }
    assert assessment["benchmarks"][4] == {
        "id": "channel-panel",
        "number": 5,
        "title": "Channel panel",
        "scored": False,
    }


def test_agreed_outcomes_of_the_example_are_those_of_the_letter(run: Run) -> None:
    rows = list(csv.DictReader(StringIO(run("score", "--format", "csv").stdout)))
    agreed = {row["number"]: row["agreed"] for row in rows}
    assert agreed == {"1": "met", "2": "met", "3": "met", "4": "exceeding", "5": "", "6": "met", "7": "met", "8": "met"}
    assert {row["basis"] for row in rows if row["number"] != "1"} == {"decided", ""}


def test_half_answered_benchmark_is_incomplete_and_never_not_met(run: Run, workspace: Path) -> None:
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    head, _, _ = text.partition("benchmarks:")
    draft = head.replace("submitted: {by: prevent-lead, on: 2025-03-14}\n", "")
    (workspace / ASSESSMENT).write_text(
        f"{draft}benchmarks:\n  training: {{answers: {{met: {{training-plan: met}}}}}}\n", encoding="utf-8"
    )
    (workspace / "reviews/2024-25/herefordshire.yaml").unlink()
    answer = json.loads(run("score", "--format", "json").stdout)
    bases = {each["id"]: each.get("basis") for each in answer["assessments"][0]["benchmarks"]}
    assert bases["training"] == "incomplete"
    assert {basis for basis in bases.values() if basis is not None} == {"incomplete"}


def test_explain_says_in_sentences_what_would_have_to_be_true(run: Run) -> None:
    asked = run("score", "--explain")
    flat = " ".join(asked.stdout.split())
    assert "it would have to be true that all-authorities-represented is met" in flat
    assert asked.code == 0


def test_outcome_agreed_outside_the_rules_is_marked_in_each_form(run: Run, workspace: Path) -> None:
    review = workspace / "reviews/2024-25/herefordshire.yaml"
    text = review.read_text(encoding="utf-8")
    review.write_text(text.replace("agreed: exceeding", "agreed: met\n    reason: So it was agreed."), encoding="utf-8")
    assert "outside the rules" in " ".join(run("score").stdout.split())
    assert "agreed outside the rules" in run("score", "--format", "md").stdout
    assert [row["override"] for row in csv.DictReader(StringIO(run("score", "--format", "csv").stdout))].count(
        "true"
    ) == 1


def test_no_total_is_printed(run: Run) -> None:
    assert "no total" in " ".join(run("score").stdout.split())


def test_errors_go_to_standard_error_beside_the_scores(run: Run, workspace: Path) -> None:
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8")
    (workspace / ASSESSMENT).write_text(text.replace("claimed: met", "claimed: good", 1), encoding="utf-8")
    asked = run("score", "--format", "json")
    assert asked.code == 1
    assert "unknown-outcome" in asked.stderr
    assert json.loads(asked.stdout)["assessments"]


def test_cycle_that_is_not_in_the_settings_is_refused(run: Run) -> None:
    asked = run("score", "--cycle", "2025-26")
    assert (asked.code, asked.stdout) == (2, "")


def test_workspace_may_be_named_before_and_behind_the_command(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = run("-C", workspace, "score", cwd=tmp_path)
    behind = run("score", "-C", workspace, cwd=tmp_path)
    assert before == behind
    assert before.code == 0


def test_verbose_names_where_the_criteria_came_from(run: Run) -> None:
    assert "packaged criteria/local-authority/2024-25.yaml" in " ".join(run("score", "-v").stdout.split())
    assert "packaged" not in run("score", "-v", "--cycle", "2023-24").stdout


def test_views_of_the_adviser_give_outcomes_of_their_own_against_which_the_agreed_one_is_held(
    run: Run, workspace: Path
) -> None:
    review = workspace / "reviews/2024-25/herefordshire.yaml"
    text = review.read_text(encoding="utf-8")
    views = "\n    views:\n      all-authorities-represented: {answer: not_met, comment: The seat stays empty.}"
    review.write_text(text.replace("  partnership-group:", f"  partnership-group:{views}", 1), encoding="utf-8")
    ran = run("score", "--format", "json")
    first = json.loads(ran.stdout)["assessments"][0]["benchmarks"][0]
    assert (first["possible"], first["basis"]) == (["not_met", "met"], "judgement")
    rule = {"outcome": "not_met", "rule": 4, "rules_from": "edition", "criteria": ["all-authorities-represented"]}
    assert (first["possible_reviewed"], first["basis_reviewed"]) == (["not_met", "met"], "judgement")
    assert first["because_reviewed"][0] == rule
    assert first["override"] is False
    review.write_text(review.read_text(encoding="utf-8").replace("answer: not_met", "answer: met"), encoding="utf-8")
    text = run("score").stdout
    assert re.search(r"No\.\s+Benchmark\s+Claimed\s+The rules allow\s+With the adviser's views\s+Agreed", text)
    assert re.search(
        r"1\s+Multi-agency partnership group\s+Met\s+Not met or Met \(the adviser judges\)\s+Met\s+Met", text
    )
    assert re.search(r"2\s+Local risk assessment process\s+Met\s+Met\s+-\s+Met", text)
    explained = " ".join(run("score", "--explain").stdout.split())
    assert "By the authority's answers: Not met is possible by rule 4 of the edition" in explained
    assert "With the adviser's views: Met follows from rule 3 of the edition" in explained
    rows = csv.DictReader(StringIO(run("score", "--format", "csv").stdout))
    assert [(row["possible_reviewed"], row["basis_reviewed"]) for row in rows][:2] == [("met", "decided"), ("", "")]

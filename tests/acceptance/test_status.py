"""`prevent-assure status` as a process: who is where, who is late, and reminders."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from command import Run
from sealing import take_out

SETTINGS = "prevent-assure.yaml"
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
SUBMITTED = "submitted: {by: prevent-lead, on: 2025-03-14}\n"


def _change(workspace: Path, path: str, old: str, new: str) -> None:
    text = (workspace / path).read_text(encoding="utf-8")
    assert old in text
    (workspace / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def draft(workspace: Path) -> Path:
    """The example while its self-assessment is a draft that lacks the last benchmark and the follow-up."""
    (workspace / REVIEW).unlink()
    text = (workspace / ASSESSMENT).read_text(encoding="utf-8").replace(SUBMITTED, "")
    (workspace / ASSESSMENT).write_text(text[: text.index("  communications:")], encoding="utf-8")
    settings = (workspace / SETTINGS).read_text(encoding="utf-8")
    (workspace / SETTINGS).write_text(settings[: settings.index("accepted:")], encoding="utf-8")
    return workspace


def _one(run: Run, *words: str) -> dict[str, object]:
    ran = run("status", "--format", "json", *words)
    assert (ran.code, ran.stderr) == (0, "")
    data = json.loads(ran.stdout)
    assert data["format"] == "prevent-assure/status/1"
    (found,) = data["authorities"]
    return dict(found)


@pytest.mark.parametrize(
    ("on", "days", "late"), [("2025-03-30", 1, False), ("2025-03-31", 0, False), ("2025-04-01", -1, True)]
)
@pytest.mark.usefixtures("draft")
def test_days_to_and_past_the_due_date(run: Run, on: str, days: int, late: bool) -> None:
    found = _one(run, "--on", on)
    assert (found["days_left"], found["late"], found["due"]) == (days, late, "2025-03-31")


def test_extension_of_one_authority(run: Run, draft: Path) -> None:
    extended = "    self_assessment_due: 2025-03-31\n    extensions: {herefordshire: 2025-04-14}\n"
    _change(draft, SETTINGS, "    self_assessment_due: 2025-03-31\n", extended)
    found = _one(run, "--on", "2025-04-01")
    assert (found["due"], found["extended"], found["days_left"], found["late"]) == ("2025-04-14", True, 13, False)


@pytest.mark.usefixtures("draft")
def test_draft_needs_answers_claims_summaries_and_follow_ups(run: Run) -> None:
    found = _one(run, "--on", "2025-03-01")
    assert found["status"] == "draft"
    assert found["needs"] == [
        "17 of 83 criteria have no answer.",
        "1 benchmark has no claimed outcome.",
        "1 benchmark has no summary.",
        "4 recommendations have no follow-up.",
        "It is not submitted.",
    ]


def test_each_status_says_what_comes_next(run: Run, workspace: Path) -> None:
    assert _one(run, "--on", "2025-06-01")["needs"] == ["The letter is not issued."]
    take_out(workspace / REVIEW, "cleared")
    assert _one(run, "--on", "2025-06-01")["needs"] == ["The letter is not cleared."]
    take_out(workspace / REVIEW, "agreed")
    assert _one(run, "--on", "2025-06-01")["needs"] == ["The adviser has not agreed the review."]
    (workspace / REVIEW).unlink()
    found = _one(run, "--on", "2025-06-01")
    assert (found["status"], found["needs"], found["late"]) == ("submitted", ["The review has not begun."], False)
    (workspace / ASSESSMENT).unlink()
    found = _one(run, "--on", "2025-06-01")
    assert (found["begun"], found["needs"], found["late"]) == (False, ["There is no self-assessment yet."], True)


def test_errors_are_counted_among_the_needs(run: Run, workspace: Path) -> None:
    _change(workspace, REVIEW, "    agreed: exceeding\n", "    agreed: not_met\n")
    needs = _one(run, "--on", "2025-06-01")["needs"]
    assert isinstance(needs, list)
    assert needs[-1].startswith("The files have ")


@pytest.mark.usefixtures("draft")
def test_adviser_of_last_cycle_counts_until_there_is_a_review(run: Run) -> None:
    assert _one(run, "--adviser", "prevent-adviser")["adviser"] == "prevent-adviser"
    none = run("status", "--adviser", "head-of-delivery", "--format", "json")
    assert json.loads(none.stdout)["authorities"] == []
    wrong = run("status", "--adviser", "prevent-advisor")
    assert wrong.code == 2
    assert "did you mean `prevent-adviser`?" in wrong.stderr


@pytest.mark.usefixtures("draft")
def test_reminder_to_each_late_authority(run: Run) -> None:
    ran = run("status", "--chase", "--on", "2025-04-02", "--adviser", "prevent-adviser")
    assert ran.code == 0
    assert ran.stdout.startswith("To: Katherine Oyelaran, Prevent Lead\n")
    assert "was due on 31 March 2025.\nThat was 2 days ago" in ran.stdout
    assert "- 17 of 83 criteria have no answer.\n" in ran.stdout
    assert ran.stdout.endswith("Jonah Sattar\nPrevent Adviser\n")
    assert "- It is not submitted." not in ran.stdout


def test_nobody_is_chased_in_time_or_once_it_is_in(run: Run) -> None:
    ran = run("status", "--chase", "--on", "2025-06-01")
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "nobody is late on 2025-06-01\n")


def test_returned_self_assessment_is_late_again(run: Run, workspace: Path) -> None:
    adviser = "adviser: prevent-adviser\n"
    _change(workspace, REVIEW, adviser, f"{adviser}returned: {{on: 2025-03-20, reason: More.}}\n")
    assert "It was returned with comments" in run("status", "--chase", "--on", "2025-04-02").stdout


def test_own_template_takes_the_packaged_ones_place_and_names_do_nothing(run: Run, draft: Path) -> None:
    (draft / "templates").mkdir()
    template = draft / "templates/reminder.txt.j2"
    template.write_text("{{ reminder.authority }} | {{ reminder.days }}\n", encoding="utf-8")
    _change(draft, "authorities/herefordshire.yaml", "name: Herefordshire Council", "name: '=1+1 {{ 7*7 }}'")
    assert run("status", "--chase", "--on", "2025-04-02").stdout == "=1+1 {{ 7*7 }} | 2\n"
    template.write_text("{{ reminder.nothing }}\n", encoding="utf-8")
    wrong = run("status", "--chase", "--on", "2025-04-02")
    assert wrong.code == 1
    assert "templates/reminder.txt.j2, line 1: " in wrong.stderr
    assert "no attribute 'nothing'" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_csv_is_a_line_each_and_safe(run: Run, draft: Path) -> None:
    _change(draft, "authorities/herefordshire.yaml", "name: Herefordshire Council", "name: '=1+1'")
    (found,) = csv.DictReader(io.StringIO(run("status", "--format", "csv", "--on", "2025-04-02").stdout))
    assert (found["name"], found["days_left"], found["late"]) == ("'=1+1", "-2", "true")


def test_covered_authority_is_where_the_covering_one_is(run: Run, workspace: Path) -> None:
    other, head = "authorities/malvern.yaml", "id: herefordshire\nname: Herefordshire Council"
    shutil.copyfile(workspace / "authorities/herefordshire.yaml", workspace / other)
    _change(workspace, other, head, "id: malvern\nname: Malvern")
    criteria = "criteria: local-authority/2024-25\n"
    _change(workspace, ASSESSMENT, criteria, f"{criteria}covers: [malvern]\n")
    data = json.loads(run("status", "--format", "json", "--on", "2025-06-01").stdout)
    found = {each["authority"]: each for each in data["authorities"]}
    assert found["malvern"]["covered_by"] == "herefordshire"
    assert found["malvern"]["status"] == found["herefordshire"]["status"] == "cleared"
    assert (data["counts"]["cleared"], data["counts"]["covered"]) == (1, 1)


@pytest.mark.parametrize("words", [("--on", "2025-3-1"), ("--on", "tomorrow"), ("--chase", "--format", "csv")])
def test_what_cannot_be_run(run: Run, words: tuple[str, ...]) -> None:
    assert run("status", *words).code == 2


def test_people_see_a_table_and_markdown_has_the_same(run: Run) -> None:
    for form in ("text", "md"):
        shown = run("status", "--on", "2025-06-01", "--format", form).stdout
        assert "Herefordshire Council" in shown
        assert "1 cleared." in shown

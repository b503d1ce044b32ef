"""`prevent-assure form` as it is used: a workbook goes out, is filled in as people do, and is read back."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from command import Run
from prevent_assure import source
from workbooks import HIDDEN, cells, change, fill

FORM = "forms/2024-25/herefordshire.xlsx"
OURS = "assessments/2024-25/herefordshire.yaml"
PLAN = "/benchmarks/training/answers/met/training-plan"
CLAIMED = "/benchmarks/training/claimed"


@pytest.fixture
def draft(workspace: Path) -> Path:
    """The example, whose self-assessment is a draft again, with its form beside it."""
    path = workspace / OURS
    text = path.read_text(encoding="utf-8").replace("submitted: {by: prevent-lead, on: 2025-03-14}\n", "")
    path.write_text(text, encoding="utf-8")
    (workspace / "reviews/2024-25/herefordshire.yaml").unlink()
    return workspace


@pytest.fixture
def form(run: Run, draft: Path) -> Path:
    """The form of the example."""
    ran = run("form", "write", "-a", "herefordshire", cwd=draft)
    assert (ran.code, ran.stdout, ran.stderr) == (0, f"wrote {FORM}\n", "")
    return draft / FORM


def _file(draft: Path) -> Any:
    return source.read((draft / OURS).read_bytes()).data


def _read(run: Run, draft: Path, *words: object) -> tuple[int, Any]:
    ran = run("form", "read", "--format", "json", *words, cwd=draft)
    assert ran.stderr == ""
    return ran.code, json.loads(ran.stdout)


@pytest.mark.usefixtures("form")
def test_a_form_that_nobody_filled_in_changes_nothing(run: Run, draft: Path) -> None:
    before = (draft / OURS).read_bytes()
    ran = run("form", "read", FORM, cwd=draft)
    said = "herefordshire: nothing has changed in the form since it was written\n"
    assert (ran.code, ran.stdout, ran.stderr) == (0, said, "")
    assert (draft / OURS).read_bytes() == before


def test_what_was_filled_in_is_in_the_file_and_no_other_line_changes(run: Run, draft: Path, form: Path) -> None:
    before = (draft / OURS).read_text(encoding="utf-8").split("\n")
    fill(
        form, {CLAIMED: "not met", f"{PLAN}/evidence": "A new plan:\nsee #3", "/follow_up/2023-24~1plan/comment": None}
    )
    assert run("form", "read", FORM, "--dry-run", cwd=draft).stdout == (
        f"herefordshire: would change 1 claimed outcome, 1 evidence and 1 comment in {OURS}\n"
    )
    assert (draft / OURS).read_text(encoding="utf-8").split("\n") == before
    ran = run("form", "read", FORM, cwd=draft)
    assert ran.code == 0, ran
    data = _file(draft)
    assert data["benchmarks"]["training"]["claimed"] == "not_met"
    assert data["benchmarks"]["training"]["answers"]["met"]["training-plan"]["evidence"] == "A new plan:\nsee #3"
    assert [one for one in data["follow_up"] if one["recommendation"] == "2023-24/plan"] == [
        {"recommendation": "2023-24/plan", "progress": "addressed"}
    ]
    after = (draft / OURS).read_text(encoding="utf-8").split("\n")
    assert [line for line in after if line not in before] == [
        "    claimed: not_met", "            A new plan:", "            see #3",
    ]  # fmt: skip
    assert run("form", "read", FORM, cwd=draft).stdout.startswith("herefordshire: nothing has changed")


def test_a_form_makes_the_file_where_there_is_none_yet(run: Run, draft: Path) -> None:
    (draft / OURS).unlink()
    assert run("form", "write", cwd=draft).code == 0
    fill(draft / FORM, {f"{PLAN}/answer": "Partly met", "/benchmarks/training/summary": "Our account."})
    code, told = _read(run, draft, FORM)
    assert (code, [one["route"] for one in told["changed"]]) == (0, [f"{PLAN}/answer", "/benchmarks/training/summary"])
    training = _file(draft)["benchmarks"]["training"]
    assert training["answers"]["met"]["training-plan"]["answer"] == "partly_met"
    assert training["summary"] == "Our account."
    assert run("validate", cwd=draft).code == 0


def test_where_form_and_file_have_both_changed_nothing_is_written_until_somebody_decides(
    run: Run, draft: Path, form: Path
) -> None:
    fill(form, {CLAIMED: "Exceeding", f"{PLAN}/answer": "Not met"})
    path = draft / OURS
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  training:\n    claimed: met", "  training:\n    claimed: not_met"), encoding="utf-8"
    )
    before = path.read_bytes()
    ran = run("form", "read", FORM, cwd=draft)
    assert ran.code == 1
    assert "6 Training programme!D4: error: this was changed here, and otherwise at assessments/2024-25/" in ran.stdout
    assert "--take form writes what the form says; --take file leaves the file as it is" in ran.stdout
    assert path.read_bytes() == before
    code, told = _read(run, draft, FORM)
    line = next(number for number, one in enumerate(before.decode().split("\n"), 1) if "claimed: not_met" in one)
    assert code == 1
    assert told["changed"] == []
    assert [(one["route"], one["sheet"], one["cell"], one["path"], one["line"]) for one in told["conflicts"]] == [
        (CLAIMED, "6 Training programme", "D4", OURS, line)
    ]
    assert run("form", "read", FORM, "--take", "file", cwd=draft).code == 0
    assert _file(draft)["benchmarks"]["training"]["claimed"] == "not_met"
    assert run("form", "read", FORM, "--take", "form", cwd=draft).code == 0
    assert _file(draft)["benchmarks"]["training"]["claimed"] == "exceeding"


def test_two_copies_are_read_together_and_contradict_each_other_aloud(run: Run, draft: Path, form: Path) -> None:
    one = fill(form, {f"{PLAN}/answer": "Not met"}, draft / "one.xlsx")
    two = fill(form, {CLAIMED: "Not met"}, draft / "two.xlsx")
    three = fill(form, {CLAIMED: "Exceeding"}, draft / "three.xlsx")
    before = (draft / OURS).read_bytes()
    ran = run("form", "read", one, two, three, "--take", "form", cwd=draft)
    assert ran.code == 1
    assert "the forms contradict each other here: " in ran.stdout
    assert (draft / OURS).read_bytes() == before
    assert run("form", "read", one, two, cwd=draft).code == 0
    training = _file(draft)["benchmarks"]["training"]
    assert (training["claimed"], training["answers"]["met"]["training-plan"]["answer"]) == ("not_met", "not_met")


def test_without_its_hidden_sheet_a_form_is_read_when_somebody_says_whose_it_is(
    run: Run, draft: Path, form: Path
) -> None:
    fill(form, {f"{PLAN}/answer": "Not met"})
    change(form, lambda book: book.remove(book[HIDDEN]), form)
    ran = run("form", "read", FORM, cwd=draft)
    assert ran.code == 1
    assert "this form no longer says whose it is" in ran.stdout
    code, told = _read(run, draft, FORM, "-a", "herefordshire")
    assert (code, [one["route"] for one in told["conflicts"]]) == (1, [f"{PLAN}/answer"])
    assert run("form", "read", FORM, "-a", "herefordshire", "--take", "form", cwd=draft).code == 0
    assert _file(draft)["benchmarks"]["training"]["answers"]["met"]["training-plan"]["answer"] == "not_met"


def test_a_mistake_is_told_at_its_cell_and_nothing_is_written(run: Run, draft: Path, form: Path) -> None:
    fill(form, {f"{PLAN}/answer": "partly meet", f"{PLAN}/evidence": "#REF!"})
    before = (draft / OURS).read_bytes()
    ran = run("form", "read", FORM, cwd=draft)
    assert (ran.code, ran.stderr) == (1, "")
    assert "!D6: error: this is not one of the answers that fit" in ran.stdout
    assert "!F6: error: a formula stands in the place of an answer" in ran.stdout
    assert (draft / OURS).read_bytes() == before


def fill_in(book: Workbook, route: str, value: str) -> None:
    """Put a value into one cell."""
    dict(cells(book))[route].value = value


def test_comments_and_remarks_are_told_and_read_over(run: Run, draft: Path, form: Path) -> None:
    def handled(book: Workbook) -> None:
        page = book["6 Training programme"]
        page["F6"].comment = Comment("Is that right?", "A colleague")
        page["F40"] = "See my e-mail of Monday"
        fill_in(book, CLAIMED, "Not met")

    change(form, handled, form)
    code, told = _read(run, draft, FORM)
    assert (code, [one["route"] for one in told["changed"]]) == (0, [CLAIMED])
    assert [(one["sheet"], one["cell"]) for one in told["comments"]] == [
        ("6 Training programme", "F6"), ("6 Training programme", "F40"),
    ]  # fmt: skip
    assert {one["code"] for one in told["diagnostics"]} == {"form-remark"}


def test_a_form_for_what_is_submitted_is_neither_written_nor_read(run: Run, draft: Path, form: Path) -> None:
    fill(form, {CLAIMED: "Not met"})
    text = (draft / OURS).read_text(encoding="utf-8")
    edition = "criteria: local-authority/2024-25\n"
    sealed = text.replace(edition, f"{edition}submitted: {{by: prevent-lead, on: 2025-03-14}}\n")
    (draft / OURS).write_text(sealed, encoding="utf-8")
    ran = run("form", "read", FORM, cwd=draft)
    assert (ran.code, "[form-closed]" in ran.stdout) == (1, True)
    ran = run("form", "write", "--overwrite", cwd=draft)
    assert (ran.code, "once it is returned" in ran.stderr) == (1, True)
    assert (draft / OURS).read_text(encoding="utf-8") == sealed


def test_a_confirmed_form_becomes_a_submission_that_says_so(run: Run, draft: Path, form: Path) -> None:
    fill(form, {"/submitted/by": "Prevent Lead", "/submitted/on": "14/03/2025", f"{PLAN}/evidence": "The plan."})
    ran = run("form", "read", FORM, "--received", "2025-03-15", cwd=draft)
    said = f"submit -a herefordshire --by prevent-lead --on 2025-03-14 --form {FORM} --received 2025-03-15\n"
    assert (ran.code, said in ran.stdout) == (0, True)
    ran = run(*said.split(), cwd=draft)
    assert (ran.code, ran.stderr) == (0, "")
    digest = hashlib.sha256(form.read_bytes()).hexdigest()
    assert _file(draft)["submitted"] == {
        "by": "prevent-lead", "on": "2025-03-14", "via": "form", "received": "2025-03-15", "form": f"sha256:{digest}",
    }  # fmt: skip
    assert "2025-03-14 by form" in run("status", "--format", "text", cwd=draft).stdout
    assert json.loads(run("status", "--format", "json", cwd=draft).stdout)["authorities"][0]["via"] == "form"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--form", FORM, "--via", "post"], "--form says that it came by form, and --via says otherwise"),
        (["--received", "2025-03-15"], "--received needs --form or --via"),
        (["--form", "none.xlsx"], "none.xlsx"),
        (["--via", "form", "--received", "15/03/2025"], "--received takes a date, as in 2025-05-19"),
    ],
)
@pytest.mark.usefixtures("form")
def test_a_submission_that_is_not_clear_is_refused(run: Run, draft: Path, words: list[str], said: str) -> None:
    before = (draft / OURS).read_bytes()
    ran = run("submit", *words, cwd=draft)
    assert (ran.code, said in ran.stderr) == (2, True)
    assert (draft / OURS).read_bytes() == before


def test_a_form_that_may_be_filled_in_is_not_written_over(run: Run, draft: Path, form: Path) -> None:
    fill(form, {CLAIMED: "Not met"})
    before = form.read_bytes()
    ran = run("form", "write", cwd=draft)
    assert (ran.code, "--overwrite writes over it" in ran.stderr) == (1, True)
    assert form.read_bytes() == before
    assert run("form", "write", "--overwrite", cwd=draft).code == 0
    assert form.read_bytes() != before


def test_all_forms_come_with_a_list_for_a_mail_merge(run: Run, draft: Path) -> None:
    assert run("form", "write", "--all", "-o", draft / "out", cwd=draft).code == 0
    listed = (draft / "out/forms.csv").read_text(encoding="utf-8-sig").splitlines()
    assert listed[0] == "authority,name,role,post,file,due"
    assert listed[1].startswith("herefordshire,Herefordshire Council,prevent-lead,Prevent Lead,")
    assert listed[1].endswith("herefordshire.xlsx,2025-03-31")
    assert run("submit", "--on", "2025-03-14", cwd=draft).code == 0
    ran = run("form", "write", "--all", "-o", draft / "again", cwd=draft)
    assert (ran.code, "once it is returned" in ran.stderr) == (0, True)
    assert (draft / "again/forms.csv").read_text(encoding="utf-8-sig").splitlines() == listed[:1]


def test_a_review_goes_out_and_comes_back_as_a_form(run: Run, workspace: Path) -> None:
    shutil.rmtree(workspace / "letters", ignore_errors=True)
    assert run("form", "write", "--for", "adviser", cwd=workspace).code == 0
    path = workspace / "forms/2024-25/herefordshire.review.xlsx"
    ours = workspace / "reviews/2024-25/herefordshire.yaml"
    before = ours.read_bytes()
    assert run("form", "read", path, cwd=workspace).code == 0
    assert ours.read_bytes() == before
    new = "/letter/recommendations/recommendation-1"
    fill(path, {
        "/benchmarks/training/comments": "A new comment.", "/letter/strengths/0/text": "A new strength.",
        f"{new}/text": "Do more.", f"{new}/benchmarks": "Training programme", f"{new}/owner": "Prevent Lead",
        f"{new}/due": "31/12/2025",
    })  # fmt: skip
    ran = run("form", "read", path, cwd=workspace)
    assert ran.code == 0, ran
    assert "this makes stale, to be signed anew: accepted, agreed, cleared\n" in ran.stdout
    review = source.read(ours.read_bytes()).data
    assert review["benchmarks"]["training"]["comments"] == "A new comment."
    first = review["letter"]["strengths"][0]
    assert (first["text"] if isinstance(first, dict) else first) == "A new strength."
    assert review["letter"]["recommendations"][-1] == {
        "id": "recommendation-1", "benchmarks": ["training"], "text": "Do more.", "owner": "Prevent Lead",
        "due": "2025-12-31",
    }  # fmt: skip


def test_views_of_criteria_come_back_in_their_long_form_and_go_when_their_cells_are_emptied(
    run: Run, workspace: Path
) -> None:
    shutil.rmtree(workspace / "letters", ignore_errors=True)
    path = workspace / "forms/2024-25/herefordshire.review.xlsx"
    ours = workspace / "reviews/2024-25/herefordshire.yaml"
    before = ours.read_bytes()
    assert run("form", "write", "--for", "adviser", cwd=workspace).code == 0
    views = "/benchmarks/training/views"
    fill(path, {f"{views}/training-plan/answer": "Partly met", f"{views}/publicity/comment": "Two of them:\nsee #3"})
    assert run("form", "read", path, cwd=workspace).code == 0
    training = source.read(ours.read_bytes()).data["benchmarks"]["training"]
    assert training["views"] == {
        "training-plan": {"answer": "partly_met"}, "publicity": {"comment": "Two of them:\nsee #3"},
    }  # fmt: skip
    found = json.loads(run("validate", "--format", "json", cwd=workspace).stdout)["diagnostics"]
    stale = {"agreement-stale", "clearance-stale", "acceptance-stale"}
    assert {one["code"] for one in found} == {*stale, "judgement-without-reason"}
    assert run("form", "write", "--for", "adviser", "--overwrite", cwd=workspace).code == 0
    shown = {str(cell.value) for row in openpyxl.load_workbook(path)["6 Training programme"] for cell in row}
    assert {"With your views the rules allow", "Partly met"} <= shown
    fill(path, {f"{views}/training-plan/answer": None, f"{views}/publicity/comment": None})
    assert run("form", "read", path, cwd=workspace).code == 0
    assert not source.read(ours.read_bytes()).data["benchmarks"]["training"].get("views")
    assert ours.read_bytes().startswith(before[:200])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_a_form_as_it_is(run: Run, draft: Path, form: Path) -> None:
    fill(form, {CLAIMED: "Not met", f"{PLAN}/evidence": "Two lines:\n- a “quoted” one"})
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{draft}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(draft / "saved"), str(form)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = openpyxl.load_workbook(draft / "saved/herefordshire.xlsx")
    assert saved[HIDDEN].sheet_state != "visible"
    assert saved["6 Training programme"].protection.sheet
    code, told = _read(run, draft, draft / "saved/herefordshire.xlsx")
    assert (code, [one["route"] for one in told["changed"]]) == (0, [CLAIMED, f"{PLAN}/evidence"])
    assert told["diagnostics"] == []

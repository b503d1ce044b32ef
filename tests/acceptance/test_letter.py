"""`prevent-assure letter` as its users run it."""

import os
import shutil
from pathlib import Path

import pytest

from command import COMMAND_LINE, Run, environment, process
from sealing import reseal, take_out

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "examples" / "herefordshire" / "letters"
REVIEW = "reviews/2024-25/herefordshire.yaml"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("cycle", ["2023-24", "2024-25"])
def test_letters_of_the_example_are_the_committed_ones_to_the_byte(run: Run, workspace: Path, cycle: str) -> None:
    shutil.rmtree(workspace / "letters")
    asked = run("letter", "-a", "herefordshire", "--cycle", cycle, "--format", "html", "--format", "md")
    assert (asked.code, asked.stderr) == (0, "")
    for suffix in ("html", "md"):
        name = f"{cycle}/herefordshire.{suffix}"
        assert (workspace / "letters" / name).read_bytes() == (GOLDEN / name).read_bytes()
        assert f"wrote letters/{name} (for signature)" in asked.stdout


def test_same_bytes_whatever_the_environment(run: Run) -> None:
    plain = run("letter", "-a", "herefordshire", "-o", "-").stdout
    other = run(
        "letter",
        "-a",
        "herefordshire",
        "-o",
        "-",
        env={"LC_ALL": "C", "TZ": "Asia/Tokyo", "COLUMNS": "40", "PYTHONHASHSEED": "7"},
    )
    assert other.stdout == plain


def test_review_that_is_not_agreed_gives_a_draft_that_says_what_is_missing(run: Run, workspace: Path) -> None:
    take_out(workspace / REVIEW, "agreed", "cleared")
    asked = run("letter", "-a", "herefordshire", "--format", "md", "-o", "-")
    assert asked.code == 0
    assert "**DRAFT**" in asked.stdout
    assert "The adviser has not agreed the review." in asked.stdout
    assert "FOR SIGNATURE" not in asked.stdout


def test_final_refuses_a_draft_and_leaves_the_letter_as_it_was(run: Run, workspace: Path) -> None:
    before = (workspace / "letters/2024-25/herefordshire.html").read_bytes()
    take_out(workspace / REVIEW, "agreed", "cleared")
    asked = run("letter", "-a", "herefordshire", "--final")
    assert (asked.code, asked.stdout) == (1, "")
    assert "still a draft" in asked.stderr
    assert (workspace / "letters/2024-25/herefordshire.html").read_bytes() == before


def test_final_writes_what_is_agreed(run: Run) -> None:
    assert run("letter", "-a", "herefordshire", "--final").code == 0


def test_error_in_the_files_makes_the_letter_a_draft_and_the_run_a_failure(run: Run, workspace: Path) -> None:
    _edit(workspace / REVIEW, "agreed: exceeding", "agreed: not_met")
    asked = run("letter", "-a", "herefordshire", "--format", "md", "-o", "-")
    assert asked.code == 1
    assert "agreed-outside-range" in asked.stderr
    assert "**DRAFT**" in asked.stdout


def test_outcome_agreed_outside_the_rules_is_shown_as_such_with_its_reason(run: Run, workspace: Path) -> None:
    _edit(workspace / REVIEW, "agreed: exceeding", "agreed: met\n    reason: The form is new this month.")
    reseal(workspace)
    asked = run("letter", "-a", "herefordshire", "--format", "md", "-o", "-")
    assert asked.code == 0
    benchmark = asked.stdout.split("### 4 Referral pathway")[1].split("### 5")[0]
    assert "agreed outside the rules" in benchmark.lower()
    assert "The form is new this month." in benchmark


def test_all_goes_on_past_a_council_whose_file_cannot_be_read(run: Run, workspace: Path) -> None:
    for folder in ("assessments/2024-25", "reviews/2024-25", "authorities"):
        text = (workspace / folder / "herefordshire.yaml").read_text(encoding="utf-8")
        for other in ("aardvark", "zebra"):
            (workspace / folder / f"{other}.yaml").write_text(
                text.replace("authority: herefordshire", f"authority: {other}").replace(
                    "id: herefordshire", f"id: {other}"
                )
            )
    (workspace / "reviews/2024-25/aardvark.yaml").write_text("format: [\n")
    asked = run("letter", "--all")
    assert asked.code == 1
    assert "aardvark: no letter" in asked.stderr
    assert not (workspace / "letters/2024-25/aardvark.html").exists()
    assert (workspace / "letters/2024-25/zebra.html").exists()
    assert "2 of 3 letters" in asked.stderr


def test_own_criteria_and_templates_take_the_place_of_the_packaged_ones_and_are_named(
    run: Run, workspace: Path
) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates/letter.md.j2").write_text("Only {{ letter.recipient.authority }}\n")
    asked = run("letter", "-a", "herefordshire", "--format", "md", "-o", "-", "-v")
    assert asked.stdout == "Only Herefordshire Council\n"
    assert "templates/letter.md.j2" in asked.stderr
    assert "packaged templates/letter.md.j2" not in asked.stderr


@pytest.mark.parametrize(
    ("template", "line"),
    [("{{ letter.nothing }}", 2), ("{% for %}", 2), ("{{ letter.__class__ }}", 2), ("{% include '../x' %}", 2)],
)
def test_template_that_cannot_be_used_is_named_with_its_line(
    run: Run, workspace: Path, template: str, line: int
) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates/letter.html.j2").write_text(f"First line\n{template}\n")
    before = (workspace / "letters/2024-25/herefordshire.html").read_bytes()
    asked = run("letter", "-a", "herefordshire")
    assert asked.code == 1
    assert "templates/letter.html.j2" in asked.stderr
    assert f"line {line}" in asked.stderr or "../x" in asked.stderr
    assert "Traceback" not in asked.stderr
    assert (workspace / "letters/2024-25/herefordshire.html").read_bytes() == before


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "con", "Herefordshire", "herefordshire/../x"])
def test_authority_that_is_no_id_is_refused(run: Run, name: str) -> None:
    asked = run("letter", "-a", name)
    assert asked.code == 2
    assert asked.stdout == ""


def test_misspelt_authority_gets_a_hint(run: Run) -> None:
    asked = run("letter", "-a", "herefordshir")
    assert asked.code == 2
    assert "did you mean `herefordshire`?" in asked.stderr


@pytest.mark.skipif(os.name == "nt", reason="folders are not made read-only so")
def test_target_that_cannot_be_written_is_said_so(run: Run, workspace: Path) -> None:
    target = workspace / "letters/2024-25/herefordshire.html"
    target.unlink()
    target.mkdir()
    asked = run("letter", "-a", "herefordshire")
    assert asked.code == 2
    assert "herefordshire.html" in asked.stderr
    assert "Traceback" not in asked.stderr


@pytest.mark.parametrize(
    "target",
    ["prevent-assure.yaml", "assessments/2024-25/herefordshire.yaml", "templates/letter.html.j2", "criteria/x.html"],
)
def test_letter_is_never_written_over_what_the_workspace_is_read_from(run: Run, workspace: Path, target: str) -> None:
    before = (workspace / target).read_bytes() if (workspace / target).exists() else None
    asked = run("letter", "-a", "herefordshire", "-o", target)
    assert (asked.code, asked.stdout) == (2, "")
    assert "read from" in asked.stderr
    assert ((workspace / target).read_bytes() if (workspace / target).exists() else None) == before


def test_output_is_written_where_it_was_asked_for_in_the_format_of_its_name(run: Run, workspace: Path) -> None:
    assert run("letter", "-a", "herefordshire", "-o", "sent.md").code == 0
    assert (workspace / "sent.md").read_bytes() == (GOLDEN / "2024-25/herefordshire.md").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command", [["score"], ["validate"], ["letter", "-a", "herefordshire", "-o", "-"], ["--version"]]
)
def test_full_disk_behind_the_output_is_a_message(workspace: Path, tmp_path: Path, command: list[str]) -> None:
    line = " ".join([*COMMAND_LINE, *command, ">/dev/full"])
    asked = process(["/bin/sh", "-c", line], workspace, environment(tmp_path))
    assert asked.code == 2
    assert asked.stderr.startswith("prevent-assure: the output cannot be written")
    assert "Traceback" not in asked.stderr

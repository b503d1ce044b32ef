"""Findings that someone stands by: accepted in one place with `at`, counted before a letter is cleared, never idle."""

import shutil
from pathlib import Path

import pytest

from prevent_assure.checking.validate import validate, validate_files
from prevent_assure.diagnostics import Severity
from prevent_assure.outcome_letter.task import letter
from prevent_assure.workspace.workspace import Workspace
from sealing import reseal, take_out

BASE = Path(__file__).parents[2] / "cases" / "base"
REVIEW = "reviews/2024-25/exampleton.yaml"
SETTINGS = "prevent-assure.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base workspace, with a placeholder in two of its texts."""
    made = Path(shutil.copytree(BASE, tmp_path / "base"))
    text = (made / REVIEW).read_text(encoding="utf-8").replace("All is well.", "All is well, TODO.")
    text = text.replace("text: Go on.", "text: Go on TBC.")
    (made / REVIEW).write_text(text, encoding="utf-8")
    return made


def _accept(root: Path, *entries: str) -> None:
    with (root / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write("accepted:\n" + "".join(f"  - {{{entry}, reason: Looked at.}}\n" for entry in entries))


def _found(root: Path) -> list[tuple[str, str]]:
    reseal(root)
    return [(each.code, each.at) for each in validate(Workspace.at(root)).diagnostics]


def test_one_place_is_accepted_and_no_other_of_the_file(root: Path) -> None:
    _accept(root, f"code: letter-placeholder, path: {REVIEW}, at: letter.summary")
    assert _found(root) == [
        ("cleared-with-warnings", "cleared"),
        ("letter-placeholder", "letter.recommendations.more.text"),
    ]


def test_a_place_takes_in_what_lies_below_and_nothing_that_begins_alike(root: Path) -> None:
    _accept(root, f"code: letter-placeholder, path: {REVIEW}, at: letter.recommendations.more")
    assert ("letter-placeholder", "letter.recommendations.more.text") not in _found(root)
    text = (root / REVIEW).read_text(encoding="utf-8").replace("id: more", "id: more-still")
    (root / REVIEW).write_text(text, encoding="utf-8")
    assert ("letter-placeholder", "letter.recommendations.more-still.text") in _found(root)


def test_letter_is_cleared_once_each_warning_is_accepted(root: Path) -> None:
    _accept(root, f"code: letter-placeholder, path: {REVIEW}")
    assert _found(root) == []
    made = letter(Workspace.at(root), authority="exampleton", cycle="2024-25", formats=["md"]).letter
    assert made is not None
    assert made.status == "cleared"


def test_letter_with_a_warning_left_is_a_draft(root: Path) -> None:
    made = letter(Workspace.at(root), authority="exampleton", cycle="2024-25", formats=["md"]).letter
    assert made is not None
    assert made.is_draft


@pytest.mark.parametrize("severity", ["suggestion", "warning", "error"])
def test_severities_of_the_settings_decide_what_keeps_a_letter_from_being_cleared(root: Path, severity: str) -> None:
    with (root / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(f"findings: {{letter-placeholder: {severity}}}\n")
    found = validate(Workspace.at(root)).diagnostics
    assert {each.severity for each in found if each.code == "letter-placeholder"} == {Severity(severity)}
    assert ("cleared-with-warnings" in {each.code for each in found}) == (severity == "warning")


def test_review_that_is_not_cleared_may_have_warnings(root: Path) -> None:
    take_out(root / REVIEW, "cleared")
    assert {code for code, _ in _found(root)} == {"letter-placeholder"}


def test_entry_that_accepts_nothing_is_found(root: Path) -> None:
    _accept(
        root,
        f"code: letter-placeholder, path: {REVIEW}",
        f"code: letter-placeholder, path: {REVIEW}, at: letter.strengths.1",
        "code: personal-data",
    )
    assert _found(root) == [("accepted-nothing", "accepted.2"), ("accepted-nothing", "accepted.3")]


def test_entry_is_not_called_idle_where_its_file_was_not_read(root: Path) -> None:
    _accept(root, f"code: personal-data, path: {REVIEW}", "code: personal-data")
    workspace = Workspace.at(root)
    some = [each for each in workspace.files() if str(each) != REVIEW]
    assert validate_files(workspace, some).diagnostics == ()


@pytest.mark.parametrize("broken", [REVIEW, "assessments/2024-25/exampleton.yaml", "criteria/tiny/2024-25.yaml"])
def test_entry_is_not_called_idle_where_what_it_accepts_cannot_be_looked_for(root: Path, broken: str) -> None:
    _accept(root, f"code: personal-data, path: {REVIEW}", "code: personal-data")
    path = root / broken
    path.write_text(f"%%\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert "accepted-nothing" not in {code for code, _ in _found(root)}


def test_letter_that_has_been_sent_is_not_uncleared(root: Path) -> None:
    (root / "letters/2024-25").mkdir(parents=True)
    (root / "letters/2024-25/exampleton.issue.yaml").touch()
    assert "cleared-with-warnings" not in {code for code, _ in _found(root)}

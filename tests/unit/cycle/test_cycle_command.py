"""`prevent-assure cycle`: a cycle begins, is listed and ends, and what is there stays as it is."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from issued import ASSESSMENT, REVIEW, ROOT, committed_workspace, correct, replace
from prevent_assure.app import app
from prevent_assure.changes.for_people import diff_md, diff_text
from prevent_assure.changes.for_programs import diff_json
from prevent_assure.changes.task import diff
from prevent_assure.checking.staged import validate_staged
from prevent_assure.checking.validate import validate, validate_files
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository

SETTINGS = "prevent-assure.yaml"
NEW = "assessments/2025-26/herefordshire.yaml"
CODES = {"changed-since-closing", "closing-unknown"}
CLOSE = ("cycle", "close", "2024-25", "--on", "2025-06-30")


def _run(root: Path, *words: str) -> Any:
    return CliRunner().invoke(app, ["-C", str(root), *words], env={"COLUMNS": "120"})


def _states(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "herefordshire"))


def _add(root: Path, authority: str, more: str = "") -> None:
    text = (root / "authorities" / "herefordshire.yaml").read_text(encoding="utf-8")
    text = text.replace("id: herefordshire", f"id: {authority}", 1) + more
    (root / "authorities" / f"{authority}.yaml").write_text(text, encoding="utf-8")


def test_cycle_begins_once_and_the_settings_keep_their_comments(root: Path) -> None:
    before = _states(root)
    words = ("cycle", "open", "2025-26", "--due", "2026-03-31", "--from", "2024-25", "--current")
    tried = _run(root, *words, "--dry-run")
    assert (tried.exit_code, f"would write {NEW}" in tried.stdout, _states(root)) == (0, True, before)
    assert (opened := _run(root, *words)).exit_code == 0, opened.stderr
    assert opened.stdout.replace("wrote", "would write") == tried.stdout
    then = _states(root)
    assert b"# 2024-25: claimed" in then[NEW]
    new, old = then[SETTINGS].decode().splitlines(), before[SETTINGS].decode().splitlines()
    lines = [
        "current_cycle: 2025-26",
        "  2025-26:",
        "    criteria: local-authority/2025-26",
        "    self_assessment_due: 2026-03-31",
    ]
    assert [line for line in new if line not in old] == lines
    assert [line for line in old if line not in new] == ["current_cycle: 2024-25"]
    again = _run(root, *words)
    assert (again.exit_code, again.stdout, _states(root)) == (0, "", then)
    assert "2025-26: nothing is changed" in again.stderr
    assert "due 2026-03-31; the current cycle; self-assessments there before: 1" in again.stderr


def test_each_authority_that_exists_then_gets_a_file_and_whom_another_covers_none(root: Path) -> None:
    _add(root, "north")
    _add(root, "south")
    _add(root, "former", "valid_to: 2025-03-31\n")
    _add(root, "later", "valid_from: 2026-04-01\n")
    _add(root, "successor", "valid_from: 2025-04-01\npredecessors: [former]\n")
    replace(root / ASSESSMENT, "criteria: local", "covers: [north]\ncriteria: local")
    opened = _run(root, "cycle", "open", "2025-26")
    assert opened.exit_code == 0
    made = sorted(path.stem for path in (root / "assessments" / "2025-26").iterdir())
    assert made == ["herefordshire", "south", "successor"]
    assert "covers: [north]\n" in (root / NEW).read_text(encoding="utf-8")
    assert "north: none of its own, since that of herefordshire covers it" in opened.stderr
    assert "former: none, since it does not exist in 2025-26" in opened.stderr
    replace(root / NEW, "covers: [north]", "covers: []")
    assert "wrote assessments/2025-26/north.yaml" in _run(root, "cycle", "open", "2025-26").stdout


def test_forms_are_written_too_but_for_whom_another_covers(root: Path) -> None:
    _add(root, "north")
    replace(root / ASSESSMENT, "criteria: local", "covers: [north]\ncriteria: local")
    assert _run(root, "cycle", "open", "2025-26", "--forms").exit_code == 0
    assert sorted(path.name for path in (root / "forms" / "2025-26").iterdir()) == ["forms.csv", "herefordshire.xlsx"]
    before = _states(root)
    again = _run(root, "cycle", "open", "2025-26", "--forms")
    assert (again.exit_code, again.stdout, _states(root)) == (0, "", before)
    _add(root, "south")
    added = _run(root, "cycle", "open", "2025-26", "--forms").stdout
    assert added == "wrote assessments/2025-26/south.yaml\nwrote forms/2025-26/south.xlsx\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2025-27",), "two following years"),
        (("2024-25", "--due", "2025-05-01"), "`self_assessment_due: 2025-03-31`"),
        (("2024-25", "--criteria", "2023-24"), "`criteria: local-authority/2024-25`"),
        (("2025-26", "--criteria", "2099-00"), "no edition local-authority/2099-00"),
        (("2025-26", "--from", "2025-26"), "not one of the settings'"),
        (("2025-26", "--due", "soon"), "--due takes a date"),
    ],
)
def test_what_cannot_be_opened_changes_nothing(root: Path, words: tuple[str, ...], said: str) -> None:
    before = _states(root)
    ran = _run(root, "cycle", "open", *words)
    assert (ran.exit_code, said in ran.stderr, _states(root)) == (2, True, before), ran.stderr


def test_hint_of_a_cycle_that_is_not_listed_names_the_command(root: Path) -> None:
    for words in (("new", "--all"), ("status",), ("score",)):
        assert "`prevent-assure cycle open 2026-27` begins" in _run(root, *words, "--cycle", "2026-27").stderr


def test_cycles_are_listed(root: Path) -> None:
    data = json.loads(_run(root, "cycle", "list", "--format", "json").stdout)
    assert [(each["cycle"], each["current"], each["issued"]) for each in data["cycles"]] == [
        ("2023-24", False, 0), ("2024-25", True, 0),
    ]  # fmt: skip
    assert "current" in _run(root, "cycle", "list").stdout


def test_cycle_is_not_closed_while_a_letter_is_not_issued(root: Path) -> None:
    before = _states(root)
    refused = _run(root, *CLOSE)
    assert (refused.exit_code, _states(root)) == (1, before)
    assert "herefordshire: cleared: The letter is not issued." in refused.stdout
    assert "prevent-assure todo" in refused.stderr
    assert (_run(root, *CLOSE, "--anyway", "--dry-run").exit_code, _states(root)) == (0, before)
    assert _run(root, *CLOSE, "--anyway").exit_code == 0
    assert "    closed: 2025-06-30\n" in (root / SETTINGS).read_text(encoding="utf-8")
    assert "closed 2025-06-30" in " ".join(_run(root, "cycle", "list").stdout.split())
    again = _run(root, *CLOSE)
    assert (again.exit_code, "closed since 2025-06-30 already" in again.stderr) == (0, True)


def test_commands_that_write_refuse_a_closed_cycle_and_say_what_to_type(root: Path) -> None:
    assert _run(root, *CLOSE, "--anyway").exit_code == 0
    before = _states(root)
    for words in (
        ("unclear", "--reason", "The address was the old one."),
        ("issue", "-a", "herefordshire", "--date", "2025-07-01"),
        ("new", "-a", "herefordshire"),
        ("answer", "-a", "herefordshire"),
        ("criteria", "migrate", "-a", "herefordshire", "--to", "2023-24"),
        ("cycle", "open", "2024-25"),
    ):
        ran = _run(root, *words)
        said = ran.stdout + ran.stderr
        assert (ran.exit_code, "`prevent-assure cycle open 2024-25 --again`" in said) == (1, True), (words, said)
        assert _states(root) == before
    replace(root / ASSESSMENT, "  partnership-group:\n    claimed: met", "  partnership-group:\n    claimed: Met")
    broken = _states(root)
    assert (_run(root, "validate", "--fix").exit_code, _states(root)) == (1, broken)
    replace(root / ASSESSMENT, "  partnership-group:\n    claimed: Met", "  partnership-group:\n    claimed: met")
    assert "`prevent-assure cycle open" in _run(root, "form", "write", "-a", "herefordshire").stderr
    opened = _run(root, "cycle", "open", "2024-25", "--again")
    assert (opened.exit_code, "- cycles.2024-25.closed" in opened.stdout) == (0, True)
    assert _run(root, "unclear", "--reason", "The address was the old one.").exit_code == 0


def _codes(root: Path) -> list[tuple[str, str]]:
    return [(each.code, each.location.path) for each in validate(Workspace(root)).diagnostics if each.code in CODES]


def _staged(root: Path) -> list[tuple[str, str]]:
    found = (each for _, result in validate_staged(root) for each in result.diagnostics)
    return [(each.code, each.location.path) for each in found if each.code in CODES]


@pytest.fixture
def closed(root: Path) -> tuple[Path, ScratchRepository]:
    """The example in a repository, closed though its letter is not issued."""
    repository = ScratchRepository.make(root)
    assert _run(root, *CLOSE, "--anyway").exit_code == 0
    replace(root / REVIEW, "As a matter of routine", "As a matter of course")
    assert _codes(root) == []  # what closes the cycle may change its files, too
    repository.commit("Close")
    return root, repository


def test_change_of_a_closed_cycle_is_found_until_it_is_taken_back(closed: tuple[Path, ScratchRepository]) -> None:
    root, repository = closed
    assert _codes(root) == []
    other = "assessments/2024-25/other.yaml"
    shutil.copyfile(root / ASSESSMENT, root / other)
    with (root / ASSESSMENT).open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    (root / REVIEW).unlink()
    wrong = [("changed-since-closing", path) for path in (ASSESSMENT, other, REVIEW)]
    assert _codes(root) == wrong
    repository.git("add", "--all")
    assert _staged(root) == wrong
    result = diff(Workspace(root), "HEAD")
    changes = [("changed", ASSESSMENT), ("added", other), ("removed", REVIEW)]
    assert [(each.change, each.path) for each in result.closed] == changes
    assert json.loads(diff_json(result))["closed"][0] == {"path": ASSESSMENT, "cycle": "2024-25", "change": "changed"}
    said = f"Closed cycles (2024-25), whose files stay as they are: {ASSESSMENT} has changed; {other} is new; "
    assert said in diff_text(result, width=80, colour=False, texts=False)
    assert "3 files of closed cycles changed" in diff_md(result)
    assert "And 40 more." in diff_md(result._replace(closed=result.closed * 20))
    assert diff(Workspace(root), "HEAD", cycle="2023-24").closed == ()
    repository.commit("Change")
    assert _codes(root) == wrong
    (found,) = (each for each in validate(Workspace(root)).diagnostics if each.location.path == REVIEW)
    closing = repository.git("rev-parse", "HEAD~1")[:12]
    assert found.hint is not None
    assert f"git restore --source={closing} -- {REVIEW}" in found.hint
    only = validate_files(Workspace(root), [path for path in Workspace(root).files() if str(path) == other])
    assert [each.location.path for each in only.diagnostics if each.code in CODES] == [other]
    repository.git("revert", "--no-edit", "HEAD")
    assert _codes(root) == []


def test_cycle_that_was_opened_again_is_held_to_its_last_closing(closed: tuple[Path, ScratchRepository]) -> None:
    root, repository = closed
    assert _run(root, "cycle", "open", "2024-25", "--again").exit_code == 0
    replace(root / REVIEW, "As a matter of course", "Now and then")
    assert _codes(root) == []
    repository.commit("Open again")
    assert _run(root, *CLOSE, "--anyway").exit_code == 0
    repository.commit("Close again")
    assert _codes(root) == []
    replace(root / REVIEW, "Now and then", "As a matter of course")
    assert _codes(root) == [("changed-since-closing", REVIEW)]


def test_settings_merged_from_a_side_branch_renew_no_closing(closed: tuple[Path, ScratchRepository]) -> None:
    root, repository = closed
    repository.git("switch", "--quiet", "--create", "side", "HEAD~1")
    replace(root / SETTINGS, "current_cycle: 2024-25", "# a remark\ncurrent_cycle: 2024-25")
    replace(root / REVIEW, "As a matter of routine", "Now and then")
    repository.commit("Side")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-edit", "-X", "theirs", "side")
    assert _codes(root) == [("changed-since-closing", REVIEW)]


def test_without_history_that_is_said_and_no_more(closed: tuple[Path, ScratchRepository], tmp_path: Path) -> None:
    root, repository = closed
    (root / REVIEW).unlink()
    repository.commit("Change")
    repository.git("clone", "--quiet", "--depth", "1", root.as_uri(), tmp_path / "shallow")
    assert _codes(tmp_path / "shallow") == [("closing-unknown", SETTINGS)]
    shutil.rmtree(root / ".git")
    assert _codes(root) == [("closing-unknown", SETTINGS)]


def test_correction_of_an_issued_letter_is_no_change_of_a_closed_cycle(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    assert _run(root, *CLOSE).exit_code == 0
    repository.commit("Close")
    refused = _run(root, "issue", "-a", "herefordshire")
    assert (refused.exit_code, "`prevent-assure reopen --cycle 2024-25`" in refused.stderr) == (1, True)
    replace(root / REVIEW, "As a matter of routine", "As a matter of course")
    found = {each.code for each in validate(Workspace(root)).diagnostics}
    assert ("changed-since-issue" in found, found & CODES) == (True, set())
    replace(root / REVIEW, "As a matter of course", "As a matter of routine")
    assert _run(root, "unclear", "--reason", "The address was the old one.", "--on", "2025-07-01").exit_code == 0
    assert _codes(root) == []
    repository.git("checkout", "--", REVIEW)
    correct(root, "2025-07-02")
    assert _codes(root) == []
    assert diff(Workspace(root), "HEAD").closed == ()

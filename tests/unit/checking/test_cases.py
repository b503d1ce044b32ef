"""Each file of tests/cases: a bad one names the findings that it must give, a good one gives none.

A bad file lies in the folder of its kind; put into the base workspace at its place, it gives what its head expects.
"""

import os
import re
import shutil
from pathlib import Path, PurePosixPath

import pytest

from prevent_assure.checking.named_files import validate_text
from prevent_assure.checking.validate import validate, validate_files
from prevent_assure.diagnostics import Severity
from prevent_assure.workspace.layout import place_of
from prevent_assure.workspace.workspace import Workspace
from printed_cases import ALONE, CASES, PLACES, PRINTED, printed

EXPECT = re.compile(r"^# expect: ([a-z-]+)(?: ([0-9]+):([0-9]+))?$", re.MULTILINE)

BAD = sorted(path for path in (CASES / "bad").glob("*/*.yaml") if path.parent.name in PLACES)
BAD_ALONE = sorted((CASES / "bad" / "yaml").glob("*.yaml"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _expected(path: Path) -> list[tuple[str, int | None, int | None]]:
    found = EXPECT.findall(path.read_text(encoding="utf-8"))
    assert found, "a bad file names what it must give"
    return sorted((code, int(line) if line else None, int(column) if column else None) for code, line, column in found)


@pytest.fixture
def base(tmp_path: Path) -> Workspace:
    """A copy of the base workspace."""
    return Workspace.at(Path(shutil.copytree(CASES / "base", tmp_path / "base")))


def test_base_has_nothing_to_mend(base: Workspace) -> None:
    result = validate(base)
    assert result.diagnostics == ()
    assert result.files == 8


@pytest.mark.parametrize("path", BAD, ids=_name)
def test_bad_file_gives_what_its_head_expects(path: Path, base: Workspace) -> None:
    place = PLACES[path.parent.name]
    shutil.copyfile(path, base.root / place)
    files = [each for each in base.files() if str(each) == place]
    found = validate_files(base, files).diagnostics
    assert sorted((each.code, each.location.line, each.location.column) for each in found) == _expected(path)
    assert {each.location.path for each in found} == {place}


@pytest.mark.parametrize("path", BAD_ALONE, ids=_name)
def test_bad_yaml_gives_what_its_head_expects(path: Path) -> None:
    found = validate_text(path.read_bytes(), "-").diagnostics
    assert sorted((each.code, each.location.line, each.location.column) for each in found) == _expected(path)


@pytest.mark.parametrize("path", [*BAD, *BAD_ALONE], ids=_name)
def test_bad_file_is_named_for_what_it_shows(path: Path) -> None:
    assert any(path.stem.startswith(code) for code, _, _ in _expected(path))


@pytest.mark.parametrize("kind", [*PLACES, ALONE])
def test_bad_files_print_the_words_that_a_person_has_read(kind: str, base: Workspace) -> None:
    words = printed(kind, base.root)
    assert words == (PRINTED / f"bad-{kind}.txt").read_text(encoding="utf-8"), (
        "python tests/printed_cases.py; read them"
    )


def test_every_place_of_a_bad_file_is_one_that_is_read() -> None:
    kinds = {kind: place_of(PurePosixPath(place)) for kind, place in PLACES.items()}
    assert all(place is not None and place.kind == kind for kind, place in kinds.items())


def test_review_of_nothing_is_an_error(base: Workspace) -> None:
    (base.root / PLACES["assessment"]).unlink()
    found = validate(base).diagnostics
    assert ("review-without-assessment", PLACES["review"]) in {(each.code, each.location.path) for each in found}


def test_council_without_a_file_is_an_error(base: Workspace) -> None:
    shutil.move(base.root / PLACES["assessment"], base.root / "assessments/2024-25/exampletown.yaml")
    text = (base.root / "assessments/2024-25/exampletown.yaml").read_text(encoding="utf-8")
    (base.root / "assessments/2024-25/exampletown.yaml").write_text(
        text.replace("authority: exampleton", "authority: exampletown")
    )
    found = {each.code: each for each in validate(base).diagnostics}
    assert found["unknown-authority"].hint == "did you mean `exampleton`?"


def test_file_with_another_suffix_is_not_passed_over_in_silence(base: Workspace) -> None:
    (base.root / "assessments/2024-25/other.yml").write_text("format: prevent-assure/assessment/1\n")
    found = validate(base).diagnostics
    assert [(each.code, each.location.path) for each in found] == [("misplaced-file", "assessments/2024-25/other.yml")]


def test_folder_that_may_not_be_read_is_not_passed_over_in_silence(
    base: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuses(folder: Path) -> object:
        if folder.name == "reviews":
            raise PermissionError
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuses)
    found = [(each.code, each.location.path) for each in validate(base).diagnostics]
    assert found == [("file-unreadable", "reviews")]


@pytest.mark.parametrize("name", ["Exampleton.yaml", "EXAMPLETON.yaml", "exampleton.YAML"])
@pytest.mark.parametrize("folder", ["authorities", "assessments/2024-25"])
def test_name_that_differs_only_by_case_is_not_passed_over_in_silence(base: Workspace, folder: str, name: str) -> None:
    shutil.copyfile(base.root / folder / "exampleton.yaml", base.root / folder / name)
    found = [(each.code, each.location.path) for each in validate(base).diagnostics]
    assert found == [("misplaced-file", f"{folder}/{name}")]


def test_settings_change_a_severity(base: Workspace) -> None:
    bad = CASES / "bad" / "assessment" / "not-applicable-unexpected.yaml"
    shutil.copyfile(bad, base.root / PLACES["assessment"])
    with (base.root / "prevent-assure.yaml").open("a", encoding="utf-8") as settings:
        settings.write("findings: {not-applicable-unexpected: error}\n")
    found = {each.code: each.severity for each in validate(Workspace(base.root)).diagnostics}
    assert found["not-applicable-unexpected"] is Severity.ERROR


def test_accepted_warning_is_silent_and_an_accepted_error_is_not(base: Workspace) -> None:
    bad = CASES / "bad" / "assessment" / "not-applicable-unexpected.yaml"
    shutil.copyfile(bad, base.root / PLACES["assessment"])
    shutil.copyfile(CASES / "bad" / "review" / "agreed-outside-range.yaml", base.root / PLACES["review"])
    with (base.root / "prevent-assure.yaml").open("a", encoding="utf-8") as settings:
        settings.write("accepted:\n  - {code: not-applicable-unexpected, reason: Looked at.}\n")
        settings.write("  - {code: agreed-outside-range, reason: Looked at.}\n")
    found = {each.code for each in validate(Workspace(base.root)).diagnostics}
    assert "agreed-outside-range" in found
    assert "not-applicable-unexpected" not in found


def test_another_edition_than_the_settings_name_is_a_warning(base: Workspace) -> None:
    text = (base.root / PLACES["criteria"]).read_text(encoding="utf-8")
    other = base.root / "criteria/tiny/2025-26.yaml"
    other.write_text(text.replace('"2024-25"', '"2025-26"'), encoding="utf-8")
    assessment = base.root / PLACES["assessment"]
    cited = assessment.read_text(encoding="utf-8").replace("criteria: tiny/2024-25", "criteria: tiny/2025-26")
    assessment.write_text(cited, encoding="utf-8")
    found = [(each.code, each.severity) for each in validate(base).diagnostics]
    # The letter was cleared with the other edition.
    assert found == [("edition-differs", Severity.WARNING), ("clearance-stale", Severity.ERROR)]


def test_criteria_in_error_are_reported_once_and_not_again_for_each_council(base: Workspace) -> None:
    criteria = base.root / PLACES["criteria"]
    criteria.write_text(criteria.read_text(encoding="utf-8").replace("id: training", "id: group"), encoding="utf-8")
    assert {each.location.path for each in validate(base).diagnostics} == {PLACES["criteria"]}


def test_sender_of_a_cycle_gives_only_what_differs(base: Workspace) -> None:
    path = base.root / PLACES["settings"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("self_assessment_due: 2025-03-31", "sender: {name: Ann Other}"), encoding="utf-8")
    workspace = Workspace(base.root)
    # The letter was cleared with another signatory.
    assert [each.code for each in validate(workspace).diagnostics] == ["clearance-stale"]
    settings = workspace.settings.model
    assert settings is not None
    assert (settings.sender_of("2024-25").name, settings.sender_of("2024-25").title) == (
        "Ann Other",
        "Head of Delivery",
    )
    assert settings.sender_of("2023-24").name == "Sam Sender"

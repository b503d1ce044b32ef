"""Which files a change concerns: none that it breaks is left out."""

import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from prevent_assure.checking.staged import touched
from prevent_assure.checking.validate import validate, validate_files
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.workspace.workspace import Workspace

ROOT = Path(__file__).parents[3]
WORKSPACES = {"example": ROOT / "examples" / "herefordshire", "base": ROOT / "tests" / "cases" / "base"}
FILES = [(name, str(path)) for name, folder in WORKSPACES.items() for path in Workspace.at(folder).files()]
Change = Callable[[Path], None]


def _empty(path: Path) -> None:
    path.write_text("format: nonsense\n", encoding="utf-8")


def _other_ids(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("prevent-lead", "the-lead").replace("training", "trainings")
    path.write_text(text, encoding="utf-8")


CHANGES: dict[str, Change] = {"deleted": Path.unlink, "emptied": _empty, "ids changed": _other_ids}


def _known(found: tuple[Diagnostic, ...]) -> set[tuple[str, str, str]]:
    return {(each.location.path, each.code, each.message) for each in found}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("name", "path"), FILES)
def test_each_finding_that_a_change_makes_is_in_a_file_that_it_concerns(
    name: str, path: str, change: str, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(WORKSPACES[name], tmp_path / name))
    before = _known(validate(Workspace(root)).diagnostics)
    CHANGES[change](root / path)
    workspace = Workspace(root)
    after = _known(validate(workspace).diagnostics)
    concerned = touched(workspace, [PurePosixPath(path)])
    found = _known(validate_files(Workspace(root), concerned).diagnostics)
    assert after - before <= found


def test_renamed_file_concerns_what_both_names_do(tmp_path: Path) -> None:
    root = Path(shutil.copytree(WORKSPACES["example"], tmp_path / "example"))
    old, new = "assessments/2024-25/herefordshire.yaml", "assessments/2024-25/leeds.yaml"
    (root / old).rename(root / new)
    found = [str(each) for each in touched(Workspace(root), [PurePosixPath(old), PurePosixPath(new)])]
    assert found == [new, "prevent-assure.yaml", "reviews/2024-25/herefordshire.yaml"]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The example with a second council, that came after Herefordshire and is covered by it."""
    root = Path(shutil.copytree(WORKSPACES["example"], tmp_path / "example"))
    for folder in ("authorities", "assessments/2024-25", "reviews/2024-25"):
        text = (root / folder / "herefordshire.yaml").read_text(encoding="utf-8")
        (root / folder / "leeds.yaml").write_text(text.replace(": herefordshire\n", ": leeds\n"), encoding="utf-8")
    with (root / "authorities/leeds.yaml").open("a", encoding="utf-8") as authority:
        authority.write("successor_of: herefordshire\n")
    with (root / "assessments/2024-25/herefordshire.yaml").open("a", encoding="utf-8") as assessment:
        assessment.write("covers: [leeds]\n")
    return root


def _of(root: Path, path: str) -> set[str]:
    return {str(each) for each in touched(Workspace(root), [PurePosixPath(path)])}


def test_change_of_one_council_is_none_of_anothers(two: Path) -> None:
    assert _of(two, "reviews/2024-25/leeds.yaml") == {
        "assessments/2024-25/leeds.yaml", "reviews/2024-25/leeds.yaml", "prevent-assure.yaml",
    }  # fmt: skip


def test_self_assessment_that_covers_another_and_a_successor_are_concerned(two: Path) -> None:
    assert "assessments/2024-25/herefordshire.yaml" in _of(two, "assessments/2024-25/leeds.yaml")
    assert "assessments/2024-25/leeds.yaml" in _of(two, "reviews/2023-24/herefordshire.yaml")
    assert "assessments/2024-25/leeds.yaml" not in _of(two, "assessments/2023-24/herefordshire.yaml")


def test_file_under_a_name_that_is_not_read_is_not_passed_over(tmp_path: Path) -> None:
    root = Path(shutil.copytree(WORKSPACES["example"], tmp_path / "example"))
    (root / "reviews/2024-25/leeds.yml").write_text("format: prevent-assure/review/1\n", encoding="utf-8")
    changed = [PurePosixPath("reviews/2024-25/leeds.yml"), PurePosixPath("README.md"), PurePosixPath("letters/x.html")]
    assert touched(Workspace(root), changed) == changed[:1]

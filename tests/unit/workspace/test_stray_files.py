"""Files that look like the workspace's own and that nothing reads: each is found, and told what to do."""

import shutil
from pathlib import Path, PurePosixPath

import pytest

from prevent_assure.checking.named_files import validate_paths
from prevent_assure.checking.staged import touched
from prevent_assure.checking.validate import validate
from prevent_assure.workspace.workspace import Workspace

BASE = Path(__file__).parents[2] / "cases" / "base"
STRAY = [
    ("assessments/2024-25/exampleton.yaml.txt", "rename it to exampleton.yaml; Windows"),
    ("reviews/2024-25/exampleton.yml.docx", "rename it to exampleton.yaml; Windows"),
    ("assessments/2024-25/exampleton.yml", "rename it to exampleton.yaml"),
    ("prevent-assure.yml", "rename it to prevent-assure.yaml"),
    ("prevent-assure.yaml.txt", "rename it to prevent-assure.yaml; Windows"),
    ("Assessments/2024-25/exampleton.yaml", "move what lies in it to the folder assessments/"),
    ("review/2024-25/exampleton.yaml", "move what lies in it to the folder reviews/"),
    ("assessments/2024_25/exampleton.yaml", "rename the folder to 2024-25"),
    ("assessments/2024-2025/exampleton.yaml", "rename the folder to 2024-25"),
    ("assessments/last year/exampleton.yaml", "a folder is called by its cycle, as in 2024-25"),
    ("assessments/exampleton.yaml", "move it to assessments/<cycle>/"),
    ("authorities/old/exampleton.yaml", "move it to authorities/"),
    ("authorities/copy of exampleton.yaml", "exampleton.yaml lacks over into exampleton.yaml, and delete this one"),
    ("authorities/Copy (2) of exampleton.yaml", "exampleton.yaml lacks over"),
    ("authorities/exampleton - Copy.yaml", "exampleton.yaml lacks over"),
    ("authorities/exampleton copy 2.yaml", "exampleton.yaml lacks over"),
    ("authorities/exampleton (1).yaml", "exampleton.yaml lacks over"),
    ("authorities/exampleton-LAPTOP-7AB2.yaml", "exampleton.yaml lacks over"),
    ("authorities/exampleton (Kim's conflicted copy 2025-03-14).yaml", "exampleton.yaml lacks over"),
    ("authorities/exampleton FINAL.yaml", "exampleton.yaml lacks over"),
    ("authorities/Example Town.yaml", "rename it to example-town.yaml, if that is the id"),
    ("authorities/--.yaml", "rename it to the authority's id"),
    ("letters/2024-25/Exampleton.issue.yaml", "rename it to exampleton"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "ws"))


def _put(root: Path, path: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("format: prevent-assure/assessment/1\n", encoding="utf-8")


@pytest.mark.parametrize(("path", "hint"), STRAY)
def test_what_nothing_reads_is_found_with_what_to_do(root: Path, path: str, hint: str) -> None:
    _put(root, path)
    (found,) = validate(Workspace(root)).diagnostics
    assert (found.code, found.location.path) == ("misplaced-file", path)
    assert hint in (found.hint or "")


def test_it_is_found_by_name_and_among_what_is_staged_too(root: Path) -> None:
    path = "assessments/2024-25/exampleton.yaml.txt"
    _put(root, path)
    assert [each.code for each in validate_paths([root / path], here=root).diagnostics] == ["misplaced-file"]
    assert [each.code for each in validate_paths([root], here=root).diagnostics] == ["misplaced-file"]
    assert touched(Workspace(root), [PurePosixPath(path)]) == [PurePosixPath(path)]


@pytest.mark.parametrize(
    "path",
    [
        "assessments/2024-25/evidence.docx", "assessments/2024-25/exampleton.pdf", "assessments/notes.txt",
        "mkdocs.yml",
        "authorities/.exampleton.yaml.swp", "authorities/exampleton.yaml.bak", "Assessments/plan.docx",
        "authorities/~$exampleton.yaml.docx", "docs/assessments/2024-25/exampleton.yaml",
    ],
)  # fmt: skip
def test_evidence_and_other_files_are_left_alone(root: Path, path: str) -> None:
    _put(root, path)
    assert validate(Workspace(root)).diagnostics == ()


def test_another_workspace_in_such_a_folder_is_no_stray_file(root: Path) -> None:
    shutil.copytree(BASE, root / "Review")
    assert validate(Workspace(root)).diagnostics == ()

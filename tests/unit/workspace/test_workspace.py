"""Finding a workspace, and what is read from it."""

import os
import shutil
from pathlib import Path

import pytest

from prevent_assure.workspace.finding import NoWorkspaceError
from prevent_assure.workspace.workspace import Workspace

BASE = Path(__file__).parents[2] / "cases" / "base"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the base workspace below an empty folder."""
    return Path(shutil.copytree(BASE, tmp_path / "repository" / "base"))


def _point(folder: Path, to: str) -> None:
    (folder / "prevent-assure.yaml").write_text(
        f"format: prevent-assure/pointer/1\nworkspace: {to}\n", encoding="utf-8"
    )


def test_workspace_is_found_from_a_folder_in_it(root: Path) -> None:
    assert Workspace.find(root / "reviews" / "2024-25").root == root


def test_pointer_leads_to_the_workspace_below(root: Path) -> None:
    _point(root.parent, "base")
    assert Workspace.find(root.parent).root == root
    assert Workspace.at(root.parent).root == root


def test_workspace_is_nearer_than_a_pointer_above_it(root: Path) -> None:
    _point(root.parent, "nowhere")
    assert Workspace.find(root / "criteria").root == root


@pytest.mark.parametrize("to", ["..", "../elsewhere", "/", "."])
def test_pointer_out_of_its_folder_is_refused(root: Path, to: str) -> None:
    _point(root.parent, to)
    with pytest.raises(NoWorkspaceError, match="points out of its folder"):
        Workspace.find(root.parent)


def test_pointer_to_no_workspace_or_to_a_pointer_is_refused(root: Path) -> None:
    _point(root.parent, "nothing")
    with pytest.raises(NoWorkspaceError, match="that is no workspace"):
        Workspace.find(root.parent)
    middle = root.parent / "middle"
    middle.mkdir()
    _point(middle, "x")
    _point(root.parent, "middle")
    with pytest.raises(NoWorkspaceError, match="that is no workspace"):
        Workspace.find(root.parent)


def test_no_workspace_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspaceError, match="--workspace"):
        Workspace.find(tmp_path)
    with pytest.raises(NoWorkspaceError, match=r"no prevent-assure\.yaml in it"):
        Workspace.at(tmp_path)


def test_own_edition_shadows_the_packaged_one_whole(root: Path) -> None:
    own = root / "criteria" / "local-authority"
    own.mkdir()
    workspace = Workspace.at(root)
    packaged = workspace.criteria("local-authority/2024-25")
    assert packaged is not None
    assert packaged.path == "packaged criteria/local-authority/2024-25.yaml"
    text = (root / "criteria/tiny/2024-25.yaml").read_text(encoding="utf-8")
    (own / "2024-25.yaml").write_text(text.replace("id: tiny", "id: local-authority", 1), encoding="utf-8")
    shadowing = Workspace.at(root).criteria("local-authority/2024-25")
    assert shadowing is not None
    assert shadowing.path == "criteria/local-authority/2024-25.yaml"
    assert shadowing.model is not None
    assert shadowing.model.title == "A tiny regime for tests"


def test_editions_are_the_own_and_the_packaged_ones(root: Path) -> None:
    assert Workspace.at(root).editions() == ["local-authority/2024-25", "tiny/2024-25"]


def test_hidden_files_and_linked_folders_are_not_listed(root: Path) -> None:
    (root / "authorities" / ".draft.yaml").write_text("", encoding="utf-8")
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "stranger.yaml").write_text("", encoding="utf-8")
    os.symlink(outside, root / "assessments" / "2025-26", target_is_directory=True)  # noqa: PTH211 - Windows needs the flag
    listed = {str(path) for path in Workspace.at(root).files()}
    assert not any("draft" in path or "stranger" in path for path in listed)


def test_issue_record_is_seen(root: Path) -> None:
    workspace = Workspace.at(root)
    assert not workspace.issued("2024-25", "exampleton")
    record = root / "letters" / "2024-25" / "exampleton.issue.yaml"
    record.parent.mkdir(parents=True)
    record.write_text("", encoding="utf-8")
    assert workspace.issued("2024-25", "exampleton")


def test_assessed_are_those_with_either_file(root: Path) -> None:
    shutil.copy(root / "reviews/2024-25/exampleton.yaml", root / "reviews/2024-25/another.yaml")
    assert Workspace.at(root).assessed("2024-25") == ["another", "exampleton"]
    assert Workspace.at(root).assessed("2030-31") == []

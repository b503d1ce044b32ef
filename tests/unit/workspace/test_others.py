"""Which other workspaces settings may name, and where those lie."""

from pathlib import Path

import pytest

from prevent_assure.workspace.finding import find_others
from prevent_assure.workspace.layout import SETTINGS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A nation's folder beside councils: two workspaces, a folder that is none, a link, and a pointer."""
    for name in ("nation", "councils/alder", "councils/birch", "councils/notes", "deep/down/ash", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("nation", "councils/alder", "councils/birch", "deep/down/ash", "elsewhere"):
        (tmp_path / name / SETTINGS).write_text("format: prevent-assure/workspace/1\n")
    (tmp_path / "deep" / SETTINGS).write_text("format: prevent-assure/pointer/1\nworkspace: down/ash\n")
    (tmp_path / "councils" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "councils" / ".hidden").mkdir()
    (tmp_path / "councils" / ".hidden" / SETTINGS).write_text("format: prevent-assure/workspace/1\n")
    return tmp_path / "nation"


def _names(root: Path, *entries: str) -> list[str]:
    folders, wrong = find_others(root, entries)
    assert wrong == []
    return [folder.relative_to(root.parent).as_posix() for folder in folders]


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        (["../councils/*"], ["councils/alder", "councils/birch"]),
        (["../councils/birch", "../councils/*"], ["councils/birch", "councils/alder"]),
        (["../councils/[ab]*/", "./../elsewhere"], ["councils/alder", "councils/birch", "elsewhere"]),
        (["../*/alder"], ["councils/alder"]),
        (["../deep"], ["deep/down/ash"]),
        (["../*"], ["deep/down/ash", "elsewhere"]),
        ([".", "../nation"], []),
    ],
)
def test_entry_leads_to_each_workspace_once(root: Path, entries: list[str], names: list[str]) -> None:
    assert _names(root, *entries) == names


@pytest.mark.parametrize(
    "entry",
    [
        "../councils/notes",
        "../councils/link",
        "../councils/link/.",
        "../councils/c*",
        "../gone/*",
        "/",
        "~/councils/*",
        "C:/councils",
        "..\\councils\\*",
        "../**/alder",
        f"../councils/alder/{SETTINGS}",
    ],
)
def test_entry_that_leads_nowhere_is_said(root: Path, entry: str) -> None:
    folders, wrong = find_others(root, ["../elsewhere", entry])
    assert [folder.name for folder in folders] == ["elsewhere"]
    assert [each.place for each in wrong] == [1]


def test_pointer_that_leads_out_is_said(root: Path) -> None:
    (root.parent / "deep" / SETTINGS).write_text("format: prevent-assure/pointer/1\nworkspace: ../elsewhere\n")
    folders, wrong = find_others(root, ["../deep"])
    assert (folders, [each.place for each in wrong]) == ([], [0])
    assert str(root.parent) not in wrong[0].message

"""What git is in the middle of, read from its folder as git itself leaves it."""

from pathlib import Path

import pytest

from prevent_assure.workspace.git.without_git import under_way
from scratch_repository import ScratchRepository


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """Two branches that changed the same line, and one commit more on each."""
    (tmp_path / "file").write_text("one\n", encoding="utf-8")
    made = ScratchRepository.make(tmp_path)
    made.git("switch", "--quiet", "--create", "other")
    for branch in ("other", "main"):
        made.git("switch", "--quiet", branch)
        (tmp_path / "file").write_text(f"{branch}\n", encoding="utf-8")
        made.commit(f"Change on {branch}")
        (tmp_path / branch).touch()
        made.commit(f"More on {branch}")
    return made


def _stops(repository: ScratchRepository, *words: str) -> None:
    with pytest.raises(AssertionError):
        repository.git(*words)


@pytest.mark.parametrize(
    ("words", "what", "ends"),
    [
        (("merge", "other"), "a merge", ("merge", "--abort")),
        (("merge", "--no-commit", "--no-ff", "-s", "ours", "other"), "a merge", ("merge", "--abort")),
        (("rebase", "other"), "a rebase", ("rebase", "--abort")),
        (("rebase", "--apply", "other"), "a rebase", ("rebase", "--abort")),
        (("cherry-pick", "other~1"), "a cherry-pick", ("cherry-pick", "--abort")),
        (("revert", "--no-commit", "HEAD"), "a revert", ("revert", "--abort")),
        (("bisect", "start"), "a bisect", ("bisect", "reset")),
    ],
)
def test_what_git_is_in_the_middle_of_is_named(
    words: tuple[str, ...], what: str, ends: tuple[str, ...], repository: ScratchRepository
) -> None:
    assert under_way(repository.folder) is None
    if words[0] in {"bisect", "revert"} or "ours" in words:
        repository.git(*words)
    else:
        _stops(repository, *words)
    said = under_way(repository.folder / "folder-below")
    assert said is not None
    assert f"in the middle of {what};" in said
    assert f"git {ends[0]}" in said
    repository.git(*ends)
    assert under_way(repository.folder) is None


def test_worktree_has_its_own(repository: ScratchRepository, tmp_path_factory: pytest.TempPathFactory) -> None:
    beside = tmp_path_factory.mktemp("beside") / "tree"
    repository.git("worktree", "add", "--quiet", beside, "other")
    _stops(ScratchRepository(beside), "merge", "main")
    assert "a merge" in (under_way(beside) or "")
    assert under_way(repository.folder) is None


def test_nothing_is_under_way_where_there_is_no_repository(tmp_path: Path) -> None:
    assert under_way(tmp_path) is None
    (tmp_path / ".git").write_bytes(b"gitdir: \xff")
    assert under_way(tmp_path) is None

"""The commit in a record: it is given where it holds all that the letter was made from, and nowhere else."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

from prevent_assure.cycle import steps
from prevent_assure.proof.issue import IssueResult, Issuing
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository
from sealing import reseal

ROOT = Path(__file__).parents[3]
REVIEW = "reviews/2024-25/herefordshire.yaml"
RECORD = "letters/2024-25/herefordshire.issue.yaml"
CRITERIA = "criteria/local-authority/2024-25.yaml"
DATE = datetime.date(2025, 5, 19)


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The example in a repository, below its top, with criteria and a template of its own, all committed."""
    root = Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "council"))
    for name in (CRITERIA, "templates/letter.html.j2"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    reseal(root)
    return ScratchRepository.make(tmp_path)


def _issued(repository: ScratchRepository, day: datetime.date | None = DATE) -> tuple[IssueResult, str | None]:
    root = repository.folder / "council"
    result = Issuing(Workspace.at(root), cycle="2024-25").issue("herefordshire", day=day)
    record = (root / RECORD).read_text(encoding="utf-8") if (root / RECORD).exists() else ""
    found = re.search("^commit: (.*)$", record, re.MULTILINE)
    return result, found[1] if found else None


@pytest.mark.parametrize("day", [None, DATE])
def test_commit_is_given_where_all_is_committed(day: datetime.date | None, repository: ScratchRepository) -> None:
    (repository.folder / "council" / "README.md").write_text("Changed.", encoding="utf-8")
    result, commit = _issued(repository, day)
    assert (len(result.said), commit) == (1, repository.git("rev-parse", "HEAD"))


@pytest.mark.parametrize(
    "path",
    [
        "prevent-assure.yaml", "authorities/herefordshire.yaml", "assessments/2024-25/herefordshire.yaml", REVIEW,
        CRITERIA, "templates/letter.html.j2",
    ],
)  # fmt: skip
def test_commit_is_left_out_where_a_source_is_not_committed_as_it_is(path: str, repository: ScratchRepository) -> None:
    with (repository.folder / "council" / path).open("a", encoding="utf-8") as file:
        file.write("\n" if path.endswith(".j2") else "# A comment.\n")
    if path.endswith(".j2"):
        # The clearance is of the template, too: it is cleared and committed anew, the template not.
        reseal(repository.folder / "council")
        repository.git("commit", "--quiet", "--message", "Clear", "--", "council/reviews")
    result, commit = _issued(repository)
    assert (result.issued, commit) == (True, None)
    assert path in result.said[1]


def test_template_that_is_new_or_gone_counts(repository: ScratchRepository) -> None:
    root = repository.folder / "council"
    (root / "templates/letter.html.j2").unlink()
    shutil.copyfile(ROOT / "templates/wording.en.yaml", root / "templates/wording.en.yaml")
    (root / "templates/letter.md.j2").write_text("# {{ letter.subject }}\n", encoding="utf-8")
    (root / CRITERIA).unlink()
    reseal(root)
    repository.git("commit", "--quiet", "--message", "Clear", "--", "council/reviews")
    result, commit = _issued(repository)
    assert (result.issued, commit) == (True, None)
    assert result.said[1].endswith(f"{CRITERIA}, templates/letter.html.j2, templates/letter.md.j2 and 1 more")


def test_date_that_the_issue_itself_writes_is_in_no_commit(repository: ScratchRepository) -> None:
    result, commit = _issued(repository, datetime.date(2025, 5, 20))
    assert (result.issued, commit) == (True, None)
    assert REVIEW in result.said[1]


def test_line_ends_that_git_itself_makes_are_no_change(repository: ScratchRepository) -> None:
    review = repository.folder / "council" / REVIEW
    review.write_bytes(review.read_bytes().replace(b"\n", b"\r\n"))
    (repository.folder / ".gitattributes").write_text("* text=auto\n", encoding="utf-8")
    assert _issued(repository)[1] == repository.git("rev-parse", "HEAD")


def test_line_ends_that_git_keeps_are_one(repository: ScratchRepository) -> None:
    review = repository.folder / "council" / REVIEW
    review.write_bytes(review.read_bytes().replace(b"\n", b"\r\n"))
    assert _issued(repository)[1] is None


def test_nothing_is_said_outside_a_repository_and_the_reason_in_one_without_commits(
    repository: ScratchRepository,
) -> None:
    shutil.rmtree(repository.folder / ".git")
    repository.git("init", "--quiet")
    result, commit = _issued(repository)
    assert (commit, "there is no commit in this repository yet" in result.said[1]) == (None, True)
    shutil.rmtree(repository.folder / ".git")
    (repository.folder / "council" / RECORD).unlink()
    assert len(_issued(repository)[0].said) == 1


def test_nothing_is_recorded_in_the_middle_of_a_merge(repository: ScratchRepository) -> None:
    root = repository.folder / "council"
    repository.git("switch", "--quiet", "--create", "other")
    repository.commit("Nothing")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "other")
    result, _ = _issued(repository)
    assert not result.issued
    assert "git merge --abort" in result.said[0]
    review = (root / REVIEW).read_bytes()
    taken = steps.accept(Workspace.at(root), authority="herefordshire", cycle="2024-25", on=datetime.date(2025, 5, 4))
    assert (taken.written, "a merge" in taken.said, (root / REVIEW).read_bytes()) == (False, True, review)
    repository.git("merge", "--abort")
    assert _issued(repository)[0].issued

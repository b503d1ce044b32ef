"""The letters of two councils in one repository: swapped, renamed or merged, each is known for whose it is."""

import datetime
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from prevent_assure.checking.validate import validate
from prevent_assure.proof.issue import Issuing
from prevent_assure.proof.verify import verify
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository
from sealing import reseal

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "herefordshire"
ATTRIBUTES = EXAMPLE.parents[1] / "templates" / "workspace" / "gitattributes.j2"
LETTERS = "letters/2024-25"
BOTH = ("herefordshire", "otherton")


def _issue(root: Path, authority: str) -> None:
    issuing = Issuing(Workspace(root), cycle="2024-25", formats=("html",))
    assert issuing.issue(authority, day=datetime.date(2025, 5, 20)).issued


@cache
def _two() -> Path:
    """The example, and another council that says the same of itself, both ready to be issued."""
    root = Path(shutil.copytree(EXAMPLE, Path(mkdtemp()) / "workspace"))
    shutil.copyfile(ATTRIBUTES, root / ".gitattributes")
    for path in list(root.rglob("herefordshire.yaml")):
        text = (
            path.read_text(encoding="utf-8").replace("Herefordshire", "Otherton").replace("herefordshire", "otherton")
        )
        path.with_name("otherton.yaml").write_text(text, encoding="utf-8")
    shutil.rmtree(root / LETTERS, ignore_errors=True)
    reseal(root)
    ScratchRepository.make(root)
    return root


@cache
def _issued() -> Path:
    root = Path(shutil.copytree(_two(), Path(mkdtemp()) / "workspace"))
    for authority in BOTH:
        _issue(root, authority)
    ScratchRepository(root).commit("Issue")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with both letters issued."""
    return Path(shutil.copytree(_issued(), tmp_path / "workspace"))


def _swap(root: Path, *ends: str) -> None:
    for end in ends:
        one, other = (root / LETTERS / f"{authority}.{end}" for authority in BOTH)
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)


def _codes(root: Path) -> set[tuple[str, str]]:
    found = validate(Workspace(root)).diagnostics
    return {(each.code, Path(each.location.path).name) for each in found if each.severity != "suggestion"}


def test_both_are_as_issued(root: Path) -> None:
    assert _codes(root) == set()
    assert [found.verdict for found in verify(Workspace(root))] == ["unchanged", "unchanged"]


def test_letters_that_are_swapped_are_named_as_whose_they_are(root: Path) -> None:
    _swap(root, "html")
    assert _codes(root) == {("issued-letter-changed", f"{authority}.issue.yaml") for authority in BOTH}
    for found, other in zip(verify(Workspace(root)), reversed(BOTH), strict=True):
        assert found.verdict == "changed"
        assert any(f"what lies in its place is the letter to {other}" in reason for reason in found.reasons)


@pytest.mark.parametrize("history", [True, False])
def test_letters_that_are_swapped_with_their_records_are_none_of_their_places(root: Path, history: bool) -> None:
    _swap(root, "html", "issue.yaml")
    (root / LETTERS / "SHA256SUMS").unlink()
    if not history:
        shutil.rmtree(root / ".git")
    found = _codes(root)
    expected = {"name-disagrees", "issue-record-changed"} if history else {"name-disagrees"}
    assert {(code, f"{authority}.issue.yaml") for code in expected for authority in BOTH} <= found
    assert {one.verdict for one in verify(Workspace(root))} <= {"changed", "cannot_tell"}


def test_letter_under_another_name_is_said_to_be_whose_it_is(root: Path) -> None:
    (root / LETTERS / "herefordshire.html").rename(root / LETTERS / "hereford.html")
    assert _codes(root) == {("issued-letter-changed", "herefordshire.issue.yaml")}
    (found,) = verify(Workspace(root), [root / LETTERS / "hereford.html"])
    assert (found.verdict, found.authority) == ("unchanged", "herefordshire")
    assert any("the file is named hereford.html" in reason for reason in found.reasons)


def test_letters_of_two_branches_squashed_and_merged_raise_no_alarm(tmp_path: Path) -> None:
    root = Path(shutil.copytree(_two(), tmp_path / "workspace"))
    repository = ScratchRepository(root)
    for authority in BOTH:
        repository.git("checkout", "--quiet", "-b", authority, "main")
        _issue(root, authority)
        repository.commit("Issue")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--squash", BOTH[0])
    repository.commit("Squashed")
    repository.git("merge", "--quiet", "--no-edit", BOTH[1])
    assert _codes(root) == set()
    assert {found.verdict for found in verify(Workspace(root))} == {"unchanged"}
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth", "1", root.as_uri(), shallow)
    assert _codes(shallow) == set()
    # Whoever merges by hand and keeps one side is told so.
    lines = (root / LETTERS / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    (root / LETTERS / "SHA256SUMS").write_text("".join(one for one in lines if BOTH[0] in one), encoding="utf-8")
    assert _codes(root) == {("letter-sums-changed", "SHA256SUMS")}

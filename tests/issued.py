"""An example whose letter is issued: once for all tests, which work on copies."""

import datetime
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from prevent_assure.proof.issue import Issuing
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository
from sealing import reseal

ROOT = Path(__file__).resolve().parents[1]
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
HTML = "letters/2024-25/herefordshire.html"
MD = "letters/2024-25/herefordshire.md"
RECORD = "letters/2024-25/herefordshire.issue.yaml"
SUMS = "letters/2024-25/SHA256SUMS"


def issue(root: Path, day: str = "2025-05-20", *, supersedes: bool = False) -> None:
    """Issue the example's letter."""
    issuing = Issuing(Workspace(root), cycle="2024-25", formats=() if supersedes else ("html", "md"))
    result = issuing.issue("herefordshire", day=datetime.date.fromisoformat(day), supersedes=supersedes)
    assert result.issued, result


def correct(root: Path, day: str = "2025-06-02") -> None:
    """Change what the letter says, sign that anew, and issue the letter in the place of the one before."""
    replace(root / REVIEW, "As a matter of routine", "Now and then")
    reseal(root)
    issue(root, day, supersedes=True)


@cache
def _made() -> Path:
    root = Path(mkdtemp()) / "herefordshire"
    shutil.copytree(ROOT / "examples" / "herefordshire", root)
    shutil.copyfile(ROOT / "templates" / "workspace" / "gitattributes.j2", root / ".gitattributes")
    issue(root)
    return root


def issued_workspace(folder: Path) -> Path:
    """Copy the example with its letter of 20 May 2025 issued."""
    return Path(shutil.copytree(_made(), folder / "herefordshire"))


@cache
def _committed() -> Path:
    root = issued_workspace(Path(mkdtemp()))
    letters = {name: (root / name).read_bytes() for name in (HTML, MD, RECORD, SUMS)}
    for name in letters:
        (root / name).unlink()
    repository = ScratchRepository.make(root)
    for name, data in letters.items():
        (root / name).write_bytes(data)
    repository.commit("Issue")
    return root


def committed_workspace(folder: Path) -> tuple[Path, ScratchRepository]:
    """The same, in a repository whose second commit brought the letter."""
    root = Path(shutil.copytree(_committed(), folder / "herefordshire"))
    return root, ScratchRepository(root)


def replace(file: Path, old: str, new: str) -> None:
    """Replace a text in a file where it stands first."""
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def with_digest(root: Path, name: str, digest: str) -> None:
    """Let a record list another digest for a file."""
    record = (root / RECORD).read_text(encoding="utf-8")
    changed, count = re.subn(rf"({re.escape(name)}, digest: sha256:)[0-9a-f]{{64}}", rf"\g<1>{digest}", record)
    assert count
    (root / RECORD).write_bytes(changed.encode())

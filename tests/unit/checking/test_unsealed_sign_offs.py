"""Sign-offs without a seal, held against the history of the files."""

import shutil
from pathlib import Path

from prevent_assure.checking.validate import validate
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository
from sealing import unsealed

ROOT = Path(__file__).resolve().parents[3]
REVIEW = "reviews/2024-25/herefordshire.yaml"


def test_what_changed_since_a_sign_off_without_a_seal_is_named_with_the_commit(tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "examples/herefordshire", tmp_path / "council"))
    review = root / REVIEW
    review.write_text(unsealed(review.read_text(encoding="utf-8")), encoding="utf-8")
    repository = ScratchRepository.make(root)
    commit = repository.git("rev-parse", "HEAD")
    review.write_text(review.read_text(encoding="utf-8").replace("    agreed: met", "    agreed: not_met", 1))
    found = [
        one.message
        for one in validate(Workspace(root)).diagnostics
        if one.code == "changed-since-sign-off" and one.location.path == REVIEW
    ]
    assert [message.split("`")[1] for message in found] == ["accepted", "agreed", "cleared"]
    assert all(f"(in commit {commit[:10]})" in message for message in found)
    assert all("`benchmarks.partnership-group.agreed`" in message for message in found)

"""A date that was planned for a letter and has passed keeps nobody from signing it off."""

import datetime
import shutil
from pathlib import Path

import pytest

from issued import committed_workspace
from prevent_assure.checking.validate import validate
from prevent_assure.cycle.steps import accept, agree, clear, unclear
from prevent_assure.proof.issue import Issuing
from prevent_assure.workspace.workspace import Workspace

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "herefordshire"
REVIEW = "reviews/2024-25/herefordshire.yaml"
OF = {"authority": "herefordshire", "cycle": "2024-25"}
DAY = datetime.date(2025, 5, 21)


@pytest.mark.parametrize("step", [accept, agree, clear])
def test_date_that_has_passed_is_taken_out_and_said(step: object, tmp_path: Path) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "workspace"))
    assert callable(step)
    done = step(Workspace(root), **OF, on=DAY)
    assert done.written
    assert "; the letter's date of 2025-05-19 has passed and is taken out: `issue --date`" in done.said
    assert "date: 2025-05-19\n" not in (root / REVIEW).read_text(encoding="utf-8")
    if step is clear:
        assert not any("on 2025-05-19" in line for line in done.sealed)
        assert [each.code for each in validate(Workspace(root)).diagnostics] == []
        undated = Issuing(Workspace(root), cycle="2024-25").issue("herefordshire", day=None)
        assert undated.said == ("the letter has no date: --date gives it one",)
        assert Issuing(Workspace(root), cycle="2024-25").issue("herefordshire", day=DAY).issued


def test_date_of_an_issued_letter_stays_while_it_is_corrected(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    assert unclear(Workspace(root), **OF, on=DAY, reason="The address was old.").written
    done = clear(Workspace(root), **OF, on=DAY)
    assert (done.written, done.said) == (True, "the letter is cleared by head-of-delivery")
    assert "date: 2025-05-20\n" in (root / REVIEW).read_text(encoding="utf-8")

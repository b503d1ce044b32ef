"""A submission written into a file: the hint that told how to write it by hand is gone."""

import datetime
import shutil
from pathlib import Path

from prevent_assure.cycle.steps import submit
from prevent_assure.workspace.workspace import Workspace

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "herefordshire"
PATH = "assessments/2024-25/herefordshire.yaml"
WRITTEN = "submitted: {by: prevent-lead, on: 2025-03-14}\n"
HINT = """\
# When all is answered, remove the # of the next line and put in the day. That submits it.
# submitted: {by: prevent-lead, on: YEAR-MONTH-DAY}
"""


def test_hint_is_gone_once_it_is_submitted(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "herefordshire"))
    (root / "reviews/2024-25/herefordshire.yaml").unlink()
    shutil.rmtree(root / "letters/2024-25")
    before = (root / PATH).read_text(encoding="utf-8")
    assert WRITTEN in before
    (root / PATH).write_text(before.replace(WRITTEN, HINT), encoding="utf-8")
    day = datetime.date(2025, 3, 14)
    result = submit(Workspace.at(root), authority="herefordshire", cycle="2024-25", on=day)
    assert result.written, result
    assert (root / PATH).read_text(encoding="utf-8") == before

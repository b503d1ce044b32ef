"""Whether a self-assessment is late."""

import datetime
import shutil
from pathlib import Path

import pytest

from letters import case_of
from prevent_assure.cycle.status import Whereabouts, status
from prevent_assure.workspace.workspace import Workspace

IN = datetime.date(2025, 3, 14)


@pytest.mark.parametrize(
    ("submitted", "days_left", "late"),
    [(None, -1, True), (None, 0, False), (None, 5, False), (None, None, False), (IN, -1, False)],
)
def test_late_is_what_is_past_its_day_and_not_in(
    submitted: datetime.date | None, days_left: int | None, late: bool
) -> None:
    here = Whereabouts(
        authority="anywhere",
        name="Anywhere Council",
        cycle="2024-25",
        status="draft",
        begun=True,
        covered_by=None,
        adviser=None,
        adviser_name=None,
        due=None,
        extended=False,
        days_left=days_left,
        submitted=submitted,
        next_steps=(),
        case=case_of(),
    )
    assert here.late is late


def test_review_that_cannot_be_read_has_begun(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[3] / "examples" / "herefordshire"
    root = Path(shutil.copytree(example, tmp_path / "workspace"))
    with (root / "reviews/2024-25/herefordshire.yaml").open("a", encoding="utf-8") as review:
        review.write("unknown: key\n")
    (found,) = status(Workspace(root), cycle="2024-25", on=IN).authorities
    assert found.needs == ("The files have 1 error: `prevent-assure validate` names them.",)

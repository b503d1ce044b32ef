"""Whether a self-assessment is late."""

import datetime
import shutil
from pathlib import Path

import pytest

from letters import case_of
from prevent_assure.cycle.closing import close_cycle
from prevent_assure.cycle.signing_list import signing_list
from prevent_assure.cycle.status import Whereabouts, status
from prevent_assure.cycle.status_printing import status_listing
from prevent_assure.cycle.todo import todo
from prevent_assure.text.blocks import Table
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


@pytest.mark.parametrize(
    ("valid_to", "begun", "stage"),
    [
        (None, "2024-10-01", "not_begun"),
        ("2025-03-31", "2025-04-01", "not_begun"),
        ("2024-09-30", "2025-04-01", "not_begun"),
        ("2024-09-30", "2024-10-01", "succeeded"),
    ],
)
def test_authority_whose_part_is_taken_within_the_cycle_is_neither_late_nor_to_be_chased(
    tmp_path: Path, valid_to: str | None, begun: str, stage: str
) -> None:
    example = Path(__file__).resolve().parents[3] / "examples" / "herefordshire"
    root = Path(shutil.copytree(example, tmp_path / "workspace"))
    own = root / "authorities" / "herefordshire.yaml"
    text = own.read_text(encoding="utf-8")
    old = text.replace("id: herefordshire", "id: malvern", 1) + (f"valid_to: {valid_to}\n" if valid_to else "")
    (root / "authorities" / "malvern.yaml").write_text(old, encoding="utf-8")
    own.write_text(f"{text}successor_of: malvern\nvalid_from: {begun}\n", encoding="utf-8")
    on = datetime.date(2025, 6, 1)
    found = status(Workspace(root), cycle="2024-25", on=on)
    gone = found.authorities[1]
    assert (gone.stage, gone.late, gone.begun) == (stage, stage == "not_begun", False)
    open_ones = close_cycle(Workspace(root), cycle="2024-25", on=on).still_open
    listed = signing_list(Workspace(root), cycle="2024-25").others[stage]
    todos = todo(Workspace(root), cycle="2024-25", on=on).todo
    told = {each.authority for each in open_ones} | {each.authority for each in todos}
    assert ("malvern" in told, "malvern" in listed) == (stage == "not_begun", True)
    if stage == "succeeded":
        (table,) = (each for each in status_listing(found.authorities, "2024-25", on).text if isinstance(each, Table))
        assert table.rows[1][1:] == ("succeeded by another: herefordshire", "", "", "")

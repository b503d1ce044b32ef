"""Whom the national picture is about: those that there are in the cycle, wherever their workspace lies."""

import datetime
import shutil
from collections import Counter
from pathlib import Path

import pytest

from nations import write_nation
from prevent_assure import Workspace
from prevent_assure.cycle.status import status
from prevent_assure.national.counts import stage_counts
from prevent_assure.national.nation import Nation
from prevent_assure.rules.status import STAGES, stage_label

CYCLE = "2024-25"


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    return write_nation(tmp_path / "nation", 4, "--complete")


def _stages(folder: Path) -> dict[str, str]:
    return {each.authority: each.cases[-1][1] for each in Nation(Workspace.at(folder), CYCLE).walk()}


def _add(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_authority_that_has_ceased_is_left_out_unless_it_has_a_self_assessment(nation: Path) -> None:
    for name in ("alderbeck", "birchbeck"):
        _add(nation / "authorities" / f"{name}.yaml", "valid_to: 2024-03-31")
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / "alderbeck.yaml").unlink()
    assert sorted(_stages(nation)) == ["birchbeck", "coldbeck", "dunbeck"]


def test_authority_in_anothers_self_assessment_is_said_to_be_there(nation: Path) -> None:
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / "alderbeck.yaml").unlink()
    assert _stages(nation)["alderbeck"] == "not_begun"
    _add(nation / "assessments" / CYCLE / "coldbeck.yaml", "covers: [alderbeck]")
    assert _stages(nation)["alderbeck"] == "covered"


def test_overview_and_status_have_the_same_stages_in_the_same_numbers(nation: Path) -> None:
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / "alderbeck.yaml").unlink()
        (nation / kind / CYCLE / "dunbeck.yaml").unlink()
    _add(nation / "assessments" / CYCLE / "coldbeck.yaml", "covers: [alderbeck]")
    (nation / "reviews" / CYCLE / "birchbeck.yaml").write_text("benchmarks: [", encoding="utf-8")
    found = status(Workspace.at(nation), cycle=CYCLE, on=datetime.date(2025, 3, 1))
    assert {each.authority: each.stage for each in found.authorities} == _stages(nation)
    counts = Counter(_stages(nation).values())
    assert counts["covered"] == counts["unreadable"] == counts["not_begun"] == 1
    printed = {each.id: each.label for each in stage_counts(counts)}
    assert printed == {stage: stage_label(stage) for stage in STAGES}


def test_authorities_of_members_are_read_where_they_live(nation: Path) -> None:
    region = nation.parent / "region"
    region.mkdir()
    shutil.copy(nation / "prevent-assure.yaml", region / "prevent-assure.yaml")
    _add(region / "prevent-assure.yaml", "workspaces: [../nation]")
    assert _stages(region) == _stages(nation) != {}

"""Whom the national picture is about: those that there are in the cycle, wherever their workspace lies."""

import shutil
from pathlib import Path

import pytest

from nations import write_nation
from prevent_assure import Workspace
from prevent_assure.national.nation import Nation

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
    assert _stages(nation)["alderbeck"] == "none"
    _add(nation / "assessments" / CYCLE / "coldbeck.yaml", "covers: [alderbeck]")
    assert _stages(nation)["alderbeck"] == "covered"


def test_authorities_of_members_are_read_where_they_live(nation: Path) -> None:
    region = nation.parent / "region"
    region.mkdir()
    shutil.copy(nation / "prevent-assure.yaml", region / "prevent-assure.yaml")
    _add(region / "prevent-assure.yaml", "workspaces: [../nation]")
    assert _stages(region) == _stages(nation) != {}

"""The synthetic nation: the same each time, free of findings, and with all that its pages have to show."""

from pathlib import Path

import pytest

from nations import write_nation
from prevent_assure import Workspace, score, validate

NUMBER = 40


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nation(tmp_path_factory.mktemp("nation"), NUMBER)


def test_nation_is_the_same_each_time(nation: Path, tmp_path: Path) -> None:
    again = write_nation(tmp_path, NUMBER)
    files = {path.relative_to(nation): path.read_bytes() for path in nation.rglob("*.yaml")}
    assert files == {path.relative_to(again): path.read_bytes() for path in again.rglob("*.yaml")}


def test_nothing_in_it_is_to_be_mended(nation: Path) -> None:
    assert validate(Workspace.at(nation)).diagnostics == ()


def test_it_has_every_outcome_judgements_overrides_and_every_stage(nation: Path) -> None:
    workspace = Workspace.at(nation)
    of_cycles = [score(workspace, cycle=cycle).assessments for cycle in ("2022-23", "2023-24", "2024-25")]
    scored = [each for scores in of_cycles for one in scores for each in one.benchmarks if each.scored]
    assert {each.agreed for each in scored} == {"not_met", "met", "exceeding", None}
    assert {each.basis for each in scored} == {"decided", "judgement", "incomplete"}
    assert any(each.override for each in scored)
    assert {each.status for each in of_cycles[-1]} == {"draft", "submitted", "in_review", "agreed", "cleared"}
    assert len(of_cycles[-1]) < NUMBER

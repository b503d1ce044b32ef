"""Two states of a cycle: each key that the files may have is compared, and nothing is a change of itself."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from pages import ROOT
from prevent_assure.documents.narrative import parse
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case
from prevent_assure.rules.comparison import Side, compare
from prevent_assure.rules.scoring import Scorer
from prevent_assure.source import read

EXAMPLE = ROOT / "examples" / "herefordshire"
CRITERIA = Criteria.model_validate(read((ROOT / "criteria/local-authority/2024-25.yaml").read_bytes()).data)
SCORER = Scorer(CRITERIA)
FILES: dict[str, dict[str, Any]] = {
    "assessment": read((EXAMPLE / "assessments/2024-25/herefordshire.yaml").read_bytes()).data,
    "review": read((EXAMPLE / "reviews/2024-25/herefordshire.yaml").read_bytes()).data,
}
WHAT_THE_FILE_IS = {("format",), ("authority",), ("cycle",), ("criteria",)}
WORDS = (
    "met",
    "not_met",
    "exceeding",
    "absent",
    "present",
    "addressed",
    "not_started",
    "2025-02-03",
    "2025-02-04",
    "another-one",
    "Other",
)


def _side(data: dict[str, dict[str, Any]]) -> Side:
    assessment = Assessment.model_validate(data["assessment"])
    review = Review.model_validate(data["review"])
    case = Case("herefordshire", "2024-25", None, None, assessment, review, CRITERIA)
    return Side(case._replace(scores=SCORER.score(assessment, review)), SCORER)


def _leaves(data: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(data, dict | list):
        for key, each in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(each, (*route, key))
    else:
        yield route


def _changed(kind: str, route: tuple[str | int, ...]) -> Side:
    """Change one value to another one that may stand there."""
    for word in (*WORDS, True, False, "2022-23/other", "https://example.org/other"):
        data = copy.deepcopy(FILES)
        here: Any = data[kind]
        for step in route[:-1]:
            here = here[step]
        if here[route[-1]] == word:
            continue
        here[route[-1]] = word
        try:
            return _side(data)
        except ValidationError:
            continue
    raise AssertionError(route)


def test_nothing_is_a_change_of_itself() -> None:
    assert not compare(_side(FILES), _side(copy.deepcopy(FILES)), parse).has_changes


@pytest.mark.parametrize("kind", FILES)
def test_each_value_that_changes_is_said(kind: str) -> None:
    before = _side(FILES)
    leaves = [route for route in _leaves(FILES[kind]) if route not in WHAT_THE_FILE_IS]
    assert len(leaves) > 50
    silent = [route for route in leaves if not compare(before, _changed(kind, route), parse).has_changes]
    assert silent == []


@pytest.mark.parametrize("kind", FILES)
def test_each_group_that_goes_is_said(kind: str) -> None:
    before = _side(FILES)
    for name, group in FILES[kind]["benchmarks"].items():
        for key in group:
            data = copy.deepcopy(FILES)
            del data[kind]["benchmarks"][name][key]
            assert compare(before, _side(data), parse).has_changes, (name, key)

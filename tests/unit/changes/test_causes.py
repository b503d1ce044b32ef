"""What moved a derived outcome, held against trying every set of the changes."""

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from letters import DATA
from prevent_assure.changes import causes
from prevent_assure.changes.causes import cause
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.scoring import BenchmarkScorer

MEMBERS = {"met": ["a", "b", "c"], "exceeding": ["d", "e"], "not_met": ["x", "y"]}
STANDARD = ("met", "partly_met", "not_met", "not_applicable", None)
SIGNS = ("present", "absent", None)
RULES: tuple[list[Any], ...] = (
    DATA["criteria"]["rules"],
    [{"outcome": "exceeding", "if": {"share": Decimal("0.5"), "of": ["met", "exceeding"]}}, {"outcome": "not_met"}],
    [
        {"outcome": "not_met", "if": {"not": {"at_least": 2, "of": "met"}}},
        {"outcome": "met", "if": {"and": [{"none": "not_met"}, {"any": "exceeding"}]}},
        {"outcome": ["not_met", "met"]},
    ],
    [{"outcome": "met", "if": {"at_least": 1, "criteria": ["a", "d"]}}, {"outcome": "not_met"}],
)
answers = st.fixed_dictionaries(
    {
        name: st.sampled_from(SIGNS if level == "not_met" else STANDARD)
        for level, names in MEMBERS.items()
        for name in names
    }
)
Words = dict[str, str | None]


def scorer(rules: list[Any], members: dict[str, list[str]] = MEMBERS) -> BenchmarkScorer:
    """Score one benchmark by its own rules."""
    benchmark = {
        "id": "plan",
        "number": 1,
        "title": "Plan",
        "statement": "x",
        "criteria": {level: [{"id": each, "text": "x"} for each in names] for level, names in members.items()},
        "rules": rules,
    }
    criteria = Criteria.model_validate({**DATA["criteria"], "benchmarks": [benchmark]})
    return BenchmarkScorer(criteria, criteria.benchmarks[0])


def smallest(old: BenchmarkScorer | None, new: BenchmarkScorer, before: Words, after: Words) -> set[Any]:
    """Try every set of the changes, the smaller ones first."""
    changed = [each for each in before if before[each] != after[each]]
    for size in range(len(changed) + 2):
        found = set()
        for with_criteria in (False, True):
            here = new if with_criteria or old is None else old
            for chosen in (
                combinations(changed, size - (with_criteria and old is not None))
                if size >= (with_criteria and old is not None)
                else ()
            ):
                words = {each: (after if each in chosen else before)[each] for each in before}
                if here.derive_from(words) == new.derive_from(after):
                    found.add((with_criteria and old is not None, frozenset(chosen)))
        if found:
            return found
    raise AssertionError


@given(st.sampled_from(RULES), answers, answers)
def test_smallest_sets_of_answers_are_those_of_trying_all(rules: list[Any], before: Words, after: Words) -> None:
    new = scorer(rules)
    expected = smallest(None, new, before, after)
    found = cause(None, new, before, after)
    ways = {(way.criteria, frozenset(way.answers)) for way in found.ways}
    assert ways <= expected
    assert len(ways) == len(found.ways)
    assert len(ways) + found.more == len(expected)


@given(st.sampled_from(RULES), st.sampled_from(RULES), answers, answers)
def test_change_of_the_criteria_counts_as_one_more(
    old_rules: list[Any], new_rules: list[Any], before: Words, after: Words
) -> None:
    old, new = scorer(old_rules), scorer(new_rules)
    expected = smallest(old, new, before, after)
    found = cause(old, new, before, after)
    ways = {(way.criteria, frozenset(way.answers)) for way in found.ways}
    assert ways <= expected
    assert len(ways) + found.more == len(expected)


@given(answers, answers)
@example(
    before={"a": None, "b": "not_met", "c": "met", "d": "met", "e": None, "x": "absent", "y": "absent"},
    after={"a": "not_met", "b": "not_applicable", "c": "met", "d": None, "e": None, "x": "absent", "y": "absent"},
)
def test_without_patience_nothing_can_be_left_out(before: Words, after: Words) -> None:
    new = scorer(RULES[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(causes, "PATIENCE", 0)
        found = cause(None, new, before, after)
    (way,) = found.ways
    assert not found.smallest
    for left_out in ((), *((each,) for each in way.answers)):
        words = {each: (after if each in {*way.answers} - {*left_out} else before)[each] for each in before}
        assert (new.derive_from(words) == new.derive_from(after)) == (left_out == ())


@pytest.mark.slow
def test_many_changes_take_no_time() -> None:
    names = {"met": [f"a{n}" for n in range(60)], "exceeding": [f"d{n}" for n in range(20)], "not_met": []}
    new = scorer(DATA["criteria"]["rules"], names)
    before: Words = dict.fromkeys([*names["met"], *names["exceeding"]])
    found = cause(None, new, before, dict.fromkeys(before, "met"))
    assert [len(way.answers) for way in found.ways] == [80]


def test_words_derive_what_the_model_derives() -> None:
    new = scorer(RULES[0])
    given = BenchmarkAnswers.model_validate({"answers": {"met": "met", "exceeding": {"d": "partly_met"}}})
    words: Words = {"a": "met", "b": "met", "c": "met", "d": "partly_met"}
    assert new.derive_from(words) == new.derive(given)

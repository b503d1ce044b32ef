"""Counts of a nation: each authority once, in its region, and outcomes only where they are agreed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import DATA, case_of, data
from prevent_assure.model.criteria import Criteria
from prevent_assure.national.figures import (
    COVERED,
    NONE,
    UNANSWERED,
    AdviserFigures,
    Figures,
    answer_pattern,
    answer_words,
)
from prevent_assure.rules.case import Case

CRITERIA = Criteria.model_validate(DATA["criteria"])
OUTCOMES = ("not_met", "met", "exceeding")


def _case(plan: str | None = "met", *, region: str | None = None, adviser: str | None = "adviser", **more: Any) -> Case:
    """The letter's authority with another agreed outcome for its plan."""
    files = data()
    files["authority"]["region"] = region
    files["review"]["benchmarks"]["plan"]["agreed"] = plan
    files["review"]["adviser"] = adviser
    return case_of(files, **more)


def _figures(*cases: Case, before: Case | None = None) -> Figures:
    figures = Figures(CRITERIA)
    for case in cases:
        figures.add(case, before, case.status)
    return figures


def test_benchmarks_are_known_before_anyone_has_answered() -> None:
    figures = Figures(CRITERIA)
    assert sorted(figures.benchmarks) == ["group", "panel", "plan"]
    assert [each.benchmark.id for each in figures.scored()] == ["group", "plan"]
    assert figures.outcomes == {"not_met": "Not met", "met": "Met", "exceeding": "Exceeding"}
    assert (figures.authorities, figures.assessments) == (0, 0)


def test_authority_that_has_not_begun_is_counted_and_answers_nothing() -> None:
    files: dict[str, Any] = data()
    files.update(assessment=None, review=None)
    figures = Figures(None)
    figures.add(case_of(files), None, NONE)
    figures.add(case_of(files, authority=None), None, COVERED)
    assert (figures.authorities, figures.assessments) == (2, 0)
    assert figures.stages == {NONE: 1, COVERED: 1}
    assert figures.stages_in == {None: {NONE: 1, COVERED: 1}}
    assert figures.benchmarks == {}


def test_outcomes_are_counted_by_region_and_what_is_not_agreed_is_not() -> None:
    figures = _figures(_case("met", region="North"), _case("exceeding", region="South"), _case(None, region="South"))
    plan = figures.benchmarks["plan"]
    assert plan.agreed == {"met": 1, "exceeding": 1}
    assert plan.agreed_in == {"North": {"met": 1}, "South": {"exceeding": 1}}
    assert plan.claimed == {"met": 3}
    assert figures.benchmarks["panel"].agreed == figures.benchmarks["panel"].basis == {}
    assert (figures.authorities, figures.assessments) == (3, 3)
    assert figures.stages_in["South"]["agreed"] == 2


def test_what_the_rules_decide_and_what_they_leave_to_the_adviser_are_told_apart() -> None:
    files = data()
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = "partly_met"
    judged, outside = case_of(files), _case("not_met")
    figures = _figures(_case("met"), judged, outside)
    plan = figures.benchmarks["plan"]
    assert plan.basis == {"decided": 2, "judgement": 1}
    assert plan.decided == {"met": 2}
    assert (plan.judged, plan.overrides) == (1, 1)
    assert figures.advisers == {"adviser": AdviserFigures(agreed=6, judged=1, overrides=1)}
    # Who answers alike and is judged otherwise is shown to the advisers.
    pattern = answer_pattern("plan", answer_words(outside.assessment, CRITERIA, "plan"))
    assert figures.like[pattern] == {"met", "not_met"}
    assert len(figures.like) == 3


def test_adviser_whom_nobody_names_is_counted_under_no_name() -> None:
    assert set(_figures(_case(adviser=None), _case()).advisers) == {"", "adviser"}


def test_move_is_counted_where_both_cycles_have_an_outcome() -> None:
    assert _figures(_case("met"), before=_case("not_met")).benchmarks["plan"].moves == {("not_met", "met"): 1}
    assert _figures(_case("met"), before=_case(None)).benchmarks["plan"].moves == {}
    assert _figures(_case(None), before=_case("met")).benchmarks["plan"].moves == {}
    assert _figures(_case("met")).benchmarks["plan"].moves == {}


def test_recommendations_are_counted_under_each_benchmark_that_they_name_and_is_there() -> None:
    files = data()
    files["review"]["letter"]["recommendations"][0]["benchmarks"] = ["plan", "nowhere"]
    figures = _figures(case_of(files), _case())
    assert {name: each.recommendations for name, each in figures.benchmarks.items()} == {
        "plan": 2,
        "group": 1,
        "panel": 0,
    }


def test_progress_is_counted_as_it_stands_in_the_end() -> None:
    files = data()
    told = [{"recommendation": "2023-24/a", "progress": "addressed"}, {"recommendation": "2023-24/b", "progress": None}]
    files["assessment"]["follow_up"] = told
    files["review"]["follow_up"] = [{"recommendation": "2023-24/a", "progress": "not_started"}]
    assert _figures(case_of(files)).progress == {"not_started": 1}


@pytest.mark.parametrize(
    ("level", "word", "short"),
    [
        ("met", "met", 0),
        ("met", "partly_met", 1),
        ("met", "not_met", 1),
        ("met", "not_applicable", 0),
        ("not_met", "present", 1),
        ("not_met", "absent", 0),
    ],
)
def test_criterion_falls_short_by_what_its_level_asks(level: str, word: str, short: int) -> None:
    files = data()
    files["assessment"]["benchmarks"]["plan"]["answers"][level] = word
    criterion = {"met": "owned", "not_met": "none"}[level]
    found = _figures(case_of(files)).benchmarks["plan"].criteria[level, criterion]
    assert (found.answers, found.short) == ({word: 1}, short)


def test_open_answers_are_counted_as_unanswered() -> None:
    files = data()
    del files["assessment"]["benchmarks"]["group"]
    del files["assessment"]["benchmarks"]["plan"]["answers"]["exceeding"]
    figures = _figures(case_of(files))
    assert figures.benchmarks["group"].criteria["met", "meets"].answers == {UNANSWERED: 1}
    assert figures.benchmarks["plan"].criteria["exceeding", "quarterly"].answers == {UNANSWERED: 1}
    assert answer_words(None, CRITERIA, "group") == {("met", "meets"): UNANSWERED}
    assert answer_words(None, CRITERIA, "nowhere") == answer_words(None, None, "group") == {}


def test_other_edition_adds_what_is_new_in_it_and_changes_nothing_of_the_first() -> None:
    files = data()
    files["criteria"].update(edition="2025-26")
    files["criteria"]["outcomes"][1]["label"] = "Reached"
    files["criteria"]["outcomes"].append({"id": "leading", "label": "Leading"})
    files["criteria"]["benchmarks"][1]["criteria"]["met"].append({"id": "new", "text": "New."})
    figures = _figures(case_of(files))
    assert figures.outcomes["met"] == "Met"
    assert list(figures.outcomes) == [*OUTCOMES, "leading"]
    assert set(figures.benchmarks["group"].criteria) == {("met", "meets"), ("met", "new")}
    for (level, name), found in figures.benchmarks["group"].criteria.items():
        assert (found.level, found.criterion.id, found.kind) == (level, name, "standard")


@given(st.sampled_from([*OUTCOMES, "other"]), st.sampled_from([*OUTCOMES, "other"]))
def test_direction_is_that_of_the_outcomes_order(before: str, now: str) -> None:
    found = Figures(CRITERIA).direction(before, now)
    if "other" in {before, now}:
        assert found is None
    else:
        rank = dict(zip(OUTCOMES, (1, 2, 3), strict=True))
        assert found == (rank[now] > rank[before]) - (rank[now] < rank[before])


@given(st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from("cd")), st.sampled_from(["met", "not_met"])))
def test_pattern_is_of_the_answers_and_of_the_benchmark(words: dict[tuple[str, str], str]) -> None:
    assert answer_pattern("x", words) == answer_pattern("x", dict(words))
    assert answer_pattern("x", words) != answer_pattern("y", words)
    assert answer_pattern("x", {**words, ("e", "f"): "met"}) != answer_pattern("x", words)
    assert 0 <= answer_pattern("x", words) < 2**64

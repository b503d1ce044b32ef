"""Checks of self-assessments and reviews, each at the place of the fault."""

from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.diagnostics import Route
from prevent_assure.rules.assessment_checks import assessment_findings, unknown_cycle
from prevent_assure.rules.review_checks import review_findings

Files = dict[str, Any]


def _found(files: Files) -> list[tuple[str, Route]]:
    case = case_of(files)
    return [(each.rule.code, each.route) for each in (*assessment_findings(case), *review_findings(case))]


def test_letters_files_have_nothing_wrong() -> None:
    assert _found(data()) == []


@pytest.mark.parametrize(
    ("met", "not_met", "route"),
    [
        ("met", "present", ("not_met",)),
        ("met", {"none": "present"}, ("not_met", "none")),
        ({"owned": "met"}, {"none": {"answer": "present"}}, ("not_met", "none", "answer")),
        ("partly_met", "present", None),
        ("met", "absent", None),
    ],
)
def test_contradiction_is_found_where_the_answer_stands(met: Any, not_met: Any, route: Route | None) -> None:
    files: Files = data()
    files["criteria"]["benchmarks"][0]["criteria"]["not_met"][0]["contradicts"] = ["owned"]
    files["assessment"]["benchmarks"]["plan"]["answers"].update(met=met, not_met=not_met)
    files["review"] = None
    expected = [] if route is None else [("contradicting-answers", ("benchmarks", "plan", "answers", *route))]
    assert _found(files) == expected


def test_contradiction_that_both_name_is_found_once() -> None:
    files: Files = data()
    criteria = files["criteria"]["benchmarks"][0]["criteria"]
    criteria["not_met"][0]["contradicts"] = ["owned"]
    criteria["met"][0]["contradicts"] = ["none"]
    files["assessment"]["benchmarks"]["plan"]["answers"]["not_met"] = "present"
    files["review"] = None
    assert [code for code, _ in _found(files)] == ["contradicting-answers"]


def test_what_is_said_of_a_benchmark_that_is_not_scored_is_no_fault_until_it_is_answered_or_agreed() -> None:
    files: Files = data()
    files["assessment"]["benchmarks"]["panel"] = {"summary": "The panel meets."}
    files["review"]["benchmarks"]["panel"] = {"comments": "It does."}
    assert _found(files) == []
    files["assessment"]["benchmarks"]["panel"]["claimed"] = "met"
    assert _found(files) == [("not-scored", ("benchmarks", "panel"))]
    files["assessment"]["benchmarks"]["panel"] = {"answers": {"met": "met"}}
    assert _found(files) == [("not-scored", ("benchmarks", "panel"))]
    del files["assessment"]["benchmarks"]["panel"]
    files["review"]["benchmarks"]["panel"]["agreed"] = "met"
    assert _found(files) == [("not-scored", ("benchmarks", "panel"))]


def test_cycle_that_the_settings_do_not_list_names_those_that_they_do() -> None:
    found = unknown_cycle(case_of(), ["2022-23", "2023-24"])
    assert (found.rule.code, found.route) == ("unknown-cycle", ("cycle",))
    assert "2024-25" in found.message
    assert (found.hint or "").startswith("cycles there: 2022-23, 2023-24;")


@pytest.mark.parametrize(
    ("agreed", "reason", "codes"),
    [
        ("met", None, []),
        ("exceeding", None, ["agreed-outside-range"]),
        ("exceeding", " \n", ["agreed-outside-range"]),
        ("exceeding", "It leads.", []),
        ("excellent", "It leads.", ["unknown-outcome"]),
        ("excellent", None, ["unknown-outcome"]),
    ],
)
def test_outcome_outside_what_the_rules_allow_needs_a_reason(agreed: str, reason: str | None, codes: list[str]) -> None:
    files: Files = data()
    files["review"]["benchmarks"]["plan"].update(agreed=agreed, reason=reason)
    assert _found(files) == [(code, ("benchmarks", "plan", "agreed")) for code in codes]


def test_outcome_that_the_rules_leave_open_asks_for_a_reason_and_an_incomplete_one_does_not() -> None:
    files: Files = data()
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = "partly_met"
    assert _found(files) == [("judgement-without-reason", ("benchmarks", "plan", "agreed"))]
    del files["assessment"]["benchmarks"]["plan"]["answers"]["met"]
    assert {code for code, _ in _found(files)} == {"unanswered"}

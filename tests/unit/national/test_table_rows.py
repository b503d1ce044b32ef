"""Rows of the tidy tables: one for each thing, of what the files say and of nothing else."""

import datetime
from collections import defaultdict
from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.national.tables.columns import (
    ANSWERS,
    ASSESSMENTS,
    AUTHORITIES,
    BENCHMARKS,
    CRITERIA,
    FOLLOW_UP,
    RECOMMENDATIONS,
    TABLES,
    Standing,
    case_rows,
)
from prevent_assure.rules.case import Case

HERE = ("2024-25", "anywhere")


def _rows(case: Case) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for table, row in case_rows(Standing(case, case.status)):
        found[table.name].append(row)
        assert len(row) == len(table.columns)
    return found


def test_answers_are_short_long_or_open() -> None:
    files = data()
    long = {"answer": "met", "evidence": "Minutes.", "by_exception": True, "references": [{"title": "Minutes"}]}
    files["assessment"]["benchmarks"]["plan"]["answers"] = {"met": {"owned": long}, "not_met": "absent"}
    del files["assessment"]["benchmarks"]["group"]
    edition = "local-authority/2024-25"
    assert _rows(case_of(files))[ANSWERS.name] == [
        (*HERE, edition, "group", "met", "meets", None, None, False, 0),
        (*HERE, edition, "plan", "not_met", "none", "absent", False, False, 0),
        (*HERE, edition, "plan", "met", "owned", "met", True, True, 1),
        (*HERE, edition, "plan", "exceeding", "quarterly", None, None, False, 0),
    ]


def test_recommendation_that_is_made_twice_has_one_row_and_the_letters_own_goes_first() -> None:
    files = data()
    made = files["review"]["letter"]["recommendations"]
    files["review"]["letter"]["recommendations"] = [*made, {"id": "less", "text": "Again."}]
    shared = files["settings"]["cycles"]["2024-25"]["recommendations"]
    shared += [{"id": "more", "text": "Not ours."}, {"id": "shared", "text": "Again."}]
    assert _rows(case_of(files))[RECOMMENDATIONS.name] == [
        (*HERE, "more", False, "group|plan", "Do more.", "Chair", "2025-12-31"),
        (*HERE, "less", False, "", "Do less.", None, None),
        (*HERE, "shared", True, "group", "Do what all do.", None, None),
    ]


@pytest.mark.parametrize("cycles", [None, {"2023-24": {}}])
def test_recommendations_of_a_cycle_that_the_settings_do_not_have_are_the_letters_alone(cycles: Any) -> None:
    files: dict[str, Any] = data()
    if cycles is None:
        files["settings"] = None
    else:
        files["settings"].update(cycles=cycles, current_cycle="2023-24")
    assert [row[2] for row in _rows(case_of(files))[RECOMMENDATIONS.name]] == ["more", "less"]


def test_follow_up_has_both_views_and_the_one_that_counts() -> None:
    files = data()
    files["assessment"]["follow_up"] = [
        {"recommendation": "2023-24/one", "progress": "addressed", "comment": "Done."},
        {"recommendation": "2023-24/two", "progress": "not_started"},
    ]
    files["review"]["follow_up"] = [{"recommendation": "2023-24/one", "progress": "limited_progress"}]
    assert _rows(case_of(files))[FOLLOW_UP.name] == [
        (*HERE, "2023-24", "one", "limited_progress", "addressed", "limited_progress", "Done.", "anywhere"),
        (*HERE, "2023-24", "two", "not_started", "not_started", None, None, "anywhere"),
    ]


def test_steps_have_their_days() -> None:
    files = data()
    files["assessment"]["covers"] = ["one", "two"]
    files["review"]["cleared"] = {"by": "adviser", "on": "2025-05-08"}
    edition = "local-authority/2024-25"
    days = ("2025-03-14", "2025-03-14", "2025-04-24", "2025-05-06", "2025-05-08", "2025-05-09")
    assert _rows(case_of(files))[ASSESSMENTS.name] == [
        (*HERE, edition, "cleared", None, *days, "adviser", "one|two", None)
    ]


def test_draft_without_a_review_has_neither_days_nor_outcomes() -> None:
    files: dict[str, Any] = {**data(), "review": None}
    del files["assessment"]["submitted"]
    rows = _rows(case_of(files))
    assert rows[ASSESSMENTS.name] == [(*HERE, "local-authority/2024-25", "draft", *[None] * 8, "", None)]
    assert rows[RECOMMENDATIONS.name] == []
    assert [row[-5:] for row in rows[BENCHMARKS.name]] == [(None,) * 5] * 3


def test_benchmark_that_is_not_scored_has_a_row_of_nothing() -> None:
    files = data()
    views = {"owned": {"answer": "partly_met"}}
    files["review"]["benchmarks"]["plan"].update(agreed="exceeding", reason="It leads.", views=views)
    assert _rows(case_of(files))[BENCHMARKS.name] == [
        (*HERE, "group", 1, "Group", True, "met", "met", "decided", "met", False, None, None, None),
        (*HERE, "panel", 2, "Panel", False, *[None] * 8),
        (
            *HERE,
            "plan",
            3,
            "Plan",
            True,
            "met",
            "met",
            "decided",
            "exceeding",
            True,
            "It leads.",
            "not_met|met",
            "judgement",
        ),
    ]


@pytest.mark.parametrize("gone", ["assessment", "criteria"])
def test_without_self_assessment_or_criteria_there_is_the_row_of_the_authority_alone(gone: str) -> None:
    assert [*_rows(case_of({**data(), gone: None}))] == [ASSESSMENTS.name]


def test_authority_without_a_self_assessment_has_its_standing() -> None:
    case = case_of({**data(), "assessment": None, "review": None})
    found = Standing(case, "covered", datetime.date(2025, 3, 31), "elsewhere")
    assert [row for _, row in case_rows(found)] == [(*HERE, None, "covered", "2025-03-31", *[None] * 8, "elsewhere")]


def test_authority_that_cannot_be_read_has_its_id() -> None:
    assert [*AUTHORITIES.rows("anywhere", None)] == [("anywhere", *[None] * 6)]
    rows = AUTHORITIES.rows("anywhere", case_of().authority)
    assert [*rows] == [("anywhere", "Anywhere Council", *[None] * 4, "")]


def test_each_criterion_has_its_level_and_kind() -> None:
    criteria = case_of().criteria
    assert criteria is not None
    found = {row[3]: (row[1], row[2], *row[4:8]) for row in CRITERIA.rows(criteria)}
    assert found == {
        "meets": ("group", "met", 1, "Group", "Met", "standard"),
        "none": ("plan", "not_met", 3, "Plan", "Not met", "warning_sign"),
        "owned": ("plan", "met", 3, "Plan", "Met", "standard"),
        "quarterly": ("plan", "exceeding", 3, "Plan", "Exceeding", "standard"),
    }
    levels = criteria.model_copy(update={"levels": ()})
    assert {row[6:8] for row in CRITERIA.rows(levels)} == {
        ("met", None),
        ("not_met", None),
        ("exceeding", None),
    }


def test_criterion_says_what_it_replaces() -> None:
    files: dict[str, Any] = data()
    made = {each["id"]: each["criteria"] for each in files["criteria"]["benchmarks"] if "criteria" in each}
    made["group"]["met"][0]["replaces"] = ["plan/owned", "group/other"]
    (long,) = (each for each in made["plan"]["met"] if each["id"] == "owned")
    long["replaces"] = {"criteria": ["owner"], "same_meaning": True}
    criteria = case_of(files).criteria
    assert criteria is not None
    assert {row[3]: row[-3:] for row in CRITERIA.rows(criteria)} == {
        "meets": (None, "plan/owned|group/other", False),
        "none": (None, "", None),
        "owned": (None, "owner", True),
        "quarterly": (None, "", None),
    }


def test_tables_of_editions_and_authorities_belong_to_no_cycle() -> None:
    assert {each.name for each in TABLES if not each.by_cycle} == {"authorities", "criteria"}
    assert all(set(each.key) <= {column.name for column in each.columns} for each in TABLES)
    keys = {each.name: each.key for each in TABLES}
    for table in TABLES:
        for each in table.references:
            assert set(each.columns) <= {column.name for column in table.columns}
            assert len(each.columns) == len(keys[each.table])


def test_recommendation_of_another_authority_keeps_its_name_in_full() -> None:
    files = data()
    files["assessment"]["follow_up"] = [{"recommendation": "2023-24/other/one", "progress": "addressed"}]
    (row,) = _rows(case_of(files))[FOLLOW_UP.name]
    assert row[2:4] == ("2023-24", "other/one")

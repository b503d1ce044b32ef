"""What an authority adds to the pages that list: strengths that may be shared, reasons with answers."""

from typing import Any

from letters import case_of, data
from prevent_assure.national.figures import answer_pattern, answer_words
from prevent_assure.national.rows import (
    HEAT,
    NO_BENCHMARK,
    STRENGTHS,
    HeatRow,
    ReasonedRow,
    RecommendedRow,
    StrengthRow,
    name_of,
    reasons_key,
    recommendations_key,
    rows_of,
)
from prevent_assure.rules.case import Case


def _rows(case: Case) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key, row in rows_of(case, "agreed"):
        found.setdefault(key, []).append(row)
    return found


def test_all_that_an_authority_adds() -> None:
    files = data()
    files["authority"]["region"] = "North"
    files["review"]["benchmarks"]["plan"].update(agreed="exceeding", reason="It leads.")
    case = case_of(files)
    words = answer_words(case.assessment, case.criteria, "plan")
    rows = _rows(case)
    assert rows[HEAT] == [
        HeatRow(
            "anywhere", "Anywhere Council", "North", "agreed", {"group": ("met", False), "plan": ("exceeding", True)}
        )
    ]
    assert rows[reasons_key("plan")] == [
        ReasonedRow(
            "anywhere",
            "Anywhere Council",
            outside=True,
            possible=("met",),
            agreed="exceeding",
            reason="It leads.",
            adviser="adviser",
            pattern=answer_pattern("plan", words),
            answers={"absent": 1, "met": 1, "not_met": 1},
            judged=False,
        )
    ]
    assert rows[STRENGTHS] == [StrengthRow("anywhere", "Anywhere Council", "North", "The second strength.")]
    more, less = (
        RecommendedRow("anywhere", "Anywhere Council", name, text)
        for name, text in (("more", "Do more."), ("less", "Do less."))
    )
    assert rows[recommendations_key("group")] == rows[recommendations_key("plan")] == [more]
    assert rows[recommendations_key(NO_BENCHMARK)] == [less]


def test_strength_that_may_not_be_shared_is_not_listed() -> None:
    files = data()
    files["review"]["letter"]["strengths"] = ["One.", {"text": "Two."}, {"text": "Three.", "share": False}]
    assert STRENGTHS not in _rows(case_of(files))


def test_outcome_that_the_rules_left_open_is_judged_and_one_that_is_not_agreed_has_no_row() -> None:
    files = data()
    files["assessment"]["benchmarks"]["group"]["answers"]["met"] = "partly_met"
    files["review"]["benchmarks"]["plan"]["agreed"] = None
    del files["review"]["adviser"]
    rows = _rows(case_of(files))
    (row,) = rows[reasons_key("group")]
    assert (row.judged, row.outside, row.adviser, row.reason) == (True, False, "", None)
    assert reasons_key("plan") not in rows
    assert rows[HEAT][0].cells["plan"] == (None, False)


def test_authority_without_files_has_its_place_in_the_heat_map_alone() -> None:
    files: dict[str, Any] = data()
    files.update(assessment=None, review=None)
    case = case_of(files, authority=None)
    assert _rows(case) == {HEAT: [HeatRow("anywhere", "anywhere", "", "agreed", {})]}
    assert name_of(case) == "anywhere"
    files["review"] = data()["review"]
    assert set(_rows(case_of(files))) == {HEAT}

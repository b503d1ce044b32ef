"""What an authority adds to the pages that list: strengths that may be shared, reasons with answers."""

import tempfile
from typing import Any

from letters import case_of, data
from prevent_assure.national.figures import answer_pattern, answer_words
from prevent_assure.national.kept_rows import (
    HeatRow,
    KeptRows,
    ReasonedRow,
    RecommendedRow,
    StrengthRow,
    name_of,
    rows_of,
)
from prevent_assure.rules.case import Case


def _rows(case: Case) -> dict[tuple[type, str], list[Any]]:
    found: dict[tuple[type, str], list[Any]] = {}
    for row, benchmark in rows_of(case, "agreed", name_of(case)):
        found.setdefault((type(row), benchmark), []).append(row)
    return found


def test_all_that_an_authority_adds() -> None:
    files = data()
    files["authority"]["region"] = "North"
    views = {"owned": {"answer": "partly_met"}, "nowhere": {"answer": "met"}}
    files["review"]["benchmarks"]["plan"].update(agreed="exceeding", reason="It leads.", views=views)
    case = case_of(files)
    words = answer_words(case.assessment, case.criteria, "plan")
    rows = _rows(case)
    assert rows[HeatRow, ""] == [
        HeatRow(
            "anywhere", "Anywhere Council", "North", "agreed", {"group": ("met", False), "plan": ("exceeding", True)}
        )
    ]
    assert rows[ReasonedRow, "plan"] == [
        ReasonedRow(
            "anywhere",
            "Anywhere Council",
            outside=True,
            possible=("not_met", "met"),
            agreed="exceeding",
            reason="It leads.",
            adviser="adviser",
            pattern=answer_pattern("plan", words),
            answers={"absent": 1, "met": 1, "not_met": 1},
            judged=False,
            open={"exceeding/quarterly": "not_met"},
            views={"owned": "partly_met"},
        )
    ]
    assert rows[StrengthRow, ""] == [StrengthRow("anywhere", "Anywhere Council", "North", "The second strength.")]
    more, less = (
        RecommendedRow("anywhere", "Anywhere Council", name, text)
        for name, text in (("more", "Do more."), ("less", "Do less."))
    )
    assert rows[RecommendedRow, "group"] == rows[RecommendedRow, "plan"] == [more]
    assert rows[RecommendedRow, ""] == [less]


def test_strength_that_may_not_be_shared_is_not_listed() -> None:
    files = data()
    files["review"]["letter"]["strengths"] = ["One.", {"text": "Two."}, {"text": "Three.", "share": False}]
    assert (StrengthRow, "") not in _rows(case_of(files))


def test_outcome_that_the_rules_left_open_is_judged_and_one_that_is_not_agreed_has_no_row() -> None:
    files = data()
    files["assessment"]["benchmarks"]["group"]["answers"]["met"] = "partly_met"
    files["review"]["benchmarks"]["plan"]["agreed"] = None
    del files["review"]["adviser"]
    rows = _rows(case_of(files))
    (row,) = rows[ReasonedRow, "group"]
    assert (row.judged, row.outside, row.adviser, row.reason) == (True, False, "", None)
    assert (ReasonedRow, "plan") not in rows
    assert rows[HeatRow, ""][0].cells["plan"] == (None, False)


def test_authority_without_files_has_its_place_in_the_heat_map_alone() -> None:
    files: dict[str, Any] = data()
    files.update(assessment=None, review=None)
    case = case_of(files, authority=None)
    assert _rows(case) == {(HeatRow, ""): [HeatRow("anywhere", "anywhere", "", "agreed", {})]}
    assert name_of(case) == "anywhere"
    files["review"] = data()["review"]
    assert set(_rows(case_of(files))) == {(HeatRow, "")}


def test_rows_are_read_by_kind_and_benchmark_as_they_were_kept() -> None:
    with tempfile.TemporaryFile() as file:
        kept = KeptRows(file)
        for number in "12":
            kept.add(StrengthRow("anywhere", "Anywhere Council", "", f"Strength \u2013 {number}\nin two lines."))
            kept.add(RecommendedRow("anywhere", "Anywhere Council", number, "Do more."), "plan")
        assert [row.text[11] for row in kept.of(StrengthRow)] == ["1", "2"]
        assert [row.id for row in kept.of(RecommendedRow, "plan")] == ["1", "2"]
        assert not [*kept.of(RecommendedRow), *kept.of(StrengthRow, "plan")]

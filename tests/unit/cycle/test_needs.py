"""What an authority's cycle still needs: each thing once, and nothing that is there already."""

from collections.abc import Callable
from typing import Any

import pytest

from checks import sealed
from letters import case_of, data
from prevent_assure.cycle.needs import WAYS, needs
from prevent_assure.rules.case import Case

Files = dict[str, Any]


def _case(change: Callable[[Files], object], **more: Any) -> Case:
    files: Files = data()
    change(files)
    return case_of(files, **more)


def _sentences(case: Case, *, errors: int) -> tuple[str, ...]:
    found = needs(case, errors=errors)
    assert {need.way for need in found} <= WAYS.keys()
    return tuple(need.sentence for need in found)


def _draft(files: Files) -> Files:
    del files["assessment"]["submitted"]
    files["review"] = None
    found: Files = files["assessment"]
    return found


@pytest.mark.parametrize(
    ("change", "more", "needed"),
    [
        (lambda files: files.update(assessment=None, review=None), {}, ("There is no self-assessment yet.",)),
        (_draft, {}, ("It is not submitted.",)),
        (
            lambda files: files["review"].update(returned={"on": "2025-04-01", "reason": "More."}),
            {},
            ("It was returned and is not submitted again.",),
        ),
        (lambda files: files.update(review=None), {}, ("The review has not begun.",)),
        (lambda files: files["review"].pop("agreed"), {}, ("The adviser has not agreed the review.",)),
        (lambda _: None, {}, ("The letter is not cleared.",)),
        (
            lambda files: files["review"].update(cleared={"by": "adviser", "on": "2025-05-08"}),
            {},
            ("The letter is not issued.",),
        ),
        (
            lambda files: (
                files["review"].update(cleared={"by": "adviser", "on": "2025-05-08"}),
                files["review"]["letter"].pop("date"),
            ),
            {},
            ("The letter has no date.", "The letter is not issued."),
        ),
        (lambda _: None, {"issued": True}, ()),
    ],
)
def test_each_status_needs_what_leads_to_the_next(
    change: Callable[[Files], object], more: dict[str, Any], needed: tuple[str, ...]
) -> None:
    assert _sentences(sealed(_case(change, **more)), errors=0) == needed


def test_empty_self_assessment_needs_everything_of_the_scored_benchmarks_alone() -> None:
    assert _sentences(_case(lambda files: _draft(files).update(benchmarks={})), errors=0) == (
        "4 of 4 criteria have no answer.",
        "2 benchmarks have no claimed outcome.",
        "2 benchmarks have no summary.",
        "It is not submitted.",
    )


def test_gaps_are_counted_and_one_is_named_as_one() -> None:
    def change(files: Files) -> None:
        plan = _draft(files)["benchmarks"]["plan"]
        del plan["claimed"]
        plan["summary"] = " \n"
        plan["answers"] = {"met": {"owned": "met"}, "exceeding": {"quarterly": {"answer": None}}, "not_met": "absent"}

    assert _sentences(_case(change), errors=0) == (
        "1 of 4 criteria have no answer.",
        "1 benchmark has no claimed outcome.",
        "1 benchmark has no summary.",
        "It is not submitted.",
    )


def test_gaps_are_not_counted_by_criteria_that_cannot_be_read() -> None:
    def change(files: Files) -> None:
        _draft(files)["benchmarks"] = {}
        files["criteria"] = None

    assert _sentences(_case(change), errors=0) == ("It is not submitted.",)


def test_recommendation_needs_a_follow_up_that_says_something() -> None:
    recommended = {f"2023-24/{each}": "Do it." for each in ("own", "open", "old", "silent")}

    def change(files: Files) -> None:
        _draft(files)["follow_up"] = [
            {"recommendation": "2023-24/own", "progress": "addressed"},
            {"recommendation": "2023-24/open", "progress": None},
            {"recommendation": "2023-24/elsewhere/old", "progress": "addressed"},
        ]

    inherited = {"2023-24/elsewhere/old": "2023-24/old"}
    found = _sentences(_case(change, recommended=recommended, inherited=inherited), errors=0)
    assert found == ("2 recommendations have no follow-up.", "It is not submitted.")


@pytest.mark.parametrize(("errors", "named"), [(1, "1 error"), (3, "3 errors")])
def test_errors_stand_in_the_way_until_the_letter_is_issued(errors: int, named: str) -> None:
    last = f"The files have {named}: `prevent-assure validate` names them."
    assert _sentences(sealed(_case(lambda _: None)), errors=errors) == ("The letter is not cleared.", last)
    # A sign-off without a seal is shown as such.
    unsealed = "`agreed` is not sealed: `agree` writes what it is of."
    assert _sentences(_case(lambda _: None), errors=errors) == ("The letter is not cleared.", unsealed, last)
    assert _sentences(_case(lambda _: None, issued=True), errors=errors) == ()

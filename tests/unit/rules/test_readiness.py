"""What a letter lacks before it may be signed."""

from typing import Any

import pytest

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case, missing_for_signature

LINES = {"met": [{"id": "a", "text": "A."}]}
NAMES = {"authority": "exampleton", "cycle": "2024-25"}
CRITERIA = Criteria.model_validate(
    {
        "format": "prevent-assure/criteria/1",
        "id": "tiny",
        "edition": "2024-25",
        "title": "Tiny",
        "applies_to": "Tests",
        "outcomes": [{"id": "met", "label": "Met"}],
        "levels": [{"id": "met", "label": "Met", "kind": "standard"}],
        "rules": [{"outcome": "met"}],
        "benchmarks": [
            {"id": "training", "number": 2, "title": "Training", "statement": "So.", "criteria": LINES},
            {"id": "group", "number": 1, "title": "Group", "statement": "So.", "criteria": LINES},
            {"id": "channel", "number": 3, "title": "Channel", "scored": False, "reason": "Elsewhere"},
        ],
    }
)
DONE: dict[str, Any] = {
    "agreed": {"by": "adviser", "on": "2025-05-01"},
    "benchmarks": {"group": {"agreed": "met"}, "training": {"agreed": "met"}},
    "letter": {"summary": "All is well."},
}


def _case(assessment: dict[str, Any] | None = None, review: dict[str, Any] | None = None) -> Case:
    submitted = {"submitted": {"by": "prevent-lead", "on": "2025-03-14"}} if assessment is None else assessment
    head = {"format": "prevent-assure/assessment/1", "criteria": "tiny/2024-25", **NAMES}
    given = None if review is None else Review.model_validate({"format": "prevent-assure/review/1", **NAMES, **review})
    return Case("exampleton", "2024-25", None, None, Assessment.model_validate({**head, **submitted}), given, CRITERIA)


def test_nothing_is_missing_where_all_is_agreed() -> None:
    assert missing_for_signature(_case(review=DONE), errors=0) == ()


def test_all_is_missing_at_the_start_in_the_order_in_which_it_is_done() -> None:
    assert missing_for_signature(_case(assessment={}), errors=0) == (
        "The self-assessment is not submitted.",
        "No outcome is agreed for benchmark 1, Group.",
        "No outcome is agreed for benchmark 2, Training.",
        "The letter's summary is not written.",
        "The adviser has not agreed the review.",
    )


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"agreed": None}, "The adviser has not agreed the review."),
        ({"letter": {"summary": " \n"}}, "The letter's summary is not written."),
        (
            {"benchmarks": {"group": {"agreed": "met"}, "training": {}}},
            "No outcome is agreed for benchmark 2, Training.",
        ),
        ({"returned": {"on": "2025-04-01", "reason": "More."}}, "The self-assessment was returned to the authority."),
    ],
)
def test_one_thing_is_missing(change: dict[str, Any], missing: str) -> None:
    assert missing_for_signature(_case(review={**DONE, **change}), errors=0) == (missing,)


@pytest.mark.parametrize(("errors", "words"), [(1, "1 error:"), (2, "2 errors:")])
def test_errors_of_the_files_keep_a_letter_a_draft(errors: int, words: str) -> None:
    (missing,) = missing_for_signature(_case(review=DONE), errors=errors)
    assert words in missing

"""The status is read from what the files hold."""

import pytest

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.review import Review
from prevent_assure.rules.status import reached, status

NAMES = {"authority": "exampleton", "cycle": "2024-25"}
DRAFT = Assessment.model_validate({"format": "prevent-assure/assessment/1", "criteria": "tiny/2024-25", **NAMES})
SUBMITTED = DRAFT.model_validate(
    {**DRAFT.model_dump(exclude_defaults=True), "submitted": {"by": "prevent-lead", "on": "2025-03-14"}}
)


def _review(**keys: object) -> Review:
    return Review.model_validate({"format": "prevent-assure/review/1", **NAMES, **keys})


AGREED = {"by": "adviser", "on": "2025-05-01"}


@pytest.mark.parametrize(
    ("assessment", "review", "expected"),
    [
        (None, None, "draft"),
        (DRAFT, None, "draft"),
        (DRAFT, _review(agreed=AGREED), "draft"),
        (SUBMITTED, None, "submitted"),
        (SUBMITTED, _review(), "in_review"),
        (SUBMITTED, _review(agreed=AGREED), "agreed"),
        (SUBMITTED, _review(agreed=AGREED, cleared=AGREED), "cleared"),
        (SUBMITTED, _review(cleared=AGREED), "in_review"),
        (SUBMITTED, _review(agreed=AGREED, returned={"on": "2025-03-14", "reason": "More."}), "draft"),
        (SUBMITTED, _review(agreed=AGREED, returned={"on": "2025-03-15", "reason": "More."}), "draft"),
        (SUBMITTED, _review(agreed=AGREED, returned={"on": "2025-03-13", "reason": "More."}), "agreed"),
    ],
)
def test_status_is_what_the_files_claim(assessment: Assessment | None, review: Review | None, expected: str) -> None:
    assert status(assessment, review, issued=False) == expected


def test_issue_record_outweighs_all_else() -> None:
    assert status(DRAFT, None, issued=True) == "issued"


def test_a_status_reaches_itself_and_those_before_it() -> None:
    assert reached("agreed", "agreed")
    assert reached("cleared", "agreed")
    assert not reached("in_review", "agreed")

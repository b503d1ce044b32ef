"""The status is read from what the files hold."""

import pytest

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.review import Review
from prevent_assure.rules.status import in_by, is_submitted, reached, status, why_draft

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


def _submitted(*days: str, **keys: object) -> Assessment:
    submitted = [{"by": "prevent-lead", "on": f"2025-{day}"} for day in days]
    return DRAFT.model_validate({**DRAFT.model_dump(exclude_defaults=True), "submitted": submitted or None, **keys})


def _returned(*days: str) -> Review:
    return _review(returned=[{"on": f"2025-{day}", "reason": "More."} for day in days])


@pytest.mark.parametrize(
    ("assessment", "review", "is_in", "first", "exact"),
    [
        (None, None, False, None, True),
        (_submitted(), None, False, None, True),
        (_submitted("03-14"), None, True, "03-14", True),
        (_submitted("03-14"), _returned("03-14"), False, "03-14", True),
        (_submitted("03-14", "03-14"), _returned("03-14"), True, "03-14", True),
        (_submitted("03-14", "03-20"), _returned("03-14", "03-20"), False, "03-14", True),
        (_submitted("03-14", "03-20", "03-20"), _returned("03-14", "03-20"), True, "03-14", True),
        # A return before the first submission on record answers one that an older file no longer has.
        (_submitted("03-20"), _returned("03-16"), True, "03-16", False),
        (_submitted("03-20"), _returned("03-16", "03-20"), False, "03-16", False),
    ],
)
def test_it_is_in_when_there_are_more_submissions_than_returns(
    assessment: Assessment | None, review: Review | None, is_in: bool, first: str | None, exact: bool
) -> None:
    assert is_submitted(assessment, review) == is_in
    day, said = in_by(assessment, review)
    assert (day and day.isoformat(), said) == (first and f"2025-{first}", exact)


WITHDRAWN = [
    {"by": "prevent-lead", "on": "2025-03-20", "reason": "W.", "was": {"by": "prevent-lead", "on": "2025-03-18"}}
]


@pytest.mark.parametrize(
    ("assessment", "review", "why"),
    [
        (None, None, "not submitted"),
        (_submitted(), _returned("03-14"), "not submitted"),
        (_submitted("03-14"), _returned("03-14"), "returned"),
        (_submitted(withdrawn=WITHDRAWN), None, "withdrawn"),
        (_submitted("03-14", withdrawn=WITHDRAWN), _returned("03-16"), "withdrawn"),
        (_submitted("03-14", withdrawn=WITHDRAWN), _returned("03-21"), "returned"),
    ],
)
def test_why_it_is_a_draft_is_what_was_done_last(
    assessment: Assessment | None, review: Review | None, why: str
) -> None:
    assert why_draft(assessment, review) == why

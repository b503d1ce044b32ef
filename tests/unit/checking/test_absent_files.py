"""A file that is not there gives nothing to check, and what is missing is asked for where the files claim a status."""

from checks import assessment_findings, review_findings
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case

REVIEW = {"format": "prevent-assure/review/1", "authority": "exampleton", "cycle": "2024-25", "adviser": "adviser"}


def _case(review: Review | None = None, *, issued: bool = False) -> Case:
    return Case("exampleton", "2024-25", None, None, None, review, None, issued=issued)


def test_absent_files_have_nothing_wrong_with_them() -> None:
    assert list(assessment_findings(_case())) == []
    assert list(review_findings(_case())) == []


def test_issued_letter_needs_its_date() -> None:
    dated = Review.model_validate({**REVIEW, "letter": {"date": "2025-05-19"}})
    missing = ("letter-date-missing", ("letter", "date"))
    assert missing in [
        (each.rule.code, each.route) for each in review_findings(_case(Review.model_validate(REVIEW), issued=True))
    ]
    assert missing not in [(each.rule.code, each.route) for each in review_findings(_case(dated, issued=True))]
    assert missing not in [
        (each.rule.code, each.route) for each in review_findings(_case(Review.model_validate(REVIEW)))
    ]

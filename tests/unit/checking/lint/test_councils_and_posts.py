"""Kinds of council and posts in a letter's text, by what is known of authority and people."""

import pytest

from checks import review_lint
from prevent_assure.rules.case import Case

from .conftest import with_summary


@pytest.mark.parametrize(
    ("name", "kind", "text", "is_wrong"),
    [
        ("Kent County Council", None, "The London Borough has done well.", True),
        ("Kent County Council", None, "Kent County Council has done well.", False),
        ("Kent County Council", "county", "The District Council has done well.", False),
        ("Reading Borough Council", "unitary", "The Borough Council has done well.", False),
        ("Herefordshire Council", None, "The County Council has done well.", False),
        ("Herefordshire Council", "unitary", "The Herefordshire Council has done well.", False),
        ("Herefordshire Council", "unitary", "Herefordshire Prevent Board has done well.", False),
        ("Herefordshire Council", None, "Herefordshire County Council has done well.", True),
        ("Herefordshire Council", "of another country", "The London Borough has done well.", False),
        ("London Borough of Camden", "London borough", "The County Council has done well.", True),
        ("London Borough of Camden", "London borough", "The London Borough of Camden has done well.", False),
    ],
)
def test_council_is_held_against_its_type_and_name(
    case: Case, name: str, kind: str | None, text: str, *, is_wrong: bool
) -> None:
    assert case.authority is not None
    authority = case.authority.model_copy(update={"name": name, "type": kind})
    found = {each.rule.code for each in review_lint(with_summary(case._replace(authority=authority), text))}
    assert ("letter-council-kind" in found) == is_wrong


def test_posts_are_held_against_the_files_as_far_as_there_are_any(case: Case) -> None:
    assert case.authority is not None
    text = "Bethan Lindqvist, Director of Public Health, sponsors the work."
    found = [each.rule.code for each in review_lint(with_summary(case, text))]
    assert found == ["letter-post-differs"]
    vacant = {
        "prevent-lead": {"title": "Prevent Lead", "vacant": True},
        "sponsor": {"name": "Bethan Lindqvist", "title": "Sponsor"},
    }
    people = type(case.authority).model_validate(
        {**case.authority.model_dump(by_alias=True, mode="json"), "people": vacant}
    )
    named = case._replace(authority=people)
    assert "letter-post-differs" in {each.rule.code for each in review_lint(with_summary(named, text))}
    nobody = with_summary(case._replace(authority=None, settings=None), text)
    assert "letter-post-differs" not in {each.rule.code for each in review_lint(nobody)}
    apart = with_summary(case, "Mr Lindqvist and Bethan met.")
    assert "letter-post-differs" not in {each.rule.code for each in review_lint(apart)}
    alone = with_summary(case._replace(authority=None), "Jonah Sattar, Prevent Manager, attended.")
    assert "letter-post-differs" in {each.rule.code for each in review_lint(alone)}
    without = with_summary(case._replace(settings=None), text)
    assert without.review is not None
    letter = without.review.letter.model_copy(update={"strengths": ("All is well.",)})
    both = without._replace(review=without.review.model_copy(update={"letter": letter}))
    assert [each.route for each in review_lint(both)] == [("letter", "summary")]

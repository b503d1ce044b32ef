"""The letter's view: each element of the letter under its condition, and nothing that the record does not show."""

from typing import Any

import pytest

import letters
from prevent_assure.model.authority import Authority
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.outcome_letter.views import LetterView
from prevent_assure.text.narrative import plain_text


def view(files: dict[str, Any] | None = None, **changes: Any) -> LetterView:
    return letter_view(letters.sources(files, **changes), letters.WORDING)


def opening(letter: LetterView) -> str:
    return "\n".join(plain_text(each) for each in letter.opening)


def thanks(files: dict[str, Any]) -> str:
    given = view(files).thanks
    return "" if given is None else plain_text(given)


def test_date_and_cycle_are_written_for_people() -> None:
    letter = view()
    assert letter.date is not None
    assert (letter.date.iso, letter.date.text) == ("2025-05-09", "9 May 2025")
    assert letter.subject.endswith("2024/25")
    assert "2024-25" not in plain_text(letter.strengths_intro)


def test_before_it_has_a_date_the_letter_has_none_and_names_who_holds_the_post_now() -> None:
    files = letters.data()
    del files["review"]["letter"]["date"]
    letter = view(files)
    assert letter.date is None
    assert [person.name for person in letter.cc] == ["New Lead", "Cy Chair"]


def test_who_held_the_post_on_the_letters_date_is_named() -> None:
    files = letters.data()
    files["review"]["letter"]["date"] = "2024-10-31"
    assert [person.name for person in view(files).cc] == ["Old Lead", "Cy Chair"]


@pytest.mark.parametrize(
    ("person", "salutation", "name"),
    [
        ({"name": "Ada Chief", "salutation": "Dr Chief", "title": "Chief Executive"}, "Dear Dr Chief,", "Ada Chief"),
        ({"name": "Ada Chief", "title": "Chief Executive"}, "Dear Ada,", "Ada Chief"),
        ({"title": "Chief Executive"}, "Dear Chief Executive,", None),
        ({"name": "Ada Chief", "title": "Chief Executive", "to": "2025-05-08"}, "Dear Chief Executive,", None),
    ],
)
def test_recipient_is_addressed_by_salutation_first_name_or_title(
    person: dict[str, str], salutation: str, name: str | None
) -> None:
    files = letters.data()
    files["authority"]["people"]["chief"] = person
    letter = view(files)
    assert (letter.salutation, letter.recipient.name, letter.recipient.title) == (salutation, name, "Chief Executive")


def test_copies_print_the_name_and_thanks_what_one_is_known_as() -> None:
    assert [(person.name, person.title) for person in view().cc] == [("New Lead", "Lead"), ("Cy Chair", "Chair")]
    assert "Newt Lead (Lead) and Cy Chair (Chair)" in thanks(letters.data())


def test_no_thanks_for_a_self_assessment_that_is_not_in() -> None:
    files = letters.data()
    del files["assessment"]["submitted"], files["review"]["discussed"]
    assert thanks(files) == ""


def test_no_thanks_for_a_self_assessment_that_was_returned() -> None:
    files = letters.data()
    files["review"]["returned"] = {"on": "2025-03-20", "reason": "Not complete."}
    assert "completing" not in thanks(files)


def test_no_thanks_for_a_discussion_that_is_not_recorded() -> None:
    files = letters.data()
    del files["review"]["discussed"]
    assert "completing the self-assessment" in thanks(files)
    assert "discuss" not in thanks(files)


def test_thanks_for_the_discussion_name_only_those_who_took_part() -> None:
    files = letters.data()
    files["review"]["discussed"]["with"] = ["chair"]
    returned, discussed = thanks(files).split("completing")
    assert "Newt Lead" in returned
    assert "Cy Chair" in returned
    assert "Newt Lead" not in discussed
    assert "Cy Chair (Chair) for giving their time" in discussed


def test_a_vacant_post_is_not_thanked() -> None:
    files = letters.data()
    files["authority"]["people"]["lead"] = {"title": "Lead"}
    assert "Lead" not in thanks(files).replace("Prevent Lead", "")


def test_change_in_the_process_is_said_of_the_edition_that_has_one() -> None:
    change = letters.WORDING.changes["local-authority/2024-25"].split(",")[0]
    assert change in opening(view())
    files = letters.data()
    files["criteria"]["edition"] = "2025-26"
    assert change not in opening(view(files))


def test_benchmarks_are_counted_from_the_criteria() -> None:
    assert "3 benchmarks" in opening(view())
    files = letters.data()
    del files["criteria"]["benchmarks"][1:]
    assert "1 benchmark by" in opening(view(files))


def test_weight_of_benchmarks_is_said_where_the_edition_declares_both_examples() -> None:
    assert "benchmark 1 (Group)" in opening(view())
    assert "benchmark 3 (Plan)" in opening(view())
    files = letters.data()
    files["criteria"]["benchmarks"][0]["emphasis"] = "unstated"
    assert "(Group)" not in opening(view(files))


def test_benchmark_that_is_assured_elsewhere_is_named_with_the_process() -> None:
    assert "Benchmark 2 (Panel)" in opening(view())
    assert "Another process assures it." in opening(view())
    files = letters.data()
    del files["criteria"]["benchmarks"][2]
    assert "Panel" not in opening(view(files))


def test_shared_recommendations_follow_the_reviews_own() -> None:
    recommendations = view().recommendations
    assert [(each.id, each.shared) for each in recommendations] == [("more", False), ("less", False), ("shared", True)]
    assert [(each.label, each.text) for each in recommendations[0].details] == [
        ("Benchmarks", "1 and 3"),
        ("Owner", "Chair"),
        ("Due", "31 December 2025"),
    ]
    assert recommendations[1].details == ()


def test_joint_letter_has_the_recipients_and_copies_of_each_authority() -> None:
    other = letters.data()["authority"] | {
        "id": "elsewhere",
        "name": "Elsewhere Council",
        "address": ["9 Lane", "Village"],
        "people": {"chief": {"name": "Eve Head", "salutation": "Ms Head", "title": "Chief"}, "lead": {"title": "Lead"}},
        "letter": {"to": "chief", "cc": ["lead"], "thanks": ["board", "adviser"]},
    }
    other["people"]["board"] = {"name": "Bo Board", "title": "Chair of the Board"}
    letter = view(covered=["Elsewhere Council"], joint=[Authority.model_validate(other)])
    assert [(each.name, each.authority) for each in letter.recipients] == [
        ("Ada Chief", "Anywhere Council"),
        ("Eve Head", "Elsewhere Council"),
    ]
    assert letter.salutation == "Dear Dr Chief and Ms Head,"
    assert [(each.name, each.title) for each in letter.cc] == [
        ("New Lead", "Lead"),
        ("Cy Chair", "Chair"),
        (None, "Lead"),
    ]
    said = "" if letter.thanks is None else plain_text(letter.thanks)
    returned, discussed = said.split(" for completing the self-assessment")
    assert returned.endswith(
        "Newt Lead (Lead), Cy Chair (Chair), Bo Board (Chair of the Board) and Al Adviser (Prevent Adviser)"
    )
    assert "Newt Lead (Lead) and Cy Chair (Chair)" in discussed
    assert "Bo Board" not in discussed


def test_no_holder_of_one_authoritys_post_is_taken_for_anothers() -> None:
    other = letters.data()["authority"] | {"id": "elsewhere", "name": "Elsewhere Council", "people": {}}
    letter = view(covered=["Elsewhere Council"], joint=[Authority.model_validate(other)])
    assert [(each.name, each.title) for each in letter.recipients] == [
        ("Ada Chief", "Chief Executive"),
        (None, "chief"),
    ]
    assert letter.thanks is not None
    assert plain_text(letter.thanks).count("Newt Lead") == len(["completing", "discussing"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Annual Assurance Statement", "It is assured separately, by this process: Annual Assurance Statement."),
        ("The [AAS](https://example.org)", "It is assured separately, by this process: The AAS."),
        ("Another process assures it.", "Another process assures it."),
    ],
)
def test_name_of_a_process_is_set_into_a_sentence(given: str, said: str) -> None:
    files = letters.data()
    files["criteria"]["benchmarks"][2]["assured_by"] = given
    letter = view(files)
    assert said in opening(letter)
    assured = letter.annex_b[1].assured_by
    assert assured is not None
    assert plain_text(assured) == said


def test_groups_have_their_local_names_where_these_are_given() -> None:
    sharing = plain_text(view().sharing)
    assert "Anywhere Board" in sharing
    assert "Community Safety Partnership" in sharing
    assert "Prevent Delivery Group" not in sharing


def test_only_abbreviations_that_occur_as_words_are_explained() -> None:
    assert [each.term for each in view().abbreviations] == ["CTLP"]


def test_only_outcomes_that_occur_are_explained() -> None:
    assert [each.term for each in view().outcomes] == ["Met"]


def test_annex_a_stands_in_the_order_of_numbers_and_prints_agreed_outcomes_only() -> None:
    files = letters.data()
    del files["review"]["benchmarks"]["plan"]["agreed"]
    rows = view(files).annex_a
    assert [(row.number, row.title, row.outcome, row.outcome_id) for row in rows] == [
        (1, "Group", "Met", "met"),
        (2, "Panel", "N/A", None),
        (3, "Plan", "Not yet agreed", None),
    ]
    assert rows[1].reason is not None
    assert rows[1].statement is None
    assert rows[0].account is not None
    assert plain_text(rows[0].account) == "The group has met."


def test_an_outcome_agreed_outside_the_rules_is_shown_as_such_with_its_reason() -> None:
    files = letters.data()
    files["review"]["benchmarks"]["plan"] |= {"agreed": "exceeding", "reason": "It *was* better."}
    rows = view(files).annex_a
    assert rows[0].outside_rules is None
    assert rows[2].outside_rules == "Agreed outside the rules"
    assert rows[2].outside_reason is not None
    assert plain_text(rows[2].outside_reason) == "It was better."


def test_annex_b_has_each_criterion_with_parts_exception_and_condition_in_the_levels_order() -> None:
    benchmarks = view().annex_b
    assert [each.number for each in benchmarks] == [1, 2, 3]
    plan = benchmarks[2]
    assert [(level.label, level.note) for level in plan.levels] == [
        ("Met", None),
        ("Exceeding", "On top of Met"),
        ("Not met", None),
    ]
    criterion = plan.levels[0].criteria[0]
    assert [plain_text(part) for part in criterion.parts] == ["one matter", "another matter"]
    assert criterion.exception is not None
    assert criterion.applies_when is not None
    assert benchmarks[1].contact is not None
    assert benchmarks[1].levels == ()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("draft", "draft"),
        ("submitted", "draft"),
        ("in_review", "draft"),
        ("agreed", "for_signature"),
        ("cleared", "for_signature"),
        ("issued", None),
    ],
)
def test_banner_says_how_far_the_letter_is(status: str, kind: str | None) -> None:
    banner = view(status=status, missing=["No summary."]).banner
    assert (None if banner is None else banner.kind) == kind
    if banner is not None:
        assert banner.missing == (("No summary.",) if kind == "draft" else ())


def test_marking_is_the_letters_own_before_the_settings_and_in_capitals() -> None:
    files = letters.data()
    assert view(files).marking is None
    files["settings"]["marking"] = "Official"
    assert view(files).marking == "OFFICIAL"
    files["review"]["letter"]["marking"] = "Official-Sensitive"
    assert view(files).marking == "OFFICIAL-SENSITIVE"


def test_a_cycle_may_have_its_own_sender() -> None:
    files = letters.data()
    files["settings"]["cycles"]["2024-25"]["sender"] = files["settings"]["sender"] | {"name": "Other Sender"}
    assert view(files).sender.name == "Other Sender"


def test_a_letter_without_assessment_or_review_is_a_letter_with_gaps() -> None:
    files = letters.data()
    letter = view({**files, "assessment": None, "review": None}, status="draft")
    assert (letter.date, letter.summary, letter.thanks, letter.strengths) == (None, None, None, ())
    assert [each.id for each in letter.recommendations] == ["shared"]
    assert {row.outcome for row in letter.annex_a} == {"Not yet agreed", "N/A"}


@pytest.mark.parametrize(
    ("summary", "explained"),
    [
        ("CTLP", True),
        ("(CTLP)", True),
        ("All CTLPs.", True),
        ("The CTLP's risks", True),
        ("*CTLP*", True),
        ("XCTLP CTLPX CTLP_a ctlp", False),
        ("XCTLP and CTLP", True),
    ],
)
def test_an_abbreviation_occurs_as_a_whole_word_and_may_be_a_plural(summary: str, explained: bool) -> None:
    files = letters.data()
    files["assessment"]["benchmarks"]["plan"]["summary"] = summary
    assert [each.term for each in view(files).abbreviations] == (["CTLP"] if explained else [])


def test_an_abbreviation_of_annex_b_is_explained_in_each_letter_of_the_edition() -> None:
    files = letters.data()
    files["criteria"]["benchmarks"][1]["criteria"]["met"][0]["text"] = "The PDG meets."
    sources = letters.sources(files)
    for _ in range(2):
        assert [each.term for each in letter_view(sources, letters.WORDING).abbreviations] == ["CTLP", "PDG"]

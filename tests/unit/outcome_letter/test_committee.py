"""The committee's paper: what changed, what became of recommendations, and the same words in all five formats."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import letters
import papers
from prevent_assure.outcome_letter.committee import CommitteeView, Earlier, committee_view
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.outcome_letter.formats import MissingGlyphError, writer
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.publication.edition import public_edition
from prevent_assure.rules.recommendations import progress_of
from prevent_assure.text.narrative import plain_text

ENGINE = Engine(letters.TEMPLATES)
BEFORE = Earlier(
    "2023-24",
    {"group": "met", "plan": "exceeding"},
    {"not_met": "Not met", "met": "Met", "exceeding": "Exceeding"},
    {"2023-24/first": "Do the first.", "2023-24/second": "Do the second.", "2023-24/third": "Do the third."},
    {},
)


def view(files: dict[str, Any] | None = None, earlier: Earlier = BEFORE, **changes: Any) -> CommitteeView:
    public = letters.WORDING.public
    assert public is not None
    edition = public_edition(letters.sources(files, **changes), letters.WORDING, letters.WORDING.public)
    letter = letter_view(edition.sources, letters.WORDING, edition.notice)
    earlier = replace(earlier, progress=progress_of(letters.case_of(files)))
    return committee_view(letter, edition.sources, earlier, letters.WORDING, public.mark)


def changes(said: CommitteeView) -> str:
    return " ".join(plain_text(each) for each in said.changes)


def test_outcomes_stand_beside_those_of_the_cycle_before() -> None:
    said = view()
    assert said.heads == ("Number", "Benchmark", "2024/25", "2023/24")
    assert [(each.number, each.outcome, each.before) for each in said.results] == [
        (1, "Met", "Met"),
        (2, "N/A", "N/A"),
        (3, "Met", "Exceeding"),
    ]


def test_changes_are_told_by_the_order_of_outcomes() -> None:
    assert changes(view()) == (
        "No outcome is higher than in 2023/24. Lower than in 2023/24: 3 (Plan). The same as before: 1 benchmark."
    )
    higher = Earlier("2023-24", {"group": "not_met", "plan": "not_met"}, BEFORE.labels, {}, {})
    assert changes(view(earlier=higher)) == (
        "Higher than in 2023/24: 1 (Group) and 3 (Plan). No outcome is lower than in 2023/24."
    )


def test_first_cycle_has_nothing_to_be_compared_with() -> None:
    said = view(earlier=Earlier())
    assert changes(said) == "There are no agreed outcomes of two cycles to compare."
    assert said.progress == ()
    assert {each.before for each in said.results} == {"Not known", "N/A"}


def test_nothing_that_is_not_agreed_counts_as_unchanged() -> None:
    files = letters.data()
    for each in files["review"]["benchmarks"].values():
        del each["agreed"]
    assert changes(view(files, status="draft")) == "There are no agreed outcomes of two cycles to compare."


def test_progress_is_the_advisers_where_adviser_and_authority_differ() -> None:
    files = letters.data()
    files["assessment"]["follow_up"] = [
        {"recommendation": "2023-24/first", "progress": "addressed"},
        {"recommendation": "2023-24/second", "progress": "not_started"},
    ]
    files["review"]["follow_up"] = [{"recommendation": "2023-24/first", "progress": "limited_progress"}]
    assert [(plain_text(each.text), each.progress) for each in view(files).progress] == [
        ("Do the first.", "Limited progress"),
        ("Do the second.", "Not started"),
        ("Do the third.", "Not reported"),
    ]


def test_counts_meanings_and_abbreviations_are_those_of_the_paper() -> None:
    files = letters.data()
    files["review"]["letter"]["strengths"] = ["The PDG meets."]
    said = view(files)
    assert "Of the 2 benchmarks scored this year: Met 2." in plain_text(said.introduction[0])
    assert [each.term for each in said.outcomes] == ["Met"]
    assert [each.term for each in said.abbreviations] == ["PDG"]  # CTLP is in the letter's Annex A alone


def test_names_are_left_out_and_only_codes_that_stand_in_the_paper_are_explained() -> None:
    assert view().notice is None
    files = letters.data()
    files["review"]["letter"]["strengths"] = ["Ada Chief leads."]
    said = view(files)
    assert plain_text(said.strengths[0]) == "[left out: N] leads."
    assert said.notice is not None
    assert [each.term for each in said.notice.codes] == ["N"]


def check_same_words(said: CommitteeView) -> None:
    expected = papers.words(papers.html_text(ENGINE.render(said, "html")))
    document = letters.written(said)
    assert papers.words(papers.markdown_text(letters.markdown_of(said))) == expected
    assert papers.words(papers.docx_text(writer("docx")(document, None))) == expected
    assert papers.words(papers.odt_text(writer("odt")(document, None))) == expected
    try:
        set_ = "".join(papers.words(papers.pdf_text(writer("pdf")(document, None))))
    except MissingGlyphError:
        return
    if all(ord(each) < 0x590 for word in expected for each in word):
        assert set_ == "".join(expected)


@pytest.mark.parametrize("earlier", [BEFORE, Earlier()])
def test_paper_reads_alike_in_all_five_formats(earlier: Earlier) -> None:
    files = letters.with_text("One *two* Ada Chief:\n\n- three\n  - CTLP\n\nfour", "A & B")
    check_same_words(view(files, earlier))


@given(text=st.sampled_from(letters.HOSTILE), line=st.sampled_from(letters.HOSTILE).map(letters.one_line))
@settings(max_examples=10)
def test_hostile_text_reads_alike_in_all_five_formats(text: str, line: str) -> None:
    check_same_words(
        view(letters.with_text(text, line), Earlier("2023-24", {"group": line}, {line: line}, {"a": text}, {}))
    )


def test_draft_says_what_is_missing() -> None:
    said = view(status="draft", missing=["There is no summary."])
    for text in (papers.html_text(ENGINE.render(said, "html")), papers.markdown_text(letters.markdown_of(said))):
        assert "DRAFT" in text
        assert "There is no summary." in text

"""Every narrative is looked at, where it stands, and what no letter prints for personal data alone."""

from typing import Any

import pytest

from checks import assessment_lint, review_lint
from letters import case_of, data
from prevent_assure.checking.lint.cleared import cleared_with_warnings
from prevent_assure.checking.texts import Text, sentences
from prevent_assure.diagnostics import Finding, Route

MAIL = "Write to jane@example.org."
Files = dict[str, Any]


def _found(files: Files) -> list[tuple[str, Route]]:
    case = case_of(files)
    return [(each.rule.code, each.route) for each in (*assessment_lint(case), *review_lint(case))]


def _put(route: Route, text: str) -> Files:
    """The letter's files with a text at one place of the self-assessment or the review."""
    files: Files = data()
    paper = {"title": "Minutes", "date": "2025-01-20"}
    long = {"answer": "met", "evidence": "Minutes.", "references": [paper, {"title": "More"}]}
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = {"owned": long}
    progress = {"recommendation": "2023-24/a", "progress": "addressed", "comment": "Done."}
    files["assessment"]["follow_up"] = [dict(progress)]
    files["review"]["follow_up"] = [dict(progress)]
    files["review"]["returned"] = {"on": "2025-03-01", "reason": "More."}
    files["review"]["benchmarks"]["plan"]["reason"] = "So it is."
    files["review"]["letter"]["recommendations"][1]["benchmarks"] = ["plan"]
    here = files[str(route[0])]
    for step in route[1:-1]:
        here = here[step]
    assert route[-1] in here or isinstance(route[-1], int)
    here[route[-1]] = text
    return files


PRINTED: list[Route] = [
    ("assessment", "benchmarks", "plan", "summary"),
    ("review", "benchmarks", "plan", "comments"),
    ("review", "benchmarks", "plan", "reason"),
    ("review", "letter", "summary"),
    ("review", "letter", "strengths", 0),
    ("review", "letter", "strengths", 1, "text"),
    ("review", "letter", "recommendations", 1, "text"),
    ("review", "letter", "recommendations", 0, "owner"),
]
UNPRINTED: list[Route] = [
    ("assessment", "benchmarks", "plan", "answers", "met", "owned", "evidence"),
    ("assessment", "benchmarks", "plan", "answers", "met", "owned", "references", 0, "title"),
    ("assessment", "benchmarks", "plan", "answers", "met", "owned", "references", 1, "title"),
    ("assessment", "follow_up", 0, "comment"),
    ("review", "follow_up", 0, "comment"),
    ("review", "returned", "reason"),
]


def test_files_of_the_letter_have_nothing_that_embarrasses_it() -> None:
    assert _found(_put(("review", "letter", "summary"), "A good year.")) == []


@pytest.mark.parametrize("route", [*PRINTED, *UNPRINTED])
def test_personal_data_is_found_wherever_it_stands(route: Route) -> None:
    assert _found(_put(route, MAIL)) == [("personal-data", route[1:])]


@pytest.mark.parametrize("route", PRINTED)
def test_placeholder_is_found_in_what_a_letter_prints(route: Route) -> None:
    assert _found(_put(route, "This is TBC.")) == [("letter-placeholder", route[1:])]


@pytest.mark.parametrize("route", UNPRINTED)
def test_placeholder_in_what_no_letter_prints_embarrasses_nobody(route: Route) -> None:
    assert _found(_put(route, "This is TBC.")) == []


def test_recommendation_is_tied_to_a_benchmark_and_what_is_not_met_to_a_recommendation() -> None:
    files: Files = data()
    assert _found(files) == [("recommendation-without-benchmark", ("letter", "recommendations", 1))]
    files["review"]["letter"]["recommendations"] = []
    files["review"]["benchmarks"]["plan"]["agreed"] = "not_met"
    files["review"]["benchmarks"]["group"]["agreed"] = "not_met"
    files["review"]["benchmarks"]["panel"] = {"agreed": "not_met"}
    unaddressed = [each for each in _found(files) if each[0] == "not-met-without-recommendation"]
    # The settings recommend something of the group in every letter.
    assert unaddressed == [("not-met-without-recommendation", ("benchmarks", "plan", "agreed"))]
    assert ("not-met-without-recommendation", ("benchmarks", "group", "agreed")) in _found({**files, "settings": None})
    files["review"]["letter"]["recommendations"] = [{"id": "a", "text": "Plan.", "benchmarks": ["plan"]}]
    assert "not-met-without-recommendation" not in {code for code, _ in _found(files)}


@pytest.mark.parametrize(
    ("text", "position", "place"),
    [
        ("One sentence", 4, ""),
        ("One. Two.", 0, " (sentence 1)"),
        ("One. Two.", 5, " (sentence 2)"),
        ("One.\n\nTwo. Three.", 6, " (paragraph 2, sentence 1)"),
        ("One.\n\nTwo. Three.", 11, " (paragraph 2, sentence 2)"),
        ("One.\n \nTwo.", 0, " (paragraph 1, sentence 1)"),
        ("- One\n- Two", 8, " (sentence 2)"),
    ],
)
def test_place_in_a_text_is_told_without_quoting_it(text: str, position: int, place: str) -> None:
    assert Text((), "other", text).place(position) == place


def test_text_is_parted_into_sentences_and_nothing_of_it_is_lost() -> None:
    text = 'One line\nand more. "Two!" Three? - four\n\nFive\n- six'
    found = list(sentences(text))
    assert [each.text.strip() for each in found] == [
        "One line and more.",
        '"Two!"',
        "Three?",
        "- four",
        "Five",
        "- six",
    ]
    assert "".join(each.text for each in found) == text.replace("\n", " ")
    assert [text[each.start :].startswith(each.text[:3].rstrip()) for each in found] == [True] * len(found)


@pytest.mark.parametrize(("left", "words"), [(1, "a warning that"), (2, "2 warnings that")])
def test_letter_is_not_cleared_with_warnings(left: int, words: str) -> None:
    files: Files = data()
    files["review"]["cleared"] = {"by": "adviser", "on": "2025-05-08"}
    found = cleared_with_warnings(case_of(files), left)
    assert isinstance(found, Finding)
    assert (found.route, words in found.message) == (("cleared",), True)
    assert cleared_with_warnings(case_of(files), 0) is None
    assert cleared_with_warnings(case_of(files, issued=True), left) is None
    assert cleared_with_warnings(case_of(), left) is None
    assert cleared_with_warnings(case_of({**files, "review": None}), left) is None

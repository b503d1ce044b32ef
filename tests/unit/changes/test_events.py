"""Whole files that came, went or moved: a line each, and the comment begins with what needs a decision."""

import pytest

from prevent_assure.changes.difference import (
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    ClosedChange,
    DiffResult,
    FieldChange,
    FileDifference,
    FormChange,
    Holdings,
    LetterChange,
    OutcomeMove,
    OverrideChange,
    Revision,
    SignOffChange,
    Together,
)
from prevent_assure.changes.events import events, left
from prevent_assure.changes.for_people import diff_md
from prevent_assure.changes.marks import Marks
from prevent_assure.changes.words import headline

FULL, BLANK = Holdings(83, 83, 7, 4, blank=False), Holdings(0, 83, 0, 0, blank=True)
EMPTY = DiffResult(Revision("main"), Revision("working tree"))
PLAIN = Marks(str, str, str)
ONE = AssessmentDifference("north", "North Council", "2024-25")


def _file(change: str, name: str = "north", **more: str) -> FileDifference:
    return FileDifference(f"authorities/{name}.yaml", "authority", name, change, **more)  # type: ignore[arg-type] # words


def _said(result: DiffResult) -> list[str]:
    return [event.said for event in events(result, PLAIN)]


def test_removed_authority_is_one_line_and_its_letters_and_closed_files_are_in_it() -> None:
    removed = ONE._replace(change="removed", holds=FULL)
    result = EMPTY._replace(
        assessments=(removed._replace(cycle="2023-24"), removed),
        files=(_file("removed"),),
        letters=(
            LetterChange("letters/2023-24/north.html", "removed"),
            LetterChange("letters/2023-24/north.issue.yaml", "removed"),
            LetterChange("letters/2023-24/south.html", "removed"),
        ),
        closed=(ClosedChange("reviews/2023-24/north.yaml", "2023-24", "removed"),),
    )
    assert _said(result) == [
        (
            "North Council (north) removed: 2023/24, 2024/25, 166 answers, 14 agreed outcomes, 8 recommendations, "
            "2 files of issued letters"
        )
    ]
    rest = left(result)
    assert (rest.assessments, rest.files, rest.closed) == ((), (), ())
    assert [letter.path for letter in rest.letters] == ["letters/2023-24/south.html"]


def test_letter_that_changed_is_said_whatever_became_of_its_authority() -> None:
    letter = LetterChange("letters/2023-24/north.html", "changed")
    gone = EMPTY._replace(files=(_file("removed"),), letters=(letter,))
    assert left(gone).letters == (letter,)
    assert _said(gone) == ["north removed: its own file"]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (ONE._replace(change="moved", moved_to="b"), "moved to b: 2024/25; nothing else changed"),
        (ONE._replace(change="moved", moved_from="a"), "moved here from a: 2024/25; nothing else changed"),
        (ONE._replace(moved_from="a"), "moved here from a: 2024/25; what else changed stands below"),
        (
            ONE._replace(change="renamed", renamed_from="old"),
            "has another id, old before: 2024/25; nothing else changed",
        ),
        (ONE._replace(change="added", holds=FULL), "added: 2024/25, 83 answers, 7 agreed outcomes, 4 recommendations"),
    ],
)
def test_what_became_of_an_authority_is_said_with_its_cycles(one: AssessmentDifference, said: str) -> None:
    assert _said(EMPTY._replace(assessments=(one,))) == [f"North Council (north) {said}"]


def test_blank_forms_are_one_line() -> None:
    names = [f"council-{number}" for number in range(12)]
    added = tuple(ONE._replace(authority=name, cycle="2025-26", change="added", holds=BLANK) for name in names)
    listed = f"{', '.join(names[:10])} and 2 more"
    assert _said(EMPTY._replace(assessments=added)) == [f"12 blank self-assessments for 2025/26 ({listed})"]
    opened = FieldChange("cycles.2025-26", "added", None, "due")
    settings = FileDifference("prevent-assure.yaml", "settings", "", "changed", (opened,))
    result = EMPTY._replace(assessments=added, files=(settings,))
    assert _said(result) == [f"2025/26 opened with 12 blank self-assessments ({listed})"]
    assert not left(result).files
    told = headline(result, events(result, PLAIN))
    assert told == "2025/26 opened with 12 blank self-assessments"
    other = settings._replace(fields=(opened, FieldChange("marking", "added", None, "OFFICIAL")))
    assert left(result._replace(files=(other,))).files == (other,)
    assert _said(EMPTY._replace(files=(settings,))) == ["2025/26 opened"]


def test_form_that_is_read_is_said_to_be() -> None:
    submitted = FieldChange("submitted", "added", None, "by lead, on 2025-03-14, via form")
    read = ONE._replace(holds=FULL, steps=(submitted,))
    assert _said(EMPTY._replace(assessments=(read,))) == [
        "North Council (north), 2024/25 read from a form, blank before: 83 of 83 criteria answered"
    ]
    forms = (FormChange("forms/a.xlsx", "added"), FormChange("forms/b.xlsx", "removed"))
    assert _said(EMPTY._replace(forms=forms)) == ["1 form laid out: forms/a.xlsx", "1 form taken away: forms/b.xlsx"]


def _usual(number: int = 1) -> DiffResult:
    """Three sign-offs stale, an outcome down, one up, one overridden, and a letter gone, for each of some councils."""
    why = Cause((Together(criteria=False, rules=False, answers=("a",)),), 0, (Together(False, False, ("a",)),))  # noqa: FBT003 - as above
    down = OutcomeMove("derived", ("met",), ("not_met",), "decided", "decided", why)
    benchmarks = (
        BenchmarkDifference("plan", 1, "Plan", (down,)),
        BenchmarkDifference("training", 2, "Training", (down._replace(before=("not_met",), after=("met",)),)),
        BenchmarkDifference(
            "group",
            3,
            "Group",
            (OutcomeMove("agreed", ("met",), ("exceeding",)),),
            OverrideChange("added", ("agreed",)),
        ),
    )
    labels = {"not_met": "Not met", "met": "Met", "exceeding": "Exceeding"}
    names = [f"council-{one}" for one in range(number)]
    return EMPTY._replace(
        assessments=tuple(ONE._replace(authority=name, benchmarks=benchmarks, outcome_labels=labels) for name in names),
        sign_offs=tuple(
            SignOffChange(name, "2024-25", step, None, ("review.letter",), f"{step}: {{}}", stale=True)
            for name in names
            for step in ("accepted", "agreed", "cleared")
        ),
        letters=tuple(LetterChange(f"letters/2024-25/{name}.html", "changed") for name in names),
    )


@pytest.mark.parametrize("number", [1, 2, 40])
def test_comment_has_decisions_first_and_at_most_25_lines_before_the_fold(number: int) -> None:
    made = diff_md(_usual(number))
    before = made.partition("<details>")[0].splitlines()
    assert len(before) <= 25
    assert "**made stale** by the review (`letter`)" in made
    order = ["made stale", "agreed outside the rules", "Issued letters", "Met → Not met", "| Authority"]
    places = [made.index(word) for word in order]
    if number == 1:
        assert places == sorted(places)
    for one in range(number):
        assert made.count(f"cleared` of `council-{one}`,") == 1
    assert made.count("```yaml") == number


def test_outcome_that_was_open_before_has_not_moved_down() -> None:
    move = OutcomeMove("derived", ("not_met", "met"), ("not_met",), "incomplete", "decided")
    one = _usual().assessments[0]
    for basis, is_down in (("incomplete", False), ("judgement", True)):
        benchmark = BenchmarkDifference("plan", 1, "Plan", (move._replace(before_basis=basis),))
        made = diff_md(EMPTY._replace(assessments=(one._replace(benchmarks=(benchmark,)),)))
        assert ("To decide" in made) is is_down
        assert ("| Authority" in made) is not is_down

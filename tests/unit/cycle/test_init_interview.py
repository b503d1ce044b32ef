"""The interview of `init`: one can go back anywhere, and what cannot be is asked again."""

import pytest

from prevent_assure.cycle.init_interview import QUESTIONS, Answers, interview
from prevent_assure.rules.council_names import ids_of


def _interview(*typed: str) -> tuple[Answers, list[str]]:
    """Type lines; an empty one takes what is usual. What was said, with `?` before each question."""
    lines, said = iter(typed), list[str]()

    def ask(question: str, usual: str) -> str:
        said.append(f"? {question} [{usual}]")
        return next(lines) or usual

    found = interview(Answers("2024-25"), ask, said.append)
    assert next(lines, None) is None
    return found, said


def test_councils_are_added_until_there_is_no_other() -> None:
    found, said = _interview(
        "Ynys  Môn", "", "City of York Council", "", "York Council", "york-council", "", "", "", ""
    )
    assert found == Answers(
        "2024-25", (("ynys-mon", "Ynys Môn"), ("york", "City of York Council"), ("york-council", "York Council"))
    )
    assert "? Its id [ynys-mon]" in said
    assert said[-2].startswith("Nothing is written yet")


def test_each_question_is_explained_before_it_is_asked() -> None:
    _, said = _interview("A Council", "a", "", "", "n", "y")
    asked = [number for number, line in enumerate(said) if line.startswith("?")]
    assert len(asked) == len(QUESTIONS) + 1
    assert all(said[number - 1] and not said[number - 1].startswith("?") for number in asked)


def test_back_goes_back_a_question_at_a_time_and_forgets_what_was_said_there() -> None:
    found, said = _interview("back", "Elsewhere", "", "", "2025-26", "n", "B", "back", "back", "Back", "back",
                             "Exampleton", "", "", "", "y", "y")  # fmt: skip
    assert found == Answers("2024-25", (("exampleton", "Exampleton"),))
    assert said.count("This is the first question.") == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("A", "No Id", "a", "", "", "", ""), "An id has small letters"),
        (("A", "a", "C", "a", "c", "", "", "", "y"), "Another council has this id already."),
        (("", "2024", "", ""), "A cycle is two following years"),
        (("A", "a", "", "", "perhaps", "y", ""), "Type y or n."),
        (("", "", "n", "y"), "Type y to go on"),
        (("***", "", "a", "", "", "", ""), "An id has small letters"),
    ],
)
def test_what_cannot_be_is_asked_again(typed: tuple[str, ...], why: str) -> None:
    _, said = _interview(*typed)
    assert [line for line in said if line.startswith(why)]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Ynys Môn", ["ynys-mon"]),
        ("City of York Council", ["york", "city-of-york-council"]),
        ("Kingston & St. Bjørn\u2019s UA", ["kingston-and-st-bjorns", "kingston-and-st-bjorns-ua"]),
        ("Council", ["council"]),
        ("***", []),
    ],
)
def test_ids_are_made_of_names(name: str, ids: list[str]) -> None:
    assert list(ids_of(name)) == ids

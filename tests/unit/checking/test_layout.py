"""What a letter cannot show of a text's layout is told; what it can show is not."""

from collections.abc import Iterator

import pytest

from checks import review_findings
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case


def _told(text: str) -> Iterator[str]:
    named = {"format": "prevent-assure/review/1", "authority": "exampleton", "cycle": "2024-25"}
    review = Review.model_validate({**named, "adviser": "adviser", "letter": {"summary": text}})
    case = Case("exampleton", "2024-25", None, None, None, review, None)
    return (found.message for found in review_findings(case) if found.rule.code == "text-layout-lost")


LOST = [
    ("We did:\n1. Train staff.\n2. Meet.", "a numbered list"),
    ("We did:\n(a) train staff,\n(b) meet.", "a numbered list"),
    ("First.\n\nWe did:\n1. Train.\n2. Meet.", "a numbered list stands in this text (paragraph 2, sentence 1)"),
    ("Here:\n| a | b |\n|---|---|\n| 1 | 2 |", "a table"),
    ("Name\tDate\nBoard\tMay", "a table"),
    ("o Train\no Meet", "a list with Word's bullets"),
    ("\uf0b7\tTrain", "a list with Word's bullets"),
    ("We did:\n\u2013 train\n\u2013 meet", "a list with dashes"),
]


@pytest.mark.parametrize(("text", "what"), LOST)
def test_layout_that_is_lost_is_told_once(text: str, what: str) -> None:
    [only] = _told(text)
    assert only.startswith(what)


@pytest.mark.parametrize(
    "text",
    [
        "- Train\n- Meet",
        "\u2022 Train\n\u2022 Meet",
        "1. Train.\n\n2. Meet.",
        "See section\n2. The Board met.",
        "The plan \u2013 of May \u2013\n\u2013 is new.",
        "one | two\nthree",
        "on the one\nor the other",
    ],
)
def test_layout_that_is_kept_is_not_told(text: str) -> None:
    assert list(_told(text)) == []

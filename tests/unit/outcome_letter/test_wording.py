"""The fixed wording: what a file must have, and what is said of one that does not."""

import copy
from typing import Any

import pytest

import letters
from prevent_assure.outcome_letter.wording import WordingFault, read_wording
from prevent_assure.text.narrative import parse


def changed(section: str, key: str, value: object) -> dict[str, Any]:
    data = copy.deepcopy(letters.WORDING_DATA)
    if value is None:
        del data[section][key]
    else:
        data[section][key] = value
    return data


@pytest.mark.parametrize(
    ("section", "key", "value", "said"),
    [
        ("labels", "cc", None, "labels.cc: missing"),
        ("labels", "ccc", "CC", "labels.ccc: no letter uses this key"),
        ("labels", "cc", True, "labels.cc: text is expected"),
        ("sentences", "subject", "A letter", "sentences.subject: the placeholder {cycle} is missing"),
        ("sentences", "role", "Hello {name}", "sentences.role: nothing fills the placeholder {name}"),
        ("sentences", "closing", None, "sentences.closing: missing"),
        ("banners", "draft", None, "banners.draft: missing"),
        ("phrases", "date", "{day} {month}", "phrases.date: the placeholder {year} is missing"),
    ],
)
def test_a_faulty_file_is_refused_with_the_key_that_is_at_fault(
    section: str, key: str, value: object, said: str
) -> None:
    with pytest.raises(WordingFault) as caught:
        read_wording(changed(section, key, value), "templates/wording.cy.yaml")
    assert str(caught.value).startswith("templates/wording.cy.yaml: ")
    assert said in str(caught.value)


def test_a_year_has_twelve_months() -> None:
    with pytest.raises(WordingFault, match="months: too few"):
        read_wording({**letters.WORDING_DATA, "months": ["Ionawr"]}, "w")


def test_every_sentence_of_the_packaged_wording_has_at_most_about_25_words() -> None:
    texts = [text for text in letters.WORDING.sentences.model_dump().values() if isinstance(text, str)]
    sentences = [
        each for text in [*texts, *letters.WORDING.changes.values()] for each in " ".join(text.split()).split(". ")
    ]
    assert [each for each in sentences if len(each.split()) > 30] == []


def test_the_packaged_wording_marks_nothing() -> None:
    for text in letters.WORDING.sentences.model_dump().values():
        if isinstance(text, str):
            assert "*" not in text
            assert len(parse(text).blocks) == 1

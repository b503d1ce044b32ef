"""How a letter addresses people by their names, and which names do not say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.checking.lint.salutations import is_no_name, unclear_salutation
from prevent_assure.model.authority import Person


def _person(name: str | None, salutation: str | None = None) -> Person:
    return Person(name=name, salutation=salutation, title="Chief Executive")


CLEAR = {
    "Sam Ash": "Sam",
    "Jo Li": "Jo",
    "Sam A. Ash": "Sam",
    "Anne-Marie Ash": "Anne-Marie",
    "O'Neil Ash": "O'Neil",
    "D\u2019Arcy Ash": "D\u2019Arcy",
    "Sam Ash OBE": "Sam",
    "Sam Ash, OBE": "Sam",
    "Sam Ash, CBE, PhD": "Sam",
    "Dean Ash": "Dean",
    "Siân Ŵyn": "Siân",
    "Sam ASH": "Sam",
    "Zoe\u0308 Ash": "Zoe\u0308",
    "Şule Ak": "Şule",
    "Ольга Ясень": "Ольга",
    "अनिल राव": "अनिल",
    "Sioned ap Ash": "Sioned",
    "Bryn Ash": "Bryn",
    "Sam": "Sam",
}
UNCLEAR = {
    "Dr. Sam Ash": "title",
    "Dr Sam Ash": "title",
    "Dame Sam Ash": "title",
    "DAME Sam Ash": "title",
    "Sir Sam Ash": "title",
    "Cllr Dr A. B. Ash": "title",
    "Councillor Sam Ash": "title",
    "The Revd Sam Ash": "title",
    "Rt. Hon. Sam Ash": "title",
    "Mr.Sam Ash": "title",
    "Baroness Ash of Exampleton": "title",
    "Acting Chief Executive Sam Ash": "title",
    "Imam Sam Ash": "title",
    "A. Ash": "initial",
    "A Ash": "initial",
    "A.B. Ash": "initial",
    "A. B. Ash": "initial",
    "AJ Ash": "initial",
    "J.-P. Ash": "initial",
    "J-P Ash": "initial",
    "Müller, Anna": "comma",
    "ASH, Sam": "comma",
    "Ash, S": "comma",
    "Ash, SAM": "comma",
    "Ash Li, Sam": "comma",
    "Sam and Jo Ash": "several",
    "Sam & Jo Ash": "several",
    "Sam/Jo Ash": "several",
    "Sam (Sammy) Ash": "brackets or quotes",
    "Samuel 'Sam' Ash": "brackets or quotes",
    "Samuel “Sam” Ash": "brackets or quotes",
    "(Sam) Ash": "punctuation",
    "'Sam' Ash": "punctuation",
    "Sam2 Ash": "punctuation",
    "sam@example.org Ash": "punctuation",
    "Thos. Ash": "punctuation",
    "*Sam* Ash": "punctuation",
    "-Sam Ash": "punctuation",
    "SAM ASH": "capitals",
    "ASH Sam": "capitals",
    "sam ash": "small letter",
    "van der Ash, Sam": "comma",
    "de Ash Sam": "small letter",
    "Wm Ash": "abbreviation",
    "Md Ash Rahman": "abbreviation",
    "St John Ash": "title",
    "\u674e \u660e": "initial",
}


@pytest.mark.parametrize("name", CLEAR)
def test_first_word_of_a_usual_name_is_said(name: str) -> None:
    assert unclear_salutation(_person(name)) is None
    assert _person(name).addressed_as == CLEAR[name]


@pytest.mark.parametrize(("name", "why"), UNCLEAR.items())
def test_unusual_name_asks_for_a_salutation(name: str, why: str) -> None:
    assert why in (unclear_salutation(_person(name)) or "")
    assert unclear_salutation(_person(name, "Sam Ash")) is None


@pytest.mark.parametrize(
    "salutation",
    ["Sam", "Dr Ash", "Dr. Müller", "Councillor Ash", "Sir Sam", "Mr Major", "Ms Lord", "Dame Sam", "Sam Jr.", "AJ",
     "Sam & Jo", "Anne-Marie", "Sir/Madam", "Chief Executive", "Imam Ash", "sam", "Mr Chief"],
)  # fmt: skip
def test_salutation_that_is_written_may_be_nearly_anything(salutation: str) -> None:
    assert unclear_salutation(_person("A. Ash", salutation)) is None


@pytest.mark.parametrize(
    ("salutation", "why"),
    [
        ("Dr", "title"), ("Dr.", "title"), ("Cllr Dr", "title"), ("Sir", "title"), ("Rt. Hon.", "title"),
        ("Major", "title"), ("A", "initial"), ("A.", "initial"), ("A.B.", "initial"), ("Dear Sam", "Dear"),
        ("Annwyl Sam", "Dear"), ("Sam,", "punctuation"), ("Sam:", "punctuation"), ("Sam Ash.", "punctuation"),
        ("Sam (Dr)", "punctuation"), ("Sam2", "punctuation"), ("-", "no name"), ("TBC", "no name"), ("?", "no name"),
    ],
)  # fmt: skip
def test_salutation_that_cannot_be_printed(salutation: str, why: str) -> None:
    assert why in (unclear_salutation(_person("Sam Ash", salutation)) or "")


@pytest.mark.parametrize(
    "name",
    ["Vacant", "(vacant)", "VACANT POST", "Currently vacant", "TBC", "tbc", "To be confirmed", "To be appointed", "n/a",
     "N/A", "-", "...", "?", "None", "unknown", "A N Other", "A. N. Other", "Chief Executive", "the post-holder",
     "Name", "First name Surname", "Your name here", "XX", "\u2014"],
)  # fmt: skip
def test_what_stands_for_no_name(name: str) -> None:
    assert is_no_name(name, "Chief Executive")


@pytest.mark.parametrize("name", ["Sam Ash", "Noone Ash", "Will Vacant", "Other Ash", "李明", "Ольга"])
def test_what_is_a_name(name: str) -> None:
    assert not is_no_name(name, "Chief Executive")


LINES = st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@given(LINES, st.none() | LINES)
def test_whatever_is_written_is_said_to_be_clear_or_not(name: str, salutation: str | None) -> None:
    person = _person(name, salutation)
    if unclear_salutation(person) is None and not is_no_name(name, person.title):
        said = person.addressed_as
        assert any(each.isalpha() for each in said)
        assert not said.rstrip().endswith((",", ":", ";"))
        assert salutation is not None or len([each for each in said if each.isalpha()]) > 1

"""The quick looks of the letter lint pass over nothing that the close ones would find."""

from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.checking.lint import personal, placeholders
from prevent_assure.checking.lint.texts import Text

_BETWEEN = st.sampled_from(["", " ", "\n", ". ", ", ", "\t", "\u00a0", "\u2019", "\u0175", "The ", "O", "x", "7", "-"])
_PLACEHOLDERS = st.sampled_from([
    "TODO", "TBC", "TBD", "TBA", "FIXME", "XX", "XXX", "20XX", "xx", "xxx", "Lorem", "lorem ipsum", "to be ",
    "confirmed", "To Be Inserted", "TO BE", "CONFIRMED", "[name]", "[]", "[...]", "[Insert date here]", "<insert name>",
    "<Date>", "{{title}}", "{ council }", "____", "__", "???", "??", "TO", "DO",
])  # fmt: skip
_PERSONAL = st.sampled_from([
    "a.person", "@", "example.org", "01632", "960", "960123", "+44", "(0)", "07700 900123", "00441632960123",
    "943 476 5919", "9434765919", "943", "476", "5919", "0800 1111", "born", "Born on", "date of birth", "Birthday",
    "DOB", "d.o.b.", "D o b", "d. o. b", "d", "o", "b", "12/03/1990", "3rd of March 1990", "March 3, 1990",
    "1990-03-12", "1990", "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660",
])  # fmt: skip


def _texts(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(pieces, _BETWEEN), max_size=14).map("".join)


@given(_texts(_PLACEHOLDERS))
def test_no_placeholder_is_passed_over(text: str) -> None:
    found = bool(list(placeholders.placeholder_findings(Text(("summary",), "summary", text))))
    assert found == (placeholders._PLACEHOLDER.search(text) is not None)  # noqa: SLF001 - the close look by itself


@given(_texts(_PERSONAL))
def test_no_personal_data_are_passed_over(text: str) -> None:
    close = (personal._EMAIL, personal._TELEPHONE, personal._BIRTH)  # noqa: SLF001 - as above
    numbers = personal._TEN_DIGITS.finditer(text)  # noqa: SLF001 - as above
    there = any(each.search(text) for each in close) or any(personal.is_nhs_number(each[0]) for each in numbers)
    assert bool(list(personal.personal_findings(Text(("summary",), "summary", text)))) == there
    assert personal.may_be_personal(text) or not there

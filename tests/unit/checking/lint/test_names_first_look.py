"""The first looks at words with capitals pass over no name that the close ones would find."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.checking.lint import people
from prevent_assure.checking.lint.vocabulary import VOCABULARY
from prevent_assure.checking.texts import Text

PIECES = (
    "Alex", "Priya", "Rowan", "Jo", "J", "Henderson", "Hendersen", "Ashdown", "Ashdowne", "Rose", "Grace", "Dr", "Cllr",
    "Saltmarsh", "Fenwick", "Hub", "The", "Board", "Prevent", "KENT", "chair", "chair, ", "led by", "who", "has said",
    "wrote", "review", ". ", " ", " ", " ", " ", "'s", "-",
)  # fmt: skip
KNOWN = people.Known(
    (("lead", frozenset({"alex", "henderson"})), ("chair", frozenset({"rowan", "ashdown", "rose"}))),
    frozenset({"alex", "henderson", "rowan", "ashdown", "rose"}),
    (VOCABULARY, frozenset({"rose", "saltmarsh"})),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_run_of_capitals_with_a_finding_is_passed_over(words: str) -> None:
    text = Text(("summary",), "summary", words)
    close = people._Search(KNOWN)  # noqa: SLF001 - the close look by itself
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(close, "_may_name", lambda _: True)
        found = list(close.findings(text))
    assert list(people._Search(KNOWN).findings(text)) == found  # noqa: SLF001 - as above


@given(st.text("abcé-", min_size=1, max_size=9), st.text("abcé-", min_size=1, max_size=9))
def test_no_name_that_a_word_is_like_is_passed_over(word: str, name: str) -> None:
    alike = difflib.SequenceMatcher(None, word, name, autojunk=False).ratio()
    search = people._Search(people.Known((), frozenset({name}), ()))  # noqa: SLF001 - the close look by itself
    assert search._names_near(word) == ({name: alike} if alike >= 0.7 else {})  # noqa: SLF001 - as above

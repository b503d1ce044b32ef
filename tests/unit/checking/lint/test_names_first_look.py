"""The first look at the letters of a word passes over no name that the word is like."""

import difflib

from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.checking.lint import people


@given(st.text("abcé-", min_size=1, max_size=9), st.text("abcé-", min_size=1, max_size=9))
def test_no_name_that_a_word_is_like_is_passed_over(word: str, name: str) -> None:
    alike = difflib.SequenceMatcher(None, word, name, autojunk=False).ratio()
    search = people._Search(people.Known((), frozenset({name}), ()))  # noqa: SLF001 - the close look by itself
    assert search._names_near(word) == ({name: alike} if alike >= 0.7 else {})  # noqa: SLF001 - as above

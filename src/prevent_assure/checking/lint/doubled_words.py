"""Words that stand twice by mistake."""

import re
from collections.abc import Iterator
from operator import eq

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Rule, Severity

from .phrases import TWICE_IN_ENGLISH

WORD_DOUBLED = Rule("letter-word-doubled", Severity.WARNING, "A word that stands twice, one after the other.")

_TWICE = re.compile(
    r"(?<![\w'\u2019-])(?P<word>[^\W\d_]+)[ \t]*\n?[ \t]*(?<=\s)(?P<again>(?i:(?P=word)))(?![\w'\u2019-])"
)


@check(WORD_DOUBLED, of=("assessment", "review"))
def no_word_is_doubled(file: CycleFile) -> Iterator[Finding]:
    """Look for the first doubled word of each text."""
    words = file.listed_words
    twice = {word for word, same in zip(words, map(eq, words, words[1:]), strict=False) if same and word.isalpha()}
    for text in file.printed if twice - TWICE_IN_ENGLISH else ():
        for found in _TWICE.finditer(text.text):
            if found["word"].lower() not in TWICE_IN_ENGLISH and not _is_name(found):
                message = f"a word stands twice in this text, one after the other{text.place(found.start())}"
                yield Finding(WORD_DOUBLED, text.route, message, "take one of the two out")
                break


def _is_name(found: re.Match[str]) -> bool:
    """`Baden Baden`: two capitals, and not only because a sentence begins."""
    return found["word"].istitle() and found["again"].istitle()

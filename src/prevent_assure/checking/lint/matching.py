"""Phrases looked for in what a letter prints: each only where one of its words stands."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Text


class Phrase(NamedTuple):
    """A pattern with what stands in every text that it fits: one of some words, or one of some marks."""

    words: AbstractSet[str]
    marks: tuple[str, ...]
    pattern: str


@cache
def _phrases(table: tuple[tuple[str, str], ...]) -> Sequence[Phrase]:
    """Part the words and marks of a table of phrases."""
    return [
        Phrase(
            frozenset(one for one in said.split() if one[-1].isalpha()),
            tuple(one for one in said.split() if not one[-1].isalpha()),
            f"(?i){pattern}",
        )
        for said, pattern in table
    ]


def first_matches(
    table: tuple[tuple[str, str], ...],
    file: CycleFile,
    counts: Callable[[str, re.Match[str]], bool] = lambda _, __: True,
) -> Iterator[tuple[Text, re.Match[str]]]:
    """Give the first place in each printed text at which a phrase of a table stands.

    Paragraphs and items of lists stay apart, so that a phrase does not go on from one to the next.

    Args:
        table: The phrases, as `phrases.py` has them.
        file: The file.
        counts: Tells of a place in a text, single line ends as spaces, whether it counts.
    """
    tried = [
        phrase
        for phrase in _phrases(table)
        if not phrase.words.isdisjoint(file.words) or any(mark in file.small for mark in phrase.marks)
    ]
    for text in file.printed if tried else ():
        flat = in_paragraphs(text.text)
        found = [one for phrase in tried for one in re.finditer(phrase.pattern, flat) if counts(flat, one)]
        if found:
            yield text, min(found, key=re.Match.start)


def in_paragraphs(text: str) -> str:
    """Give a text with single line ends as spaces, every character at its place."""
    return re.sub(r"(?<!\n)\n(?![\n*\u2022-])", " ", text)

"""Phrases looked for in what a letter prints: each only where one of its words stands."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from prevent_assure.checking.subjects import CAPITALS_ALONE, CycleFile
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
        (phrase, hits)
        for phrase in _phrases(table)
        if (hits := [*(phrase.words & file.words), *(mark for mark in phrase.marks if mark in file.small)])
    ]
    for text in file.printed if tried else ():
        here = text.text.lower()
        left = [(phrase, hits) for phrase, hits in tried if any(hit in CAPITALS_ALONE or hit in here for hit in hits)]
        if not left:
            continue
        flat = in_paragraphs(text.text)
        small = flat.lower()
        found = [
            one
            for phrase, hits in left
            for start, end in _paragraphs(small)
            if any(hit in CAPITALS_ALONE or small.find(hit, start, end) >= 0 for hit in hits)
            for one in re.compile(phrase.pattern).finditer(flat, start, end)
            if counts(flat, one)
        ]
        if found:
            yield text, min(found, key=re.Match.start)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give where each paragraph begins, with the line end before it, and where it ends."""
    start = 0
    while (end := text.find("\n\n", start + 1)) >= 0:
        yield start, end + 1
        start = end + 1
    yield start, len(text)


def in_paragraphs(text: str) -> str:
    """Give a text with single line ends as spaces, every character at its place."""
    return re.sub(r"(?<!\n)\n(?![\n*\u2022-])", " ", text)

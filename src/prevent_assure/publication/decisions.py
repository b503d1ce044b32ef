"""Words that may be someone's name: what was decided of them, and what is still to be decided."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from prevent_assure.model.review import NameDecision
from prevent_assure.rules.digests import sha256

from .name_index import tokens_of

_SENTENCE_END = re.compile(r"[.!?]['\")\u2019\u201d]*\s+")
_DIGITS = 16


@dataclass
class Perhaps:
    """A word that may be someone's name.

    Attributes:
        written: The word as it stands in the letter first.
        sentences: The sentences with it, by their digests.
        sources: The texts of the files that these stand in.
        open: The digests of those for which it is not decided.
    """

    written: str
    sentences: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def entry(self, *, shown: bool) -> str:
        """Write what decides it, for the review.

        Args:
            shown: Whether it may show the word: else it has its digest.
        """
        word = json.dumps(self.written, ensure_ascii=False)
        named = f"text: {word}" if shown else f"digest: {word_digest(self.written)}"
        looked_at = ", ".join(f'"{each}"' for each in self.sentences)
        return f"{{{named}, is: word, reason: ..., sentences: [{looked_at}]}}"


def to_paste(entry: str, *, first: bool) -> str:
    """Say where an entry goes in a review, whose key `publication` may be there only once."""
    if first:
        return f"in the review: publication: {{names: [{entry}]}}"
    return f"in the review, as one more of `names` under `publication`: {entry}"


class Decisions:
    """What a review decides.

    Args:
        entries: Its entries.
    """

    def __init__(self, entries: Iterable[NameDecision]) -> None:
        self._names: set[str] = set()
        self._words: dict[str, set[str]] = {}
        for each in entries:
            for named in (word_digest(each.text) if each.text is not None else None, each.digest):
                if named is not None and each.is_ == "name":
                    self._names.add(named)
                elif named is not None:
                    self._words.setdefault(named, set()).update(each.sentences)

    def is_name(self, written: str) -> bool:
        """Tell whether a word is decided to be a name."""
        return word_digest(written) in self._names

    def is_word(self, written: str, sentence: str) -> bool:
        """Tell whether a word is decided to be none in a sentence, which its digest stands for."""
        return sentence in self._words.get(word_digest(written), set())


def word_digest(written: str) -> str:
    """Digest a word, as it is compared."""
    return sha256("".join(token.key for token in tokens_of(written)).encode())


def sentence_at(text: str, start: int, end: int) -> str:
    """Give the sentence of a line in which something stands, with single spaces."""
    first = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = _SENTENCE_END.search(text, end)
    return " ".join(text[first : last.end() if last else len(text)].split())


def sentence_digest(sentence: str) -> str:
    """Digest a sentence."""
    return sha256(sentence.encode()).removeprefix("sha256:")[:_DIGITS]


def undecided(words: Iterable[Perhaps]) -> Iterator[Perhaps]:
    """Give the words that are still to be decided."""
    return (each for each in words if each.open)

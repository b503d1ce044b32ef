"""The words of an edition of criteria: what its benchmarks are called, and which words are no names."""

import re
from collections.abc import Iterable, Iterator

from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.cache_by_identity import CacheByIdentity

from .vocabulary import VOCABULARY

_WORD = re.compile(r"[^\W\d_][\w\u2019'-]*")
_MOST_WORDS = 5
_LIGHT = frozenset({"a", "an", "and", "benchmark", "for", "in", "its", "of", "on", "our", "the", "to"})


class Lexicon:
    """The words of an edition.

    Attributes:
        numbers: The numbers of its benchmarks.
        words: Every word of its texts, in small letters.
    """

    def __init__(self, criteria: Criteria) -> None:
        """Gather the words of an edition.

        Args:
            criteria: The edition.
        """
        self.numbers = frozenset(each.number for each in criteria.benchmarks)
        self.words = frozenset(words(_texts(criteria)))
        self._parts = [(_stems(each.title), each.number) for each in criteria.benchmarks]

    def is_word(self, word: str) -> bool:
        """Tell whether a word, however it is written, is one of the language or of the edition.

        Args:
            word: As it stands in a text.

        Returns:
            Whether it is no name by itself.
        """
        flat = plain(word)
        return flat in VOCABULARY or flat in self.words or word.isupper()

    @property
    def shown_numbers(self) -> str:
        """The numbers of the benchmarks, as in `1 to 8`."""
        first, last = min(self.numbers), max(self.numbers)
        whole = self.numbers == set(range(first, last + 1))
        return f"{first} to {last}" if whole else ", ".join(map(str, sorted(self.numbers)))

    def called(self, text: str) -> set[int]:
        """Find the benchmarks that a few words may stand for.

        Args:
            text: As in `referrals` for a benchmark named Referral pathway.

        Returns:
            Their numbers; none where the words are no benchmark's.
        """
        stems = _stems(text)
        if not stems:
            return set()
        exact = {number for parts, number in self._parts if parts == stems}
        return exact or {number for parts, number in self._parts if stems <= parts}

    def called_at_start(self, text: str) -> set[int]:
        """Find the benchmarks that the first words of a text stand for.

        Args:
            text: As in `Training programme is in place`.

        Returns:
            The numbers for the most words that stand for any.
        """
        first = text.split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
        return self._called_by(first[:end] for end in range(len(first), 0, -1))

    def called_at_end(self, text: str) -> set[int]:
        """Find the benchmarks that the last words of a text stand for.

        Args:
            text: As in `We found that Training`.

        Returns:
            The numbers for the most words that stand for any.
        """
        last = text.rsplit(maxsplit=_MOST_WORDS)[-_MOST_WORDS:]
        return self._called_by(last[start:] for start in range(len(last)))

    def _called_by(self, phrases: Iterable[list[str]]) -> set[int]:
        for phrase in phrases:
            stems = _stems(" ".join(phrase))
            meant = {number for parts, number in self._parts if stems and stems <= parts}
            if meant and (len(phrase) > 1 or phrase[0][:1].isupper()):
                return meant
        return set()


def words(texts: Iterable[str]) -> Iterator[str]:
    """Give the words of texts.

    Args:
        texts: The texts.

    Yields:
        Each word in small letters, without a possessive's end.
    """
    for text in texts:
        for word in _WORD.findall(text):
            yield plain(word)


def plain(word: str) -> str:
    """Give a word as lists have it.

    Args:
        word: A word as it stands in a text.

    Returns:
        It in small letters, with a straight apostrophe and without a possessive's end.
    """
    flat = word.lower().replace("\u2019", "'")
    return flat.removesuffix("'s").strip("'-")


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in words([text]) if word not in _LIGHT)


def _texts(criteria: Criteria) -> Iterator[str]:
    yield criteria.title
    yield criteria.applies_to
    yield from criteria.glossary.values()
    yield from (each.label for each in criteria.outcomes)
    yield from (each.label for each in criteria.levels)
    for benchmark in criteria.benchmarks:
        yield from filter(
            None, (benchmark.title, benchmark.statement, benchmark.assured_by, benchmark.reason, benchmark.contact)
        )
        for _, criterion in benchmark.each_criterion():
            yield criterion.text
            yield from (part.text for part in criterion.parts)


_lexicons = CacheByIdentity(Lexicon)


def lexicon_of(criteria: Criteria) -> Lexicon:
    """Give the words of an edition: those of last time where it is the very same object.

    Args:
        criteria: The edition.

    Returns:
        Its words.
    """
    return _lexicons.of(criteria)

"""The names of people by their parts, and the words of a text as they are looked up there."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .folding import one_vowel, words
from .people import Named
from .word_lists import PARTICLES, TITLES, word_lists

_NEAR = re.compile(
    r"[\s\xad\u200b-\u200f\u2060'\u2018\u2019`\u00b4_*~#|-]{0,4}|[\u2010-\u2013/.]|, ?"
    r"| [(\"\u201c\u2018']|[)\"\u201d\u2019'] "
)
_BESIDE = re.compile(r"[\s\xad\u200b-\u200f\u2060]{1,3}|[-\u2010-\u2013]| ?& ?")
_TIGHT = re.compile(r"[\xad\u200b-\u200f\u2060'\u2018\u2019`\u00b4_.\u2010\u2011-]{0,2}|[\u2010-]\s")


_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_NEAR_FROM, _NEAR_ENOUGH = 5, 0.82


class Token(NamedTuple):
    """A word of a text: as it is looked up, where it stands, as it is written."""

    key: str
    start: int
    end: int
    written: str

    @property
    def is_large(self) -> bool:
        """Whether it is written as names are; scripts without capitals and small capitals are."""
        first = self.written[:1]
        return not first.islower() or first.upper() == first

    @property
    def is_letter(self) -> bool:
        """Whether it is a single capital, as an initial."""
        return len(self.key) == 1 and self.written.isupper()


def tokens_of(text: str) -> list[Token]:
    """Part a text into the words that are looked up."""
    return [
        Token(one_vowel(word.folded), word.start, word.end, text[word.start : word.end].strip("\xad\u200b\u2060"))
        for word in words(text)
    ]


def near(text: str, before: Token, after: Token) -> bool:
    """Tell whether two words may be of one name: no sentence ends between them."""
    between = text[before.end : after.start]
    return _NEAR.fullmatch(between) is not None or (between.strip() == "." and _is_short(before.key))


def _is_short(key: str) -> bool:
    """Whether a full stop behind a word ends no sentence."""
    return len(key) == 1 or key == "st" or key in TITLES


def beside(text: str, before: Token, after: Token) -> bool:
    """Tell whether nothing but a space, a hyphen or `&` parts two words."""
    return _BESIDE.fullmatch(text[before.end : after.start]) is not None


def joined(text: str, before: Token, after: Token) -> bool:
    """Tell whether two words are written as one, perhaps with a joiner, a hyphen or an apostrophe between them."""
    return _TIGHT.fullmatch(text[before.end : after.start]) is not None


def _spread(key: str) -> str:
    """A pattern of a name in a script that parts no words, with spaces within; none for other scripts."""
    signs = unicodedata.normalize("NFC", key)
    return " ?".join(signs) if _WITHOUT_SPACES.fullmatch(signs) else ""


class NameIndex:
    """The names of people by their parts.

    Args:
        people: Whose names are withheld, and who publishes theirs.
        defined: Titles of posts, names of groups and organisations: a word in one of them is no name there.
        abbreviations: Abbreviations of the edition, which are nobody's initials.

    Attributes:
        people: The people, by number.
        lists: The words that decide.
        defined: The titles and names, in the words that are looked up.
        strange: Names in scripts that part no words, or write their ends together with the name.
        spread: Finds those of them that may have spaces within.
    """

    def __init__(self, people: Sequence[Named], defined: Iterable[str] = (), abbreviations: Iterable[str] = ()) -> None:
        self.people, self.lists = people, word_lists()
        self._withheld = frozenset(number for number, each in enumerate(people) if not each.public)
        self._parts: dict[str, set[int]] = {}
        self._wholes: dict[str, set[int]] = {}
        for number, each in enumerate(people):
            for key in each.parts:
                self._parts.setdefault(key, set()).add(number)
            for key in each.wholes:
                self._wholes.setdefault(key, set()).add(number)
        self._spelt = {tuple(map(one_vowel, spelt)) for each in people for spelt in each.spelt}
        self.defined = {tuple(token.key for token in tokens_of(text)) for text in defined} - {()}
        known = self.lists.abbreviations | {token.key for text in abbreviations for token in tokens_of(text)}
        everyone = (self.people[one] for one in self._withheld)
        self.monograms = {each for one in everyone for each in one.monograms if len(each) > 1} - known
        self._known_words = {word for title in self.defined for word in title}
        self._rare: dict[str, list[str]] = {}
        for key, persons in self._parts.items():
            if len(key) >= _NEAR_FROM and not self.is_common(key) and persons <= self._withheld:
                self._rare.setdefault(key[0], []).append(key)
        self.strange = [
            key
            for key in sorted({*self._parts, *self._wholes}, key=len, reverse=True)
            if not key.isascii() and len(key) > 1 and self.named(key) <= self._withheld
        ]
        self.spread = re.compile("|".join(filter(None, map(_spread, self.strange))) or r"(?!)")

    def withheld_of(self, persons: Iterable[int]) -> frozenset[int]:
        """Give those of some people whose names are withheld."""
        return self._withheld.intersection(persons)

    def named(self, key: str) -> set[int]:
        """Give the people of whose name a word is a part, or all."""
        return self.with_part(key) | self.with_whole(key)

    def with_part(self, key: str) -> set[int]:
        """Give the people of whose name a word is a part."""
        return self._parts.get(key, set())

    def with_whole(self, key: str) -> set[int]:
        """Give the people whose name, or initial and surname, is this one word."""
        return self._wholes.get(key, set())

    def is_spelt(self, keys: tuple[str, ...]) -> bool:
        """Tell whether a part or a name is spelt in these words."""
        return keys in self._spelt

    def is_nearly(self, key: str) -> bool:
        """Tell whether a word that is no common one is a rare part of a withheld name but for a letter or so."""
        if len(key) < _NEAR_FROM or self.is_common(key) or key in self._known_words:
            return False
        likes = self._rare.get(key[0], ())
        return any(difflib.SequenceMatcher(None, key, one, autojunk=False).ratio() >= _NEAR_ENOUGH for one in likes)

    def is_common(self, key: str) -> bool:
        """Tell whether a part of a name is also a common word, place or term."""
        return key in self.lists.common or key in PARTICLES

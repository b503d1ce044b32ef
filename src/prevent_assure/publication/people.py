"""A person as texts may name them: the parts of the name, and the ways to put these together."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .folding import folded, one_vowel
from .word_lists import PARTICLES, POST_NOMINALS, TITLES

Kind = Literal["surname", "given", "half", "plural"]
_IN_TITLE = TITLES | {"the", "rt", "hon"}
_QUOTES = "()[]{}\"'\u2018\u2019\u201c\u201d,;"
_HISSED = re.compile(r"(?:s|x|z|ch|sh)\Z")


class _Unit(NamedTuple):
    """A word of a name, with the hyphens in it."""

    written: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return key_of(self.words)


@dataclass
class Named:
    """Someone whose name stands in a file.

    Attributes:
        place: Where the name stands, for messages.
        public: Whether it is published.
        parts: What a text may call them by, written as one word, and what that is.
        spelt: The words of the parts that are of several.
        particles: The small words in the name, as `de`.
        initials: The first letters of the forenames.
        monograms: The initials as one word.
        small: The parts that the name itself writes small, as `ffoulkes`.
    """

    place: str
    public: bool
    parts: dict[str, Kind] = field(default_factory=dict)
    spelt: set[tuple[str, ...]] = field(default_factory=set)
    particles: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    monograms: set[str] = field(default_factory=set)
    small: set[str] = field(default_factory=set)
    _surnames: set[str] = field(default_factory=set)

    def add(self, text: str, *, addressed: bool = False) -> None:
        """Take in a name, or a short form of one, or how a letter addresses them."""
        units, titled = _units(text)
        if addressed and not titled and not any(unit.key in self.parts for unit in units):
            return  # `Dear Colleague`
        kept = [unit for unit in units if not self._is_small_word(unit, units[-1])]
        for number, unit in enumerate(kept):
            is_last = number == len(kept) - 1
            self._part(unit, "surname" if is_last and (titled or len(kept) > 1) else "given", is_last=is_last)
        if len(kept) > 1:
            self.spelt.add(tuple(word for unit in units for word in unit.words))
            self.monograms.add("".join(unit.key[0] for unit in kept))
            self.monograms.add("".join(unit.key[0] for unit in units if unit in kept or len(unit.key) == 1))
            self.monograms.add("".join(word[0] for unit in kept for word in unit.words if word not in PARTICLES))
            self._surnames.add("".join(unit.key for unit in self._behind(units)))

    def _is_small_word(self, unit: _Unit, last: _Unit) -> bool:
        if unit is not last and unit.key in PARTICLES:
            self.particles.add(unit.key)
            self.initials |= {unit.key} if len(unit.key) == 1 else set()
            return True
        if len(unit.key) == 1:
            self.initials.add(unit.key)
        return len(unit.key) <= 1

    @staticmethod
    def _behind(units: Sequence[_Unit]) -> list[_Unit]:
        """The surname with what stands before it: `van der Berg`."""
        first = len(units) - 1
        while first > 1 and units[first - 1].key in PARTICLES:
            first -= 1
        return list(units[first:])

    def _part(self, unit: _Unit, kind: Kind, *, is_last: bool) -> None:
        if kind == "given":
            self.initials |= {unit.key[0], *(word[0] for word in unit.words)}
        for small in PARTICLES:  # Mc Allister, Mac Auliffe
            if unit.key.startswith(small) and len(unit.key) > len(small) + 2:
                self.spelt.add((small, unit.key.removeprefix(small)))
        self.parts[unit.key] = "surname" if self.parts.get(unit.key) == "surname" else kind
        if unit.written[:1].islower():
            self.small.add(unit.key)
        if len(unit.words) > 1:
            self.spelt.add(unit.words)
            self.particles |= PARTICLES.intersection(unit.words)
            cores = [word for word in unit.words if word not in PARTICLES and len(word) > 1]
            for core in cores:
                self.parts.setdefault(one_vowel(core), kind if len(cores) == 1 else "half")
        if is_last and kind == "surname":
            self._surnames.add(unit.key)
            self.parts.setdefault(unit.key + ("es" if _HISSED.search(unit.key) else "s"), "plural")

    @property
    def surnames(self) -> set[str]:
        """The surname, with and without what stands before it, and its halves."""
        halves = {key for key, kind in self.parts.items() if kind in {"half", "surname"}}
        return self._surnames | halves

    @property
    def wholes(self) -> frozenset[str]:
        """The ways to write them as one word, as addresses do: `jsmith`, `smithjane`."""
        surnames = self.surnames
        givens = [key for key, kind in self.parts.items() if kind == "given" and key not in surnames]
        before = [*givens, *{key[0] for key in givens}, *(one[:-1] for one in self.monograms if len(one) > 1)]
        pairs = itertools.product(before, surnames)
        spelt = {key_of(words) for words in self.spelt if not any(key_of(words) == key for key in self.parts)}
        ways = spelt.union(self._surnames, *({first + last, last + first} for first, last in pairs))
        return frozenset(ways) - self.parts.keys()

    @property
    def boxes(self) -> frozenset[str]:
        """What a mailbox may be called besides: forename and one letter, initials of three letters or more."""
        givens = {key for key, kind in self.parts.items() if kind == "given"}
        lettered = {given + surname[0] for given in givens for surname in self.surnames}
        return frozenset(lettered | {letters for letters in self.monograms if len(letters) > 2})  # noqa: PLR2004 - as said

    @property
    def whole(self) -> frozenset[tuple[str, ...]]:
        """The names of more than one word, each as it is spelt."""
        return frozenset(words for words in self.spelt if key_of(words) not in self.parts)


def key_of(words: Sequence[str]) -> str:
    """Write folded words as one, with umlauts as one vowel."""
    return "".join(one_vowel(word) for word in words)


def _units(text: str) -> tuple[list[_Unit], bool]:
    """The words of a name without title and post-nominals, and whether it had a title."""
    units = [unit for unit in _in_order(text) if unit.words]
    titled = False
    while units and len(units) > 1 and units[0].words[0] in _IN_TITLE:
        titled, units = True, units[1:]
    while len(units) > 1 and _is_post_nominal(units[-1]):
        units = units[:-1]
    return units, titled


def _is_post_nominal(unit: _Unit) -> bool:
    return unit.key in POST_NOMINALS and sum(map(str.isupper, unit.written)) > 1


def _in_order(text: str) -> Iterator[_Unit]:
    """The words of a name; `Smith, Jane` is turned round."""
    before, comma, behind = text.partition(",")
    if comma and not {word for word in folded(behind) if word not in POST_NOMINALS}:
        behind = ""
    for written in (*behind.split(), *before.split()):
        yield _Unit(written.strip(_QUOTES), folded(written))

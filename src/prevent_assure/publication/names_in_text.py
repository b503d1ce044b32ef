"""Names of people in a text: what certainly is one, what may be one, and what only looks like one."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from .name_addresses import addresses, names_someone
from .name_index import NameIndex, Token, joined, near, tokens_of
from .neighbours import Place
from .people import Kind
from .word_lists import PARTICLES, TITLES

_MOST_JOINED, _SHORTEST_JOINED, _MOST_INITIALS = 8, 4, 3
_BEFORE_A_NAME = re.compile(r" & |[\s\xad\u200b-\u200f\u2060.'\u2019-]{0,3}")
_TITLES_IN_CAPITALS = {"di", "ds", "pc"}
_FULL_STOP_WITHIN = re.compile(r"\.(?=[,;:)]|\s+[^\W\d_A-Z]|['\u2019]s)")
_SEVERAL = {"cllrs", "councillors", "drs", "messrs"}
_NEXT_OF_SEVERAL = re.compile(r",? (?:(?:and|&) )?")
_HYPHENS = {"-", "\u2010", "\u2011"}
_SHORTENED = 3
_APOSTROPHES = "'\u2019"

Class = Literal["certain", "perhaps", "word"]


class Hit(NamedTuple):
    """A place in a text that names someone, or may, or only looks so.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        found: Whether it is a name.
        written: The part of a name that it is, as it stands there: a decision is of that.
    """

    start: int
    end: int
    found: Class
    written: str


class _Run(NamedTuple):
    """Words one after another that are parts of the names of the same people."""

    first: int
    end: int
    persons: frozenset[int]
    keys: tuple[str, ...]


def finder(index: NameIndex) -> Callable[[str], tuple[Hit, ...]]:
    """Make what finds names in lines of text; what it has found once it knows.

    Args:
        index: The names.

    Returns:
        A function that gives what stands in a line, in its order, no two at one place.
    """

    @lru_cache(4096)
    def find(text: str) -> tuple[Hit, ...]:
        return tuple(_Line(index, text).hits())

    return find


class _Line:
    """A line of text in which names are looked for."""

    def __init__(self, index: NameIndex, text: str) -> None:
        self._index, self._text, self._tokens = index, text, tokens_of(text)
        self._done = self._several = 0

    def hits(self) -> Iterator[Hit]:
        taken = [
            (start, end) for start, end in addresses(self._text) if names_someone(self._index, self._text[start:end])
        ]
        spread = (found.span() for found in self._index.spread.finditer(self._text) if " " in found[0])
        taken = sorted([*taken, *spread])
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            while taken and taken[0][0] <= token.start:
                start, self._done = taken.pop(0)
                yield Hit(start, self._done, "certain", self._text[start : self._done])
            hit, at = self._hit(at) if token.start >= self._done else (None, at + 1)
            if hit is not None:
                self._done = hit.end
                yield hit

    def _hit(self, at: int) -> tuple[Hit | None, int]:
        """What begins with a word, and the word to go on with."""
        for look in (self._spread, self._run_hit, self._strange, self._monogram, self._misspelt):
            found = look(at)
            if found is not None:
                return found
        return None, at + 1

    def _strange(self, at: int) -> tuple[Hit | None, int] | None:
        """A name in a script that parts no words, or that has an ending."""
        token = self._tokens[at]
        key = "" if token.key.isascii() else next((one for one in self._index.strange if one in token.key), "")
        if not key or not (token.key.startswith(key) or token.written.lower() == token.written.upper()):
            return None
        exact = len(token.key) == len(token.written) and token.written.lower() == token.written.upper()
        start = token.start + token.key.index(key) if exact else token.start
        end = start + len(key) if exact else token.end
        while not exact and at and self._tokens[at - 1].is_letter and self._close(at):
            at, start = at - 1, self._tokens[at - 1].start
        return Hit(start, end, "certain", self._text[start:end]), at if end < token.end and exact else at + 1

    def _spread(self, at: int) -> tuple[Hit | None, int] | None:
        """A name with a space between its letters."""
        end = at
        while end < len(self._tokens) and len(self._tokens[end].key) == 1 and (end == at or self._close(end)):
            end += 1
        for stop in range(end, at + _SHORTEST_JOINED - 1, -1):
            key = "".join(token.key for token in self._tokens[at:stop])
            persons = self._index.named(key)
            if persons and self._index.withheld_of(persons) == persons:
                written = self._text[self._tokens[at].start : self._tokens[stop - 1].end]
                return self._made(at, stop, "certain", written), stop
        return None

    def _as_one_word(self, at: int) -> _Run | None:
        """A whole name that is written as one word: RuthHall, FBlogs, Ruth-Hall, rhall01."""
        for end in range(min(len(self._tokens), at + _MOST_JOINED), at, -1):
            here = self._tokens[at:end]
            key = "".join(token.key for token in here)
            bare = key.rstrip("0123456789")
            persons = self._index.with_whole(bare)
            if persons and all(joined(self._text, *here[one : one + 2]) for one in range(len(here) - 1)):
                is_word = len(here) == 1 and (len(bare) < _SHORTEST_JOINED or self._index.is_common(bare))
                small = here[0].is_large or bare != key or len(bare) > _SHORTEST_JOINED
                if not is_word and small:
                    return _Run(at, end, frozenset(persons), (bare, bare))
        return None

    def _made(self, first: int, end: int, found: Class, written: str, more: int = 0) -> Hit:
        start, stop = self._tokens[first].start, self._tokens[end - 1].end + more
        if "(" in self._text[start:stop] and self._text[stop : stop + 1] == ")":
            stop += 1
        if self._tokens[end - 1].is_letter and end - first > 1 and _FULL_STOP_WITHIN.match(self._text, stop):
            stop += 1
        return Hit(start, stop, found, written)

    def _part(self, at: int) -> tuple[int, str, frozenset[int]] | None:
        """The longest part of a name that begins with a word: the word behind it, its key, whose it is."""
        for end in range(min(len(self._tokens), at + 4), at, -1):
            here = self._tokens[at:end]
            key = "".join(token.key for token in here)
            persons = self._index.with_part(key)
            if not persons and end - at == 1 and not self._index.is_common(bare := key.rstrip("0123456789")):
                key, persons = bare, self._index.with_part(bare) if len(bare) >= _SHORTEST_JOINED else persons
            if not persons or (end - at > 1 and here[-1].key == "s"):  # no plural, but Smith's
                continue
            tight = all(joined(self._text, *here[one : one + 2]) for one in range(len(here) - 1))
            if tight or (self._together(at, end) and self._index.is_spelt(tuple(token.key for token in here))):
                return end, key, frozenset(persons)
        return None

    def _together(self, first: int, end: int) -> bool:
        return all(near(self._text, *self._tokens[one : one + 2]) for one in range(first, end - 1))

    def _run(self, at: int) -> _Run | None:
        part = self._part(at)
        if part is None:
            return None
        end, key, persons = part
        keys = [key]
        while (further := self._further(end, persons)) is not None and further[1] not in keys:
            end, key, persons = further
            keys.append(key)
        return _Run(at, end, persons, tuple(keys))

    def _further(self, at: int, persons: frozenset[int]) -> tuple[int, str, frozenset[int]] | None:
        """The next part of the same people's names, with an initial or particles between."""
        for part_at in range(at, min(len(self._tokens), at + 4)):
            if not self._together(at - 1, part_at + 1):
                return None
            part = self._part(part_at)
            if part is not None and part[2] & persons:
                return part[0], part[1], part[2] & persons
            token = self._tokens[part_at]
            of_name = token.key == "dot" or any(token.key in self._index.people[one].particles for one in persons)
            rare = part_at == at and token.is_large and not self._index.is_common(token.key)
            if not token.is_letter and not of_name and not rare:
                return None
        return None

    def _run_hit(self, at: int) -> tuple[Hit | None, int] | None:
        run = self._as_one_word(at) or self._run(at)
        found = None if run is None else self._hit_of(run)
        if found is None and run is not None and len(run.keys) > 1 and (part := self._part(at)) is not None:
            return self._hit_of(_Run(at, part[0], part[2], (part[1],)))  # Mark may differ
        return found

    def _hit_of(self, run: _Run) -> tuple[Hit | None, int] | None:
        first, titled, letters = self._before(run)
        end = self._behind(run)
        letters |= {token.key for token in self._tokens[run.end : end]}
        titled = titled or self._is_one_of_several(first)
        found = self._class(run, titled=titled, letters=letters)
        if not _SEVERAL.isdisjoint(token.key for token in self._tokens[first : run.first]):
            self._several = end
        if found == "kept":
            return None, end
        if found is None:
            return None
        if found == "word" or (found == "perhaps" and not titled):
            first = self._particles_before(run)
        if found == "certain":
            first, end = self._with_the_rest(run, first, end)
        written = self._text[self._tokens[run.first].start : self._tokens[run.end - 1].end]
        return self._made(first, end, found, written, more=self._hissed(run)), end

    def _with_the_rest(self, run: _Run, first: int, end: int) -> tuple[int, int]:
        """Take in what is not in the files: the other half of a double surname, a short forename (Beth for Bethan)."""
        if first and self._is_half(first, first - 1):
            first -= 1
        if first and self._close(first) and self._tokens[first - 1].is_large and self._is_short_form(first - 1, run):
            first -= 1
        if end < len(self._tokens) and self._is_half(end, end):
            end += 1
        return first, end

    def _is_half(self, behind: int, at: int) -> bool:
        between = self._text[self._tokens[behind - 1].end : self._tokens[behind].start]
        token = self._tokens[at]
        known = self._index.is_common(token.key) or self._index.named(token.key) or len(token.key) == 1
        return between in _HYPHENS and token.start >= self._done and token.is_large and not known

    def _is_short_form(self, at: int, run: _Run) -> bool:
        token = self._tokens[at]
        if token.start < self._done or self._index.is_common(token.key) or self._index.named(token.key):
            return False
        people = [self._index.people[one] for one in self._index.withheld_of(run.persons)]
        givens = [key for one in people for key, kind in one.parts.items() if kind == "given"]
        return any(key[:_SHORTENED] == token.key[:_SHORTENED] or key.startswith(token.key) for key in givens)

    def _is_one_of_several(self, at: int) -> bool:
        """Whether the title of several stands before the name before this: Messrs Smith and Hall."""
        behind = self._tokens[self._several].start if self._several < len(self._tokens) else 0
        if not self._several or at < self._several or behind > self._tokens[at].start:
            return False
        between = self._text[self._tokens[self._several - 1].end : self._tokens[at].start]
        is_next = _NEXT_OF_SEVERAL.fullmatch(between) is not None
        self._several = at + 1 if is_next else 0
        return is_next

    def _hissed(self, run: _Run) -> int:
        """How long the apostrophe of a plural is: the Smiths'."""
        stop = self._tokens[run.end - 1].end
        plural = any(self._index.people[one].parts.get(run.keys[-1]) == "plural" for one in run.persons)
        return int(plural and self._text[stop : stop + 1] in _APOSTROPHES and self._text[stop : stop + 1] != "")

    def _particles_before(self, run: _Run) -> int:
        first = run.first
        while (
            first
            and self._tokens[first - 1].start >= self._done
            and near(self._text, *self._tokens[first - 1 : first + 1])
            and self._is_particle(first - 1, run)
        ):
            first -= 1
        return first

    def _is_particle(self, at: int, run: _Run) -> bool:
        """Whether a small word belongs to a name that has such: for `van der` also `van den` and `v.d.`."""
        of_names = {particle for one in run.persons for particle in self._index.people[one].particles}
        token = self._tokens[at]
        if token.is_letter and any(token.key in self._index.people[one].initials for one in run.persons):
            return False
        is_short = self._text[token.end : token.end + 1] == "." and token.key in {one[0] for one in of_names}
        return is_short or token.key in (of_names and PARTICLES | of_names)

    def _before(self, run: _Run) -> tuple[int, bool, frozenset[str]]:
        """The first of the particles, initials and titles before a run, whether there is a title, and the initials."""
        first, titled, letters = self._particles_before(run), False, set[str]()
        while first and self._tokens[first - 1].start >= self._done and self._close(first):
            token = self._tokens[first - 1]
            if self._is_title(token):
                titled = True
            elif titled and token.key == "and" and first > 1 and self._is_title(self._tokens[first - 2]):
                pass  # Dr and Mrs Hall
            elif not titled and (found := self._initials(first - 1, run)):
                letters |= set(found)
            else:
                break
            first -= 1
        return first, titled, frozenset(letters)

    def _close(self, at: int) -> bool:
        before, after = self._tokens[at - 1], self._tokens[at]
        between = self._text[before.end : after.start]
        return _BEFORE_A_NAME.fullmatch(between) is not None

    @staticmethod
    def _is_title(token: Token) -> bool:
        return token.key in TITLES and (token.written.isupper() or token.key not in _TITLES_IN_CAPITALS)

    def _initials(self, at: int, run: _Run) -> str:
        """The letters of an initial before a name, or of several in one; none where it is another thing."""
        token = self._tokens[at]
        dotted = self._text[token.end : token.end + 1] == "."
        known = {letter for one in run.persons for letter in self._index.people[one].initials}
        label = self._tokens[at - 1].key if at else ""
        if not token.written.isupper() or label in self._index.lists.numbered or len(token.key) > _MOST_INITIALS:
            return ""
        if len(token.key) > 1:
            rare = not self._index.is_common(run.keys[0]) or token.key not in self._index.lists.abbreviations
            return token.key if rare and set(token.key) <= known else ""
        if token.written in {"A", "I"} and not dotted and self._index.is_common(run.keys[0]):
            return ""
        return token.key if token.key in known or dotted else ""

    def _behind(self, run: _Run) -> int:
        """The word behind a run, with the initials of `Hall, R.` and `Hall R`."""
        end = run.end
        while len(run.keys) == 1 and end < len(self._tokens) and self._is_initial_behind(run, end):
            end += 1
        return end

    def _is_initial_behind(self, run: _Run, at: int) -> bool:
        token = self._tokens[at]
        several = token.written.isupper() and any(
            token.key in {key[:-1], key[1:] + key[:1]}
            for one in run.persons
            for key in self._index.people[one].monograms
        )
        if several and len(token.key) > 1 and self._together(at - 1, at + 1):
            return token.key not in self._index.lists.abbreviations or not self._index.is_common(run.keys[0])
        if not token.is_letter or not self._together(at - 1, at + 1):
            return False
        if at + 1 < len(self._tokens) and self._together(at, at + 2) and self._part(at + 1) is not None:
            return False  # Ms May, T. May
        people = [self._index.people[one] for one in run.persons]
        known = {letter for one in people for letter in (*one.initials, *"".join(one.monograms))}
        closed = self._text[token.end : token.end + 1] in {"", ".", ",", ";", ")"}
        rare = not self._index.is_common(run.keys[0]) and token.written not in {"A", "I"}
        further = at > run.end and closed
        return (token.key in known or further) and (closed or rare)

    def _class(self, run: _Run, *, titled: bool, letters: frozenset[str]) -> Class | Literal["kept"] | None:
        withheld = self._index.withheld_of(run.persons)
        public = run.persons - withheld
        here = self._tokens[run.first : run.end]
        rare = not all(self._index.is_common(key) for key in run.keys)
        large = all(token.is_large or token.key in PARTICLES for token in here) and any(one.is_large for one in here)
        if len(run.keys) > 1:
            words_within = any(self._index.is_common(token.key) for token in here if not token.is_large)
            if not large and (not rare or (words_within and here[0].is_large)):  # Tom may come
                return None
            return self._of_both(withheld, public)
        small = any(run.keys[0] in self._index.people[one].small for one in withheld)
        if not large and not (small and (rare or titled)) and not (here[0].is_large and rare):
            return None
        of_letters = {one for one in run.persons if letters & self._index.people[one].initials}
        if of_letters:
            return self._of_both(withheld & of_letters, public & of_letters)
        if titled:
            return self._of_both(withheld, public)
        return self._alone(run, rare=rare, shared=bool(public)) if withheld else None

    @staticmethod
    def _of_both(withheld: frozenset[int], public: frozenset[int]) -> Class | Literal["kept"]:
        """What is a name of someone withheld, or of someone who publishes it, or of both."""
        if withheld and public:
            return "perhaps"
        return "certain" if withheld else "kept"

    def _alone(self, run: _Run, *, rare: bool, shared: bool) -> Class:
        place = Place(self._index, self._text, self._tokens, run.first, run.end)
        kinds: set[Kind] = {self._index.people[one].parts[run.keys[0]] for one in self._index.withheld_of(run.persons)}
        if place.is_other_thing:
            return "word"
        if not rare:
            if kinds == {"plural"}:
                return "perhaps" if place.is_behind_the else "word"
            return "word" if place.is_word() else "perhaps"
        return "perhaps" if shared or kinds == {"half"} or place.is_before_thing else "certain"

    def _monogram(self, at: int) -> tuple[Hit | None, int] | None:
        """Initials alone: FB, F.B."""
        token = self._tokens[at]
        end = at + 1
        while end < len(self._tokens) and token.is_letter and self._is_dotted(end):
            end += 1
        key = "".join(one.key for one in self._tokens[at:end])
        written = self._text[token.start : self._tokens[end - 1].end]
        if key not in self._index.monograms or not written.isupper():
            return None
        around = self._text[max(0, token.start - 1) : token.start] + self._text[self._tokens[end - 1].end :][:1]
        if any(sign in "-_@" or sign.isdigit() for sign in around):
            return None
        return self._made(at, end, "perhaps", written), end

    def _misspelt(self, at: int) -> tuple[Hit | None, int] | None:
        """What is nearly a rare part of a name."""
        token = self._tokens[at]
        if token.is_large and self._index.is_nearly(token.key):
            return Hit(token.start, token.end, "perhaps", token.written), at + 1
        return None

    def _is_dotted(self, at: int) -> bool:
        between = self._text[self._tokens[at - 1].end : self._tokens[at].start]
        return self._tokens[at].is_letter and between in {".", ". ", "-", ".-", " "}

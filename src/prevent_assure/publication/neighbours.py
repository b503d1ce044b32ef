"""What stands beside a word that may be a name, and decides that it is none: May 2025, the Board, Grace Church."""

import re
from collections.abc import Sequence

from .name_index import NameIndex, Token, beside, near
from .word_lists import TITLES

_SENTENCE_END = re.compile(r"(?:[.!?:;\u2022]|\A)[)\"'\u2019\u201d\u2026\s(\u201c\u2018-]*\Z")
_NUMBER = re.compile(r"[0-9]")
_DAY = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?\Z")
_AND = {"and", "to", "or", "until", "through"}


class Place:
    """Words of a text that may be a name, with what stands beside them.

    Args:
        index: The names.
        text: The text.
        tokens: Its words.
        first: The first of the words in question.
        end: The word behind them.
    """

    def __init__(self, index: NameIndex, text: str, tokens: Sequence[Token], first: int, end: int) -> None:
        self._index, self._lists, self._text, self._tokens = index, index.lists, text, tokens
        self._first, self._end = first, end
        self._key = "".join(token.key for token in tokens[first:end])
        self._before = self._neighbour(first - 1)
        self._behind = self._neighbour(end)

    def _neighbour(self, at: int) -> Token | None:
        if not 0 <= at < len(self._tokens):
            return None
        pair = (
            (self._tokens[at], self._tokens[self._first])
            if at < self._first
            else (self._tokens[at - 1], self._tokens[at])
        )
        return self._tokens[at] if beside(self._text, *pair) else None

    @property
    def starts_sentence(self) -> bool:
        """Whether a sentence begins here."""
        return _SENTENCE_END.search(self._text, 0, self._tokens[self._first].start) is not None

    @property
    def is_other_thing(self) -> bool:
        """Whether the word behind makes a known other thing of it: Pryce Street."""
        behind = self._behind
        if behind is not None and behind.is_large and behind.key in self._lists.places_named_after_people:
            return self._text[self._tokens[self._end - 1].end : behind.start].isspace()
        law = self._tokens[self._end + 1 : self._end + 2]
        possessive = self._tokens[self._end : self._end + 1]
        return bool(law) and possessive[0].key == "s" and law[0].is_large and law[0].key in self._lists.laws

    @property
    def is_behind_the(self) -> bool:
        """Whether `the` stands before it, as before the plural of a name."""
        return self._before is not None and self._before.key == "the"

    @property
    def is_before_thing(self) -> bool:
        """Whether a noun follows that things are called by: `Cruz missile`."""
        return self._is_before(self._lists.things)

    def _is_before(self, nouns: frozenset[str]) -> bool:
        return self._behind is not None and self._behind.key in nouns

    def is_word(self) -> bool:
        """Tell of a common word whether its neighbours say that it is none's name here."""
        looks = (
            self._has_number,
            self._is_month,
            self._is_rating,
            self._is_ordinary,
            self._is_in_a_title,
            self._is_defined,
        )
        return any(look() for look in looks)

    def _has_number(self) -> bool:
        before, behind = self._before, self._behind
        if behind is not None and _NUMBER.match(behind.written):
            return True
        return before is not None and _DAY.match(before.written) is not None

    def _is_month(self) -> bool:
        months, before, behind = self._lists.months, self._before, self._behind
        if self._key not in months:
            return False
        if before is not None and (
            before.key in self._lists.before_months or (before.key == "by" and self._is_opening)
        ):
            return True
        day = self._tokens[self._first - 2].written if self._first > 1 else ""
        if before is not None and before.key == "of" and _DAY.match(day):
            return True
        of_month = self.is_behind_the and self._is_before(self._lists.nouns | self._lists.field_nouns)
        if of_month or (behind is not None and behind.key in {"day", "half", "bank"}):
            return True
        around = self._tokens[max(0, self._first - 2) : self._end + 2]
        there = [token.key for token in around]
        slash = self._text[self._tokens[self._end - 1].end :][:1] in {"/", "\u2013"}
        return len(months.intersection(there) - {self._key}) > 0 and (slash or not _AND.isdisjoint(there))

    def _is_rating(self) -> bool:
        """Whether it is a colour of a risk's rating, with another beside it: Red, Amber, Green."""
        around = self._tokens[max(0, self._first - 2) : self._end + 2]
        others = self._lists.ratings.intersection(token.key for token in around) - {self._key}
        return self._key in self._lists.ratings and bool(others)

    @property
    def _is_opening(self) -> bool:
        """Whether a sentence begins with the word before, and a comma follows: By May, all had replied."""
        begins = Place(self._index, self._text, self._tokens, self._first - 1, self._first).starts_sentence
        return begins and self._text[self._tokens[self._end - 1].end :][:1] == ","

    def _is_ordinary(self) -> bool:
        before, behind, lists = self._before, self._behind, self._lists
        in_field = self._key in lists.field
        if before is not None and before.key in lists.determiners:
            last = behind is None or behind.is_large or behind.key in lists.behind_articles
            return in_field or last or self._is_before(lists.nouns)
        if self._is_before(lists.nouns) or (in_field and self._is_before(lists.field_nouns)):
            return True
        if self._is_of_something(in_field=in_field) or self._is_called_after():
            return True
        if not self.starts_sentence or behind is None or behind.is_large:
            return False
        small = len(self._key) <= 2  # noqa: PLR2004 - So, To, Do
        return small or (self._key in lists.modals and behind.key in lists.behind_modals)

    def _is_of_something(self, *, in_field: bool) -> bool:
        """Whether it is a title as Head of Service, Board of Trustees or Police and Crime Commissioner."""
        behind, further = self._behind, self._tokens[self._end + 1 : self._end + 2]
        if behind is None or not further or not further[0].is_large:
            return False
        if behind.key in {"of", "for"}:
            return in_field or self._is_title_word(further[0])
        return in_field and behind.key == "and" and self._is_title_word(further[0])

    def _is_called_after(self) -> bool:
        """Whether a place is called after it: King's College."""
        possessive, place = self._tokens[self._end : self._end + 1], self._tokens[self._end + 1 : self._end + 2]
        places = self._lists.places_named_after_people
        return bool(place) and possessive[0].key == "s" and place[0].is_large and place[0].key in places

    def _is_in_a_title(self) -> bool:
        """Whether another common word with a capital stands beside it, as in Young People Services."""
        before, behind = self._before, self._behind
        if behind is not None and (self._is_title_word(behind) or self._is_part_of_place(behind)):
            return True
        if before is not None and before.is_large and before.key in self._lists.places_before:
            return True
        if before is not None and before.is_large and self._key in self._lists.places_named_after_people:
            return self._index.is_common(before.key) and before.key not in TITLES
        if self._key in self._lists.places_named_after_people and self._is_behind_possessive:
            return True
        if before is None or not self._is_title_word(before) or before.key in self._lists.posts:
            return False
        begins = Place(self._index, self._text, self._tokens, self._first - 1, self._first).starts_sentence
        return before.key in self._lists.field or not begins

    @property
    def _is_behind_possessive(self) -> bool:
        """Whether it is called after someone: St Mark's Church."""
        possessive = self._tokens[self._first - 1].key == "s" if self._first > 1 else False
        return possessive and self._tokens[self._first - 2].is_large

    def _is_part_of_place(self, behind: Token) -> bool:
        """Whether it says which part of a place: West Mercia, North Herefordshire."""
        return self._key in self._lists.places_before and behind.is_large

    def _is_title_word(self, token: Token) -> bool:
        known = self._index.is_common(token.key) and not self._index.withheld_of(self._index.with_part(token.key))
        return token.is_large and known and token.key not in TITLES and not token.is_letter

    def _is_defined(self) -> bool:
        keys = [token.key for token in self._tokens]
        for title in self._index.defined:
            if self._key in title:
                first = max(0, self._end - len(title))
                for at in range(first, self._first + 1):
                    if tuple(keys[at : at + len(title)]) == title and self._is_together(at, at + len(title)):
                        return True
        return False

    def _is_together(self, first: int, end: int) -> bool:
        return all(near(self._text, *self._tokens[at : at + 2]) for at in range(first, end - 1))

"""Texts as they are compared: without case, accents, invisible characters and punctuation, word by word."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_CACHED = 4096
_BETWEEN = re.compile(r"[\W_]+")
_LOOK_ALIKE = str.maketrans(
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢасьвԁеһіјкӏмнорԛѕтуԝхѵαβεζηικμνοπρτυχıɑɡøłđðŋœæþօոսց",
    "abcdefghijklmnoprstuvwyzacbbdehijklmhopqstywxvabezhikmnonptyxiagolddnoapohug",
)
"""Letters of other scripts that look like Latin ones, large or small, and Latin ones that have no accent to lose."""
_UMLAUT = re.compile(r"(?<=[aou])e")
_TATWEEL = ord("\u0640")
"""Draws an Arabic word out, and is no letter."""
_UMLAUT_FROM = 4
"""Words of fewer letters keep it: Sue, Joe."""


class _Silent(dict[int, int | None]):
    """What accents and invisible characters become: nothing."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in {"Mn", "Me", "Cf"} or code == _TATWEEL else code
        return self[code]


_SILENT = _Silent()


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        folded: The word as it is compared.
        start: Where it begins in the text.
        end: Where it ends.
    """

    folded: str
    start: int
    end: int


@lru_cache(maxsize=_CACHED)
def _folded(character: str) -> str:
    if unicodedata.category(character) == "No":
        return " "  # the number of a note, which is no part of the word before it
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()).translate(_SILENT)
    return flat.translate(_LOOK_ALIKE)


def _is_of_word(sign: str) -> bool:
    """Letters and digits, and the vowel signs of Indian scripts."""
    return sign.isalnum() or unicodedata.category(sign) == "Mc"


def words(text: str) -> list[Word]:
    """Part a text into words.

    Args:
        text: A text.

    Returns:
        Its words: runs of letters and digits, in which accents and invisible characters count for nothing.
    """
    found: list[Word] = []
    letters: list[str] = []
    start = end = 0
    for index, character in enumerate(text):
        folded = _folded(character)
        if folded and not any(_is_of_word(each) for each in folded):
            if letters:
                found.append(Word("".join(letters), start, end))
                letters = []
            continue
        if not folded and not letters:
            continue
        if not letters:
            start = index
        letters.append(folded)
        end = index + 1
    if letters:
        found.append(Word("".join(letters), start, end))
    return found


def folded(text: str) -> tuple[str, ...]:
    """Give the words of a text as they are compared.

    Args:
        text: A text.

    Returns:
        Its words.
    """
    return tuple(each.folded for each in words(text))


def one_vowel(word: str) -> str:
    """Make one letter of ue and u, oe and o, ae and a, as umlauts are written either way.

    Args:
        word: A folded word.

    Returns:
        The word with the shorter spelling.
    """
    return _UMLAUT.sub("", word) if len(word) >= _UMLAUT_FROM else word


def searchable(text: str) -> str:
    """Write a text for searching.

    Args:
        text: A text.

    Returns:
        Its words with a space before and behind each.
    """
    if text.isascii():
        return f" {' '.join(_BETWEEN.split(text.lower()))} "
    return f" {' '.join(folded(text))} "

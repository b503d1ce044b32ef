"""Names of councils: their words, the kinds of council that they say, and the ids that are made of them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from prevent_assure.model.base import ID_LENGTH, is_id

WORDS_OF_COUNCILS = frozenset({"council", "authority", "corporation", "the"})
"""What no id has of a council's name."""
AUTHORITY_WORDS = WORDS_OF_COUNCILS | {"of", "and", "in", "upon", "on"}
"""Words by which the name of one council is not told from that of another."""
KINDS = frozenset({"city", "county", "borough", "district", "metropolitan", "london", "royal", "unitary", "combined",
                   "town"})  # fmt: skip
"""Kinds of council: where both names have them, they must agree."""
SHORT_KINDS: Mapping[str, str] = {
    "mbc": "metropolitan borough council", "lbc": "london borough council", "lb": "london borough",
    "bc": "borough council",
    "dc": "district council", "cc": "council", "mdc": "metropolitan district council", "rbc": "royal borough council",
    "ua": "unitary authority", "met": "metropolitan", "boro": "borough",
}  # fmt: skip
_PLAIN = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
})  # fmt: skip
"""Letters that no accent can be taken from."""


def folded(text: str) -> str:
    """Give the words of a text in small letters, whatever stands between them."""
    plain = text.replace("&", " and ").replace("'", "").replace("\u2019", "")
    return " ".join(re.sub(r"[^\w]|_", " ", plain).casefold().split())


def without_accents(text: str) -> str:
    """Take the accents from a text: `Ynys Môn` is `Ynys Mon`."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


def spelled_out(words: str) -> Sequence[str]:
    """Give the words of a folded name, with those written out that say the kind of council in short."""
    return " ".join(SHORT_KINDS.get(word, word) for word in words.split()).split()


def ids_of(name: str) -> Iterator[str]:
    """Make ids of a council's name: without the kind of council that it says, and of all of it.

    Yields:
        As in `ynys-mon`; nothing where no id can be made of it.
    """
    plain = without_accents(folded(name).translate(_PLAIN)).encode("ascii", "ignore").decode()
    words = folded(plain).split()
    own = [word for word in spelled_out(" ".join(words)) if word not in KINDS | WORDS_OF_COUNCILS]
    short = (own[1:] if own[:1] == ["of"] else own) or words
    for each in dict.fromkeys(map(tuple, (short, words))):
        made = "-".join(each)[:ID_LENGTH].strip("-")
        if is_id(made):
            yield made

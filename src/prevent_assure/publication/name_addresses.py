"""Addresses, handles and names of files in which someone's name stands: `r.hall@`, `/~jsmith`, `FBlogs-notes.docx`."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from .folding import folded, one_vowel
from .name_index import NameIndex

_RUN = re.compile(r"[^\s<>()\[\]{}\"\u201c\u201d,;|]+")
_MARK = re.compile(
    r"@|://|(?<=[^\W_])_(?=[^\W_])|/~|(?<!\S)/\w|\\\\|\bwww\.|(?<=\w)\.(?:org|com|net|uk|gov|info|eu)\b|"
    r"(?<=\w)\.(?:docx?|xlsx?|pptx?|pdf|od[tsp]|txt|csv|msg|eml|jpe?g|png|gif|zip|html?|md|ya?ml|rtf)\b",
    re.IGNORECASE,
)
_BEHIND = ".:!?'\u2019\u2026*"
_WORD = re.compile(r"[^\W\d_]+")
_LONG_ENOUGH = 4


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Find the addresses, handles and names of files in a text.

    Args:
        text: A line.

    Yields:
        Where each begins and ends.
    """
    for found in _RUN.finditer(text):
        if _MARK.search(text, *found.span()) is None:
            continue
        written = found[0].rstrip(_BEHIND)
        end = found.start() + len(written) - (2 if written.endswith(("'s", "\u2019s")) else 0)
        if _WORD.search(text, found.start(), end):
            yield found.start(), end


def names_someone(index: NameIndex, address: str) -> bool:
    """Tell whether an address has the name of someone withheld in it.

    Args:
        index: Whose names.
        address: An address, a handle or the name of a file.

    Returns:
        Whether a surname stands in it, an initial and a surname, or a forename as a mailbox.
    """
    written = unquote(unquote(address.removeprefix("mailto:")))
    box, at, _ = written.partition("@")
    for text, is_box in ((box, bool(at) or "/~" in box), (written, written.startswith("@"))):
        spelt = [one_vowel(word) for found in _WORD.finditer(text) for word in folded(found[0])]
        if is_box and any("".join(spelt) in one.boxes for one in index.people if not one.public):
            return True
        if any(_is_withheld(index, spelt, at_, is_box=is_box) for at_ in range(len(spelt))):
            return True
    return False


def _is_withheld(index: NameIndex, spelt: list[str], at: int, *, is_box: bool) -> bool:
    """Whether a name that begins with one of the words is that of someone withheld; the longest one counts."""
    for behind in range(min(len(spelt), at + 5), at, -1):
        key = "".join(spelt[at:behind])
        whole = index.with_whole(key)
        if whole and (is_box or (len(key) >= _LONG_ENOUGH and not index.is_common(key)) or behind - at > 1):
            return bool(index.withheld_of(whole))
    if at and index.with_whole("".join(spelt[at - 1 : at + 1])):
        return False  # it was looked at with the word before it
    persons = index.withheld_of(index.with_part(spelt[at]))
    kinds = {index.people[one].parts[spelt[at]] for one in persons}
    if not kinds or (is_box and len(spelt) == 1):
        return bool(kinds)
    return not index.is_common(spelt[at]) and (is_box or bool(kinds - {"given"}))

"""Names of regions, the only texts of councils' files that figures for outside print: what may pass for one."""

import re
from collections.abc import Collection, Mapping

from .counts import NOTHING

KNOWN = frozenset(
    {
        *("north east", "north west", "yorkshire and the humber", "yorkshire and humber", "east midlands"),
        *("west midlands", "east of england", "london", "south east", "south west"),
        *("england", "wales", "cymru", "scotland", "northern ireland"),
    }
)
"""The regions of England and the nations: ITL 1 of the Office for National Statistics, and what people write for it."""

OTHERS = "other regions"
_LONGEST = 60
_MOST_WORDS = 6
_JOINING = {"a", "and", "by", "cum", "in", "le", "next", "of", "on", "over", "the", "under", "upon", "y", "&"}
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?(?:-[^\W\d_]+)*|\d{1,2}|&")
_ADDRESSED = {
    *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor", "rev", "revd", "dame", "sir"),
}


def is_like_a_region(text: str) -> bool:
    """Tell whether a text can be the name of a region: a few words with capitals, and nobody addressed in it."""
    words = text.split()
    return (
        len(text) <= _LONGEST
        and len(words) <= _MOST_WORDS
        and all(_WORD.fullmatch(word) for word in words)
        and all(word[:1].isupper() or word.isdigit() or word.casefold() in _JOINING for word in words)
        and not any(word.casefold() in _ADDRESSED for word in words)
    )


def printed_regions(authorities: Mapping[str | None, int]) -> Collection[str]:
    """Choose the regions that are named: those that are known, and those that more than one council's file gives.

    Args:
        authorities: How many authorities are of each region.
    """
    return {
        name
        for name, number in authorities.items()
        if name is not None and name.casefold() != OTHERS and (number > 1 or _plain(name) in KNOWN)
    }


def _plain(name: str) -> str:
    return " ".join(name.replace("&", "and").replace("-", " ").split()).casefold()


def named_together(names: Collection[str | None], printed: Collection[str]) -> str:
    """Name regions that stand together: empty where that is the authorities without a region alone."""
    if set(names) == {None}:
        return ""
    named = sorted(NOTHING if name is None else name for name in names if name is None or name in printed)
    rest = [OTHERS] if any(name is not None and name not in printed for name in names) else []
    together = ", ".join([*named, *rest])
    return together[:1].upper() + together[1:]

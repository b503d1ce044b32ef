"""Regions and kinds of authority: the packaged names for England and Wales, or the workspace's own, and other names.

Two spellings of one name are one name everywhere, since an authority is given its region and kind under their one name
as soon as it is read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from prevent_assure.model.authority import Authority
from prevent_assure.model.settings import Settings
from prevent_assure.source import read

_APART = re.compile(r"[\W_]+")
_AROUND = re.compile(r"^the | region$| england$")
_JOINING = frozenset({"and", "by", "in", "of", "on", "the", "upon"})


def folded(text: str) -> str:
    """Give what is the same for all spellings of a name: case, spaces, hyphens, stops and `&` make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace(".", "")
    return _AROUND.sub("", " ".join(_APART.sub(" ", plain).split()))


class Names:
    """Names of one kind, each with the other names that people have for it."""

    def __init__(self, names: Mapping[str, Sequence[str]], otherwise: Callable[[str], str]) -> None:
        """Learn the names.

        Args:
            names: The other names by the name.
            otherwise: How a name is written that is none of them, so that two spellings of it are one, too.
        """
        self._names = tuple(names)
        self._known = {folded(other): name for name, others in names.items() for other in others}
        self._known |= {folded(name): name for name in names}
        self._otherwise = otherwise

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, text: str) -> bool:
        return folded(text) in self._known

    def named(self, text: str) -> str:
        """Give the one name of what people wrote."""
        return self._known.get(folded(text)) or self._otherwise(text)


class PlaceNames(NamedTuple):
    """The names that a workspace knows.

    Attributes:
        regions: Those of regions.
        types: Those of kinds of authority.
    """

    regions: Names
    types: Names

    def given_to(self, authority: Authority) -> Authority:
        """Give an authority its region and kind under their one name."""
        pairs = (("region", authority.region, self.regions), ("type", authority.type, self.types))
        named = {key: names.named(text) for key, text, names in pairs if text is not None}
        return authority.model_copy(update=named) if named else authority


def names_known(settings: Settings | None) -> PlaceNames:
    """Give the names that settings list; the packaged ones where they list none.

    Args:
        settings: The settings, if they can be read.
    """
    if settings is None or not (settings.regions or settings.types):
        return packaged_names()
    packaged = packaged_names()
    regions, types = (_by_name(listed) for listed in (settings.regions, settings.types))
    return PlaceNames(
        Names(regions, _with_capitals) if regions else packaged.regions,
        Names(types, _small) if types else packaged.types,
    )


def _by_name(listed: Sequence[str] | Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    return listed if isinstance(listed, Mapping) else dict.fromkeys(listed, ())


@cache
def packaged_names() -> PlaceNames:
    """Read the names that come with the package."""
    data = read((Path(__file__).parent / "place_names.yaml").read_bytes()).data
    return PlaceNames(Names(data["regions"], _with_capitals), Names(data["types"], _small))


def _with_capitals(text: str) -> str:
    words = folded(text).split()
    capital = (word if at and word in _JOINING else word[:1].upper() + word[1:] for at, word in enumerate(words))
    return " ".join(capital)


def _small(text: str) -> str:
    return folded(text)

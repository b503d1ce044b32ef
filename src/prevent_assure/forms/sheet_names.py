"""Names of sheets: short, plain, each one once."""

import re
from collections.abc import Sequence
from typing import Protocol

_MOST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\']")


class Titled(Protocol):
    """What has an id, a number and a title, as benchmarks have."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def number(self) -> int:
        """The number."""

    @property
    def title(self) -> str:
        """The title."""


def sheet_names(benchmarks: Sequence[Titled]) -> dict[str, str]:
    """Name a sheet for each benchmark, as in `3 Partnership plan`, by the benchmark's id.

    The number keeps them apart; a title that is too long for a sheet's name ends at a word.
    """
    return {one.id: _short(f"{one.number} {_REFUSED.sub(' ', one.title)}") for one in benchmarks}


def _short(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) <= _MOST:
        return plain
    return plain[: _MOST + 1].rpartition(" ")[0] or plain[:_MOST]

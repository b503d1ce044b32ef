"""The record of published figures: what the editions for outside have said, so that none gives another's away."""

from typing import Literal

from pydantic import Field

from .base import Count, Cycle, Digest, Line, Model


class PublishedLine(Model):
    """A line of a table that was published.

    Attributes:
        table: Which table, as in `outcomes/training`.
        regions: The regions that it is of; none for all of the edition.
        total: What its numbers sum up to, where that is known.
        counts: Its numbers, by what they count.
        withheld: What else it counts: those numbers were not printed.
    """

    table: Line
    regions: tuple[Line, ...] = ()
    total: Count | None = None
    counts: dict[Line, Count] = {}
    withheld: tuple[Line, ...] = ()


class PublishedEdition(Model):
    """What was published at one time.

    Attributes:
        pages: SHA-256 of each page that said it.
        smallest: The least number that was printed.
        regions: All regions that it is about.
        lines: Its figures.
    """

    pages: tuple[Digest, ...] = Field(min_length=1)
    smallest: Count
    regions: tuple[Line, ...]
    lines: tuple[PublishedLine, ...]


class Published(Model):
    """The figures of a cycle that were published.

    Attributes:
        format: What the file is.
        cycle: The cycle.
        editions: What was published, the latest last.
    """

    format: Literal["prevent-assure/published/1"]
    cycle: Cycle
    editions: tuple[PublishedEdition, ...] = Field(min_length=1)

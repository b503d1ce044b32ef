"""Other editions of a letter than the one that is issued: what their files are called."""

from collections.abc import Iterator
from typing import NamedTuple

from .press import ALL_FORMATS, Format
from .publishing import AUDIENCES, Audience


class EditionName(NamedTuple):
    """What the name of a file says of the edition in it.

    Attributes:
        authority: The authority's id.
        audience: For whom it is.
        form: Its format.
    """

    authority: str
    audience: Audience
    form: Format

    @property
    def name(self) -> str:
        """The name of its file, as `herefordshire.public.html`."""
        return f"{self.authority}.{self.audience}.{self.form}"


def editions_of(authority: str) -> Iterator[EditionName]:
    """List the editions that there can be of an authority's letter, besides the one that is issued.

    Args:
        authority: The authority's id.

    Yields:
        Each.
    """
    for audience in AUDIENCES[1:]:
        for form in ALL_FORMATS:
            yield EditionName(authority, audience, form)


def edition_named(name: str) -> EditionName | None:
    """Read the name of a file.

    Args:
        name: The name.

    Returns:
        The edition; None where it is the name of none.
    """
    return next((each for each in editions_of(name.partition(".")[0]) if each.name == name), None)

"""Merging forms with a file, value by value: what the form began with, what it has now, what the file has now."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from .paragraphs import one_line_each
from .values import digest

Take = Literal["form", "file"]


class Returned(NamedTuple):
    """A value of a form that came back.

    Attributes:
        form: Which of the forms that are read together, by its index.
        place: Where it stands there, as people see it, as in `3 Partnership plan!E12`.
        base: The digest of the value that the form began with; None where the form no longer says it.
        value: The value's text now.
    """

    form: int
    place: str
    base: str | None
    value: str


class Conflict(NamedTuple):
    """A value that was changed in more than one place, and not alike.

    Attributes:
        route: Its route.
        places: Where it stands in forms.
        with_file: Whether the file differs, too; else the forms contradict each other.
    """

    route: str
    places: tuple[Returned, ...]
    with_file: bool


class Merge(NamedTuple):
    """What comes of merging: the values to be written by route, with where they come from; and the conflicts."""

    changes: Mapping[str, Returned]
    conflicts: tuple[Conflict, ...]


def merge(returned: Mapping[str, Sequence[Returned]], file: Mapping[str, str], take: Take | None = None) -> Merge:
    """Merge forms of one return with the file.

    Args:
        returned: The values of the forms by route.
        file: The values of the file by route.
        take: Which side wins where both changed; None for neither.

    Returns:
        What is to be written, and what cannot be decided. A value that a form leaves as it was changes nothing, and
        where the lines of a paragraph break is no part of a value.
    """
    changes: dict[str, Returned] = {}
    conflicts: list[Conflict] = []
    for route, values in returned.items():
        ours = one_line_each(file.get(route, ""))
        theirs = [(one, one_line_each(one.value)) for one in values]
        changed = [one for one, said in theirs if one.base != digest(said) and said != ours]
        if not changed:
            continue
        if len({one_line_each(one.value) for one in changed}) > 1:
            conflicts.append(Conflict(route, tuple(changed), with_file=False))
        elif take == "form" or all(one.base == digest(ours) for one in changed):
            changes[route] = changed[0]
        elif take is None:
            conflicts.append(Conflict(route, tuple(changed), with_file=True))
    return Merge(changes, tuple(conflicts))

"""What a letter prints of the files that it shares with others: settings, authority, criteria."""

from collections.abc import Iterable, Iterator

from prevent_assure.diagnostics import Route
from prevent_assure.model.authority import Authority, People, Person
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.settings import Settings
from prevent_assure.rules.cache_by_identity import CacheByIdentity

from .texts import Text

_NOT_PRINTED = frozenset({
    "format", "id", "edition", "sources", "source", "replaces", "rules", "contradicts", "emphasis", "kind",
})  # fmt: skip


def of_settings(settings: Settings, cycle: str | None = None) -> Iterator[Text]:
    """Give what letters print of the settings.

    Args:
        settings: The settings.
        cycle: The letters' cycle; None for those of every one.
    """
    yield from _lines(("marking",), settings.marking)
    chosen = {name: each for name, each in settings.cycles.items() if cycle in {None, name}}
    own = settings.cycles.get(cycle) if cycle is not None else None
    differing = own.sender.model_dump(exclude_none=True) if own is not None and own.sender is not None else {}
    for key, value in settings.sender:
        if key not in differing:
            yield from _lines(("sender", key), value)
    for name, each in chosen.items():
        for key, value in each.sender or ():
            yield from _lines(("cycles", name, "sender", key), value)
        for index, recommendation in enumerate(each.recommendations):
            yield from _lines(("cycles", name, "recommendations", index, "text"), recommendation.text)
    if cycle is None:
        yield from of_people(settings.people)


def of_authority(authority: Authority, named: Iterable[Person] | None = None) -> Iterator[Text]:
    """Give what letters print of an authority's file.

    Args:
        authority: The authority.
        named: Those whom the letter names; None for whoever holds or held a post.
    """
    yield from _lines(("name",), authority.name)
    yield from _lines(("address",), authority.address)
    for key, value in authority.groups:
        yield from _lines(("groups", key), value)
    yield from of_people(authority.people, named)


def of_people(people: People, named: Iterable[Person] | None = None) -> Iterator[Text]:
    """Give what letters print of people.

    Args:
        people: Posts by role.
        named: Those whom the letter names; None for everyone.
    """
    wanted = None if named is None else list(named)
    for role, post in people.items():
        route: Route = ("people", role)
        entries = [(route, post)] if isinstance(post, Person) else [((*route, n), one) for n, one in enumerate(post)]
        for place, person in entries:
            if wanted is None or person in wanted:
                for key in ("name", "known_as", "salutation", "title"):
                    yield from _lines((*place, key), getattr(person, key))


def of_criteria(criteria: Criteria) -> tuple[Text, ...]:
    """Give what letters print of an edition; the notes of its author are not among it, but for those of levels."""
    return _OF_CRITERIA.of(criteria)


def _of_criteria(criteria: Criteria) -> tuple[Text, ...]:
    return tuple(_within((), criteria.model_dump(mode="json", by_alias=True, exclude_defaults=True)))


_OF_CRITERIA = CacheByIdentity(_of_criteria)
"""Several checks look through the texts of an edition."""


def _within(route: Route, value: object) -> Iterator[Text]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in _NOT_PRINTED and (key != "note" or route[:1] == ("levels",)):
                yield from _within((*route, key), part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _within((*route, index), part)
    elif isinstance(value, str):
        yield Text(route, "other", value)


def _lines(route: Route, value: object) -> Iterator[Text]:
    """A text, or the lines of an address; nothing for what is not there or is no text."""
    if isinstance(value, str):
        yield Text(route, "other", value)
    elif isinstance(value, tuple):
        for index, line in enumerate(value):
            yield from _lines((*route, index), line)

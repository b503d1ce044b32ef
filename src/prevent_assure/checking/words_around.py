"""The words that fit in a file, gathered from the files around it: a finding then says what to type."""

from collections.abc import Iterable, Mapping
from typing import Any

from prevent_assure.model.authority import People, Person
from prevent_assure.model.guesses import folded
from prevent_assure.model.settings import CycleSettings
from prevent_assure.model.vocabulary import Known, Purpose, Vocabulary
from prevent_assure.rules.case import Case
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.packaged import packaged_criteria


def around_case(case: Case, authorities: Mapping[str, str], editions: Iterable[str]) -> Vocabulary:
    """Gather the words that fit in an authority's files of a cycle.

    Args:
        case: The files, as far as they can be read.
        authorities: The names of the workspace's authorities by id.
        editions: The editions of criteria that can be had.

    Returns:
        The words.
    """
    settings, authority = case.settings, case.authority
    return Vocabulary(
        criteria=case.criteria,
        cycle=case.cycle,
        name=case.authority_id,
        authority=authority.people if authority is not None else {},
        sender=settings.people if settings is not None else {},
        others={
            "authority": _named(authorities),
            "edition": _editions(editions, settings.cycles.get(case.cycle) if settings is not None else None),
            "cycle": Known(tuple(settings.cycles) if settings is not None else ()),
            "recommendation": Known(tuple(case.recommended or ())),
        },
    )


def around_shared_file(
    loaded: Loaded[Any], name: str | None, authorities: Mapping[str, str], editions: Iterable[str] = ()
) -> Vocabulary:
    """Gather the words that fit in an authority's file or in the settings, from what it says itself.

    Args:
        loaded: The file, which may have errors of form.
        name: The authority, by the file's name.
        authorities: The names of the workspace's authorities by id.
        editions: The editions of criteria that can be had.

    Returns:
        The words.
    """
    data = loaded.document.data if loaded.document is not None else None
    people: People = {role: Person(title=role) for role in _keys(data, "people")}
    cycles = tuple(_keys(data, "cycles"))
    others: dict[Purpose, Known] = {
        "authority": _named(authorities),
        "cycle": Known(cycles),
        "edition": Known(tuple(editions)),
    }
    return Vocabulary(name=name, authority=people, others=others)


def around_lone_file(loaded: Loaded[Any]) -> Vocabulary:
    """Gather the words that fit in a file outside any workspace: those of the packaged edition that it names."""
    data = loaded.document.data if loaded.document is not None else None
    named = data.get("criteria") if isinstance(data, dict) else None
    edition = packaged_criteria(named) if isinstance(named, str) else None
    people: People = {role: Person(title=role) for role in _keys(data, "people")}
    return Vocabulary(criteria=edition.model if edition is not None else None, authority=people)


def _editions(editions: Iterable[str], cycle: CycleSettings | None) -> Known:
    """The editions, that of the cycle first, also by their last part alone."""
    wanted = [cycle.criteria] if cycle is not None and cycle.criteria is not None else []
    every = tuple(dict.fromkeys([*wanted, *editions]))
    return Known(every, {folded(each.rpartition("/")[2]): each for each in reversed(every)})


def _named(authorities: Mapping[str, str]) -> Known:
    return Known(tuple(authorities), {folded(name): each for each, name in authorities.items() if name})


def _keys(data: object, key: str) -> list[str]:
    group = data.get(key) if isinstance(data, dict) else None
    return [name for name in group if isinstance(name, str)] if isinstance(group, dict) else []

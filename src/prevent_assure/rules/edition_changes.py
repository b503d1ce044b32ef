"""Two editions of criteria side by side: what was reworded, split, merged, moved, retired, and what is new.

The later edition says so itself (`replaces`). Where it says nothing, ids are permanent: the same id asks the same.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from prevent_assure.model.criteria import Benchmark, Criteria, Criterion

Kind = Literal["unchanged", "reworded", "moved", "replaced", "split", "merged", "redrawn", "retired", "new"]
KINDS: tuple[Kind, ...] = (
    "unchanged", "reworded", "moved", "replaced", "split", "merged", "redrawn", "retired", "new",
)  # fmt: skip


class Place(NamedTuple):
    """A criterion and where it stands.

    Attributes:
        benchmark: The benchmark.
        level: The level's id.
        criterion: The criterion.
    """

    benchmark: Benchmark
    level: str
    criterion: Criterion

    @property
    def name(self) -> str:
        """Benchmark and id, as in `training/publicity`."""
        return f"{self.benchmark.id}/{self.criterion.id}"


class Change(NamedTuple):
    """What became of some criteria.

    Attributes:
        kind: What happened.
        before: The criteria of the earlier edition; none of what is new.
        after: Those of the later one; none of what is retired.
        carried: Whether an answer still means the same.
        said: Whether the later edition says so itself.
        reason: Why something was retired, where the edition says so.
    """

    kind: Kind
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    carried: bool
    said: bool
    reason: str | None = None


class EditionChanges(NamedTuple):
    """What changed from one edition to another.

    Attributes:
        before: The earlier edition.
        after: The later one.
        changes: What became of each criterion, in the order of the later edition; what is retired stands at the end.
    """

    before: Criteria
    after: Criteria
    changes: tuple[Change, ...]

    def of_new(self, benchmark: str, criterion: str) -> Change:
        """Find what brought about a criterion of the later edition.

        Args:
            benchmark: The benchmark's id.
            criterion: The criterion's id.

        Returns:
            The change.
        """
        name = f"{benchmark}/{criterion}"
        return next(each for each in self.changes if any(place.name == name for place in each.after))

    def carried_to(self, benchmark: str, criterion: str) -> Place | None:
        """Find where the answer to a criterion of the earlier edition still stands.

        Args:
            benchmark: The benchmark's id.
            criterion: The criterion's id.

        Returns:
            The criterion of the later edition, or None where none asks the same.
        """
        name = f"{benchmark}/{criterion}"
        found = (each for each in self.changes if each.carried and each.before[0].name == name)
        return next((each.after[0] for each in found), None)


def edition_changes(before: Criteria, after: Criteria) -> EditionChanges:
    """Compare two editions of criteria.

    Args:
        before: The earlier edition.
        after: The later one. Where it is the earlier one that says what it replaces of this, that is read backwards.

    Returns:
        What became of each criterion.
    """
    follows = before.replaces
    if follows is not None and follows.edition == after.ref and after.replaces is None:
        there = edition_changes(after, before).changes
        back = sorted(map(_inverted, there), key=lambda each: each.kind == "retired")
        return EditionChanges(before, after, tuple(back))
    old, new = _places(before), _places(after)
    sources = {name: _sources(place, old) for name, place in new.items()}
    changes: list[Change] = []
    seen: set[str] = set()
    for name in new:
        if name not in seen:
            group = _together(name, sources)
            seen.update(group)
            changes.append(_change(before, after, [new[each] for each in group], sources, old))
    used = {each for names in sources.values() for each in names}
    changes += [_retired(place, after) for name, place in old.items() if name not in used]
    return EditionChanges(before, after, tuple(changes))


_BACKWARDS: dict[Kind, Kind] = {"split": "merged", "merged": "split", "new": "retired", "retired": "new"}


def _inverted(change: Change) -> Change:
    kind = _BACKWARDS.get(change.kind, change.kind)
    return change._replace(kind=kind, before=change.after, after=change.before, reason=None)


def _places(criteria: Criteria) -> dict[str, Place]:
    places = [
        Place(benchmark, level, criterion)
        for benchmark in criteria.by_number()
        if benchmark.scored
        for level, criterion in benchmark.each_criterion()
    ]
    return {each.name: each for each in places}


def named(ref: str, benchmark: str) -> str:
    """Give the full name of a criterion that an edition names.

    Args:
        ref: A criterion's id, or benchmark and id.
        benchmark: The benchmark that the name stands in.

    Returns:
        Benchmark and id.
    """
    return ref if "/" in ref else f"{benchmark}/{ref}"


def _sources(place: Place, old: dict[str, Place]) -> tuple[str, ...]:
    """Say which earlier criteria one comes from: those that it names, else the one of its own name."""
    replaced = place.criterion.replaced
    names = (place.name,) if replaced is None else [named(each, place.benchmark.id) for each in replaced.criteria]
    return tuple(each for each in dict.fromkeys(names) if each in old)


def _together(name: str, sources: dict[str, tuple[str, ...]]) -> list[str]:
    """Give the later criteria that share an earlier one, directly or by way of others."""
    group, from_ = {name}, set(sources[name])
    while True:
        more = {other for other, names in sources.items() if from_.intersection(names)} - group
        if not more:
            return [each for each in sources if each in group]
        group |= more
        from_.update(*(sources[each] for each in more))


def _change(
    before: Criteria, after: Criteria, places: list[Place], sources: dict[str, tuple[str, ...]], old: dict[str, Place]
) -> Change:
    names = dict.fromkeys(each for place in places for each in sources[place.name])
    came_from = tuple(old[each] for each in names)
    said = any(place.criterion.replaces is not None for place in places)
    if not came_from:
        return Change("new", (), tuple(places), carried=False, said=said)
    if len(came_from) == 1 and len(places) == 1:
        return _one_to_one(before, after, came_from[0], places[0], said=said)
    kind: Kind = "split" if len(came_from) == 1 else "merged" if len(places) == 1 else "redrawn"
    return Change(kind, came_from, tuple(places), carried=False, said=said)


def _one_to_one(before: Criteria, after: Criteria, old: Place, new: Place, *, said: bool) -> Change:
    replaced = new.criterion.replaced
    same = replaced is None or replaced.same_meaning
    carried = same and _kind_of(before, old) == _kind_of(after, new)
    kind: Kind = "reworded" if words(old.criterion) != words(new.criterion) else "unchanged"
    if old.benchmark.id != new.benchmark.id or old.level != new.level:
        kind = "moved"
    if not carried and old.name != new.name:
        kind = "replaced"
    elif not carried and kind == "unchanged":
        kind = "reworded"
    return Change(kind, (old,), (new,), carried, said)


def _kind_of(criteria: Criteria, place: Place) -> str | None:
    level = criteria.level(place.level)
    return level.kind if level is not None else None


def words(criterion: Criterion) -> tuple[str | None, ...]:
    """Give what a criterion says, without regard to how its lines are broken.

    Args:
        criterion: The criterion.

    Returns:
        Its texts, those of its parts with their ids.
    """
    parts = [text for part in criterion.parts for text in (part.id, part.text)]
    texts = (criterion.text, criterion.exception, criterion.applies_when, *parts)
    return tuple(" ".join(text.split()) if text is not None else None for text in texts)


def _retired(place: Place, after: Criteria) -> Change:
    listed = after.replaces.retired if after.replaces is not None else ()
    entry = next((each for each in listed if each.criterion in {place.name, place.benchmark.id}), None)
    reason = entry.reason if entry is not None else None
    return Change("retired", (place,), (), carried=False, said=entry is not None, reason=reason)


def other_changes(changes: EditionChanges) -> Iterator[str]:
    """Say what changed besides criteria.

    Args:
        changes: The two editions.

    Yields:
        A sentence for each.
    """
    before, after = changes.before, changes.after
    old, new = ({each.id: each for each in edition.benchmarks} for edition in (before, after))
    yield from (f"benchmark `{each}` is new" for each in new if each not in old)
    yield from (f"benchmark `{each}` is retired" for each in old if each not in new)
    for name in (each for each in new if each in old):
        for key, what in (
            ("title", "the title"),
            ("statement", "the statement"),
            ("scored", "whether it is scored"),
            ("rules", "the rules of its own"),
        ):
            if getattr(old[name], key) != getattr(new[name], key):
                yield f"benchmark `{name}`: {what} changed"
    for key, what in (("outcomes", "the outcomes"), ("levels", "the levels"), ("rules", "the rules")):
        if getattr(before, key) != getattr(after, key):
            yield f"{what} changed"

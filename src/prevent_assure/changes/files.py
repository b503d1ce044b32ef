"""What changed in criteria, settings, authorities and templates."""

from collections.abc import Iterator, Sequence
from typing import Any

from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.settings import Settings
from prevent_assure.source import SourceError, read
from prevent_assure.text.narrative import parse
from prevent_assure.workspace.files import FileRefused
from prevent_assure.workspace.git.snapshot import Snapshot
from prevent_assure.workspace.layout import SETTINGS
from prevent_assure.workspace.loading import Loaded

from .difference import AssessmentDifference, Change, CriteriaMove, FieldChange, FileDifference
from .fields import Meaning, dumped, field_changes
from .pairing import Changed

_OF_PEOPLE = ("name", "address", "people", "sender", "groups", "letter.to")
_CRITERION = 5
"""Steps of the way to a criterion: benchmarks, benchmark, criteria, level, criterion."""


def compare_criteria(before: Criteria | None, after: Criteria | None, meaning: Meaning) -> tuple[FieldChange, ...]:
    """Compare two versions of an edition.

    Args:
        before: The edition before.
        after: The edition now.
        meaning: How texts are read.

    Returns:
        What changed. Of benchmarks, levels and criteria the order says nothing; of outcomes and rules it does.
    """
    old, new = (_with_order(each) for each in (before, after))
    return tuple(_moved_lists(tuple(field_changes(old, new, meaning))))


def _with_order(criteria: Criteria | None) -> dict[str, Any]:
    data = _sorted(dumped(criteria), "sources")
    return {**data, "order of outcomes": [each["id"] for each in data["outcomes"]]} if data else {}


def _moved_lists(found: tuple[FieldChange, ...]) -> Iterator[FieldChange]:
    """Take a criterion that went from one level and came to another for one that moved."""
    gone = {_criterion(each.key): each for each in found if each.change == "removed" and _criterion(each.key)}
    come = {_criterion(each.key): each for each in found if each.change == "added" and _criterion(each.key)}
    for each in found:
        name = _criterion(each.key)
        if name not in gone or name not in come or name is None:
            yield each
        elif each.change == "added":
            levels = [other.key.split(".")[3] for other in (gone[name], each)]
            yield FieldChange(each.key, "moved", levels[0], levels[1])


def _criterion(key: str) -> tuple[str, str] | None:
    steps = key.split(".")
    is_one = len(steps) == _CRITERION and steps[0] == "benchmarks" and steps[2] == "criteria"
    return (steps[1], steps[4]) if is_one else None


def compare_settings(before: Settings | None, after: Settings | None, meaning: Meaning) -> tuple[FieldChange, ...]:
    """Compare two versions of the settings.

    Args:
        before: The settings before.
        after: The settings now.
        meaning: How texts are read.

    Returns:
        What changed, without anybody's name or address.
    """
    old, new = (_posts_as_lists(dumped(each)) for each in (before, after))
    return tuple(_without_people(each) for each in field_changes(old, new, meaning))


def compare_authorities(before: Authority | None, after: Authority | None, meaning: Meaning) -> tuple[FieldChange, ...]:
    """Compare two versions of an authority's file.

    Args:
        before: The file before.
        after: The file now.
        meaning: How texts are read.

    Returns:
        What changed, without anybody's name or address.
    """
    old, new = (_posts_as_lists(dumped(each)) for each in (before, after))
    return tuple(_without_people(each) for each in field_changes(old, new, meaning))


def _posts_as_lists(data: dict[str, Any]) -> dict[str, Any]:
    people = data.get("people", {})
    return {
        **_sorted(data, "accepted"),
        "people": {role: post if isinstance(post, list) else [post] for role, post in people.items()},
    }


def _sorted(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Put a list of groups whose order says nothing in one order."""
    return {**data, key: sorted(data[key], key=str)} if key in data else data


def _without_people(each: FieldChange) -> FieldChange:
    hidden = each.key.startswith(_OF_PEOPLE) or ".sender" in each.key
    return each._replace(before=None, after=None) if hidden else each


_OWN = ("id", "edition")
"""Keys in which two editions differ in any case."""


def file_differences(
    old: Snapshot,
    new: Snapshot,
    changed: Sequence[Changed],
    assessments: Sequence[AssessmentDifference],
    renamed: dict[str, str],
) -> tuple[FileDifference, ...]:
    """Compare what is not one council's in one cycle.

    Args:
        old: The state before.
        new: The state now.
        changed: The files that are not the same in both.
        assessments: What changed by authority and cycle.
        renamed: Authorities' ids before by ids now.

    Returns:
        What changed, criteria first.
    """
    found = [
        *_criteria(old, new, changed, assessments),
        *_settings(old, new, changed),
        *_authorities(old, new, changed, renamed),
        *_records(changed),
        *_templates(old, new),
    ]
    return tuple(found)


def _change(before: object, after: object) -> Change:
    return "added" if before is None else "removed" if after is None else "changed"


def _criteria(
    old: Snapshot, new: Snapshot, changed: Sequence[Changed], assessments: Sequence[AssessmentDifference]
) -> Iterator[FileDifference]:
    refs = {each.loaded.model.ref: each for each in changed if isinstance(each.loaded.model, Criteria)}
    for ref, file in sorted(refs.items()):
        was, now = (each.criteria(ref) for each in (old, new))
        if (was is not None and was.model is None) or (now is not None and now.model is None):
            continue
        before, after = (each.model if each is not None else None for each in (was, now))
        compared_with = _edition_before(old, ref) if before is None else None
        earlier = old.criteria(compared_with) if compared_with is not None else None
        fields = compare_criteria(earlier.model if earlier is not None else before, after, parse)
        moves = tuple(_moves(ref, assessments))
        if fields or moves:
            own = tuple(each for each in fields if before is not None or each.key not in _OWN)
            kept = own if before is not None or earlier is not None else ()
            yield FileDifference(
                file.name, "criteria", ref, _change(before, after), kept, moves, compared_with=compared_with
            )


def _edition_before(old: Snapshot, ref: str) -> str | None:
    """Find the edition that a new one most likely came from: the last one before it of the same regime."""
    regime = ref.partition("/")[0]
    earlier = [each for each in old.editions() if each.startswith(f"{regime}/") and each < ref]
    return max(earlier, default=None)


def _moves(ref: str, assessments: Sequence[AssessmentDifference]) -> Iterator[CriteriaMove]:
    for each in assessments:
        if each.edition != ref:
            continue
        for benchmark in each.benchmarks:
            for move in benchmark.outcomes:
                if move.because is not None and move.because.by_criteria:
                    yield CriteriaMove(each.authority, each.cycle, benchmark.id, move)


def _settings(old: Snapshot, new: Snapshot, changed: Sequence[Changed]) -> Iterator[FileDifference]:
    if not any(each.place.kind == "settings" for each in changed):
        return
    was, now = (each.settings if SETTINGS in each.state.names else None for each in (old, new))
    if _unreadable(was) or _unreadable(now):
        return
    before, after = (each.model if each is not None else None for each in (was, now))
    fields = compare_settings(before, after, parse) if before is not None and after is not None else ()
    if fields or before is None or after is None:
        yield FileDifference(SETTINGS, "settings", "", _change(before, after), fields)


def _unreadable(loaded: Loaded[Any] | None) -> bool:
    return loaded is not None and loaded.model is None


def _authorities(
    old: Snapshot, new: Snapshot, changed: Sequence[Changed], renamed: dict[str, str]
) -> Iterator[FileDifference]:
    former = set(renamed.values())
    models = (each.loaded.model for each in changed)
    ids = sorted({each.id for each in models if isinstance(each, Authority)})
    for name in ids:
        if name in former and name not in renamed:
            continue
        was, now = old.authority(renamed.get(name, name)), new.authority(name)
        if _unreadable(was) or _unreadable(now):
            continue
        before, after = (each.model if each is not None else None for each in (was, now))
        fields = compare_authorities(before, after, parse) if before is not None and after is not None else ()
        path = next(each.path for each in (now, was) if each is not None)
        if fields or before is None or after is None:
            change, earlier = _change(before, after), renamed.get(name)
            yield FileDifference(path, "authority", name, change, fields, renamed_from=earlier)


def _records(changed: Sequence[Changed]) -> Iterator[FileDifference]:
    """Name records of issued letters that were changed; that one came or went is a step of its authority."""
    before = {each.name: each.loaded.model for each in changed if each.side == "base"}
    for each in changed:
        was, now = before.get(each.name), each.loaded.model
        if each.side == "head" and each.place.kind == "record" and was is not None and now is not None and was != now:
            yield FileDifference(each.name, "record", each.place.name, "changed")


def _templates(old: Snapshot, new: Snapshot) -> Iterator[FileDifference]:
    names = old.state.names | new.state.names
    for name in sorted(each for each in names if each.startswith("templates/")):
        was, now = (each.state.names.get(name) for each in (old, new))
        if was != now and not (was and now and _same_data(old, new, name)):
            yield FileDifference(name, "template", "", _change(was, now))


def _same_data(old: Snapshot, new: Snapshot, name: str) -> bool:
    """Tell whether two versions of a file hold the same data, so that only its layout changed."""
    if not name.endswith(".yaml"):
        return False
    try:
        return bool(read(old.state.read(name)).data == read(new.state.read(name)).data)
    except (SourceError, FileRefused):
        return False

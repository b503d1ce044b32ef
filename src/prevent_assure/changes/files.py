"""What changed in criteria, settings, authorities and templates."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.source import SourceError, read
from prevent_assure.workspace.files import FileRefused
from prevent_assure.workspace.git.snapshot import Snapshot
from prevent_assure.workspace.layout import SETTINGS
from prevent_assure.workspace.loading import Loaded

from .difference import AssessmentDifference, CriteriaMove, FieldChange, FileDifference
from .fields import change_of, dumped, field_changes
from .pairing import Changed

M = TypeVar("M", bound=Model)

_OF_PEOPLE = ("name", "address", "people", "sender", "groups", "letter.to")
_CRITERION = 5
"""Steps of the way to a criterion: benchmarks, benchmark, criteria, level, criterion."""
_OWN = ("id", "edition")
"""Keys in which two editions differ in any case."""


def compare_criteria(before: Criteria | None, after: Criteria | None) -> tuple[FieldChange, ...]:
    """Compare two versions of an edition.

    Args:
        before: The edition before.
        after: The edition now.

    Returns:
        What changed. Of benchmarks, levels and criteria the order says nothing; of outcomes and rules it does.
    """
    old, new = (_with_order(criteria) for criteria in (before, after))
    return tuple(_moved_lists(tuple(field_changes(old, new))))


def _with_order(criteria: Criteria | None) -> dict[str, Any]:
    data = _sorted(dumped(criteria), "sources")
    return {**data, "order of outcomes": [outcome["id"] for outcome in data["outcomes"]]} if data else {}


def _moved_lists(found: tuple[FieldChange, ...]) -> Iterator[FieldChange]:
    """Take a criterion that went from one level and came to another for one that moved."""
    gone, come = (
        {_criterion(field.key): field for field in found if field.change == change} for change in ("removed", "added")
    )
    for field in found:
        name = _criterion(field.key)
        if name is None or name not in gone or name not in come:
            yield field
        elif field.change == "added":
            levels = [other.key.split(".")[3] for other in (gone[name], field)]
            yield FieldChange(field.key, "moved", *levels)


def _criterion(key: str) -> tuple[str, str] | None:
    steps = key.split(".")
    is_one = len(steps) == _CRITERION and steps[0] == "benchmarks" and steps[2] == "criteria"
    return (steps[1], steps[4]) if is_one else None


def compare_with_people(before: Model | None, after: Model | None) -> tuple[FieldChange, ...]:
    """Compare two versions of a file that names people: the settings, or an authority's.

    Args:
        before: The file before.
        after: The file now.

    Returns:
        What changed, without anybody's name or address.
    """
    old, new = (_posts_as_lists(dumped(model)) for model in (before, after))
    return tuple(_without_people(field) for field in field_changes(old, new))


def _posts_as_lists(data: dict[str, Any]) -> dict[str, Any]:
    people = data.get("people", {})
    return {
        **_sorted(data, "accepted"),
        "people": {role: post if isinstance(post, list) else [post] for role, post in people.items()},
    }


def _sorted(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Put a list of groups whose order says nothing in one order."""
    return {**data, key: sorted(data[key], key=str)} if key in data else data


def _without_people(field: FieldChange) -> FieldChange:
    hidden = field.key.startswith(_OF_PEOPLE) or ".sender" in field.key
    return field._replace(before=None, after=None) if hidden else field


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
    return (
        *_criteria(old, new, changed, assessments),
        *_settings(old, new, changed),
        *_authorities(old, new, changed, renamed),
        *_records(changed),
        *_templates(old, new),
    )


def _readable(*versions: Loaded[M] | None) -> list[M | None] | None:
    """Give versions of a file, None for one that is not there; nothing where one cannot be read."""
    models = [loaded.model if loaded is not None else None for loaded in versions]
    is_unread = any(loaded is not None and loaded.model is None for loaded in versions)
    return None if is_unread else models


def _criteria(
    old: Snapshot, new: Snapshot, changed: Sequence[Changed], assessments: Sequence[AssessmentDifference]
) -> Iterator[FileDifference]:
    refs = {file.loaded.model.ref: file.name for file in changed if isinstance(file.loaded.model, Criteria)}
    for ref, path in sorted(refs.items()):
        versions = _readable(old.criteria(ref), new.criteria(ref))
        if versions is None:
            continue
        before, after = versions
        compared_with = _edition_before(old, ref) if before is None else None
        earlier = old.criteria(compared_with) if compared_with is not None else None
        fields = compare_criteria(earlier.model if earlier is not None else before, after)
        moves = tuple(_moves(ref, assessments))
        if fields or moves:
            own = tuple(field for field in fields if before is not None or field.key not in _OWN)
            kept = own if before is not None or earlier is not None else ()
            change = change_of(before, after)
            yield FileDifference(path, "criteria", ref, change, kept, moves, compared_with=compared_with)


def _edition_before(old: Snapshot, ref: str) -> str | None:
    """Find the edition that a new one most likely came from: the last one before it of the same regime."""
    regime = ref.partition("/")[0]
    return max((name for name in old.editions() if name.startswith(f"{regime}/") and name < ref), default=None)


def _moves(ref: str, assessments: Sequence[AssessmentDifference]) -> Iterator[CriteriaMove]:
    for assessment in assessments:
        for benchmark in assessment.benchmarks if assessment.edition == ref else ():
            for move in benchmark.outcomes:
                if move.because is not None and move.because.by_criteria:
                    yield CriteriaMove(assessment.authority, assessment.cycle, benchmark.id, move)


def _settings(old: Snapshot, new: Snapshot, changed: Sequence[Changed]) -> Iterator[FileDifference]:
    if any(file.place.kind == "settings" for file in changed):
        was, now = (state.settings if state.has(SETTINGS) else None for state in (old, new))
        yield from _with_people(FileDifference(SETTINGS, "settings", "", "changed"), was, now)


def _authorities(
    old: Snapshot, new: Snapshot, changed: Sequence[Changed], renamed: dict[str, str]
) -> Iterator[FileDifference]:
    former = set(renamed.values()) - renamed.keys()
    models = (file.loaded.model for file in changed)
    for name in sorted({model.id for model in models if isinstance(model, Authority)} - former):
        was, now = old.authority(renamed.get(name, name)), new.authority(name)
        path = next(loaded.path for loaded in (now, was) if loaded is not None)
        file = FileDifference(path, "authority", name, "changed", renamed_from=renamed.get(name))
        for found in _with_people(file, was, now):
            fields = tuple(field for field in found.fields if field.key != "id")
            is_renamed = found.renamed_from is not None and found.change == "changed" and not fields
            yield found._replace(fields=fields, change="renamed" if is_renamed else found.change)


def _with_people(file: FileDifference, was: Loaded[M] | None, now: Loaded[M] | None) -> Iterator[FileDifference]:
    """Say what changed in a file that names people; of one that came or went only that it did."""
    versions = _readable(was, now)
    if versions is None:
        return
    if None in versions:
        yield file._replace(change=change_of(*versions))
    elif fields := compare_with_people(*versions):
        yield file._replace(fields=fields)


def _records(changed: Sequence[Changed]) -> Iterator[FileDifference]:
    """Name records of issued letters that were changed; that one came or went is a step of its authority."""
    before = {file.name: file.loaded.model for file in changed if file.side == "base"}
    for file in changed:
        was, now = before.get(file.name), file.loaded.model
        if file.side == "head" and file.place.kind == "record" and was is not None and now is not None and was != now:
            yield FileDifference(file.name, "record", file.place.name, "changed")


def _templates(old: Snapshot, new: Snapshot) -> Iterator[FileDifference]:
    for name in sorted(old.tree.names | new.tree.names):
        was, now = (state.tree.names.get(name) for state in (old, new))
        if name.startswith("templates/") and was != now and not (was and now and _same_data(old, new, name)):
            yield FileDifference(name, "template", "", change_of(was, now))


def _same_data(old: Snapshot, new: Snapshot, name: str) -> bool:
    """Tell whether two versions of a file hold the same data, so that only its layout changed."""
    if not name.endswith(".yaml"):
        return False
    try:
        return bool(read(old.tree.read(name)).data == read(new.tree.read(name)).data)
    except (SourceError, FileRefused):
        return False

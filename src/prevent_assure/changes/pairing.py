"""Which files of two states belong together: by what they say that they are, whatever they are called."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.workspace.git.snapshot import Snapshot
from prevent_assure.workspace.layout import (
    Place,
    assessment_path,
    authority_path,
    criteria_path,
    misplaced,
    place_of,
    review_path,
)
from prevent_assure.workspace.loading import MODELS, Loaded

from .difference import SideName, Unreadable
from .fields import says_nothing

Pair = tuple[str, str]
"""A cycle and an authority's id."""


class Changed(NamedTuple):
    """A file that is not the same in both states.

    Attributes:
        side: In which of them this is.
        name: Its path there.
        place: What the path says of it.
        usual: The path that its own ids say.
        loaded: The file as read.
    """

    side: SideName
    name: str
    place: Place
    usual: str
    loaded: Loaded[Model]


def changed_files(base: Snapshot, head: Snapshot) -> list[Changed]:
    """Read the files that are not the same in both states, and tell the states which of them lie elsewhere."""
    old, new = base.tree.names, head.tree.names
    found = [*_of_side("base", base, new), *_of_side("head", head, old)]
    for file in found:
        if file.usual != file.name and file.loaded.model is not None:
            (base if file.side == "base" else head).usual_paths[file.name] = file.usual
    return found


def _of_side(side: SideName, state: Snapshot, other: dict[str, str]) -> Iterator[Changed]:
    for name, content in state.tree.names.items():
        path = PurePosixPath(name)
        place = place_of(path)
        if other.get(name) == content or place is None or misplaced(path) is not None:
            continue
        loaded = state.load(name, MODELS[place.kind])
        state.keep(MODELS[place.kind], loaded)
        yield Changed(side, name, place, _usual(loaded.model) or name, loaded)


def _usual(model: Model | None) -> str | None:
    if isinstance(model, Assessment):
        return assessment_path(model.cycle, model.authority)
    if isinstance(model, Review):
        return review_path(model.cycle, model.authority)
    if isinstance(model, Authority):
        return authority_path(model.id)
    return criteria_path(model.ref) if isinstance(model, Criteria) else None


def unreadable(side: SideName, path: str, diagnostics: Iterable[Diagnostic]) -> Unreadable:
    """Name a file that cannot be compared, with the errors that keep it from being."""
    return Unreadable(side, path, tuple(found for found in diagnostics if found.severity is Severity.ERROR))


def pairs_of(files: list[Changed], base: Snapshot, head: Snapshot) -> set[Pair]:
    """List the cycles and authorities that changed files belong to, and those whose issue record came or went."""
    places = [
        place_of(PurePosixPath(file.usual)) or file.place
        for file in files
        if file.place.kind in {"assessment", "review"}
    ]
    records = base.tree.names.keys() ^ head.tree.names.keys()
    places += [place for path in records if (place := place_of(PurePosixPath(path))) and place.kind == "record"]
    return {(place.group, place.name) for place in places}


def all_pairs(state: Snapshot) -> set[Pair]:
    """List the authorities and cycles of a state."""
    places = (place_of(PurePosixPath(state.usual_paths.get(str(path), path))) for path in state.files())
    return {(place.group, place.name) for place in places if place and place.kind in {"assessment", "review"}}


def all_authorities(state: Snapshot) -> set[str]:
    """List the authorities of which a state has any file."""
    return {*state.authorities(), *(name for _, name in all_pairs(state))}


def renamed_authorities(base: Snapshot, head: Snapshot) -> dict[str, str]:
    """Tell which authorities got another id: those of one name, or of one self-assessment.

    Args:
        base: The state before.
        head: The state now.

    Returns:
        Ids before by ids now.
    """
    old, new = all_authorities(base), all_authorities(head)
    gone = {name: _marks(base, name) for name in sorted(old - new)} if new - old else {}
    found: dict[str, str] = {}
    for name in sorted(new - old) if gone else ():
        marks = _marks(head, name)
        alike = [was for was, others in gone.items() if marks & others]
        if len(alike) == 1 and alike[0] not in found.values():
            found[name] = alike[0]
    return found


def _marks(state: Snapshot, authority: str) -> set[object]:
    """Gather what an authority is known by: its name, and what it said of itself in each cycle."""
    found: set[object] = set()
    loaded = state.authority(authority)
    if loaded is not None and loaded.model is not None:
        found.add(loaded.model.name.casefold())
    for cycle in (cycle for cycle, name in all_pairs(state) if name == authority):
        assessment = state.assessment(cycle, authority)
        model = assessment.model if assessment is not None else None
        # Blank forms are all alike.
        if model is not None and not says_nothing(model.benchmarks.values()):
            found.add((cycle, repr(model.benchmarks)))
    return found

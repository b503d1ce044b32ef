"""Which files of two states belong together: by what they say that they are, whatever they are called."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from prevent_assure.diagnostics import Severity
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
    """Read the files that are not the same in both states, and tell the states which of them lie elsewhere.

    Args:
        base: The state before.
        head: The state now.

    Returns:
        The files.
    """
    old, new = base.state.names, head.state.names
    sides: tuple[tuple[SideName, Snapshot, dict[str, str]], ...] = (("base", base, new), ("head", head, old))
    found = [each for side, state, other in sides for each in _of_side(side, state, other)]
    for each in found:
        if each.usual != each.name and each.loaded.model is not None:
            state = base if each.side == "base" else head
            state.lies_at(type(each.loaded.model), each.usual, each.name)
    return found


def _of_side(side: SideName, state: Snapshot, other: dict[str, str]) -> Iterator[Changed]:
    for name, content in state.state.names.items():
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


def unreadable(files: list[Changed]) -> tuple[Unreadable, ...]:
    """Name the files that cannot be compared.

    Args:
        files: Those that are not the same in both states.

    Returns:
        Those that could not be read, with what is wrong.
    """
    return tuple(
        Unreadable(each.side, each.name, tuple(d for d in each.loaded.diagnostics if d.severity is Severity.ERROR))
        for each in files
        if each.loaded.model is None
    )


def pairs_of(files: list[Changed], base: Snapshot, head: Snapshot) -> dict[Pair, None]:
    """List the authorities and cycles whose files are not the same in both states.

    Args:
        files: The files.
        base: The state before.
        head: The state now.

    Returns:
        The pairs, sorted.
    """
    found: set[Pair] = set()
    for each in files:
        if each.place.kind in {"assessment", "review"}:
            usual = place_of(PurePosixPath(each.usual)) or each.place
            found.add((usual.group, usual.name))
    records = base.state.names.keys() ^ head.state.names.keys()
    for path in (PurePosixPath(name) for name in records if name.endswith(".issue.yaml")):
        if path.parts[0] == "letters" and len(path.parts) == 3:  # noqa: PLR2004 - folder, cycle, file
            found.add((path.parts[1], path.name.removesuffix(".issue.yaml")))
    return dict.fromkeys(sorted(found))


def all_pairs(state: Snapshot) -> set[Pair]:
    """List the authorities and cycles of a state.

    Args:
        state: The state.

    Returns:
        The pairs.
    """
    places = (place_of(PurePosixPath(state.astray.get(str(path), path))) for path in state.files())
    return {(each.group, each.name) for each in places if each and each.kind in {"assessment", "review"}}


def renamed_authorities(base: Snapshot, head: Snapshot) -> dict[str, str]:
    """Tell which authorities got another id: those of one name, or of one self-assessment.

    Args:
        base: The state before.
        head: The state now.

    Returns:
        Ids before by ids now.
    """
    old_pairs, new_pairs = all_pairs(base), all_pairs(head)
    old = {*base.authorities(), *(name for _, name in old_pairs)}
    new = {*head.authorities(), *(name for _, name in new_pairs)}
    gone, come = sorted(old - new), sorted(new - old)
    if not gone or not come:
        return {}
    told = [_marks(state, ids, pairs) for state, ids, pairs in ((base, gone, old_pairs), (head, come, new_pairs))]
    found: dict[str, str] = {}
    for name, marks in told[1].items():
        alike = [was for was, others in told[0].items() if marks & others]
        if len(alike) == 1 and alike[0] not in found.values():
            found[name] = alike[0]
    return found


def _marks(state: Snapshot, ids: list[str], pairs: set[Pair]) -> dict[str, set[object]]:
    """Gather what an authority is known by: its name, and what it said of itself in each cycle."""
    found: dict[str, set[object]] = {name: set() for name in ids}
    for name, marks in found.items():
        of_authority = state.authority(name)
        if of_authority is not None and of_authority.model is not None:
            marks.add(of_authority.model.name.casefold())
        for cycle in (cycle for cycle, authority in pairs if authority == name):
            loaded = state.assessment(cycle, name)
            if loaded is not None and loaded.model is not None and loaded.model.benchmarks:
                marks.add((cycle, repr(loaded.model.benchmarks)))
    return found

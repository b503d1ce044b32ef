"""Beginning a cycle: its entry in the settings, and a self-assessment for each authority that there is then."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from prevent_assure.checking.reading import Reader, existing
from prevent_assure.diagnostics import Diagnostic, InputError, PreventAssureError, Route
from prevent_assure.model.settings import CycleSettings, Settings
from prevent_assure.rules.closing import refuse_closed
from prevent_assure.workspace.editing import REMOVED, Edit, Flow, edit
from prevent_assure.workspace.layout import SETTINGS, assessment_path
from prevent_assure.workspace.locking import read_now, write_over
from prevent_assure.workspace.workspace import EditedWorkspace, Workspace

from .dry_run import lines_of
from .new import EmptyAssessments, usable


class Wanted(NamedTuple):
    """How a cycle is to begin.

    Attributes:
        criteria: The edition; None for the cycle's own of that name, else that of the cycle before.
        due: When self-assessments are due.
        source: The cycle whose answers stand beside the criteria, as comments; None for none.
        current: Whether it is to be the current cycle.
        again: Whether a cycle that is closed is opened again.
    """

    criteria: str | None = None
    due: datetime.date | None = None
    source: str | None = None
    current: bool = False
    again: bool = False


class Laid(NamedTuple):
    """What became of the self-assessment of one authority.

    Attributes:
        authority: The authority's id.
        path: Where it lies.
        text: What was written, or would be; nothing where it is there already, or cannot be made.
        covered_by: The authority whose self-assessment covers it, so that it gets none; else empty.
        diagnostics: The errors that kept it from being made.
        notes: What else is to be said, in sentences.
    """

    authority: str
    path: str
    text: bytes = b""
    covered_by: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def made(self) -> bool:
        """Whether it was written, or would be."""
        return bool(self.text)


class OpenedCycle(NamedTuple):
    """What became of a cycle that was to begin.

    Attributes:
        cycle: The cycle.
        criteria: The edition that it goes by.
        due: When self-assessments are due, where the settings say.
        is_current: Whether it is the current cycle.
        lines: What was written to the settings, or would be; empty where they say it already.
        laid: What became of each authority's self-assessment.
        gone: The authorities that have a file and do not exist in the cycle.
    """

    cycle: str
    criteria: str
    due: datetime.date | None
    is_current: bool
    lines: tuple[str, ...]
    laid: tuple[Laid, ...]
    gone: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was written, or would be."""
        return bool(self.lines) or any(one.made for one in self.laid)


def open_cycle(workspace: Workspace, *, cycle: str, wanted: Wanted) -> OpenedCycle:
    """Begin a cycle. What is there already is left as it is.

    Args:
        workspace: The workspace, by itself.
        cycle: The cycle.
        wanted: How it is to begin.

    Returns:
        What was written, and what was there.

    Raises:
        PreventAssureError: If what is wanted contradicts what is there, there are no such criteria, or a file cannot be
            written.
        InputError: If the cycle is closed, or settings, criteria or template cannot be used.
        FileChanged: If a file was changed meanwhile.
    """
    read = read_now(workspace.root, SETTINGS)
    settings = _readable(workspace)
    if not wanted.again:
        refuse_closed(settings, cycle)
    criteria = _criteria(workspace, settings, cycle, wanted)
    usable(Reader(workspace), criteria)
    changes = _changes(settings, cycle, wanted, criteria)
    data = _edited(workspace, read[SETTINGS] or b"", changes, {*settings.cycles, cycle})
    then = EditedWorkspace(workspace.root, PurePosixPath(SETTINGS), data, alone=True)
    after = _readable(then)
    laid = tuple(_laid_out(then, after, cycle, wanted.source))
    texts = {one.path: one.text for one in laid if one.made}
    files = {**({SETTINGS: data} if changes else {}), **texts}
    write_over(workspace.root, files, {**read, **dict.fromkeys(texts)})
    before = workspace.settings.document
    return OpenedCycle(
        cycle,
        criteria,
        after.cycles[cycle].self_assessment_due,
        after.current_cycle == cycle,
        lines_of(changes, before.data if before is not None else {}),
        laid,
        tuple(sorted({*then.authorities()} - {*existing(then, cycle)})),
    )


def nearest_before(known: Collection[str], cycle: str) -> str | None:
    """Give the nearest cycle before another one; None where there is none."""
    return max((each for each in known if each < cycle), default=None)


def _readable(workspace: Workspace) -> Settings:
    settings = workspace.settings.model
    if settings is None:
        first = workspace.settings.diagnostics[0]
        msg = f"{SETTINGS}:{first.location.line}: {first.message}; `prevent-assure validate` says how to mend it"
        raise InputError(msg)
    return settings


def _criteria(workspace: Workspace, settings: Settings, cycle: str, wanted: Wanted) -> str:
    """Decide which edition the cycle goes by: what the settings say, what is wanted, or what is usual."""
    own = settings.cycles.get(cycle, CycleSettings())
    before = settings.cycles.get(nearest_before(settings.cycles, cycle) or settings.current_cycle, CycleSettings())
    regime = (before.criteria or "").partition("/")[0]
    asked = wanted.criteria if wanted.criteria is None or "/" in wanted.criteria else f"{regime}/{wanted.criteria}"
    _agree(cycle, "criteria", own.criteria, asked)
    _agree(cycle, "self_assessment_due", own.self_assessment_due, wanted.due)
    named = f"{regime}/{cycle}"
    found = own.criteria or asked or (named if named in workspace.editions() else before.criteria)
    if found is None:
        msg = f"which criteria? name an edition with --criteria; editions: {', '.join(workspace.editions())}"
        raise PreventAssureError(msg)
    return found


def _agree(cycle: str, key: str, there: object, asked: object) -> None:
    if None not in {there, asked} and there != asked:
        msg = (
            f"{cycle} is there already, with `{key}: {there}`, and is left as it is\n"
            f"  hint: change it under `cycles`, `{cycle}` in {SETTINGS}"
        )
        raise PreventAssureError(msg)


def _changes(settings: Settings, cycle: str, wanted: Wanted, criteria: str) -> Edit:
    """Say what the settings lack."""
    own = settings.cycles.get(cycle)
    asked: dict[str, str | datetime.date] = {"criteria": criteria}
    if wanted.due is not None:
        asked["self_assessment_due"] = wanted.due
    changes: dict[Route, Any] = {}
    if own is None:
        changes["cycles", cycle] = asked
    else:
        changes |= {("cycles", cycle, key): value for key, value in asked.items() if getattr(own, key) is None}
    if own is not None and own.closed is not None:
        changes["cycles", cycle, "closed"] = REMOVED
    if wanted.current and settings.current_cycle != cycle:
        changes["current_cycle",] = cycle
    return changes


def _edited(workspace: Workspace, data: bytes, changes: Edit, cycles: Collection[str]) -> bytes:
    if not changes:
        return data
    document = workspace.settings.document
    there = document.data["cycles"] if document is not None else {}
    new = {
        route: Flow(value) if isinstance(value, Mapping) and _in_one_line(workspace, there) else value
        for route, value in changes.items()
    }
    return edit(data, new, model=Settings, orders={("cycles",): sorted(cycles)})


def _in_one_line(workspace: Workspace, cycles: Mapping[str, object]) -> bool:
    """Tell whether the cycles that are there are written as `2024-25: {...}`, so that a new one is, too."""
    document = workspace.settings.document
    spans = [document.locate(("cycles", name)) for name in cycles] if document is not None else []
    return document is not None and all(document.text[span.start] == "{" for span in spans)


def _laid_out(workspace: Workspace, settings: Settings, cycle: str, source: str | None) -> Iterator[Laid]:
    """Lay out what is not there yet."""
    there = existing(workspace, cycle)
    covered = _covered(workspace, cycle, source or nearest_before(settings.cycles, cycle), there)
    empty = EmptyAssessments(workspace, cycle=cycle, source=source)
    for authority in there:
        path = assessment_path(cycle, authority)
        if workspace.has(path):
            yield Laid(authority, path)
        elif authority in covered:
            yield Laid(authority, path, covered_by=covered[authority])
        else:
            draft, found, notes = empty.draft(authority, [name for name, by in covered.items() if by == authority])
            text = empty.text(draft).encode() if draft is not None else b""
            yield Laid(authority, path, text, diagnostics=found, notes=notes)


def _covered(workspace: Workspace, cycle: str, before: str | None, there: Collection[str]) -> dict[str, str]:
    """Say who is covered by whom: as the cycle's own files say, else as those of the cycle before."""
    now = dict(_coverings(workspace, cycle, there))
    then = dict(_coverings(workspace, before, there)) if before is not None else {}
    goes_on = {
        name: by
        for name, by in then.items()
        if not any(workspace.has(assessment_path(cycle, one)) for one in (name, by)) and by not in {*now, *then}
    }
    return {**goes_on, **now}


def covered_now(workspace: Workspace, cycle: str) -> dict[str, str]:
    """Say who is covered by whose self-assessment of a cycle, of the authorities that exist in it."""
    return dict(_coverings(workspace, cycle, existing(workspace, cycle)))


def _coverings(workspace: Workspace, cycle: str, there: Collection[str]) -> Iterator[tuple[str, str]]:
    for authority in there:
        loaded = workspace.assessment(cycle, authority)
        for name in loaded.model.covers if loaded is not None and loaded.model is not None else ():
            if name in there and name != authority:
                yield name, authority

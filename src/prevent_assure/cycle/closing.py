"""Ending a cycle: what is still open in it, and the note in the settings that its files stay as they are."""

import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from prevent_assure.diagnostics import InputError
from prevent_assure.model.settings import Settings
from prevent_assure.rules.record import is_being_corrected
from prevent_assure.workspace.editing import Edit, edit
from prevent_assure.workspace.layout import SETTINGS
from prevent_assure.workspace.locking import read_now, write_over
from prevent_assure.workspace.workspace import EditedWorkspace, Workspace

from .dry_run import lines_of
from .status import Whereabouts, status


class ClosedCycle(NamedTuple):
    """What became of a cycle that was to end.

    Attributes:
        cycle: The cycle.
        closed: Since when it is closed; None where it is not.
        still_open: The authorities whose letter is not issued, or is being corrected.
        lines: What was written to the settings, or would be; empty where nothing is to be written.
    """

    cycle: str
    closed: datetime.date | None
    still_open: tuple[Whereabouts, ...]
    lines: tuple[str, ...] = ()


def close_cycle(workspace: Workspace, *, cycle: str, on: datetime.date, anyway: bool = False) -> ClosedCycle:
    """End a cycle, unless a letter of it is not issued.

    Args:
        workspace: The workspace, by itself.
        cycle: The cycle, which the settings list.
        on: The day.
        anyway: Whether to close it with letters that are not issued.

    Returns:
        What is still open, and whether the cycle is closed.

    Raises:
        InputError: If the settings cannot be changed in place.
        FileChanged: If they were changed meanwhile.
    """
    read = read_now(workspace.root, SETTINGS)
    settings = workspace.settings
    if settings.model is None or settings.document is None:
        msg = f"{SETTINGS} has errors: `prevent-assure validate` names them"
        raise InputError(msg)
    still_open = tuple(one for one in status(workspace, cycle=cycle, on=on).authorities if _is_open(one))
    already = settings.model.cycles[cycle].closed
    if already is not None or (still_open and not anyway):
        return ClosedCycle(cycle, already, still_open)
    changes: Edit = {("cycles", cycle, "closed"): on}
    data = edit(read[SETTINGS] or b"", changes, model=Settings)
    if EditedWorkspace(workspace.root, PurePosixPath(SETTINGS), data, alone=True).settings.model is None:
        msg = f"{SETTINGS} cannot be changed in place; write `closed: {on}` under `{cycle}`"
        raise InputError(msg)
    write_over(workspace.root, {SETTINGS: data}, read)
    return ClosedCycle(cycle, on, still_open, lines_of(changes, settings.document.data))


def _is_open(one: Whereabouts) -> bool:
    if one.stage in {"covered", "succeeded"}:
        return False  # its letter is that of the one who covers it or has taken its part, which is asked itself
    return one.stage != "issued" or is_being_corrected(one.case)

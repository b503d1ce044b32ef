"""Editions of criteria: which one is meant, and whether it is sound."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.cache_by_identity import CacheByIdentity
from prevent_assure.rules.scoring import Scorer
from prevent_assure.workspace.finding import NoWorkspaceError
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.packaged import packaged_criteria, packaged_editions
from prevent_assure.workspace.workspace import Workspace

from .registry import findings

REGIME = "local-authority"
"""The regime that is meant where nobody names one."""


def newest_edition() -> str:
    """Give the newest edition of the criteria for local authorities that comes with the package.

    Returns:
        Its name, as in `local-authority/2024-25`.
    """
    return max(each for each in packaged_editions() if each.startswith(f"{REGIME}/"))


def edition_named(where: Workspace | Path, ref: str | None) -> tuple[Loaded[Criteria] | None, list[str]]:
    """Read an edition of criteria.

    Args:
        where: The workspace, or the folder that one stands in.
        ref: Regime and edition, or the edition alone where one regime has it; None for the current cycle's, else the
            newest one that came with the package.

    Returns:
        The file as read, None where there is none such; and the editions that can be had.
    """
    workspace = where if isinstance(where, Workspace) else _workspace_of(where)
    if workspace is None:
        known = packaged_editions()
        named = in_full(ref, known) or newest_edition()
        return packaged_criteria(named) if named in known else None, known
    known = workspace.editions()
    named = in_full(ref, known) or _current(workspace) or newest_edition()
    # Only what is listed: a name with `..` in it is no path that is asked for.
    return workspace.criteria(named) if named in known else None, known


def in_full(ref: str | None, known: Sequence[str], regime: str | None = None) -> str | None:
    """Give an edition's name with its regime.

    Args:
        ref: What was named, as in `local-authority/2024-25` or `2024-25`.
        known: The editions that can be had.
        regime: The regime that is meant where several have the edition.

    Returns:
        The full name; what was named where that is no edition of exactly one regime.
    """
    if ref is None or "/" in ref:
        return ref
    found = [each for each in known if each.rpartition("/")[2] == ref]
    of_regime = [each for each in found if each == f"{regime}/{ref}"]
    return (of_regime or found)[0] if len(found) == 1 or of_regime else ref


def editions_here(where: Workspace | Path) -> list[Loaded[Criteria]]:
    """Read every edition of criteria that can be had.

    Args:
        where: The workspace, or the folder that one stands in.

    Returns:
        The files as read, by name.
    """
    workspace = where if isinstance(where, Workspace) else _workspace_of(where)
    if workspace is None:
        loaded = [packaged_criteria(each) for each in packaged_editions()]
    else:
        loaded = [workspace.criteria(each) for each in workspace.editions()]
    return [each for each in loaded if each is not None]


def _workspace_of(folder: Path) -> Workspace | None:
    try:
        return Workspace.find(folder)
    except NoWorkspaceError:
        return None


def _current(workspace: Workspace) -> str | None:
    settings = workspace.settings.model
    cycle = settings.cycles.get(settings.current_cycle) if settings is not None else None
    return cycle.criteria if cycle is not None else None


class Edition(NamedTuple):
    """An edition of criteria, read and checked.

    Attributes:
        loaded: The file.
        diagnostics: All that is wrong with it.
        scorer: What derives outcomes by it; None where it has errors, since wrong rules derive nothing.
    """

    loaded: Loaded[Criteria]
    diagnostics: tuple[Diagnostic, ...]
    scorer: Scorer | None


def checked_once(loaded: Loaded[Criteria]) -> Edition:
    """Check an edition, and a packaged one only once for all workspaces.

    Args:
        loaded: The file.

    Returns:
        The edition; that of last time where it is the very same file.
    """
    return _editions.of(loaded)


def edition_of(loaded: Loaded[Criteria]) -> Edition:
    """Check an edition of criteria.

    Args:
        loaded: The file.

    Returns:
        The edition, with what derives outcomes by it where it has no errors.
    """
    if loaded.model is None:
        return Edition(loaded, loaded.diagnostics, None)
    found = (*loaded.diagnostics, *(loaded.diagnose(each) for each in findings("edition", loaded.model)))
    sound = not any(each.severity is Severity.ERROR for each in found)
    return Edition(loaded, found, Scorer(loaded.model) if sound else None)


_editions = CacheByIdentity(edition_of)

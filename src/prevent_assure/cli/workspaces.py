"""Which workspace, cycle and authorities a command is about."""

from pathlib import Path

import typer

from prevent_assure.model.base import is_cycle, is_id
from prevent_assure.model.guesses import folded, guess_cycle
from prevent_assure.model.nearness import closest
from prevent_assure.model.settings import Settings
from prevent_assure.workspace.workspace import Workspace

from .boundary import INPUT_HAS_ERRORS, fail, findings, note_source


def open_workspace(context: typer.Context, named: Path | None, *, alone: bool = False) -> Workspace:
    """Open the workspace that a command works on.

    Args:
        context: The command's context, whose parent may name a workspace.
        named: The folder that the command names itself.
        alone: Whether the workspaces that its settings list are left aside, as by commands that change files.

    Returns:
        The workspace.

    Raises:
        Exit: If there is none.
    """
    folder = named or (context.obj if isinstance(context.obj, Path) else None)
    opened = Workspace.at(folder) if folder is not None else Workspace.find(Path.cwd())
    note_source(f"workspace: {opened.root}")
    return Workspace(opened.root, alone=True) if alone else opened


def settings_of(workspace: Workspace) -> Settings:
    """Give the settings; where they cannot be read, say why and end with exit code 1."""
    settings = workspace.settings.model
    if settings is None:
        findings(workspace.settings.diagnostics, to_error=True)
        raise typer.Exit(INPUT_HAS_ERRORS)
    return settings


def chosen_cycle(workspace: Workspace, cycle: str | None) -> str:
    """Decide which cycle a command is about.

    Args:
        workspace: The workspace.
        cycle: What the command line says.

    Returns:
        The cycle.

    Raises:
        Exit: If it is none, or none that the settings list, or the settings cannot be read.
    """
    settings = settings_of(workspace)
    if cycle is None:
        note_source(f"cycle: {settings.current_cycle}, the current one of the settings")
        return settings.current_cycle
    if cycle not in settings.cycles:
        known = f"cycles there: {', '.join(settings.cycles)}"
        begins = f"{known}; `prevent-assure cycle open {cycle}` begins this one" if is_cycle(cycle) else ""
        meant = guess_cycle(cycle)
        if meant is not None and meant.word in settings.cycles and meant.word != cycle:
            begins = f"write `--cycle {meant.word}`"
        fail("this cycle is not one of the settings'", begins or closest(cycle, settings.cycles) or known)
    return cycle


def chosen_authority(workspace: Workspace, named: str | None, cycle: str) -> str:
    """Decide which one authority a command is about; where none is named, the only one of the workspace.

    Raises:
        Exit: If it is none, or none is named and the workspace has none or several.
    """
    (chosen,) = one_or_named(workspace, [named] if named is not None else None, cycle)
    return chosen


def one_or_named(workspace: Workspace, named: list[str] | None, cycle: str, *, all_of_them: bool = False) -> list[str]:
    """Decide which authorities a command is about; where none is named, the only one of the workspace.

    Args:
        workspace: The workspace.
        named: What the command line says.
        cycle: The cycle.
        all_of_them: Whether the command has `--all` as well.

    Raises:
        Exit: If an id is none, or none is named and the workspace has none or several.
    """
    known = workspace.authorities()
    if not named and len(known) != 1:
        also = ", or all of them with --all" if all_of_them and known else ""
        fail(
            f"whose? name an authority with --authority ID{also}",
            f"authorities: {', '.join(known[:12])}" if known else "there is no file in authorities/ yet",
        )
    return chosen_authorities(workspace, named or known, cycle)


def chosen_authorities(workspace: Workspace, named: list[str] | None, cycle: str) -> list[str]:
    """Decide which authorities a command is about.

    Args:
        workspace: The workspace.
        named: What the command line says.
        cycle: The cycle.

    Returns:
        Their ids, each once.

    Raises:
        Exit: If an id is none, or no authority's.
    """
    known = {*workspace.authorities(), *workspace.assessed(cycle)}
    for authority in named or ():
        if authority not in known:
            fail(f"there is no authority `{authority}` here", _authority_meant(workspace, authority, sorted(known)))
    return list(dict.fromkeys(named or ()))


def _authority_meant(workspace: Workspace, written: str, known: list[str]) -> str:
    """Say which authority was meant, by its id in other letters or by its name; else which there are."""
    ids = {folded(each): each for each in known}
    if folded(written) in ids:
        return f"write `--authority {ids[folded(written)]}`"
    for each in known if not is_id(written) else ():
        loaded = workspace.authority(each)
        if loaded is not None and loaded.model is not None and folded(loaded.model.name) == folded(written):
            return f"write `--authority {each}`: this is its id"
    listed = f"{', '.join(known[:12])}{f' and {len(known) - 12} more' if len(known) > 12 else ''}"  # noqa: PLR2004 - a line
    near = closest(folded(written).replace("_", "-"), known, at_least=0.7)  # counties end alike
    return near or f"authorities: {listed}"

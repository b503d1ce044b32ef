"""`prevent-assure cycle`: beginning a cycle, listing the cycles, ending one."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from prevent_assure.checking.reading import existing
from prevent_assure.cli import boundary, clock, completion, listing, workspaces
from prevent_assure.model.base import is_cycle
from prevent_assure.rules.status import STAGES
from prevent_assure.text.blocks import Table
from prevent_assure.text.listings import Cell, Listing
from prevent_assure.workspace.layout import SETTINGS, form_path
from prevent_assure.workspace.locking import over_again
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import is_only_tried, only_tried

from .closing import ClosedCycle, close_cycle
from .opening import OpenedCycle, Wanted, open_cycle

EXAMPLES = (
    "Examples: `prevent-assure cycle open 2025-26 --due 2026-03-31 --from 2024-25 --current` · "
    "`prevent-assure cycle list` · `prevent-assure cycle close 2024-25`"
)
HEADINGS = ("Cycle", "Criteria", "Due", "Authorities", "Begun", "Issued", "")
KEYS = ("cycle", "current", "criteria", "due", "closed", "authorities", "self_assessments", "issued")

cycle = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings=boundary.CONTEXT,
    help="The cycles: begin one with a file for each authority, list them, close one.",
    epilog=EXAMPLES,
)


@cycle.command("open", epilog="Examples: `prevent-assure cycle open 2025-26 --due 2026-03-31 --current`")
def open_(
    context: typer.Context,
    named: Annotated[str, typer.Argument(metavar="CYCLE", help="As in 2025-26.", autocompletion=completion.cycles)],
    criteria: Annotated[
        str | None,
        typer.Option(
            "--criteria",
            metavar="EDITION",
            help="The criteria, as in local-authority/2025-26; by default the cycle's own, else those of the cycle "
            "before.",
            show_default=False,
        ),
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="When self-assessments are due.", show_default=False)
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="CYCLE",
            autocompletion=completion.cycles,
            help="Put the answers of this cycle beside the criteria, as comments.",
            show_default=False,
        ),
    ] = None,
    current: Annotated[bool, typer.Option("--current", help="Make it the current cycle.")] = False,  # noqa: FBT002 - so typer has it
    forms: Annotated[bool, typer.Option("--forms", help="Write a workbook for each authority, too.")] = False,  # noqa: FBT002 - as above
    again: Annotated[bool, typer.Option("--again", help="Open a cycle that is closed once more.")] = False,  # noqa: FBT002 - as above
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - as above
    workspace: boundary.Workspace = None,
) -> None:
    """Begin a cycle: write it into the settings, and lay out a self-assessment for each authority that exists then.

    Comments and layout of the settings stay. What is there already is left as it is, so that the same command can be
    given once more: for an authority that has been added since, or a command that was broken off.
    """
    with boundary.boundary():
        if not is_cycle(named):
            boundary.fail("a cycle is two following years, as in 2025-26")
        day = clock.day(due, "--due") if due is not None else None
        opened = workspaces.open_workspace(context, workspace, alone=True)
        from_ = workspaces.chosen_cycle(opened, source) if source is not None else None
        if from_ == named:
            boundary.fail("--from takes another cycle than the one that is opened")
        wanted = Wanted(criteria, day, from_, current, again)
        write_forms = boundary.another(context, "form", "write") if forms else None
        with only_tried(dry_run):
            result = over_again(partial(open_cycle, cycle=named, wanted=wanted), opened)
            _say_opened(result)
        if any(one.diagnostics for one in result.laid):
            raise typer.Exit(boundary.INPUT_HAS_ERRORS)
        if write_forms is not None and dry_run:
            boundary.show_line(f"would write the forms to forms/{named}/")
        elif write_forms is not None and (words := _forms_missing(opened, result)):
            write_forms(*words, "--cycle", named, "--workspace", str(opened.root))
    raise typer.Exit(boundary.DONE)


def _forms_missing(workspace: Workspace, result: OpenedCycle) -> list[str]:
    """Name those whose form is not there: all of them, with the list for a mail merge, or each; none where all are."""
    whose = [one.authority for one in result.laid if not one.covered_by]
    missing = [each for each in whose if not workspace.has(form_path(result.cycle, each, "lead"))]
    if len(missing) == len(whose):
        return ["--all"]
    return [word for each in missing for word in ("--authority", each)]


def _say_opened(result: OpenedCycle) -> None:
    _say_settings(result.lines)
    for one in result.laid:
        boundary.findings(one.diagnostics, to_error=True)
        if one.diagnostics:
            boundary.say(f"{one.authority}: no new self-assessment, because of the errors above")
        if one.made:
            boundary.show_written(one.path)
        if one.covered_by:
            boundary.note(f"{one.authority}: none of its own, since that of {one.covered_by} covers it")
        for note in one.notes:
            boundary.note(f"  note: {note}")
    for authority in result.gone:
        boundary.note(f"{authority}: none, since it does not exist in {result.cycle}")
    there = sum(not one.made and not one.covered_by and not one.diagnostics for one in result.laid)
    due = f", due {result.due}" if result.due is not None else ", without a due date (--due gives one)"
    now = "the current cycle" if result.is_current else "not the current cycle (--current makes it so)"
    boundary.note(f"{result.cycle}: criteria {result.criteria}{due}; {now}; self-assessments there before: {there}")
    if is_only_tried() or not result.changed:
        boundary.note(f"{result.cycle}: {'a dry run; ' if is_only_tried() else ''}nothing is changed")


def _say_settings(lines: Sequence[str]) -> None:
    if lines:
        boundary.show_written(SETTINGS)
    for line in lines:
        (boundary.show_line if is_only_tried() else boundary.show_done)(f"  {line}")


@cycle.command("list", epilog="Examples: `prevent-assure cycle list --format json`")
def list_(
    context: typer.Context,
    form: listing.Form = "text",
    no_bom: listing.NoBom = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """List the cycles of the settings: criteria, due date, how many letters are issued, and whether it is closed."""
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        rows = [_row(opened, name) for name in sorted(workspaces.settings_of(opened).cycles)]
        table = Table(HEADINGS, [_words(row) for row in rows], right=frozenset(HEADINGS[3:6]))
        data = {"format": "prevent-assure/cycles/1", "cycles": rows}
        listing.show(
            Listing((table,), (table,), KEYS, [list(row.values()) for row in rows], data), form, bom=not no_bom
        )
    raise typer.Exit(boundary.DONE)


def _row(workspace: Workspace, name: str) -> dict[str, Cell]:
    settings = workspaces.settings_of(workspace)
    own, there = settings.cycles[name], {*existing(workspace, name), *workspace.assessed(name)}
    return {
        "cycle": name,
        "current": settings.current_cycle == name,
        "criteria": own.criteria,
        "due": own.self_assessment_due,
        "closed": own.closed,
        "authorities": len(there),
        "self_assessments": sum(workspace.has_assessment(name, each) for each in there),
        "issued": sum(workspace.issued(name, each) for each in there),
    }


def _words(row: dict[str, Cell]) -> tuple[str, ...]:
    closed = f"closed {row['closed']}" if row["closed"] else ""
    shown = (row["cycle"], row["criteria"] or "", row["due"] or "", *(row[key] for key in KEYS[5:]))
    return (*map(str, shown), closed or ("current" if row["current"] else ""))


@cycle.command(epilog="Examples: `prevent-assure cycle close 2024-25` · `prevent-assure cycle close 2024-25 --dry-run`")
def close(
    context: typer.Context,
    named: Annotated[
        str | None,
        typer.Argument(
            metavar="CYCLE",
            help="As in 2024-25; by default the current cycle.",
            show_default=False,
            autocompletion=completion.cycles,
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day, as in 2025-06-30. By default today.")
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Also where a letter is not issued.")] = False,  # noqa: FBT002 - as above
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - as above
    workspace: boundary.Workspace = None,
) -> None:
    """Close a cycle: say what is still open in it, and note in the settings that its files stay as they are.

    It refuses while a letter is not issued. Afterwards a change of the cycle's files is a finding; an issued letter can
    still be corrected.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        chosen = workspaces.chosen_cycle(opened, named)
        with only_tried(dry_run):
            result = over_again(partial(close_cycle, cycle=chosen, on=clock.day(on), anyway=anyway), opened)
            _say_closed(result, anyway=anyway)
    refused = bool(result.still_open) and not anyway and result.closed is None
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if refused else boundary.DONE)


def _say_closed(result: ClosedCycle, *, anyway: bool) -> None:
    for one in result.still_open:
        boundary.show_line(f"{one.authority}: {STAGES[one.stage]}: {' '.join(one.needs)}")
    _say_settings(result.lines)
    said = f"{result.cycle}: "
    if result.lines:
        boundary.note(f"{said}{'a dry run; nothing is changed' if is_only_tried() else 'closed; commit this change'}")
    elif result.closed is not None:
        boundary.note(f"{said}closed since {result.closed} already; nothing is changed")
    elif not anyway:
        letters = "1 letter is" if len(result.still_open) == 1 else f"{len(result.still_open)} letters are"
        boundary.say(f"{said}{letters} not issued, or being corrected; nothing is changed")
        boundary.say("  hint: `prevent-assure todo` says what is next; --anyway closes it as it is")

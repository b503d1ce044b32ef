"""`prevent-assure issue`."""

from pathlib import Path
from typing import Annotated

import typer

from prevent_assure.cli import boundary, workspaces
from prevent_assure.cli.clock import day
from prevent_assure.cycle.signing_list import waiting
from prevent_assure.outcome_letter.command import FormatName, Whose, formats_of
from prevent_assure.workspace.workspace import Workspace

from .issue import IssueResult, Issuing
from .keys import signing_key

EXAMPLES = (
    "Examples: `prevent-assure issue -a herefordshire --date 2025-05-19` · "
    "`prevent-assure issue --cleared --date 2025-05-19 --format html --format md` · "
    "`prevent-assure issue -a herefordshire --date 2025-06-02 --supersedes` · "
    "`prevent-assure issue --cleared --sign`"
)


def issue(
    context: typer.Context,
    authority: Whose = None,
    cleared: Annotated[bool, typer.Option("--cleared", help="Every letter that is cleared and not issued.")] = False,  # noqa: FBT002 - so typer has it
    cycle: boundary.Cycle = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The letters' date. By default the one that each review gives."),
    ] = None,
    form: Annotated[
        list[FormatName] | None,
        typer.Option(
            "--format",
            help="May be given several times. By default html, or as the letter before it was issued.",
            show_default=False,
        ),
    ] = None,
    by: boundary.By = None,
    supersedes: Annotated[  # noqa: FBT002 - so typer has it
        bool, typer.Option("--supersedes", help="The letter takes the place of one that is issued, and says so.")
    ] = False,
    sign: Annotated[  # noqa: FBT002 - so typer has it
        bool,
        typer.Option("--sign", help="Sign each record, with signing.key of the settings or git's user.signingkey."),
    ] = False,
    sign_with: Annotated[
        Path | None,
        typer.Option("--sign-with", metavar="KEY", help="Sign each record with this SSH key.", show_default=False),
    ] = None,
    dry_run: Annotated[  # noqa: FBT002 - so typer has it
        bool, typer.Option("--dry-run", "-n", help="Say what would be written or is missing; write and sign nothing.")
    ] = False,
    workspace: boundary.Workspace = None,
) -> None:
    """Issue letters that are cleared: write them without any banner, and beside each the record of its sources.

    Afterwards a change of self-assessment or review is an error; a correction is a new issue, with `--supersedes`.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        of_day = None if date is None else day(date, "--date")
        named, again = _named(opened, authority, of_cycle, cleared=cleared, supersedes=supersedes)
        key = signing_key(opened, sign_with) if sign or sign_with is not None else None
        issuing = Issuing(opened, cycle=of_cycle, formats=formats_of(form or ()), key=key)
        failed = [
            each
            for each in named
            if not _said(issuing.issue(each, day=of_day, by=by, supersedes=supersedes, dry_run=dry_run))
        ]
    if cleared:
        done = "would be issued" if dry_run else "are issued"
        boundary.note(f"{len(named) - len(failed)} of {len(named)} cleared letters {done}")
        for one in again:
            boundary.note(f"{one} {of_cycle}: corrected and cleared again; `issue -a {one} --supersedes` issues it")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if failed else boundary.DONE)


def _named(
    workspace: Workspace, authority: list[str] | None, cycle: str, *, cleared: bool, supersedes: bool
) -> tuple[list[str], list[str]]:
    """Name the authorities whose letters are to be issued, and those whose letters `--cleared` leaves out."""
    if not cleared:
        return workspaces.one_or_named(workspace, authority, cycle), []
    if authority:
        boundary.fail("--cleared and --authority exclude each other")
    if supersedes:
        boundary.fail("--supersedes is of letters named one by one, with --authority")
    return waiting(workspace, cycle=cycle)


def _said(result: IssueResult) -> bool:
    """Say what became of one letter, and whether it is issued."""
    who = f"{result.authority} {result.cycle}"
    boundary.findings(result.diagnostics, to_error=True)
    if result.tried:
        boundary.show_line(f"{who}: would be issued ({', '.join(result.paths)})")
        boundary.note(f"{who}: {result.said[0]}")
        return True
    if result.issued:
        done, *notes = result.said
        boundary.show_done(f"{who}: {done} ({', '.join(result.paths)})")
        for note in notes:
            boundary.note(f"  - {note}")
        return True
    boundary.say(f"{who}: not issued; nothing is changed")
    for sentence in result.said:
        boundary.say(f"  - {sentence}")
    return False

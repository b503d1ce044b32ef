"""`prevent-assure issue`."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from prevent_assure.cli import boundary, workspaces
from prevent_assure.cli.clock import day
from prevent_assure.cycle import stepping
from prevent_assure.cycle.signing_list import cleared as waiting

from .issue import Issuing

EXAMPLES = (
    "Examples: `prevent-assure issue -a herefordshire --date 2025-05-19` · "
    "`prevent-assure issue --cleared --date 2025-05-19 --format html --format md` · "
    "`prevent-assure issue -a herefordshire --date 2025-06-02 --supersedes`"
)


class Format(StrEnum):
    """The formats of a letter."""

    html = "html"
    md = "md"
    pdf = "pdf"
    docx = "docx"
    odt = "odt"


def issue(
    context: typer.Context,
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            "-a",
            metavar="ID",
            help="Whose letter, by id; may be given several times.",
            show_default=False,
        ),
    ] = None,
    cleared: Annotated[bool, typer.Option("--cleared", help="Every letter that is cleared and not issued.")] = False,  # noqa: FBT002 - so typer has it
    cycle: boundary.Cycle = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The letters' date. By default the one that each review gives."),
    ] = None,
    form: Annotated[
        list[Format] | None,
        typer.Option(
            "--format",
            help="May be given several times. By default html, or as the letter before it was issued.",
            show_default=False,
        ),
    ] = None,
    by: stepping.By = None,
    supersedes: Annotated[  # noqa: FBT002 - so typer has it
        bool, typer.Option("--supersedes", help="The letter takes the place of one that is issued, and says so.")
    ] = False,
    workspace: boundary.Workspace = None,
) -> None:
    """Issue letters that are cleared: write them without any banner, and beside each the record of its sources.

    Afterwards a change of self-assessment or review is an error; a correction is a new issue, with `--supersedes`.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        day = _day(date)
        named = _named(opened, authority, of_cycle, cleared=cleared, supersedes=supersedes)
        issuing = Issuing(opened, cycle=of_cycle, formats=[each.value for each in dict.fromkeys(form or ())])
        failed = [each for each in named if not _said(issuing.issue(each, day=day, by=by, supersedes=supersedes))]
    if cleared:
        boundary.say(f"{len(named) - len(failed)} of {len(named)} cleared letters are issued")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if failed else boundary.DONE)


def _day(date: str | None) -> Any:  # noqa: ANN401 - a date or None

    return None if date is None else day(date, "--date")


def _named(
    workspace: Any,  # noqa: ANN401 - loaded late
    authority: list[str] | None,
    cycle: str,
    *,
    cleared: bool,
    supersedes: bool,
) -> list[str]:
    if not cleared:
        return workspaces.chosen_authorities(workspace, authority or [stepping.only_authority(workspace)], cycle)
    if authority:
        boundary.fail("--cleared and --authority exclude each other")
    if supersedes:
        boundary.fail("--supersedes is of letters named one by one, with --authority")

    return list(waiting(workspace, cycle=cycle))


def _said(result: Any) -> bool:  # noqa: ANN401 - loaded late
    """Say what became of one letter, and whether it is issued."""
    who = f"{result.authority} {result.cycle}"
    boundary.findings(result.diagnostics, to_error=True)
    if result.issued:
        boundary.show_line(f"{who}: {' '.join(result.said)} ({', '.join(result.paths)})")
        return True
    boundary.say(f"{who}: not issued; nothing is changed")
    for sentence in result.said:
        boundary.say(f"  - {sentence}")
    return False

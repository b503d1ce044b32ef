"""`prevent-assure init`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from prevent_assure.checking.editions import newest_edition
from prevent_assure.cli import boundary, workspaces
from prevent_assure.model.base import is_cycle, is_id
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import is_only_tried, only_tried

from . import init as task
from .init_interview import Answers, interview
from .todo import still_to_be_filled_in
from .todo_command import lines_of

EXAMPLES = (
    'Examples: `prevent-assure init` · `prevent-assure init council -a herefordshire --name "Herefordshire Council"` · '
    "`prevent-assure init --cycle 2024-25 --install-from tools/prevent_assure.whl`"
)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where; made if it is not there.")] = Path(),
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            "-a",
            metavar="ID",
            help="An authority to begin with, by the id that it is to have; may be given several times.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="The name of each, in the same order.", show_default=False),
    ] = None,
    cycle: Annotated[
        str | None,
        typer.Option("--cycle", metavar="CYCLE", help="As in 2024-25; by default the newest edition's."),
    ] = None,
    criteria: Annotated[
        str | None,
        typer.Option("--criteria", metavar="EDITION", help="The criteria; by default the newest that are packaged."),
    ] = None,
    bare: Annotated[  # noqa: FBT002 - so typer has it
        bool, typer.Option("--no-assessment", help="Lay out no self-assessments.")
    ] = False,
    council_team: Annotated[
        str | None,
        typer.Option("--council-team", metavar="TEAM", help="Who agrees to changes of the council's files."),
    ] = None,
    adviser_team: Annotated[
        str | None,
        typer.Option("--adviser-team", metavar="TEAM", help="Who agrees to changes of all other files."),
    ] = None,
    install_from: Annotated[
        str | None,
        typer.Option(
            "--install-from",
            metavar="SOURCE",
            help="Where the checks install the tool from: a git address at a commit, a wheel or index with its hash, "
            "or a file of the workspace.",
        ),
    ] = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
) -> None:
    """Lay out a workspace ready for git: one council's repository, or that of several.

    On a terminal it asks for what the options do not say. A file that is there already is left as it is.
    """
    with boundary.boundary():
        authorities = _authorities(authority or [], name or [])
        asked = not authority and sys.stdin.isatty() and boundary.on_terminal()
        if asked:
            known = Answers(cycle or newest_edition().rpartition("/")[2], assessments=not bare)
            told = interview(known, _asked, boundary.say)
            authorities, cycle, bare = list(told.councils), told.cycle, not told.assessments
        _check_cycle(cycle)
        wanted = task.Wanted(
            cycle=cycle,
            criteria=criteria,
            authorities=authorities,
            assessments=not bare,
            council=council_team,
            adviser=adviser_team,
            install_from=install_from,
        )
        with only_tried(dry_run):
            result = task.init(folder, wanted)
            _say(folder, result, wanted)
    raise typer.Exit(boundary.DONE if result.written else boundary.CANNOT_RUN)


def _authorities(ids: list[str], names: list[str]) -> list[tuple[str, str]]:
    if len(names) > len(ids):
        boundary.fail("each --name belongs to an --authority before it")
    for each in ids:
        _check_id(each)
    given = [*names, *[""] * (len(ids) - len(names))]
    return [(each, _line(called) or _called(each)) for each, called in zip(ids, given, strict=True)]


def _check_id(authority: str) -> None:
    if not is_id(authority):
        boundary.fail("an authority's id has small letters, digits and hyphens, as in herefordshire")


def _check_cycle(cycle: str | None) -> None:
    if cycle is not None and not is_cycle(cycle):
        boundary.fail("a cycle is two following years, as in 2024-25")


def _line(text: str) -> str:
    return " ".join(text.split())


def _called(authority: str) -> str:
    return " ".join(word.capitalize() for word in authority.split("-"))


def _asked(question: str, usual: str) -> str:
    return str(typer.prompt(question, default=usual, show_default=bool(usual), err=True))


def _say(folder: Path, result: task.InitResult, wanted: task.Wanted) -> None:
    for path in result.written:
        boundary.show_written((folder / path).as_posix())
    for path in result.left:
        boundary.say(f"{(folder / path).as_posix()} is there already, and is left as it is")
    if not result.written:
        boundary.say("prevent-assure: nothing is left to be laid out")
        return
    if is_only_tried():
        return
    workspace = Workspace.at(folder)
    todos = still_to_be_filled_in(workspace, workspaces.settings_of(workspace).current_cycle)
    if todos:
        boundary.note("Still to be filled in (`prevent-assure todo` says it again):")
    for one in todos:
        first, *ways = lines_of(one)
        for line in (f"  {first}", *(f"      {way}" for way in ways)):
            boundary.note(line)
    boundary.note("Then `git init`, `git add .` and `git commit`; README.md says how.")
    if wanted.council is None:
        boundary.note(
            "CODEOWNERS is left out: --council-team and --adviser-team name who is asked to agree to changes."
        )
    if wanted.install_from is None:
        boundary.note("The checks of GitHub and GitLab fail until they know where to install the tool from: delete")
        boundary.note("their files, and call `init` once more with --install-from.")

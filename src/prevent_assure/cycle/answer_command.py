"""`prevent-assure answer`."""

from typing import Annotated

import typer

from prevent_assure.cli import boundary, completion, workspaces
from prevent_assure.model.base import is_cycle
from prevent_assure.model.nearness import closest

from .answering import Answering, Question, Unreadable
from .interview import Interview

EXAMPLES = (
    "Examples: `prevent-assure answer` · `prevent-assure answer -a herefordshire --benchmark training` · "
    "`prevent-assure answer -a herefordshire --all`"
)


def answer(
    context: typer.Context,
    authority: boundary.Authority = None,
    cycle: boundary.Cycle = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="CYCLE",
            help="Show what was answered in this cycle; by default the one before.",
            autocompletion=completion.cycles,
        ),
    ] = None,
    benchmark: Annotated[
        list[str] | None,
        typer.Option(
            "--benchmark",
            metavar="ID",
            help="Only this benchmark; may be given several times.",
            autocompletion=completion.benchmarks,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Ask also what is answered already.")] = False,  # noqa: FBT002 - so typer has it
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Go through a self-assessment on the terminal, one criterion at a time.

    Each answer is in the file before the next one is asked. Leave with q or Ctrl-D and come back: it goes on where
    something is open.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = workspaces.chosen_authority(opened, authority, of_cycle)
        _check_source(source)
        try:
            answering = Answering(opened, authority=named, cycle=of_cycle, source=source)
            asked = _asked(answering, benchmark or [], every=every)
            if dry_run:
                of = f"{len(asked)} of {len(answering.questions)} questions"
                boundary.show_line(f"would ask {of}, and write each answer to {answering.path}")
            else:
                Interview(answering, asked, named).go()
        except Unreadable as fault:
            boundary.findings(fault.diagnostics, to_error=True)
            raise typer.Exit(boundary.INPUT_HAS_ERRORS) from None
    raise typer.Exit(boundary.DONE)


def _check_source(source: str | None) -> None:
    if source is not None and not is_cycle(source):
        boundary.fail("--from takes a cycle, as in 2024-25")


def _asked(answering: Answering, benchmarks: list[str], *, every: bool) -> list[Question]:
    known = [each.id for each in answering.view.benchmarks if each.scored]
    for each in benchmarks:
        if each not in known:
            hint = closest(each, known) or f"benchmarks: {', '.join(known)}"
            boundary.fail("there is no such benchmark to be answered", hint)
    return [
        each
        for each in answering.questions
        if (not benchmarks or (each.benchmark is not None and each.benchmark.id in benchmarks))
        and (every or answering.is_open(each))
    ]

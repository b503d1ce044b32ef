"""`prevent-assure agree`."""

from typing import Annotated

import typer

from prevent_assure.cli import boundary

from . import stepping
from .steps import agree as agree_whole
from .steps import agree_benchmark

EXAMPLES = (
    "Examples: `prevent-assure agree -a herefordshire --benchmark training --outcome met` · "
    "`prevent-assure agree -a herefordshire`"
)


def agree(
    context: typer.Context,
    authority: stepping.Authority = None,
    cycle: boundary.Cycle = None,
    benchmark: Annotated[
        str | None, typer.Option("--benchmark", metavar="ID", help="One benchmark; without it the review as a whole.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="WORD", help="The benchmark's agreed outcome, as in met.")
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="Why this outcome; needed where the rules do not allow it."),
    ] = None,
    by: stepping.By = None,
    on: stepping.On = None,
    workspace: boundary.Workspace = None,
) -> None:
    """Record the agreed outcome of a benchmark with what it rests on; without a benchmark, that the review is done.

    When answers or criteria change afterwards, `validate` says that the agreement is stale.
    """
    if benchmark is None:
        if outcome is not None or reason is not None:
            boundary.fail("--outcome and --reason are of one benchmark: name it with --benchmark")
        day = stepping.day(on)
        stepping.take(
            context,
            workspace,
            authority,
            cycle,
            lambda opened, of, in_cycle: agree_whole(opened, authority=of, cycle=in_cycle, on=day, by=by),
        )
    if outcome is None:
        boundary.fail("--benchmark needs its --outcome")
    if by is not None or on is not None:
        boundary.fail("--by and --on are of the review as a whole, and not of one benchmark")
    stepping.take(
        context,
        workspace,
        authority,
        cycle,
        lambda opened, of, in_cycle: agree_benchmark(
            opened, authority=of, cycle=in_cycle, benchmark=benchmark, outcome=outcome, reason=reason
        ),
    )

"""`prevent-assure return`: a word that Python keeps for itself, hence the names with `_`."""

from typing import Annotated

import typer

from prevent_assure.cli import boundary

from . import stepping
from .steps import send_back

EXAMPLES = 'Examples: `prevent-assure return -a herefordshire --reason "Please say what the evidence is."`'


def return_(
    context: typer.Context,
    authority: stepping.Authority = None,
    cycle: boundary.Cycle = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why, for the authority.")] = None,
    by: stepping.By = None,
    on: stepping.On = None,
    workspace: boundary.Workspace = None,
) -> None:
    """Send a self-assessment back to the authority: it is a draft again.

    What was accepted, agreed and cleared as a whole is taken back with it; what was agreed of each benchmark stays.
    """
    if reason is None:
        boundary.fail("a return needs its --reason: the authority must know what to do")
    day = stepping.day(on)
    stepping.take(
        context,
        workspace,
        authority,
        cycle,
        lambda opened, of, in_cycle: send_back(opened, authority=of, cycle=in_cycle, on=day, reason=reason, by=by),
    )

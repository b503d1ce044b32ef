"""`prevent-assure accept`."""

import typer

from prevent_assure.cli import boundary

from . import stepping
from .steps import accept as task

EXAMPLES = (
    "Examples: `prevent-assure accept -a herefordshire` · `prevent-assure accept -a herefordshire --by prevent-lead`"
)


def accept(
    context: typer.Context,
    authority: stepping.Authority = None,
    cycle: boundary.Cycle = None,
    by: stepping.By = None,
    on: stepping.On = None,
    workspace: boundary.Workspace = None,
) -> None:
    """Record that the authority finds the review's text factually right."""
    day = stepping.day(on)
    stepping.take(
        context,
        workspace,
        authority,
        cycle,
        lambda opened, of, in_cycle: task(opened, authority=of, cycle=in_cycle, on=day, by=by),
    )

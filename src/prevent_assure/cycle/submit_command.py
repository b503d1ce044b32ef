"""`prevent-assure submit`."""

import typer

from prevent_assure.cli import boundary

from . import stepping
from .steps import submit as task

EXAMPLES = (
    "Examples: `prevent-assure submit -a herefordshire` · `prevent-assure submit -a herefordshire --on 2025-03-14`"
)


def submit(
    context: typer.Context,
    authority: stepping.Authority = None,
    cycle: boundary.Cycle = None,
    by: stepping.By = None,
    on: stepping.On = None,
    workspace: boundary.Workspace = None,
) -> None:
    """Record that the authority submits its self-assessment.

    It is written only if everything is answered and the file has no errors.
    """
    day = stepping.day(on)
    stepping.take(
        context,
        workspace,
        authority,
        cycle,
        lambda opened, of, in_cycle: task(opened, authority=of, cycle=in_cycle, on=day, by=by),
    )

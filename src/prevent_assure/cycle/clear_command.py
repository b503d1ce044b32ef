"""`prevent-assure clear`."""

import typer

from prevent_assure.cli import boundary

from . import stepping
from .steps import clear as task

EXAMPLES = (
    "Examples: `prevent-assure clear -a herefordshire` · `prevent-assure clear -a herefordshire --by head-of-delivery`"
)


def clear(
    context: typer.Context,
    authority: stepping.Authority = None,
    cycle: boundary.Cycle = None,
    by: stepping.By = None,
    on: stepping.On = None,
    workspace: boundary.Workspace = None,
) -> None:
    """Record that the letter may be signed.

    It is written only if the review is agreed, and neither errors nor warnings of the letter's text are left.
    """
    day = stepping.day(on)
    stepping.take(
        context,
        workspace,
        authority,
        cycle,
        lambda opened, of, in_cycle: task(opened, authority=of, cycle=in_cycle, on=day, by=by),
    )

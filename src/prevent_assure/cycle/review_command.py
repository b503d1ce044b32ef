"""`prevent-assure review`."""

from typing import Annotated

import typer

from prevent_assure.cli import boundary

from . import stepping
from .steps import review as task

EXAMPLES = (
    "Examples: `prevent-assure review -a herefordshire` · "
    "`prevent-assure review -a herefordshire --with prevent-lead --with board-chair --on 2025-04-24`"
)


def review(
    context: typer.Context,
    authority: stepping.Authority = None,
    cycle: boundary.Cycle = None,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="ROLE",
            help="With whom the self-assessment was discussed, by role; may be given several times.",
            show_default=False,
        ),
    ] = None,
    by: stepping.By = None,
    on: stepping.On = None,
    workspace: boundary.Workspace = None,
) -> None:
    """Begin the review of a submitted self-assessment: make the adviser's file where there is none.

    With `--with` it records that the self-assessment was discussed, with whom and when.
    """
    day = stepping.day(on)
    stepping.take(
        context,
        workspace,
        authority,
        cycle,
        lambda opened, of, in_cycle: task(
            opened, authority=of, cycle=in_cycle, on=day, by=by, discussed_with=tuple(with_ or ())
        ),
    )

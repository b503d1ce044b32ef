"""`prevent-assure recommendations`."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from prevent_assure.cli import boundary, streams, workspaces
from prevent_assure.rules.recommendations import RecommendationHistory

from . import recommendations_printing as tables
from .recommendations import recommendations as task

Format = Literal["text", "csv", "json", "md"]
EXAMPLES = (
    "Examples: `prevent-assure recommendations --open` · `prevent-assure recommendations -a herefordshire` · "
    "`prevent-assure recommendations --open --format csv`"
)


def recommendations(
    context: typer.Context,
    authority: boundary.Authorities = None,
    cycle: Annotated[
        list[str] | None,
        typer.Option("--cycle", metavar="CYCLE", help="Only those that this cycle's letters made. By default all."),
    ] = None,
    only_open: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool, typer.Option("--open", help="Leave out those that are addressed or superseded.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """List every recommendation of every cycle, with its progress until now.

    The adviser's view of the progress goes before the authority's. Errors in the files go to
    standard error, and the exit code is then 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        current = workspaces.chosen_cycle(opened, None)
        cycles = [workspaces.chosen_cycle(opened, each) for each in cycle or ()]
        named = workspaces.chosen_authorities(opened, authority, current)
        result = task(opened, cycles=cycles, authorities=named, only_open=only_open)
        _show(result.recommendations, form)
        boundary.findings(result.diagnostics, to_error=True)
        if not result.recommendations:
            boundary.say("there are no such recommendations")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.diagnostics else boundary.DONE)


def _show(found: Sequence[RecommendationHistory], form: Format) -> None:
    if form == "text":
        text = tables.recommendations_text(found, width=streams.width(), colour=boundary.in_colour())
        boundary.show(text)
    elif form == "csv":
        boundary.show(tables.recommendations_csv(found))
    elif form == "json":
        boundary.show(tables.recommendations_json(found))
    else:
        boundary.show(tables.recommendations_md(found))

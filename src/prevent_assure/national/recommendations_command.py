"""`prevent-assure recommendations`."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from prevent_assure.cli import boundary, streams, workspaces

from . import recommendations_printing as tables
from .recommendations import recommendations as task

EXAMPLES = (
    "Examples: `prevent-assure recommendations --open` · `prevent-assure recommendations -a herefordshire` · "
    "`prevent-assure recommendations --open --format csv`"
)


class Format(StrEnum):
    """How recommendations are printed."""

    text = "text"
    csv = "csv"
    json = "json"
    md = "md"


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
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = Format.text,
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


def _show(found: Any, form: Format) -> None:  # noqa: ANN401 - loaded late

    if form is Format.text:
        text = tables.recommendations_text(found, width=streams.width(), colour=boundary.in_colour())
        boundary.show(text)
    elif form is Format.csv:
        boundary.show(tables.recommendations_csv(found))
    elif form is Format.json:
        boundary.show(tables.recommendations_json(found))
    else:
        boundary.show(tables.recommendations_md(found))

"""`prevent-assure schema`."""

from typing import Annotated, Literal, get_args

import typer

from prevent_assure.cli import boundary
from prevent_assure.text.json_text import written

from . import chosen_edition
from .schema import BY_EDITION
from .schema import schema as task

Kind = Literal["assessment", "review", "authority", "criteria", "workspace", "issue", "published"]
EXAMPLES = (
    "Examples: `prevent-assure schema` · `prevent-assure schema assessment --criteria local-authority/2024-25 > "
    "assessment.schema.json` · `prevent-assure schema workspace`"
)


def schema(
    context: typer.Context,
    kind: Annotated[
        Kind, typer.Argument(metavar="KIND", help=f"{', '.join(get_args(Kind))}.", show_default=True)
    ] = "assessment",
    criteria: Annotated[
        str | None,
        typer.Option(
            "--criteria",
            metavar="EDITION",
            help="With assessment and review: another edition than the current cycle's.",
            show_default=False,
        ),
    ] = None,
    workspace: boundary.Workspace = None,
) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    Those of assessment and review are of one edition: they know its benchmarks, criteria and answers,
    with the criteria's texts.
    """
    with boundary.boundary():
        if kind in BY_EDITION:
            boundary.show(written(task(kind, chosen_edition.edition(context, workspace, criteria)[0])))
        elif criteria is not None:
            boundary.fail("--criteria goes with assessment and review")
        else:
            boundary.show(written(task(kind)))
    raise typer.Exit(boundary.DONE)

"""`prevent-assure validate`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from . import boundary

EXAMPLES = (
    "Examples: `prevent-assure validate` · `prevent-assure validate assessments/2024-25/herefordshire.yaml` · "
    "`cat file.yaml | prevent-assure validate -`"
)


LIMIT = 2 * 1024 * 1024
"""Bytes taken from standard input: more than a file may have, so that one too large is seen to be."""


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files or folders, also outside a workspace; `-` is standard input.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = Format.text,
    workspace: boundary.Workspace = None,
) -> None:
    """Say what is wrong with a workspace or with single files, at the line and with a hint.

    Exit code 0: no errors; 1: errors; 2: the command could not run.
    """
    with boundary.boundary():
        from prevent_assure.output.findings_text import summary_text  # noqa: PLC0415 - start-up
        from prevent_assure.tasks import validate as task  # noqa: PLC0415 - start-up
        from prevent_assure.tasks.validate_alone import validate_text  # noqa: PLC0415 - start-up

        if not paths:
            result = task.validate(boundary.open_workspace(context, workspace))
        elif list(paths) == ["-"]:
            result = validate_text(sys.stdin.buffer.read(LIMIT), "-")
        elif "-" in paths:
            boundary.fail("`-` stands alone: standard input is one file")
        else:
            result = task.validate_paths([Path(each) for each in paths], here=Path.cwd())
        if form is Format.json:
            from prevent_assure.output.json_form import diagnostics_json  # noqa: PLC0415 - start-up

            boundary.show(diagnostics_json(result.files, result.diagnostics))
        else:
            boundary.findings(result.diagnostics)
            boundary.show(summary_text(result.files, result.diagnostics))
    raise typer.Exit(boundary.DONE if result.ok else boundary.INPUT_HAS_ERRORS)

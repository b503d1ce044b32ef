"""`prevent-assure verify`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from . import boundary

EXAMPLES = (
    "Examples: `prevent-assure verify letters/2024-25/herefordshire.html` · `prevent-assure verify --all` · "
    "`prevent-assure verify --all --format json`"
)


class Format(StrEnum):
    """How what is found is printed."""

    text = "text"
    json = "json"


def verify(
    context: typer.Context,
    letter: Annotated[
        list[Path] | None,
        typer.Argument(metavar="LETTER", help="Files of letters, in their place or copies.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every letter that was issued.")] = False,  # noqa: FBT002 - so typer has it
    cycle: Annotated[
        str | None, typer.Option("--cycle", metavar="CYCLE", help="With --all: only the letters of this cycle.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How it is printed.")] = Format.text,
    workspace: boundary.Workspace = None,
) -> None:
    """Say whether letters are what was issued: genuine, changed, or overtaken by a change of their sources.

    It ends with exit code 0 only where every letter is genuine.
    """
    with boundary.boundary():
        from prevent_assure.output import verifications  # noqa: PLC0415 - start-up
        from prevent_assure.tasks.verify import verify as task  # noqa: PLC0415 - start-up

        if every == bool(letter):
            boundary.fail("which letters? name their files, or all that were issued with --all")
        if cycle is not None and not every:
            boundary.fail("--cycle is of --all: a letter that is named says itself which cycle it is of")
        opened = boundary.open_workspace(context, workspace)
        found = task(opened, letter or (), cycle=boundary.chosen_cycle(opened, cycle) if cycle is not None else None)
        printed = {Format.text: verifications.verifications_text, Format.json: verifications.verifications_json}
        boundary.show(printed[form](found))
    genuine = all(each.verdict == "genuine" for each in found)
    raise typer.Exit(boundary.DONE if genuine else boundary.INPUT_HAS_ERRORS)

"""`prevent-assure verify`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from prevent_assure.cli import boundary, workspaces
from prevent_assure.text.escaping import harmless
from prevent_assure.text.json_text import written

from .verify import VERDICTS, Verdict, Verification
from .verify import verify as task

_WORDS: dict[Verdict, str] = {
    "genuine": "genuine",
    "letter_changed": "letter changed",
    "sources_changed": "sources changed since",
    "cannot_tell": "cannot tell",
}


def verifications_text(found: Sequence[Verification]) -> str:
    """Say in words what comes of each letter.

    Args:
        found: What was found.

    Returns:
        A line for each letter, what it means below it; at the end the counts where there are several.
    """
    lines: list[str] = []
    for each in found:
        lines.append(f"{each.file}: {_WORDS[each.verdict]}")
        lines += [f"  {sentence}" for sentence in each.says]
        lines += [f"  note: {note}" for note in each.notes]
    if not found:
        lines.append("no letter is issued here")
    if len(found) > 1:
        counts = [(sum(each.verdict == verdict for each in found), _WORDS[verdict]) for verdict in VERDICTS]
        lines.append(f"{len(found)} files: " + ", ".join(f"{number} {word}" for number, word in counts if number))
    return "".join(f"{harmless(line)}\n" for line in lines)


def verifications_json(found: Sequence[Verification]) -> str:
    """Write what comes of letters as JSON.

    Args:
        found: What was found.

    Returns:
        One object.
    """
    return written({"format": "prevent-assure/verification/1", "letters": found}, ascii_only=False)


EXAMPLES = (
    "Examples: `prevent-assure verify letters/2024-25/herefordshire.html` · `prevent-assure verify --all` · "
    "`prevent-assure verify --all --format json`"
)


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
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How it is printed.")] = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """Say whether letters are what was issued: genuine, changed, or overtaken by a change of their sources.

    It ends with exit code 0 only where every letter is genuine.
    """
    with boundary.boundary():
        if every == bool(letter):
            boundary.fail("which letters? name their files, or all that were issued with --all")
        if cycle is not None and not every:
            boundary.fail("--cycle is of --all: a letter that is named says itself which cycle it is of")
        opened = workspaces.open_workspace(context, workspace)
        found = task(opened, letter or (), cycle=workspaces.chosen_cycle(opened, cycle) if cycle is not None else None)
        printed = {"text": verifications_text, "json": verifications_json}
        boundary.show(printed[form](found))
    genuine = all(each.verdict == "genuine" for each in found)
    raise typer.Exit(boundary.DONE if genuine else boundary.INPUT_HAS_ERRORS)

"""`prevent-assure verify`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from prevent_assure.cli import boundary, workspaces
from prevent_assure.text.escaping import harmless
from prevent_assure.text.json_text import written

from .verdicts import VERDICTS, Verdict, Verification
from .verify import verify as task

CANNOT_TELL = 3
"""The exit code where something could not be told, and nothing is changed or replaced."""
_WORDS: dict[Verdict, str] = {
    "signed": "genuine",
    "unchanged": "as issued",
    "replaced": "replaced",
    "changed": "changed",
    "cannot_tell": "cannot tell",
}


def verifications_text(found: Sequence[Verification]) -> str:
    """Say in words what comes of each letter.

    Args:
        found: What was found.

    Returns:
        A line for each letter, whose it is and why below it; at the end the counts where there are several.
    """
    lines: list[str] = []
    for one in found:
        lines.append(f"{one.path}: {_headline(one)}")
        if one.authority is not None:
            lines.append(f"  the letter to {one.authority}, cycle {one.cycle}, of {one.date}")
        lines += [f"  {sentence}" for sentence in one.reasons[one.verdict != "signed" :]]
    if not found:
        lines.append("no letter is issued here")
    if len(found) > 1:
        counts = [(sum(one.verdict == verdict for one in found), _WORDS[verdict]) for verdict in VERDICTS]
        lines.append(f"{len(found)} files: " + ", ".join(f"{number} {word}" for number, word in counts if number))
    return "".join(f"{harmless(line)}\n" for line in lines)


def _headline(one: Verification) -> str:
    first = one.reasons[0]
    return {
        "signed": f"genuine: signed by {one.signed_by} on {one.date}",
        "unchanged": f"as it was issued, {first}",
        "replaced": first,
        "changed": f"changed: {first}",
        "cannot_tell": f"cannot tell: {first}",
    }[one.verdict]


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
    "`prevent-assure verify letter.html --record letter.issue.yaml --signers allowed_signers`"
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
    signers: Annotated[
        Path | None,
        typer.Option(
            "--signers",
            metavar="FILE",
            help="The trusted signers, as OpenSSH's allowed_signers; nothing but their signature counts then.",
        ),
    ] = None,
    revoked: Annotated[
        Path | None,
        typer.Option("--revoked", metavar="FILE", help="Keys that were taken back, as OpenSSH lists them."),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="The letter's record: no workspace is asked then."),
    ] = None,
    signature: Annotated[
        Path | None,
        typer.Option("--signature", metavar="FILE", help="The record's signature, where it does not lie beside it."),
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How it is printed.")] = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """Say whether letters are what was issued: signed, unchanged, replaced by a later one, changed, or not to be told.

    Exit code 0: each is signed or unchanged; 1: one is replaced or changed; 3: of one it cannot be told.
    """
    with boundary.boundary():
        if every == bool(letter):
            boundary.fail("which letters? name their files, or all that were issued with --all")
        if cycle is not None and not every:
            boundary.fail("--cycle is of --all: a letter that is named says itself which cycle it is of")
        if every and (record or signature):
            boundary.fail("--record and --signature are of one letter; name its files")
        opened = workspaces.open_workspace(context, workspace) if record is None else None
        of_cycle = workspaces.chosen_cycle(opened, cycle) if opened is not None and cycle is not None else None
        of_record = {"record": record, "signature": signature}
        found = task(opened, letter or (), cycle=of_cycle, signers=signers, revoked=revoked, **of_record)
        boundary.show({"text": verifications_text, "json": verifications_json}[form](found))
    verdicts = {one.verdict for one in found}
    if verdicts & {"replaced", "changed"}:
        raise typer.Exit(boundary.INPUT_HAS_ERRORS)
    raise typer.Exit(CANNOT_TELL if "cannot_tell" in verdicts else boundary.DONE)

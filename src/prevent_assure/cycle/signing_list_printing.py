"""The letters that wait for a signature, as a listing of one page."""

from collections.abc import Iterator

from prevent_assure.rules.status import STAGES, stage_label
from prevent_assure.text.blocks import Block, Line, Points, Table
from prevent_assure.text.escaping import harmless, table_cell
from prevent_assure.text.listings import Listing
from prevent_assure.text.phrasing import printed_cycle

from .signing_list import Move, SigningList, ToSign

COLUMNS = (
    "authority", "name", "recipient", "date", "outcomes", "outside_rules", "moved", "warnings", "cleared_by",
    "cleared_on", "accepted", "unsealed", "supersedes",
)  # fmt: skip
_HEADINGS = ("Authority", "Recipient", "Outcomes", "Agreed outside the rules", "Moved since last cycle", "Warnings",
    "Cleared", "Accepted", "Not sealed",
)  # fmt: skip
NOTHING = "none"


def signing_listing(found: SigningList) -> Listing:
    """List the letters.

    Args:
        found: The letters.

    Returns:
        A block of lines for each letter on a terminal, a table in Markdown; `; ` between several things in a cell.
    """
    rows = [_words(letter) for letter in found.letters]
    return Listing(
        text=_text(found, rows),
        markdown=_markdown(found, rows),
        columns=COLUMNS,
        rows=(
            (letter.authority, letter.name, letter.recipient, letter.date, *row[2:6], letter.cleared_by,
             letter.cleared_on, letter.accepted, row[8], letter.supersedes)
            for letter, row in zip(found.letters, rows, strict=True)
        ),
        data={"format": "prevent-assure/signing-list/1", **found._asdict()},
    )  # fmt: skip


def _text(found: SigningList, rows: list[tuple[str, ...]]) -> Iterator[Block]:
    lines = [f"For signature by {found.signatory}: {_number(found)}, {printed_cycle(found.cycle)}"]
    for name, *facts in rows:
        lines += ["", name]
        lines += [f"  {label + ':':<26}{value}" for label, value in zip(_HEADINGS[1:], facts, strict=True)]
    rest = list(_rest(found))
    for line in (*lines, *([""] if rest else []), *rest):
        yield Line(line, folded=False)


def _markdown(found: SigningList, rows: list[tuple[str, ...]]) -> Iterator[Block]:
    yield Line(f"# For signature: letters of {printed_cycle(found.cycle)}")
    yield Line(f"By {table_cell(harmless(found.signatory))}: {_number(found)}.")
    if rows:
        yield Table(_HEADINGS, rows)
    if rest := list(_rest(found)):
        yield Points(rest)


def _number(found: SigningList) -> str:
    return f"{len(found.letters)} {'letter' if len(found.letters) == 1 else 'letters'}"


def _words(letter: ToSign) -> tuple[str, ...]:
    outside = "; ".join(
        f"{one.number} {one.title}: {one.agreed} (the rules allow {' or '.join(one.allowed)})" for one in letter.outside
    )
    again = f" (in the place of the letter of {letter.supersedes.isoformat()})" if letter.supersedes is not None else ""
    return (
        f"{letter.name}{again}",
        letter.recipient,
        ", ".join(f"{number} {label}" for label, number in letter.outcomes.items()),
        outside or NOTHING,
        _moved(letter.moved),
        ", ".join(letter.warnings) or NOTHING,
        f"{letter.cleared_by}, {letter.cleared_on.isoformat()}",
        letter.accepted,
        ", ".join(letter.unsealed) or NOTHING,
    )


def _moved(moves: tuple[Move, ...] | None) -> str:
    if moves is None:
        return "no letter of that cycle here"
    return "; ".join(f"{move.number} {move.title}: from {move.before} to {move.now}" for move in moves) or NOTHING


def _rest(found: SigningList) -> Iterator[str]:
    if found.errors:
        yield f"Cleared, but with errors (`prevent-assure validate` names them): {', '.join(found.errors)}"
    for authority, steps in found.stale.items():
        yield f"Changed since it was signed, to be signed anew: {authority} ({', '.join(steps)})"
    for stage in STAGES:
        if found.others.get(stage):
            yield f"{stage_label(stage)}: {', '.join(found.others[stage])}"

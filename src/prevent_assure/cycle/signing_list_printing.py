"""The letters that wait for a signature, as one page: for a terminal, as Markdown, CSV and JSON."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from prevent_assure.text.escaping import cell, harmless, table_cell

from .signing_list import Move, SigningList, ToSign

COLUMNS = (
    "authority", "name", "recipient", "date", "outcomes", "outside_rules", "moved", "warnings", "cleared_by",
    "cleared_on",
)  # fmt: skip
_HEADINGS = ("Authority", "Recipient", "Outcomes", "Agreed outside the rules", "Moved since last cycle", "Warnings",
    "Cleared",
)  # fmt: skip
_STATUS = {
    "draft": "not submitted",
    "submitted": "submitted",
    "in_review": "in review",
    "agreed": "agreed, not cleared",
    "issued": "issued",
}
NOTHING = "none"


def signing_text(found: SigningList) -> str:
    """Write the list for a terminal.

    Args:
        found: The list.

    Returns:
        A block of lines for each letter.
    """
    lines = [f"For signature by {found.signatory}: {_number(found)}, {found.cycle.replace('-', '/')}"]
    for each in found.letters:
        lines += ["", each.name]
        lines += [f"  {label + ':':<26}{value}" for label, value in zip(_HEADINGS[1:], _row(each)[1:], strict=True)]
    rest = [_rest(line) for line in _others(found)]
    return "".join(f"{harmless(line)}\n" for line in [*lines, *([""] if rest else []), *rest])


def signing_md(found: SigningList) -> str:
    """Write the list as Markdown.

    Args:
        found: The list.

    Returns:
        A heading and a table.
    """
    lines = [f"# For signature: letters of {found.cycle.replace('-', '/')}", ""]
    lines += [f"By {table_cell(harmless(found.signatory))}: {_number(found)}.", ""]
    if found.letters:
        lines += [f"| {' | '.join(_HEADINGS)} |", f"|{' --- |' * len(_HEADINGS)}"]
        lines += [f"| {' | '.join(table_cell(harmless(word)) for word in _row(each))} |" for each in found.letters]
        lines.append("")
    lines += [f"- {table_cell(harmless(_rest(line)))}" for line in _others(found)]
    return "\n".join(lines).rstrip("\n") + "\n"


def signing_csv(found: SigningList) -> str:
    """Write the list as CSV, a line for each letter.

    Args:
        found: The list.

    Returns:
        The CSV with its heading; `; ` between several things in a cell.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found.letters:
        outcomes, outside, moved, warnings = _row(each)[2:6]
        row = [
            each.authority, each.name, each.recipient, each.date.isoformat() if each.date else "", outcomes, outside,
            moved, warnings, each.cleared_by, each.cleared_on.isoformat(),
        ]  # fmt: skip
        writer.writerow([cell(harmless(word)) for word in row])
    return out.getvalue()


def signing_json(found: SigningList) -> str:
    """Write the list as JSON.

    Args:
        found: The list.

    Returns:
        One object.
    """
    letters = [
        {
            **each._asdict(),
            "date": each.date.isoformat() if each.date else None,
            "cleared_on": each.cleared_on.isoformat(),
            "agreed": {str(number): label for number, label in each.agreed.items()},
            "outside": [one._asdict() for one in each.outside],
            "moved": None if each.moved is None else [one._asdict() for one in each.moved],
        }
        for each in found.letters
    ]
    data = {"format": "prevent-assure/signing-list/1", **found._asdict(), "letters": letters}
    return json.dumps(data, indent=2) + "\n"


def _number(found: SigningList) -> str:
    return f"{len(found.letters)} {'letter' if len(found.letters) == 1 else 'letters'}"


def _row(letter: ToSign) -> tuple[str, ...]:
    outside = "; ".join(
        f"{one.number} {one.title}: {one.agreed} (the rules allow {' or '.join(one.allowed)})" for one in letter.outside
    )
    outcomes = ", ".join(f"{number} {label}" for label, number in letter.outcomes.items())
    return (
        letter.name,
        letter.recipient,
        outcomes,
        outside or NOTHING,
        _moved(letter.moved),
        ", ".join(letter.warnings) or NOTHING,
        f"{letter.cleared_by}, {letter.cleared_on.isoformat()}",
    )


def _moved(moves: tuple[Move, ...] | None) -> str:
    if moves is None:
        return "no letter of that cycle here"
    return "; ".join(f"{move.number} {move.title}: from {move.before} to {move.now}" for move in moves) or NOTHING


def _others(found: SigningList) -> Iterator[tuple[str, tuple[str, ...]]]:
    if found.errors:
        yield "cleared, but with errors (`prevent-assure validate` names them)", found.errors
    for status, words in _STATUS.items():
        if found.others.get(status):
            yield words, found.others[status]


def _rest(line: tuple[str, tuple[str, ...]]) -> str:
    words, authorities = line
    return f"{words[0].upper()}{words[1:]}: {', '.join(authorities)}"

"""Answers tried under another edition, as a listing."""

from collections.abc import Mapping, Sequence

from prevent_assure.text.blocks import Line, Table
from prevent_assure.text.listings import Listing

from .what_if import Move, Tried, WhatIfResult

HEADINGS = ("Authority", "No.", "Benchmark", "Now", "Then", "", "Asked afresh")
WORDS: dict[Move, str] = {"same": "as it is", "moves": "moves", "open": "open until asked"}
COLUMNS = ("authority", "number", "benchmark", "title", "before", "after", "move", "asked")


def what_if_listing(result: WhatIfResult) -> Listing:
    """List what moves.

    Args:
        result: The benchmarks under both editions.

    Returns:
        A table, on a terminal of what would not stay as it is alone, and a sentence that counts.
    """
    tried = result.tried
    moved = [one for one in tried if one.move != "same"]
    counted = Line(_counted(tried))
    return Listing(
        text=[*([_table(moved, result.labels)] if moved else []), counted],
        markdown=[_table(tried, result.labels), counted],
        columns=COLUMNS,
        rows=tried,
        data={
            "format": "prevent-assure/what-if/1",
            "cycle": result.cycle,
            "criteria": result.edition,
            "moved": dict.fromkeys(one.authority for one in tried if one.move == "moves").keys(),
            "benchmarks": tried,
        },
    )


def _table(tried: Sequence[Tried], labels: Mapping[str, str]) -> Table:
    rows = [_words(one, labels) for one in tried]
    return Table(HEADINGS, rows, right=frozenset({"No.", "Asked afresh"}), overflow="ellipsis")


def _counted(rows: Sequence[Tried]) -> str:
    numbers = {move: sum(one.move == move for one in rows) for move in WORDS}
    authorities = len({one.authority for one in rows if one.move == "moves"})
    of = len({one.authority for one in rows})
    return (
        f"Of {len(rows)} outcomes {numbers['moves']} would move, at {authorities} of {of} authorities; "
        f"{numbers['open']} would be open until what is new is answered; {numbers['same']} would stay as they are."
    )


def _words(one: Tried, labels: Mapping[str, str]) -> tuple[str, ...]:
    before, after = (
        " or ".join(labels.get(outcome, outcome) for outcome in outcomes) for outcomes in (one.before, one.after)
    )
    return (one.authority, str(one.number), one.title, before or "-", after, WORDS[one.move], str(one.asked))

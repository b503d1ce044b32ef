"""Answers tried under another edition, as text, JSON, CSV and Markdown."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from rich import box
from rich.table import Table
from rich.text import Text

from prevent_assure.text.consoles import console_on, trimmed
from prevent_assure.text.escaping import cell, harmless, table_cell
from prevent_assure.text.json_text import written

from .what_if import Move, Tried

HEADINGS = ("Authority", "No.", "Benchmark", "Now", "Then", "", "Asked afresh")
WORDS: dict[Move, str] = {"same": "as it is", "moves": "moves", "open": "open until asked"}
COLUMNS = ("authority", "number", "benchmark", "title", "before", "after", "move", "asked")


def what_if_text(rows: Sequence[Tried], labels: Mapping[str, str], *, width: int, colour: bool) -> str:
    """Write what moves as a table.

    Args:
        rows: The benchmarks.
        labels: The outcomes' labels by id.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        The table of what would not stay as it is, and a sentence that counts.
    """
    out = StringIO()
    console = console_on(out, width=width, colour=colour)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading in {"No.", "Asked afresh"} else "left")
    told = [each for each in rows if each.move != "same"]
    for each in told:
        table.add_row(*(Text(harmless(word)) for word in _words(each, labels)))
    if told:
        console.print(table)
    console.print(Text(counted(rows)))
    return trimmed(out)


def counted(rows: Sequence[Tried]) -> str:
    """Count what moves.

    Args:
        rows: The benchmarks.

    Returns:
        A sentence.
    """
    numbers = {move: sum(each.move == move for each in rows) for move in WORDS}
    authorities = len({each.authority for each in rows if each.move == "moves"})
    of = len({each.authority for each in rows})
    return (
        f"Of {len(rows)} outcomes {numbers['moves']} would move, at {authorities} of {of} authorities; "
        f"{numbers['open']} would be open until what is new is answered; {numbers['same']} would stay as they are."
    )


def _words(each: Tried, labels: Mapping[str, str]) -> tuple[str, ...]:
    before, after = (
        " or ".join(labels.get(outcome, outcome) for outcome in outcomes) for outcomes in (each.before, each.after)
    )
    return (each.authority, str(each.number), each.title, before or "-", after, WORDS[each.move], str(each.asked))


def what_if_md(rows: Sequence[Tried], labels: Mapping[str, str]) -> str:
    """Write all as a Markdown table.

    Args:
        rows: The benchmarks.
        labels: The outcomes' labels by id.

    Returns:
        The table, and a sentence that counts.
    """
    lines = [f"| {' | '.join(HEADINGS)} |", "| --- | ---: | --- | --- | --- | --- | ---: |"]
    lines += [f"| {' | '.join(table_cell(harmless(word)) for word in _words(each, labels))} |" for each in rows]
    return "\n".join([*lines, "", counted(rows)]) + "\n"


def what_if_csv(rows: Sequence[Tried]) -> str:
    """Write all as CSV, ids and not labels.

    Args:
        rows: The benchmarks.

    Returns:
        The CSV with its heading; several possible outcomes have `|` between them.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in rows:
        row = [*each[:1], str(each.number), each.benchmark, each.title, "|".join(each.before), "|".join(each.after)]
        writer.writerow([cell(harmless(word)) for word in (*row, each.move, str(each.asked))])
    return out.getvalue()


def what_if_json(rows: Sequence[Tried], *, cycle: str, edition: str) -> str:
    """Write all as `prevent-assure/what-if/1`.

    Args:
        rows: The benchmarks.
        cycle: The cycle whose answers were taken.
        edition: The other edition.

    Returns:
        One JSON object and a line end.
    """
    benchmarks = [{**each._asdict(), "before": list(each.before), "after": list(each.after)} for each in rows]
    moved = list(dict.fromkeys(each.authority for each in rows if each.move == "moves"))
    data = {"format": "prevent-assure/what-if/1", "cycle": cycle, "criteria": edition, "moved": moved}
    return written({**data, "benchmarks": benchmarks})

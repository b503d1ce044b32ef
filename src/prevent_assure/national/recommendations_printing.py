"""Recommendations with their progress: for people, for a partnership plan, and for programs."""

import json
from collections.abc import Sequence
from io import StringIO
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from prevent_assure.rules.recommendations import AuthorityProgress, RecommendationHistory, Step
from prevent_assure.text.consoles import console_on, trimmed
from prevent_assure.text.escaping import harmless
from prevent_assure.text.plain_tables import Table, rows_csv, tables_md

HEADINGS = ("Recommendation", "What is asked", "Benchmarks", "Owner", "Due", "Progress")
COLUMNS = (
    "authority", "name", "cycle", "recommendation", "text", "benchmarks", "benchmark_numbers", "owner", "due", "shared",
    "progress", "open", "progress_cycle", "progress_by", "progress_authority", "comment",
)  # fmt: skip
PROGRESS = {
    "addressed": "addressed",
    "good_progress": "good progress",
    "limited_progress": "limited progress",
    "not_started": "not started",
    "superseded": "superseded",
}
NOT_YET = "no follow-up yet"


def recommendations_text(found: Sequence[RecommendationHistory], *, width: int, colour: bool) -> str:
    """Write recommendations for people.

    Args:
        found: The recommendations, those of an authority together.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        Authority by authority; those that are open stand out.
    """
    out = StringIO()
    console = console_on(out, width=width, colour=colour)
    for number, (_, group) in enumerate(groupby(found, key=lambda each: each.authority)):
        members = list(group)
        console.print(Text(f"{chr(10) if number else ''}{harmless(members[0].name)}", style="bold"))
        for each in members:
            _print(console, each)
    return trimmed(out)


def _print(console: Console, each: RecommendationHistory) -> None:
    reference, text, numbers, owner, due, progress = map(harmless, _row(each))
    about = f"benchmark{'s' if len(each.benchmarks) > 1 else ''} {numbers}" if numbers else ""
    facts = " · ".join(filter(None, (about, owner, f"due {due}" if due else "")))
    head = Text(f"\n{reference}", style="bold" if each.is_open else "")
    console.print(head.append(f"  {progress}", style="yellow" if each.is_open else "green"))
    for line in filter(None, (facts, text)):
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def recommendations_md(found: Sequence[RecommendationHistory]) -> str:
    """Write recommendations as Markdown.

    Args:
        found: The recommendations, those of an authority together.

    Returns:
        A table for each authority.
    """
    return tables_md(_tables(found))


def recommendations_csv(found: Sequence[RecommendationHistory]) -> str:
    """Write recommendations as CSV, a line each, fit for a partnership plan.

    Args:
        found: The recommendations.

    Returns:
        The CSV with its heading; several benchmarks have `|` between them. Where several authorities see to a
        recommendation, each has a line.
    """
    return rows_csv(COLUMNS, [_line(each, one) for each in found for one in each.by_authority])


def recommendations_json(found: Sequence[RecommendationHistory]) -> str:
    """Write recommendations as JSON.

    Args:
        found: The recommendations.

    Returns:
        One object.
    """
    data = {"format": "prevent-assure/recommendations/1", "recommendations": [_object(each) for each in found]}
    return json.dumps(data, indent=2) + "\n"


def _tables(found: Sequence[RecommendationHistory]) -> list[Table]:
    tables = []
    for _, group in groupby(found, key=lambda each: each.authority):
        members = list(group)
        tables.append(Table(members[0].name, HEADINGS, tuple(map(_row, members))))
    return tables


def _row(each: RecommendationHistory) -> tuple[str, ...]:
    numbers = ", ".join(str(number) for number, _, _ in each.benchmarks)
    due = each.due.isoformat() if each.due is not None else ""
    return (each.reference, each.text, numbers, each.owner or "", due, _progress(each))


def _progress(each: RecommendationHistory) -> str:
    if len(each.by_authority) == 1:
        return _said(each.latest)
    return "; ".join(f"{one.name}: {_said(one.step)}" for one in each.by_authority)


def _said(step: Step | None) -> str:
    if step is None:
        return NOT_YET
    said = f"{PROGRESS[step.progress]} ({step.cycle.replace('-', '/')}"
    return f"{said}, the adviser)" if step.by == "adviser" else f"{said})"


def _line(each: RecommendationHistory, one: AuthorityProgress) -> tuple[str, ...]:
    step = one.step
    cycle, by, comment = (step.cycle, step.by, step.comment or "") if step is not None else ("", "", "")
    alone = len(each.by_authority) == 1
    authority = one.authority if not alone else step.authority if step is not None else ""
    return (
        each.authority, each.name, each.cycle, each.id, each.text,
        "|".join(name for _, name, _ in each.benchmarks), "|".join(str(number) for number, _, _ in each.benchmarks),
        each.owner or "", each.due.isoformat() if each.due is not None else "", "yes" if each.shared else "no",
        step.progress if step is not None else "", "yes" if each.is_open else "no",
        cycle, by, authority, " ".join(comment.split()),
    )  # fmt: skip


def _object(each: RecommendationHistory) -> dict[str, object]:
    step = each.latest
    return {
        "authority": each.authority,
        "name": each.name,
        "cycle": each.cycle,
        "id": each.id,
        "recommendation": each.reference,
        "text": each.text,
        "benchmarks": [name for _, name, _ in each.benchmarks],
        "owner": each.owner,
        "due": each.due.isoformat() if each.due is not None else None,
        "shared": each.shared,
        "progress": step.progress if step is not None else None,
        "open": each.is_open,
        "follow_up": [step._asdict() for step in each.steps],
        **({"by_authority": [_by_authority(one) for one in each.by_authority]} if len(each.by_authority) > 1 else {}),
    }


def _by_authority(one: AuthorityProgress) -> dict[str, object]:
    progress = one.step.progress if one.step is not None else None
    return {"authority": one.authority, "name": one.name, "progress": progress, "open": one.is_open}

"""Who is where in a cycle: for people, and for programs."""

import datetime
import json
from collections import Counter
from collections.abc import Sequence

from prevent_assure.scores.printing import STATUS
from prevent_assure.text.plain_tables import Table, rows_csv, tables_md, tables_text

from .status import Whereabouts

HEADINGS = ("Authority", "Status", "Due", "Adviser", "Still needed")
COLUMNS = (
    "authority", "name", "cycle", "status", "covered_by", "adviser", "due", "extended", "days_left", "submitted",
    "late", "needs",
)  # fmt: skip


def status_text(found: Sequence[Whereabouts], cycle: str, *, width: int, colour: bool) -> str:
    """Write who is where for people.

    Args:
        found: The authorities.
        cycle: The cycle.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        A table, in which those that are late stand out, and the counts.
    """
    return tables_text([_table(found, cycle)], width=width, colour=colour) + f"{counts_in_words(found)}\n"


def status_md(found: Sequence[Whereabouts], cycle: str) -> str:
    """Write who is where as Markdown.

    Args:
        found: The authorities.
        cycle: The cycle.

    Returns:
        A table and the counts.
    """
    return f"{tables_md([_table(found, cycle)])}\n{counts_in_words(found)}\n"


def status_csv(found: Sequence[Whereabouts]) -> str:
    """Write who is where as CSV, a line for each authority.

    Args:
        found: The authorities.

    Returns:
        The CSV with its heading.
    """
    return rows_csv(COLUMNS, [_line(each) for each in found])


def status_json(found: Sequence[Whereabouts], cycle: str, on: datetime.date) -> str:
    """Write who is where as JSON.

    Args:
        found: The authorities.
        cycle: The cycle.
        on: The day that days are counted from.

    Returns:
        One object.
    """
    data = {
        "format": "prevent-assure/status/1",
        "cycle": cycle,
        "on": on.isoformat(),
        "authorities": [_object(each) for each in found],
        "counts": {status: sum(each.status == status for each in found) for status in STATUS},
        "late": sum(each.late for each in found),
    }
    return json.dumps(data, indent=2) + "\n"


def counts_in_words(found: Sequence[Whereabouts]) -> str:
    """Say how many have which status.

    Args:
        found: The authorities.

    Returns:
        As in `3 draft, 1 submitted; 2 late`.
    """
    counts = Counter[str](each.status for each in found)
    said = ", ".join(f"{counts[status]} {word}" for status, word in STATUS.items() if counts[status])
    late = sum(each.late for each in found)
    return f"{said or 'no authority'}{f'; {late} late' if late else ''}."


def _table(found: Sequence[Whereabouts], cycle: str) -> Table:
    late = frozenset(index for index, each in enumerate(found) if each.late)
    return Table(cycle.replace("-", "/"), HEADINGS, tuple(map(_row, found)), late)


def _row(each: Whereabouts) -> tuple[str, ...]:
    covered = f" (with {each.covered_by})" if each.covered_by is not None else ""
    status = STATUS[each.status] if each.begun else "not begun"
    return (each.name, f"{status}{covered}", _due(each), each.adviser_name or each.adviser or "", " ".join(each.needs))


def _due(each: Whereabouts) -> str:
    if each.due is None or each.days_left is None:
        return ""
    due = f"{each.due.isoformat()}{', extended' if each.extended else ''}"
    if each.submitted is not None:
        past = (each.submitted - each.due).days
        when = f"submitted {each.submitted.isoformat()}"
        return f"{due}: {when}, {_days(past)} late" if past > 0 else f"{due}: {when}"
    return f"{due}: {_days(-each.days_left)} late" if each.late else f"{due}: {_days(each.days_left)} left"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _line(each: Whereabouts) -> tuple[str, ...]:
    return (
        each.authority, each.name, each.cycle, each.status, each.covered_by or "", each.adviser or "",
        _iso(each.due) or "", _yes(each.extended), "" if each.days_left is None else str(each.days_left),
        _iso(each.submitted) or "", _yes(each.late), " ".join(each.needs),
    )  # fmt: skip


def _object(each: Whereabouts) -> dict[str, object]:
    return {
        "authority": each.authority,
        "name": each.name,
        "status": each.status,
        "begun": each.begun,
        "covered_by": each.covered_by,
        "adviser": each.adviser,
        "due": _iso(each.due),
        "extended": each.extended,
        "days_left": each.days_left,
        "submitted": _iso(each.submitted),
        "late": each.late,
        "needs": list(each.needs),
    }


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _yes(fact: bool) -> str:  # noqa: FBT001 - a word for it
    return "yes" if fact else "no"

"""Who is where in a cycle, as a listing."""

import datetime
from collections import Counter
from collections.abc import Sequence

from prevent_assure.rules.status import STAGES
from prevent_assure.text.blocks import Heading, Line, Table
from prevent_assure.text.listings import Listing
from prevent_assure.text.phrasing import printed_cycle

from .status import Whereabouts

HEADINGS = ("Authority", "Status", "Due", "Adviser", "Still needed")
COLUMNS = (
    "authority", "name", "cycle", "status", "stage", "covered_by", "adviser", "due", "extended", "days_left",
    "submitted", "submitted_first", "via", "late", "needs",
)  # fmt: skip
KEYS = (
    "authority", "name", "status", "stage", "begun", "covered_by", "adviser", "due", "extended", "days_left",
    "submitted", "submitted_first", "via", "late", "needs",
)  # fmt: skip
"""What JSON says of each."""
WAYS = {"form": " by form", "email": " by e-mail", "post": " by post"}


def status_listing(found: Sequence[Whereabouts], cycle: str, on: datetime.date) -> Listing:
    """List who is where.

    Args:
        found: The authorities.
        cycle: The cycle.
        on: The day that days are counted from.

    Returns:
        A table, in which those that are late stand out, and the counts.
    """
    late = frozenset(index for index, authority in enumerate(found) if authority.late)
    head = (Heading(printed_cycle(cycle)), Table(HEADINGS, [_words(authority) for authority in found], strong=late))
    counts = _counts(found)
    return Listing(
        text=(*head, Line(counts, folded=False)),
        markdown=(*head, Line(counts)),
        columns=COLUMNS,
        rows=[[*(getattr(one, name) for name in COLUMNS[:-1]), " ".join(one.needs)] for one in found],
        data={
            "format": "prevent-assure/status/1",
            "cycle": cycle,
            "on": on,
            "authorities": [{key: getattr(authority, key) for key in KEYS} for authority in found],
            "counts": {stage: sum(authority.stage == stage for authority in found) for stage in STAGES},
            "late": len(late),
        },
    )


def _counts(found: Sequence[Whereabouts]) -> str:
    """As in `3 draft, 1 submitted; 2 late.`."""
    counts = Counter[str](authority.stage for authority in found)
    said = ", ".join(f"{counts[stage]} {words}" for stage, words in STAGES.items() if counts[stage])
    late = sum(authority.late for authority in found)
    return f"{said or 'no authority'}{f'; {late} late' if late else ''}."


def _words(where: Whereabouts) -> tuple[str, ...]:
    others = f": {where.covered_by}, {STAGES[where.status]}" if where.covered_by is not None else ""
    if where.succeeded_by:
        others = f": {', '.join(where.succeeded_by)}"
    adviser = where.adviser_name or where.adviser or ""
    return (where.name, f"{STAGES[where.stage]}{others}", _due(where), adviser, " ".join(where.needs))


def _due(where: Whereabouts) -> str:
    if where.due is None or where.succeeded_by:
        return ""
    due = f"{where.due.isoformat()}{', extended' if where.extended else ''}"
    first, last = where.submitted_first, where.submitted
    if first is not None or last is not None:
        past = f", {_days((first - where.due).days)} late" if first is not None and where.in_time is False else ""
        when = f"submitted {first.isoformat()}{past}" if first is not None else "submitted"
        again = f"again {last.isoformat()}" if last is not None else "returned"
        way = WAYS.get(where.via or "", "")
        return f"{due}: {when}{way}" if first == last else f"{due}: {when}, {again}{way}"
    days = where.days_left or 0
    return f"{due}: {_days(-days)} late" if where.late else f"{due}: {_days(days)} left"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"

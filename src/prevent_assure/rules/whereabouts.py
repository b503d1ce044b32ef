"""Where an authority is in a cycle, and how long it has until the due date."""

import datetime
from typing import NamedTuple

from .case import Case
from .status import Status


class Whereabouts(NamedTuple):
    """Where an authority is in a cycle.

    Attributes:
        authority: Its id.
        name: Its name.
        cycle: The cycle.
        status: The status that its files claim.
        begun: Whether it has a self-assessment, or is covered by one.
        covered_by: The authority whose self-assessment covers it, or None.
        adviser: The adviser's role; until a review says, that of the cycle before; None where neither does.
        adviser_name: Who that is, or None.
        due: When the self-assessment is due, or None where the settings do not say.
        extended: Whether that is later than for the others.
        days_left: Days until then; negative past it.
        submitted: When it was submitted, or None where it is not in.
        needs: What is needed before the next status, in sentences.
        case: The files that this was read from.
    """

    authority: str
    name: str
    cycle: str
    status: Status
    begun: bool
    covered_by: str | None
    adviser: str | None
    adviser_name: str | None
    due: datetime.date | None
    extended: bool
    days_left: int | None
    submitted: datetime.date | None
    needs: tuple[str, ...]
    case: Case

    @property
    def late(self) -> bool:
        """Whether the self-assessment is past its due date and not in."""
        return self.submitted is None and self.days_left is not None and self.days_left < 0

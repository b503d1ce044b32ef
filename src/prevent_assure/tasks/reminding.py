"""Reminders to authorities whose self-assessment is late."""

import datetime
from collections.abc import Iterator

from prevent_assure.diagnostics import InputError
from prevent_assure.documents.phrasing import day, printed_cycle
from prevent_assure.documents.reminder import ReminderView, reminder_text
from prevent_assure.documents.wording import Wording, WordingFault
from prevent_assure.model.authority import Person, holder
from prevent_assure.rules.needs import STEPS_OF_SUBMISSION
from prevent_assure.rules.whereabouts import Whereabouts
from prevent_assure.workspace.templates import Template, UnreadableTemplateError, templates
from prevent_assure.workspace.workspace import Workspace

from .press import wording_of
from .status import StatusResult

TEMPLATE = "reminder.txt.j2"


def reminders(workspace: Workspace, found: StatusResult, *, adviser: str | None = None) -> Iterator[tuple[str, str]]:
    """Write a reminder to each authority that is late.

    Args:
        workspace: The workspace, whose own template takes the packaged one's place.
        found: Who is where.
        adviser: The role of the adviser who sends them; None for the sender of the letters.

    Yields:
        The authority's id and the text. Who is covered by another's self-assessment gets none.

    Raises:
        InputError: If the template or the wording cannot be used.
    """
    try:
        known = templates(workspace)
        wording = wording_of(known)
    except (UnreadableTemplateError, WordingFault) as fault:
        raise InputError(str(fault)) from fault
    for each in found.authorities:
        if each.late and each.covered_by is None and each.due is not None:
            yield each.authority, _reminder(each, found.on, known, wording, adviser)


def _reminder(
    place: Whereabouts, on: datetime.date, known: dict[str, Template], wording: Wording, adviser: str | None
) -> str:
    case = place.case
    person = _addressee(place, on)
    returned = case.assessment is not None and case.assessment.submitted is not None
    sender, title = _sender(place, on, adviser)
    view = ReminderView(
        authority=place.name,
        cycle=printed_cycle(place.cycle),
        to=f"{person.name}, {person.title}" if person.name is not None else person.title,
        salutation=person.title if person.name is None else person.salutation or person.name.split()[0],
        due=day(place.due, wording).text if place.due is not None else "",
        days=-(place.days_left or 0),
        returned=returned,
        needs=tuple(each for each in place.needs if each not in STEPS_OF_SUBMISSION),
        sender=sender,
        sender_title=title,
    )
    texts = {name: each.text for name, each in known.items() if name.endswith(".j2")}
    return reminder_text(TEMPLATE, view, texts, known[TEMPLATE].origin.shown)


def _addressee(place: Whereabouts, on: datetime.date) -> Person:
    """Whom the letter thanks for the return is who makes it; else whom the letter goes to."""
    authority = place.case.authority
    if authority is None:
        return Person(title=place.name)
    role = next(iter(authority.letter.thanks), authority.letter.to)
    return holder(place.case.roles, role, on) or Person(title=place.name)


def _sender(place: Whereabouts, on: datetime.date, adviser: str | None) -> tuple[str, str]:
    person = holder(place.case.roles, adviser, on) if adviser is not None else None
    if person is not None:
        return person.name or "", person.title
    settings = place.case.settings
    if settings is None:
        return "", ""
    sender = settings.sender_of(place.cycle)
    return sender.name, sender.title

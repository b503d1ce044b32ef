"""Reminders to authorities whose self-assessment is late."""

import datetime
from collections.abc import Iterator, Mapping

from prevent_assure.model.authority import Person, holder
from prevent_assure.outcome_letter.phrases import day
from prevent_assure.outcome_letter.sandbox import GuardedEnvironment, Refused
from prevent_assure.outcome_letter.template_process import Renderer
from prevent_assure.outcome_letter.wording import Wording, wording_of
from prevent_assure.rules.status import why_draft
from prevent_assure.text.phrasing import printed_cycle
from prevent_assure.text.views import view
from prevent_assure.workspace.templates import Template, templates
from prevent_assure.workspace.workspace import Workspace

from .needs import STEPS_OF_SUBMISSION
from .status import StatusResult, Whereabouts

TEMPLATE = "reminder.txt.j2"


@view
class ReminderView:
    """A reminder.

    Attributes:
        authority: The authority's name.
        cycle: The cycle, as `2024/25`.
        to: Whom it goes to, by name and title; by title where the post is vacant.
        salutation: How they are addressed.
        due: The day on which the self-assessment was due, as `31 March 2025`.
        days: How many days ago that was.
        returned: Whether it was submitted, and returned.
        needs: What is still to do before it can be submitted, in sentences.
        sender: Who sends the reminder.
        sender_title: Their post.
    """

    authority: str
    cycle: str
    to: str
    salutation: str
    due: str
    days: int
    returned: bool
    needs: tuple[str, ...]
    sender: str
    sender_title: str


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _printed(value: object) -> str:
    text = str(value)  # an undefined name says so itself
    if isinstance(value, bool) or not isinstance(value, str | int):
        msg = f"only texts and numbers can be printed, and this is {type(value).__name__}"
        raise Refused(msg)
    return _on_one_line(text)


def _environment(templates: Mapping[str, Template]) -> GuardedEnvironment:
    return GuardedEnvironment(templates, finalize=_printed, escape=_on_one_line)


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
    known = templates(workspace)
    wording = wording_of(known)
    renderer = Renderer(known, _environment)
    for each in found.authorities:
        if each.outstanding and each.covered_by is None and each.due is not None:
            reminder = _reminder(each, found.on, wording, adviser)
            yield each.authority, renderer.write(TEMPLATE, {"reminder": reminder})


def _reminder(place: Whereabouts, on: datetime.date, wording: Wording, adviser: str | None) -> ReminderView:
    case = place.case
    person = _addressee(place, on)
    sender, title = _sender(place, on, adviser)
    return ReminderView(
        authority=place.name,
        cycle=printed_cycle(place.cycle),
        to=person.with_title,
        salutation=person.addressed_as,
        due=day(place.due, wording).text if place.due is not None else "",
        days=-(place.days_left or 0),
        returned=why_draft(case.assessment, case.review) == "returned",
        needs=tuple(each for each in place.needs if each not in STEPS_OF_SUBMISSION.values()),
        sender=sender,
        sender_title=title,
    )


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

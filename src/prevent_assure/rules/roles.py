"""Who takes a step where nobody is named: a role of the authority or of the settings."""

from collections.abc import Iterator
from typing import Literal

from prevent_assure.model.authority import holder

from .case import Case

Step = Literal["submit", "return", "review", "accept", "agree", "clear", "issue"]
LEAD = "prevent-lead"
ADVISER = "prevent-adviser"


def usual_role(case: Case, step: Step) -> str | None:
    """Say who usually takes a step.

    Args:
        case: The authority in its cycle.
        step: The step.

    Returns:
        The role; None where it cannot be said, or nobody bears it.
    """
    roles = {"submit": _of_authority, "accept": _of_authority, "clear": _of_sender, "issue": _of_sender}
    return next((each for each in roles.get(step, _of_adviser)(case) if each in case.roles), None)


def _of_authority(case: Case) -> Iterator[str]:
    yield LEAD
    if case.authority is not None and len(case.authority.people) == 1:
        yield from case.authority.people


def _of_adviser(case: Case) -> Iterator[str]:
    if case.review is not None and case.review.adviser is not None:
        yield case.review.adviser
    yield ADVISER
    if case.settings is not None and len(case.settings.people) == 1:
        yield from case.settings.people


def _of_sender(case: Case) -> Iterator[str]:
    """The role of who signs the letters, else whoever is left besides the adviser."""
    if case.settings is None:
        return
    people, signatory = case.settings.people, case.settings.sender_of(case.cycle).name
    for role in people:
        person = holder(people, role, None)
        if person is not None and person.name == signatory:
            yield role
    others = [each for each in people if each not in set(_of_adviser(case))]
    if len(others) == 1 or len(people) == 1:
        yield from others or people

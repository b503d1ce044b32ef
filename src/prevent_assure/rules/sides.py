"""Whose step it is: the authority's people and the sender's each take their own."""

from typing import Literal

from .case import Case

Side = Literal["authority", "sender"]
_STANDS = {
    "authority": "a person of the authority",
    "sender": "a person of the settings, who is no authority's",
}


def side_of(role: str, case: Case) -> Side | None:
    """Say on which side a role stands; None where it stands on both, on neither, or a file cannot be read."""
    if case.authority is None or case.settings is None:
        return None
    of_authority, of_sender = role in case.authority.people, role in case.settings.people
    if of_authority == of_sender:
        return None
    return "authority" if of_authority else "sender"


def wrong_side(case: Case, role: str, side: Side, does: str) -> tuple[str, str] | None:
    """Say that a role of the other side, or of both, may not do something, and who may; None where it may.

    A role in neither file, and one of files that cannot be read, is a finding of its own.

    Args:
        case: The authority in its cycle.
        role: Who does it.
        side: Whose step it is.
        does: What is done, as in `agree`.
    """
    if case.authority is None or case.settings is None:
        return None
    stands = side_of(role, case)
    people = {"authority": case.authority.people, "sender": case.settings.people}[side]
    if stands == side or (stands is None and role not in people):
        return None
    may = [each for each in sorted(people) if side_of(each, case) == side]
    file = "the authority's file" if side == "authority" else "the settings"
    hint = f"who can: {', '.join(may)}" if may else f"nobody can yet: add a person under `people` in {file}"
    if stands is None:
        message = f"`{role}` stands in the authority's file and in the settings, so that nobody can tell who may {does}"
        return message, hint
    return f"`{role}` is {_STANDS[stands]}, and does not {does}", hint

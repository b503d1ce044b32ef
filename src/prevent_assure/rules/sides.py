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
    """Say that a role may not do what the other side does, and who may; None where it may, or nobody can tell.

    Args:
        case: The authority in its cycle.
        role: Who does it.
        side: Whose step it is.
        does: What is done, as in `agree`.
    """
    stands = side_of(role, case)
    if stands is None or stands == side:
        return None
    people = {
        "authority": case.authority.people if case.authority is not None else {},
        "sender": case.settings.people if case.settings is not None else {},
    }[side]
    may = [each for each in sorted(people) if side_of(each, case) == side]
    file = "the authority's file" if side == "authority" else "the settings"
    hint = f"who can: {', '.join(may)}" if may else f"nobody can yet: add a person under `people` in {file}"
    return f"`{role}` is {_STANDS[stands]}, and does not {does}", hint

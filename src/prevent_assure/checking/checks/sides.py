"""Checks of the people whom files name by their roles: that there are such, and on which side they stand.

This catches slips. Whoever can write the files can name anybody: who may change what, branch rules say.
"""

from collections.abc import Iterator
from typing import NamedTuple

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import AuthorityFile, CycleFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import entry_route
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.model.vocabulary import roles_known, unknown
from prevent_assure.rules.sides import Side, side_of, wrong_side

UNKNOWN_PERSON = Rule(
    "unknown-person", Severity.ERROR, "A role that nobody bears in the authority's file or the settings."
)
WRONG_SIDE = Rule(
    "wrong-side", Severity.ERROR, "A step taken by a person of the other side, or a role that stands on both."
)


class _Named(NamedTuple):
    """A role that a file names.

    Attributes:
        role: The role.
        route: Where.
        side: Whose step it is; None where both sides may stand.
        does: What it does, as a sentence says it.
    """

    role: str
    route: Route
    side: Side | None = None
    does: str = ""


def _of_assessment(assessment: Assessment) -> Iterator[_Named]:
    for index, submission in enumerate(assessment.submissions):
        route = entry_route(assessment.submitted, "submitted", index)
        yield _Named(submission.by, (*route, "by"), "authority", "submit")
    for index, back in enumerate(assessment.withdrawn):
        yield _Named(back.by, ("withdrawn", index, "by"), "authority", "withdraw")


def _of_review(review: Review) -> Iterator[_Named]:
    for index, role in enumerate(review.advisers):
        route: Route = ("adviser",) if isinstance(review.adviser, str) else ("adviser", index)
        yield _Named(role, route, "sender", "review")
    if review.discussed is not None:
        for index, role in enumerate(review.discussed.with_):
            yield _Named(role, ("discussed", "with", index))
    if review.accepted is not None:
        yield _Named(review.accepted.by, ("accepted", "by"), "authority", "accept")
    if review.agreed is not None:
        yield _Named(review.agreed.by, ("agreed", "by"), "sender", "agree")
    if review.cleared is not None:
        yield _Named(review.cleared.by, ("cleared", "by"), "sender", "clear")
    for index, back in enumerate(review.returns):
        if back.by is not None:
            yield _Named(back.by, (*entry_route(review.returned, "returned", index), "by"), "sender", "return")
    for index, taken in enumerate(review.taken_back):
        side: Side | None = "sender" if taken.step != "accepted" else None  # which either side may take back
        yield _Named(taken.by, ("taken_back", index, "by"), side, "take back a sign-off")


def _of_record(record: IssueRecord | None) -> Iterator[_Named]:
    """Who issued the letter, as its record says; it is found where the letter's text stands."""
    if record is not None and record.by is not None:
        yield _Named(record.by, ("letter",), "sender", "issue")


@check(UNKNOWN_PERSON, WRONG_SIDE, of=("assessment", "review"))
def people_are_known_and_on_their_side(file: CycleFile) -> Iterator[Finding]:
    """Look for the people whom a file names by their roles, and hold them against the steps that they took."""
    case, written = file.case, file.written
    if case.authority is None or case.settings is None:
        return
    named_here = _of_assessment(written) if isinstance(written, Assessment) else _of_review(written)
    for named in (*named_here, *_of_record(case.record if file.kind == "review" else None)):
        wrong = wrong_side(case, named.role, named.side, named.does) if named.side is not None else None
        if side_of(named.role, case) is None:
            wrong = None  # on both sides, which is found once, in the authority's file
        if named.role not in case.roles:
            message = "nobody bears this role in the authority's file or the settings"
            sides = {"authority": case.authority.people, "sender": case.settings.people}
            known = roles_known(*(people for side, people in sides.items() if named.side in {None, side}))
            yield unknown(UNKNOWN_PERSON, named.route, message, named.role, known)
        elif wrong is not None:
            yield Finding(WRONG_SIDE, named.route, *wrong)


@check(WRONG_SIDE, of="authority")
def roles_stand_on_one_side(file: AuthorityFile) -> Iterator[Finding]:
    """Look for roles that stand in the authority's file and in the settings."""
    if file.settings is not None:
        yield from roles_on_both_sides(file.authority, file.settings)


def roles_on_both_sides(authority: Authority, settings: Settings) -> Iterator[Finding]:
    """Find the roles that stand in an authority's file and in the settings."""
    for role in authority.people:
        if role in settings.people:
            message = f"the role `{role}` stands here and in the settings, so that nobody can tell whose step it takes"
            yield Finding(WRONG_SIDE, ("people", role), message, "give one of the two another name", on_key=True)

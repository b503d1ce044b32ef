"""Checks of who held a post when: terms that overlap, days that nobody's term covers."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import AuthorityFile, CycleFile, SettingsFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.authority import Person, holder

from .steps import DATES_OUT_OF_ORDER

TERMS_OVERLAP = Rule("terms-overlap", Severity.WARNING, "A post that two people hold on the same day.")
TERMS_GAP = Rule("terms-gap", Severity.SUGGESTION, "Days between two holders of a post on which nobody holds it.")
POST_VACANT = Rule("post-vacant", Severity.WARNING, "A post that the letter names and nobody holds on its date.")


_DAY = datetime.timedelta(days=1)


@check(DATES_OUT_OF_ORDER, TERMS_OVERLAP, TERMS_GAP, of=("authority", "settings"))
def terms_follow_one_another(file: AuthorityFile | SettingsFile) -> Iterator[Finding]:
    """Look at who held which post when: terms that end before they begin, overlap, or leave days out."""
    people = file.authority.people if isinstance(file, AuthorityFile) else file.settings.people
    for role, post in people.items():
        persons = (post,) if isinstance(post, Person) else post
        places = [(person, _route(role, post, index)) for index, person in enumerate(persons)]
        for person, route in places:
            if person.from_ is not None and person.to is not None and person.to < person.from_:
                message = "the term ends before it begins"
                yield Finding(DATES_OUT_OF_ORDER, (*route, "to"), message, "one of the dates is wrong")
        places.sort(key=lambda place: place[0].from_ or datetime.date.min)
        for (before, _), (after, route) in pairwise(places):
            yield from _between(role, before, after, route)


def _route(role: str, post: Person | tuple[Person, ...], index: int) -> Route:
    return ("people", role) if isinstance(post, Person) else ("people", role, index)


def _between(role: str, before: Person, after: Person, route: Route) -> Iterator[Finding]:
    if _overlap(before, after):
        message = f"two people are `{role}` on the same day"
        yield Finding(TERMS_OVERLAP, route, message, "give the one before a `to` that lies before this one's `from`")
    elif before.to is not None and after.from_ is not None and before.to + _DAY < after.from_:
        message = f"nobody is `{role}` on the days before this"
        hint = "add an item with `vacant: true` for the time in which nobody held the post, or mend a date"
        yield Finding(TERMS_GAP, (*route, "from"), message, hint)


def _overlap(before: Person, after: Person) -> bool:
    if before.to is None or after.from_ is None:
        return before.to is None and (
            after.from_ is None or after.to is None or before.from_ is None or before.from_ <= after.to
        )
    return after.from_ <= before.to


@check(POST_VACANT, of="review")
def posts_are_held_on_the_letters_date(file: CycleFile) -> Iterator[Finding]:
    """Look for posts that the letter names and that nobody holds on its date; one said to be vacant is none."""
    case, date = file.case, file.review.letter.date
    if date is None or case.authority is None or (file.review.cleared is not None and not case.issued):
        return  # of a cleared letter `recipient-unnamed` and `person-unnamed` say so
    named = case.authority.letter
    for role in dict.fromkeys((named.to, *named.cc, *named.thanks)):
        held = holder(case.roles, role, date)
        post = case.roles.get(role)
        persons = (post,) if isinstance(post, Person) else post or ()
        if held is not None and held.name is None and held not in persons:
            message = f"nobody is `{role}` on the letter's date"
            yield Finding(POST_VACANT, ("letter", "date"), message, "look at `from` and `to` in the authority's file")

"""Those whom a letter names: its recipient has a name and can be addressed by it, or the post is said to be vacant."""

import datetime
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import AuthorityFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.authority import Authority, People, Person, addressed

from .salutations import is_no_name, unclear_salutation

RECIPIENT_UNNAMED = Rule(
    "recipient-unnamed",
    Severity.WARNING,
    "A letter to a post of which it is not said who holds it; an error once the letter is cleared.",
)
SALUTATION_UNCLEAR = Rule(
    "salutation-unclear",
    Severity.WARNING,
    "A recipient whose name does not say how to address them; an error once the letter is cleared.",
)
PERSON_UNNAMED = Rule(
    "person-unnamed", Severity.WARNING, "Someone who gets a copy or is thanked, of whom it is not said who that is."
)
RECIPIENT = frozenset({RECIPIENT_UNNAMED.code, SALUTATION_UNCLEAR.code})
"""What no settings can make less of: a letter to nobody is neither cleared nor issued."""


@check(RECIPIENT_UNNAMED, SALUTATION_UNCLEAR, PERSON_UNNAMED, of="authority")
def letter_names_people(file: AuthorityFile) -> Iterator[Finding]:
    """Look at those whom a letter of today would name."""
    shared = file.settings.people if file.settings is not None else {}
    yield from addressee_findings(file.authority, shared, None)


def addressee_findings(
    authority: Authority, shared: People, day: datetime.date | None, *, severity: Severity = Severity.WARNING
) -> Iterator[Finding]:
    """Look at those whom a letter names; findings stand in the authority's file.

    Args:
        authority: The authority.
        shared: The posts of the settings.
        day: The letter's date, or None before it has one.
        severity: How much a recipient without a name weighs.
    """
    on = f" on {day}" if day is not None else ""
    for role, person in addressed(authority, shared, day).items():
        route, to = _place(authority, role, person), role == authority.letter.to
        if person.vacant:
            continue
        if person.name is None or is_no_name(person.name, person.title):
            rule = RECIPIENT_UNNAMED._replace(severity=severity) if to else PERSON_UNNAMED
            what = "the letter goes to" if to else "the letter names"
            message = f"{what} `{role}`, and nothing says who that is{on}"
            hint = "write `name:` beside the title, or `vacant: true` in its place if nobody holds the post"
            yield Finding(rule, route, message, f"{hint}, with `from:` and `to:` where that changes", on_key=True)
        elif to:
            unclear = unclear_salutation(person)
            if unclear is not None:
                rule = SALUTATION_UNCLEAR._replace(severity=severity)
                message = f"{unclear}, and the letter would address `{role}` by it"
                hint = "write below the name how the letter is to go on after Dear, as in `salutation: Dr Example`"
                key = "name" if person.salutation is None else "salutation"
                yield Finding(rule, (*route, key) if role in authority.people else route, message, hint)


def _place(authority: Authority, role: str, person: Person) -> Route:
    """The person's entry; the post where it is nobody's; the role where only the settings have it."""
    post = authority.people.get(role)
    if post is None:
        letter = authority.letter
        if role == letter.to:
            return ("letter", "to")
        key, roles = ("cc", letter.cc) if role in letter.cc else ("thanks", letter.thanks)
        return ("letter", key, roles.index(role))
    if not isinstance(post, tuple):
        return ("people", role)
    return ("people", role, post.index(person)) if person in post else ("people", role)

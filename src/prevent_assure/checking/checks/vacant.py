"""Checks of posts that are said to be vacant."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import AuthorityFile, SettingsFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.authority import People, Person

VACANT_WITH_NAME = Rule(
    "vacant-with-name", Severity.ERROR, "A post that is said to be vacant, and beside it who holds it."
)


@check(VACANT_WITH_NAME, of="authority")
def vacant_posts_of_authority(file: AuthorityFile) -> Iterator[Finding]:
    """Look at an authority's posts."""
    yield from vacant_findings(file.authority.people)


@check(VACANT_WITH_NAME, of="settings")
def vacant_posts_of_settings(file: SettingsFile) -> Iterator[Finding]:
    """Look at the settings' posts."""
    yield from vacant_findings(file.settings.people)


def vacant_findings(people: People) -> Iterator[Finding]:
    """Look for posts that are said to be vacant and have a name."""
    for role, post in people.items():
        route: Route = ("people", role)
        entries = [(route, post)] if isinstance(post, Person) else [((*route, n), one) for n, one in enumerate(post)]
        for place, person in entries:
            if person.vacant and (person.name or person.known_as or person.salutation):
                message = f"`{role}` is said to be vacant, and has a name"
                hint = "take `vacant` out, or the name; for one after the other write a list with `from:` and `to:`"
                yield Finding(VACANT_WITH_NAME, (*place, "vacant"), message, hint, on_key=True)

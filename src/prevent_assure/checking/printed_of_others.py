"""What keeps a letter from being cleared in files that other letters share: settings, authorities, templates."""

import re
from collections.abc import Iterator, Sequence

from prevent_assure.diagnostics import Diagnostic, InputError, Location, Severity
from prevent_assure.model.authority import Authority, addressed
from prevent_assure.model.settings import Settings
from prevent_assure.rules.case import Case
from prevent_assure.source import SourceError, read
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.templates import Template, templates
from prevent_assure.workspace.workspace import Workspace

from .checks.sides import roles_on_both_sides
from .checks.vacant import vacant_findings
from .house_template import heads_and_feet
from .lint.addressees import addressee_findings
from .lint.placeholders import PLACEHOLDER, first_placeholder, placeholders
from .shared_texts import of_authority, of_people, of_settings
from .texts import Text

_SLOT = re.compile(r"\{[a-z_]+\}")
_TAG = re.compile(r"<[^<>]*>")
_OPENED = re.compile(r"\{[#%{]")
_CLOSED = {"{#": "#}", "{%": "%}", "{{": "}}"}


def letter_findings(
    case: Case, settings: Loaded[Settings], authority: Loaded[Authority] | None, covered: Sequence[Loaded[Authority]]
) -> Iterator[Diagnostic]:
    """Look for what is left open in what a letter prints of other files, as of its date, and who may sign it.

    Args:
        case: The authority in its cycle.
        settings: The settings.
        authority: The authority's file.
        covered: The files of others whose part the self-assessment covers.

    Yields:
        The findings, each in its file.
    """
    if authority is None or authority.model is None or settings.model is None:
        return
    day = case.review.letter.date if case.review is not None else None
    shared = settings.model.people
    people = addressed(authority.model, shared, day)
    theirs = {role: post for role, post in shared.items() if role in people and role not in authority.model.people}
    texts = [*of_settings(settings.model, case.cycle), *of_people(theirs, people.values())]
    yield from map(settings.diagnose, (*placeholders(texts), *vacant_findings(theirs)))
    own = {role: post for role, post in authority.model.people.items() if role in people}
    only = authority.model.model_copy(update={"people": own})
    yield from map(authority.diagnose, placeholders(of_authority(only, people.values())))
    found = addressee_findings(authority.model, shared, day, severity=Severity.ERROR)
    both = roles_on_both_sides(authority.model, settings.model)
    yield from map(authority.diagnose, (*found, *vacant_findings(own), *both))
    for other in covered:
        if other.model is not None:
            yield from map(other.diagnose, placeholders([Text(("name",), "other", other.model.name)]))


def template_findings(workspace: Workspace) -> list[Diagnostic]:
    """Look for placeholders in the workspace's own wording and templates of letters.

    Args:
        workspace: The workspace.

    Returns:
        The findings; none where a template cannot be read, which is said where a letter is made.
    """
    try:
        own = [each for each in templates(workspace).items() if not each[1].origin.packaged]
    except InputError:
        return []
    return [found for name, template in own for found in _of_template(name, template)]


def _of_template(name: str, template: Template) -> Iterator[Diagnostic]:
    shown = template.origin.shown
    if name.startswith("wording") and name.endswith(".yaml"):
        try:
            document = read(template.data)
        except SourceError:
            return
        loaded: Loaded[Settings] = Loaded(shown, None, document)
        yield from map(loaded.diagnose, placeholders(_sentences((), _of_letters(document.data))))
    elif name.startswith("letter.") and name.endswith((".html.j2", ".md.j2")):
        text = printed_words(template.data.decode("utf-8", "replace"), tags=name.endswith(".html.j2"))
        for number, line in enumerate(text.split("\n"), 1):
            start = first_placeholder(line)
            if start is not None:
                place = Location(shown, number, start + 1, number, start + 2)
                yield _left_open(place, "this template")
    elif name == "letter.docx":
        parts = (part for part, words in heads_and_feet(template.data) if first_placeholder(words) is not None)
        for part in dict.fromkeys(parts):
            yield _left_open(Location(shown), f"a head or foot of this template ({part})")


def _left_open(place: Location, where: str) -> Diagnostic:
    message = f"a placeholder is left in {where}, which the letter is written with"
    hint = "look for TODO, TBC, XX or a word in square brackets, and fill it in"
    return Diagnostic(PLACEHOLDER.code, PLACEHOLDER.severity, place, message, hint)


def printed_words(template: str, *, tags: bool) -> str:
    """Blank what a template does not print as it stands, so that every line and column stays.

    Args:
        template: The template.
        tags: Whether it is HTML, whose tags and comments are blanked too.
    """
    kept, place = [], 0
    while opened := _OPENED.search(template, place):
        end = template.find(_CLOSED[opened[0]], opened.end())
        if end < 0:
            break
        kept += [template[place : opened.start()], _blank(template[opened.start() : end + 2])]
        place = end + 2
    text = "".join([*kept, template[place:]])
    return _TAG.sub(lambda found: _blank(found[0]), text) if tags else text


def _blank(text: str) -> str:
    return "".join("\n" if each == "\n" else " " for each in text)


def _of_letters(wording: object) -> object:
    """A wording without what is said only to the public and to a committee."""
    others = ("public", "committee")
    return {key: part for key, part in wording.items() if key not in others} if isinstance(wording, dict) else wording


def _sentences(route: tuple[str | int, ...], value: object) -> Iterator[Text]:
    """The texts of a wording without its slots."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _sentences((*route, key), part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _sentences((*route, index), part)
    elif isinstance(value, str):
        yield Text(route, "other", _SLOT.sub("", value))

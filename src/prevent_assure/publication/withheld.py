"""What a public edition may not say: names, comments and restricted texts, each with the place where it stands."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from prevent_assure.model.authority import Authority, People, Person
from prevent_assure.model.base import Sender
from prevent_assure.model.review import LetterText
from prevent_assure.rules.letter_sources import LetterSources
from prevent_assure.text.narrative import lines_of, parse, plain_inline

from .folding import folded
from .people import Named

Code = Literal["name", "comments", "restricted"]
_SHORTEST = 4
"""A line of fewer words than these, as `Yes.` or `It meets.`, is nobody's secret, and would be found everywhere."""


class Secret(NamedTuple):
    """Words that a public edition may not hold.

    Attributes:
        code: Why.
        words: The words as they are compared.
        place: Where they stand, for messages: a kind of file and a key, never a value.
    """

    code: Code
    words: tuple[str, ...]
    place: str


class Withheld(NamedTuple):
    """All that a public edition may not say.

    Attributes:
        secrets: What the finished files are searched for.
        people: Everyone whose name stands in the files, whether it is published or not.
        published: The names that someone publishes.
    """

    secrets: tuple[Secret, ...]
    people: tuple[Named, ...]
    published: frozenset[tuple[str, ...]]


def withheld(sources: LetterSources) -> Withheld:
    """Gather what a public edition of a letter may not say.

    Args:
        sources: What the letter is made from.

    Returns:
        Names of people who do not publish theirs, comments if the settings leave them out, restricted texts.
    """
    everyone = list(_everyone(sources))
    published = {folded(person.name or "") for person, _ in everyone if person.public}
    people = [_named(person, place, published) for person, place in everyone if person.name]
    names = (Secret("name", words, each.place) for each in people if not each.public for words in sorted(each.whole))
    shown = {words for each in people if each.public for words in each.whole}
    secrets = [secret for secret in names if secret.words not in shown]
    return Withheld((*dict.fromkeys(secrets), *_texts(sources)), tuple(people), frozenset(published))


def names_of(people: People, file: str) -> Iterator[Named]:
    """Give everyone whose name stands in a file, as texts may name them.

    Args:
        people: The file's people.
        file: The kind of the file.
    """
    yield from (_named(person, place, set()) for person, place in _holders(people, file) if person.name)


def _named(person: Person, place: str, published: set[tuple[str, ...]]) -> Named:
    named = Named(f"{place}.name", public=person.public or folded(person.name or "") in published)
    named.add(person.name or "")
    if person.known_as is not None:
        named.add(person.known_as)
    if person.salutation is not None and person.salutation != person.title:
        named.add(person.salutation, addressed=True)
    return named


def _everyone(sources: LetterSources) -> Iterator[tuple[Person, str]]:
    settings = sources.settings
    for sender in dict.fromkeys([settings.sender, *map(settings.sender_of, settings.cycles)]):
        yield _as_person(sender), "settings, sender"
    yield from _holders(settings.people, "settings")
    yield from _holders(sources.authority.people, "authority")
    for other in sources.others:
        yield from _holders(other.people, f"authority {other.id}")


def _as_person(sender: Sender) -> Person:
    return Person(name=sender.name, title=sender.title, public=sender.public)


def _holders(people: People, file: str) -> Iterator[tuple[Person, str]]:
    for role, post in people.items():
        for person in (post,) if isinstance(post, Person) else post:
            yield person, f"{file}, people.{role}"


def defined_names(sources: LetterSources) -> Iterator[str]:
    """Give what the files call posts, groups and organisations: no word in one of these is a person's name there.

    Args:
        sources: What the letter is made from.

    Yields:
        Each title and name.
    """
    settings, sender = sources.settings, sources.settings.sender_of(sources.cycle)
    for one in (sources.authority, *sources.others):
        yield from organisation_names(one)
        yield from (text for _, text in one.groups if text is not None)
    yield from sources.covered
    yield from (text for text in (sender.title, sender.unit, sender.department) if text is not None)
    for people in (settings.people, sources.authority.people, *(one.people for one in sources.others)):
        yield from (person.title for person, _ in _holders(people, ""))


def organisation_names(authority: Authority) -> Iterator[str]:
    """Give an authority's name and region."""
    yield authority.name
    if authority.region is not None:
        yield authority.region


def _texts(sources: LetterSources) -> Iterator[Secret]:
    for code, text, place in (*_of_assessment(sources), *_of_review(sources), *_of_letter(sources.text, "review")):
        yield from _lines(code, text, place)


_Text = tuple[Code, str | None, str]


def _of_assessment(sources: LetterSources) -> Iterator[_Text]:
    if sources.assessment is not None:
        for key, each in sources.assessment.benchmarks.items():
            if each.restricted:
                yield "restricted", each.summary, f"assessment, benchmarks.{key}.summary"


def _of_review(sources: LetterSources) -> Iterator[_Text]:
    for key, each in () if sources.review is None else sources.review.benchmarks.items():
        if each.restricted:
            yield "restricted", each.reason, f"review, benchmarks.{key}.reason"
            yield "restricted", each.comments, f"review, benchmarks.{key}.comments"
        elif not sources.settings.publication.adviser_comments:
            yield "comments", each.comments, f"review, benchmarks.{key}.comments"


def secrets_of(letter: LetterText, file: str) -> Iterator[Secret]:
    """Gather what a letter's text keeps to itself.

    Args:
        letter: The text in the review.
        file: What the file is, for messages.

    Yields:
        Each line of a restricted strength or recommendation.
    """
    for code, text, place in _of_letter(letter, file):
        yield from _lines(code, text, place)


def _of_letter(letter: LetterText, file: str) -> Iterator[_Text]:
    for number, strength in enumerate(letter.strengths):
        if not isinstance(strength, str) and strength.restricted:
            yield "restricted", strength.text, f"{file}, letter.strengths[{number}]"
    for each in letter.recommendations:
        if each.restricted:
            yield "restricted", each.text, f"{file}, letter.recommendations.{each.id}"


def _lines(code: Code, text: str | None, place: str) -> Iterator[Secret]:
    for block in parse(text or "").blocks:
        for line in lines_of(block):
            words = folded(plain_inline(line))
            if len(words) >= _SHORTEST:
                yield Secret(code, words, place)

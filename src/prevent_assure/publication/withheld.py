"""What a public edition may not say: names, comments and restricted texts, each with the place where it stands."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from prevent_assure.model.authority import People, Person
from prevent_assure.model.review import LetterText
from prevent_assure.rules.letter_sources import LetterSources
from prevent_assure.text.narrative import lines_of, parse, plain_inline

from .folding import folded

Code = Literal["name", "comments", "restricted"]
HONORIFICS = frozenset({
    "cllr", "councillor", "dame", "dci", "di", "doctor", "dr", "ds", "insp", "lady", "lord", "miss", "mr", "mrs", "ms",
    "mx", "pc", "prof", "professor", "rev", "revd", "reverend", "sgt", "sir", "supt",
})  # fmt: skip
_SHORTEST = 4
"""A line of fewer words than these, as `Yes.` or `It meets.`, is nobody's secret, and would be found everywhere."""
_SHORTEST_PART = 3


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
        secrets: What the finished text is searched for.
        parts: Single words of names: forenames and surnames, which are taken out where they are written large.
        published: The names that someone publishes.
    """

    secrets: tuple[Secret, ...]
    parts: frozenset[tuple[str, ...]]
    published: frozenset[tuple[str, ...]]


class _Named(NamedTuple):
    """A name as a file has it."""

    text: str
    place: str
    public: bool


def withheld(sources: LetterSources, vocabulary: frozenset[str]) -> Withheld:
    """Gather what a public edition of a letter may not say.

    Args:
        sources: What the letter is made from.
        vocabulary: Words of the fixed wording and the criteria, which are no one's name where they stand alone.

    Returns:
        Names of people who do not publish theirs, comments if the settings leave them out, restricted texts.
    """
    names = [*_names(sources)]
    public = {folded(each.text) for each in names if each.public}
    known = HONORIFICS | vocabulary | _vocabulary(sources) | {word for name in public for word in name}
    secrets = [
        Secret("name", folded(each.text), each.place)
        for each in names
        if not each.public and folded(each.text) not in public and not set(folded(each.text)) <= known
    ]
    parts = {
        part
        for each in names
        if not each.public and folded(each.text) not in public
        for part in _parts(each.text)
        if not set(part) <= known
    }
    return Withheld((*secrets, *_texts(sources)), frozenset(parts), frozenset(public))


def _parts(name: str) -> Iterator[tuple[str, ...]]:
    for word in name.split():
        part = folded(word)
        if part and len("".join(part)) >= _SHORTEST_PART:
            yield part


def _names(sources: LetterSources) -> Iterator[_Named]:
    sender = sources.settings.sender_of(sources.cycle)
    yield _Named(sender.name, "settings, sender.name", sender.public)
    yield from _people(sources.settings.people, "settings")
    yield from _people(sources.authority.people, "authority")
    for other in sources.others:
        yield from _people(other.people, f"authority {other.id}")


def _people(people: People, file: str) -> Iterator[_Named]:
    for role, post in people.items():
        for person in (post,) if isinstance(post, Person) else post:
            for key in ("name", "known_as", "salutation"):
                text = getattr(person, key)
                if text is not None and folded(text):
                    yield _Named(text, f"{file}, people.{role}.{key}", person.public)


def _vocabulary(sources: LetterSources) -> frozenset[str]:
    """Words that stand in a public letter whoever holds which post."""
    authorities, sender = (sources.authority, *sources.others), sources.settings.sender_of(sources.cycle)
    posts = (*sources.settings.people.values(), *(post for one in authorities for post in one.people.values()))
    titles = [person.title for post in posts for person in ((post,) if isinstance(post, Person) else post)]
    called = [text for one in authorities for text in (one.name, one.region or "")]
    said = [*called, *titles, sender.title, sender.unit or "", sender.department]
    return words_of(said)


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


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Gather the words of texts that are public anyway.

    Args:
        texts: The texts.

    Returns:
        Their words as they are compared.
    """
    return frozenset(word for text in texts for word in folded(text))

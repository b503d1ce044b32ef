"""The sources of a letter as its public edition is made from them: with marks in the place of what is withheld."""

import itertools
import re
from dataclasses import replace
from typing import Annotated

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority, People, Person
from prevent_assure.model.base import Sender
from prevent_assure.model.review import Recommendation, Review, Strength
from prevent_assure.model.settings import Settings
from prevent_assure.rules.letter_sources import LetterSources
from prevent_assure.text.phrasing import phrase
from prevent_assure.text.wording_parts import Fixed, Label, WordingModel, takes

from .folding import Word, folded, words
from .withheld import HONORIFICS, Code, Withheld


class Withholding(WordingModel):
    """A reason for which a public letter leaves something out, and its code."""

    code: Label
    reason: Fixed


class WithholdingCodes(WordingModel):
    """Every such reason."""

    name: Withholding
    comments: Withholding
    restricted: Withholding


class PublicWords(WordingModel):
    """What a public letter says of itself.

    Attributes:
        title: The document's title.
        heading: Heading over the codes.
        text: What stands below it.
        nothing: What stands there where nothing is left out.
        mark: What stands in the place of what is left out.
        codes: The reasons.
    """

    title: Annotated[str, takes("title")]
    heading: Label
    text: Fixed
    nothing: Fixed
    mark: Annotated[str, takes("code")]
    codes: WithholdingCodes


_INITIAL = re.compile(r"[A-Z]\Z")
_APART = 16
"""Signs and spaces that may stand between two words of a name: marks, a line end with its indentation."""


class Redactor:
    """Puts marks in the place of what is withheld, and remembers for which reasons.

    Args:
        withheld: What is withheld.
        said: The words for it.

    Attributes:
        used: The reasons that were needed.
    """

    def __init__(self, withheld: Withheld, said: PublicWords) -> None:
        self._names = sorted({each.words for each in withheld.secrets if each.code == "name"}, key=len, reverse=True)
        self._parts = withheld.parts
        self._published = withheld.published
        self._said = said
        self.used: set[Code] = set()

    def mark(self, code: Code) -> str:
        """Give the mark that stands in the place of something.

        Args:
            code: Why it is left out.

        Returns:
            The mark.
        """
        self.used.add(code)
        return phrase(self._said.mark, code=getattr(self._said.codes, code).code)

    def is_published(self, name: str) -> bool:
        """Tell whether someone publishes a name.

        Args:
            name: The name.

        Returns:
            Whether it stands with `public: true` anywhere.
        """
        return folded(name) in self._published

    def text(self, text: str) -> str:
        """Take the names out of a text.

        Args:
            text: A line or a narrative.

        Returns:
            The text, with marks in their places.
        """
        found = words(text)
        pieces: list[str] = []
        done = number = 0
        while number < len(found):
            end = self._name_at(text, found, number)
            if end is None:
                number += 1
                continue
            start = found[self._forepart(text, found, number, done)].start
            pieces += [text[done:start], self.mark("name")]
            done, number = found[end - 1].end, end
        return "".join([*pieces, text[done:]])

    def _name_at(self, text: str, found: list[Word], number: int) -> int | None:
        """The word behind a name that begins here."""
        for name in self._names:
            if _stands(found, number, name) and (len(name) > 1 or _is_large(text, found[number])):
                return number + len(name)
        for part in self._parts:
            if _stands(found, number, part) and _is_large(text, found[number]):
                return number + len(part)
        return None

    @staticmethod
    def _forepart(text: str, found: list[Word], number: int, done: int) -> int:
        first = number
        while (
            first
            and found[first - 1].start >= done
            and found[first].start - found[first - 1].end <= 2  # noqa: PLR2004 - a full stop and a space
            and _is_forepart(text, found[first - 1])
        ):
            first -= 1
        return first


def _is_forepart(text: str, word: Word) -> bool:
    """Whether a word belongs to the name behind it: an honorific or an initial."""
    return word.folded in HONORIFICS or _INITIAL.match(text[word.start : word.end]) is not None


def _stands(found: list[Word], number: int, name: tuple[str, ...]) -> bool:
    here = found[number : number + len(name)]
    near = all(after.start - before.end <= _APART for before, after in itertools.pairwise(here))
    return near and tuple(each.folded for each in here) == name


def _is_large(text: str, word: Word) -> bool:
    """Whether a word is written as names are; a script without capitals writes all words so."""
    return not text[word.start : word.end].islower()


def public_sources(sources: LetterSources, redactor: Redactor) -> LetterSources:
    """Make the sources of a public edition.

    Args:
        sources: The sources of the letter.
        redactor: What takes names out, and marks.

    Returns:
        The sources without what is withheld.
    """
    return replace(
        sources,
        authority=_authority(sources.authority, redactor),
        settings=_settings(sources, redactor),
        assessment=None if sources.assessment is None else _assessment(sources.assessment, redactor),
        review=None if sources.review is None else _review(sources.review, sources.settings, redactor),
        missing=tuple(redactor.text(each) for each in sources.missing),
    )


def _authority(authority: Authority, redactor: Redactor) -> Authority:
    groups = {key: None if text is None else redactor.text(text) for key, text in authority.groups}
    return authority.model_copy(
        update={
            "address": tuple(redactor.text(each) for each in authority.address),
            "groups": authority.groups.model_copy(update=groups),
            "people": _people(authority.people, redactor),
        }
    )


def _people(people: People, redactor: Redactor) -> People:
    return {
        role: _person(post, redactor) if isinstance(post, Person) else tuple(_person(each, redactor) for each in post)
        for role, post in people.items()
    }


def _person(person: Person, redactor: Redactor) -> Person:
    """Leave a public name, and a vacant post; else the mark, and the title to address the holder by."""
    title = redactor.text(person.title)
    if person.public or person.name is None:
        return person.model_copy(update={"title": title})
    return person.model_copy(
        update={"name": _marked(redactor, person.name), "known_as": None, "salutation": title, "title": title}
    )


def _marked(redactor: Redactor, name: str) -> str:
    """Leave a name that someone publishes elsewhere."""
    return name if redactor.is_published(name) else redactor.mark("name")


def _settings(sources: LetterSources, redactor: Redactor) -> Settings:
    settings, cycle = sources.settings, sources.cycle
    cycles = dict(settings.cycles)
    if cycle in cycles:
        shared = tuple(
            each.model_copy(update={"text": redactor.text(each.text)}) for each in cycles[cycle].recommendations
        )
        cycles[cycle] = cycles[cycle].model_copy(update={"sender": None, "recommendations": shared})
    return settings.model_copy(
        update={
            "sender": _sender(settings.sender_of(cycle), redactor),
            "people": _people(settings.people, redactor),
            "cycles": cycles,
        }
    )


def _sender(sender: Sender, redactor: Redactor) -> Sender:
    changed = {
        key: None if text is None else redactor.text(text)
        for key, text in (("title", sender.title), ("unit", sender.unit), ("department", sender.department))
    }
    addresses = {
        key: None if text is None else text if redactor.text(text) == text else redactor.mark("name")
        for key, text in (("email", sender.email), ("website", sender.website))
    }
    name = sender.name if sender.public else _marked(redactor, sender.name)
    lines = tuple(redactor.text(each) for each in sender.address)
    return sender.model_copy(update={**changed, **addresses, "name": name, "address": lines})


def _assessment(assessment: Assessment, redactor: Redactor) -> Assessment:
    benchmarks = {
        key: each.model_copy(update={"summary": _narrative(each.summary, redactor, restricted=each.restricted)})
        for key, each in assessment.benchmarks.items()
    }
    return assessment.model_copy(update={"benchmarks": benchmarks})


def _review(review: Review, settings: Settings, redactor: Redactor) -> Review:
    benchmarks = {}
    for key, each in review.benchmarks.items():
        comments = _narrative(each.comments, redactor, restricted=each.restricted)
        if each.comments and not each.restricted and not settings.publication.adviser_comments:
            comments = redactor.mark("comments")
        reason = _narrative(each.reason, redactor, restricted=each.restricted)
        benchmarks[key] = each.model_copy(update={"comments": comments, "reason": reason})
    letter = review.letter
    changed = {
        "summary": _narrative(letter.summary, redactor, restricted=False),
        "strengths": tuple(_strength(each, redactor) for each in letter.strengths),
        "recommendations": tuple(_recommendation(each, redactor) for each in letter.recommendations),
    }
    return review.model_copy(update={"benchmarks": benchmarks, "letter": letter.model_copy(update=changed)})


def _strength(strength: str | Strength, redactor: Redactor) -> str | Strength:
    if isinstance(strength, str):
        return redactor.text(strength)
    text = _narrative(strength.text, redactor, restricted=strength.restricted)
    return strength.model_copy(update={"text": text})


def _recommendation(each: Recommendation, redactor: Redactor) -> Recommendation:
    owner = None if each.owner is None else redactor.text(each.owner)
    text = _narrative(each.text, redactor, restricted=each.restricted)
    return each.model_copy(update={"text": text, "owner": owner})


def _narrative(text: str | None, redactor: Redactor, *, restricted: bool) -> str | None:
    if not text:
        return text
    return redactor.mark("restricted") if restricted else redactor.text(text)

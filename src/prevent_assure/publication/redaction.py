"""The sources of a letter as its public edition is made from them: with marks in the place of what is withheld."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority, People, Person
from prevent_assure.model.base import Picture, Sender
from prevent_assure.model.review import Recommendation, Review, Strength
from prevent_assure.model.settings import Settings
from prevent_assure.rules.letter_sources import LetterSources
from prevent_assure.text.narrative import (
    Block,
    Bullet,
    BulletList,
    Inlines,
    Narrative,
    Paragraph,
    parse,
    plain_inline,
)
from prevent_assure.text.narrative.spans import Change, changed
from prevent_assure.text.narrative.written import written
from prevent_assure.text.phrasing import phrase
from prevent_assure.text.wording_parts import Fixed, Label, WordingModel, takes

from .decisions import Decisions, Perhaps, sentence_at, sentence_digest, word_digest
from .folding import folded
from .names_in_text import Hit
from .withheld import Code, Withheld


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


@dataclass(frozen=True)
class Seen:
    """A word that was met in a text.

    Attributes:
        source: The text of the file.
        written: What stands there.
        sentence: The sentence with it.
    """

    source: str
    written: str
    sentence: str


class Redactor:
    """Puts marks in the place of what is withheld, and remembers what it has met.

    Args:
        withheld: What is withheld.
        find: What finds names in a line.
        said: The words for it.
        decisions: What the review decides.

    Attributes:
        used: The reasons that were needed.
        gone: The names that were certain.
        perhaps: The words that may be names, by their digests.
        kept: What looks like a name and is none.
    """

    def __init__(
        self, withheld: Withheld, find: Callable[[str], tuple[Hit, ...]], said: PublicWords, decisions: Decisions
    ) -> None:
        self._published, self._find, self._said, self._decisions = withheld.published, find, said, decisions
        self.used: set[Code] = set()
        self.gone: list[Seen] = []
        self.perhaps: dict[str, Perhaps] = {}
        self.kept: list[Seen] = []

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

    def is_name(self, hit: Hit) -> bool:
        """Tell whether something is a name for certain, or is decided to be one."""
        return hit.found == "certain" or (hit.found == "perhaps" and self._decisions.is_name(hit.written))

    def line(self, text: str) -> str:
        """Take the names out of a line in which nothing is a mark, as a title.

        Args:
            text: The line.

        Returns:
            The line, with marks in their places.
        """
        pieces, done = [], 0
        for change in self._changes(text, text):
            pieces += [text[done : change.start], change.text]
            done = change.end
        return "".join([*pieces, text[done:]])

    def narrative(self, text: str) -> str:
        """Take the names out of a narrative, paragraph by paragraph, whatever is marked in it.

        Args:
            text: The narrative.

        Returns:
            It as it was where nothing is taken out, else written anew with marks in the places of names.
        """
        read = parse(text)
        made = Narrative(tuple(self._block(block, text) for block in read.blocks))
        return text if made == read else written(made)

    def _block(self, block: Block, source: str) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self._inlines(block.children, source))
        return BulletList(tuple(self._bullet(item, source) for item in block.items))

    def _bullet(self, bullet: Bullet, source: str) -> Bullet:
        nested = tuple(self._bullet(each, source) for each in bullet.nested)
        return Bullet(self._inlines(bullet.children, source), nested)

    def _inlines(self, inlines: Inlines, source: str) -> Inlines:
        changes = self._changes(plain_inline(inlines), source)
        return changed(inlines, changes, unlink=self._is_of_someone)

    def _is_of_someone(self, address: str) -> bool:
        return any(hit.found == "certain" for hit in self._find(address))

    def _changes(self, text: str, source: str) -> list[Change]:
        return [
            Change(hit.start, hit.end, self.mark("name")) for hit in self._find(text) if self._goes(hit, text, source)
        ]

    def _goes(self, hit: Hit, text: str, source: str) -> bool:
        sentence = sentence_at(text, hit.start, hit.end)
        if hit.found != "perhaps":
            (self.gone if hit.found == "certain" else self.kept).append(Seen(source, hit.written, sentence))
            return hit.found == "certain"
        if self.is_name(hit):
            self.gone.append(Seen(source, hit.written, sentence))
            return True
        met = self.perhaps.setdefault(word_digest(hit.written), Perhaps(hit.written))
        digest = sentence_digest(sentence)
        met.sentences[digest] = sentence
        if self._decisions.is_word(hit.written, digest):
            self.kept.append(Seen(source, hit.written, sentence))
            return False
        met.sources.append(source)
        met.open += [] if digest in met.open else [digest]
        return True


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
        covered=tuple(redactor.line(each) for each in sources.covered),
        joint=tuple(_authority(each, redactor) for each in sources.joint),
        settings=_settings(sources, redactor),
        assessment=None if sources.assessment is None else _assessment(sources.assessment, redactor),
        review=None if sources.review is None else _review(sources.review, sources.settings, redactor),
    )


def _authority(authority: Authority, redactor: Redactor) -> Authority:
    groups = {key: None if text is None else redactor.line(text) for key, text in authority.groups}
    return authority.model_copy(
        update={
            "name": redactor.line(authority.name),
            "address": tuple(redactor.line(each) for each in authority.address),
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
    title = redactor.line(person.title)
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
            each.model_copy(update={"text": redactor.narrative(each.text)}) for each in cycles[cycle].recommendations
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
        key: None if text is None else redactor.line(text)
        for key, text in (("title", sender.title), ("unit", sender.unit), ("department", sender.department))
    }
    addresses = {
        key: None if text is None else text if redactor.line(text) == text else redactor.mark("name")
        for key, text in (("email", sender.email), ("website", sender.website))
    }
    name = sender.name if sender.public else _marked(redactor, sender.name)
    lines = tuple(redactor.line(each) for each in sender.address)
    pictures = {key: _picture(getattr(sender, key), redactor) for key in ("letterhead", "signature")}
    if not sender.public:
        pictures["signature"] = None
    return sender.model_copy(update={**changed, **addresses, **pictures, "name": name, "address": lines})


def _picture(picture: Picture | None, redactor: Redactor) -> Picture | None:
    return None if picture is None else picture.model_copy(update={"alt": redactor.line(picture.alt)})


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
        benchmarks[key] = each.model_copy(update={"comments": comments, "reason": reason, "views": {}})
    letter = review.letter
    changed = {
        "summary": _narrative(letter.summary, redactor, restricted=False),
        "strengths": tuple(_strength(each, redactor) for each in letter.strengths),
        "recommendations": tuple(_recommendation(each, redactor) for each in letter.recommendations),
    }
    return review.model_copy(update={"benchmarks": benchmarks, "letter": letter.model_copy(update=changed)})


def _strength(strength: str | Strength, redactor: Redactor) -> str | Strength:
    if isinstance(strength, str):
        return redactor.narrative(strength)
    text = _narrative(strength.text, redactor, restricted=strength.restricted)
    return strength.model_copy(update={"text": text})


def _recommendation(each: Recommendation, redactor: Redactor) -> Recommendation:
    owner = None if each.owner is None else redactor.line(each.owner)
    text = _narrative(each.text, redactor, restricted=each.restricted)
    return each.model_copy(update={"text": text, "owner": owner})


def _narrative(text: str | None, redactor: Redactor, *, restricted: bool) -> str | None:
    if not text:
        return text
    return redactor.mark("restricted") if restricted else redactor.narrative(text)

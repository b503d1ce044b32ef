"""Public editions: what is withheld taken out, and the finished files searched for it before any is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from prevent_assure.checking.checks.finished_letter import MARKING_NOT_PUBLIC, UNDECIDED_NAME, WITHHELD_FOUND
from prevent_assure.diagnostics import Diagnostic, Finding, InputError, Location, Route
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.letter_sources import LetterSources
from prevent_assure.text.narrative import Narrative, of_line, parse, plain_text
from prevent_assure.text.views import view
from prevent_assure.text.wording_parts import WordingModel
from prevent_assure.workspace.loading import Loaded

from .decisions import Decisions, to_paste, undecided
from .folding import searchable
from .marking import may_be_published
from .name_index import NameIndex
from .names_in_text import Hit, finder
from .redaction import PublicWords, Redactor, public_sources
from .search import Fixed, Format, leaks, names_left, readable_texts, texts_of_file
from .withheld import Secret, Withheld, defined_names, organisation_names, withheld


@view
class NoticeView:
    """What a public letter says of what it leaves out.

    Attributes:
        heading: What stands above it.
        text: What the edition is.
        codes: The codes that stand in it, each with its reason.
    """

    heading: str
    text: Narrative
    codes: tuple["MeaningView", ...]


@view
class MeaningView:
    """An abbreviation or an outcome, and what it means.

    Attributes:
        term: The abbreviation, or the outcome's label.
        meaning: What it means.
    """

    term: str
    meaning: Narrative


Audience = Literal["authority", "public", "committee"]
AUDIENCES: tuple[Audience, ...] = ("authority", "public", "committee")


class Edition(NamedTuple):
    """A letter's sources as its public edition is made from them.

    Attributes:
        sources: The sources without what is withheld.
        notice: What the letter says of that.
        withheld: What is withheld.
        redactor: What took it out.
        find: What finds names in a line.
        fixed: The texts that are searched for no names.
    """

    sources: LetterSources
    notice: NoticeView
    withheld: Withheld
    redactor: Redactor
    find: Callable[[str], tuple[Hit, ...]]
    fixed: Fixed


def public_edition(sources: LetterSources, wording: WordingModel, public: PublicWords | None) -> Edition:
    """Take out of a letter's sources what a public edition leaves out.

    Args:
        sources: The sources.
        wording: All fixed words of the letter.
        public: Those of them that a public letter says of itself.

    Returns:
        The edition.

    Raises:
        InputError: If the wording has no words for it.
    """
    if public is None:
        msg = "templates/wording.en.yaml has no key `public`, which public letters need: see the packaged file"
        raise InputError(msg)
    kept_out = withheld(sources)
    find = finder(NameIndex(kept_out.people, defined_names(sources), sources.criteria.glossary))
    decided = () if sources.review is None else sources.review.publication.names
    redactor = Redactor(kept_out, find, public, Decisions(decided))
    changed = public_sources(sources, redactor)
    packaged = (text for model in (wording, sources.criteria) for _, text in _texts((), model.model_dump()))
    called = (redactor.line(text) for one in (sources.authority, *sources.others) for text in organisation_names(one))
    fixed = Fixed([*packaged, *called])
    return Edition(changed, _notice(redactor, public), kept_out, redactor, find, fixed)


def check_notice(edition: Edition, texts: Mapping[Format, str]) -> None:
    """See to it that a public letter says what it leaves out: a template from before there were any does not.

    Args:
        edition: The public edition.
        texts: The letter by format.

    Raises:
        InputError: If a text lacks it.
    """
    for form, text in texts.items():
        if searchable(edition.notice.heading) not in searchable(text):
            msg = (
                f"templates/letter.{form}.j2 does not print `letter.notice`, which says what a public letter leaves out"
            )
            raise InputError(msg)


def _notice(redactor: Redactor, said: PublicWords) -> NoticeView:
    reasons = [getattr(said.codes, each) for each in ("name", "comments", "restricted") if each in redactor.used]
    codes = tuple(MeaningView(each.code, parse(each.reason)) for each in reasons)
    return NoticeView(said.heading, parse(said.text if codes else said.nothing), codes)


def marking_findings(sources: LetterSources, read: Iterable[Loaded[Any]]) -> Iterator[Diagnostic]:
    """Find a marking under which a letter is not published.

    Args:
        sources: What the letter is made from.
        read: The files that it is made from.

    Yields:
        A finding at the marking.
    """
    own, handling = sources.text.marking, sources.settings.publication.handling
    if may_be_published(own or sources.settings.marking, handling):
        return
    kind, route = (Review, ("letter", "marking")) if own else (Settings, ("marking",))
    message = "a letter with this marking is not published: only OFFICIAL is, and the handling that the settings allow"
    hint = "have the marking changed by whoever set it; `publication: {handling: [...]}` in the settings allows words"
    finding = Finding(MARKING_NOT_PUBLIC, route, message, hint)
    yield from (file.diagnose(finding) for file in read if isinstance(file.model, kind))


def undecided_names(edition: Edition, read: Iterable[Loaded[Any]]) -> Iterator[Diagnostic]:
    """Find the words that may be names and of which nobody has decided.

    Args:
        edition: The public edition.
        read: The files that the letter was made from.

    Yields:
        A finding for each word, at the first text with it.
    """
    loaded = list(read)
    review = edition.sources.review
    first = review is None or not review.publication.names
    for word in undecided(edition.redactor.perhaps.values()):
        count = len(word.open)
        where = "a sentence" if count == 1 else f"{count} sentences"
        message = f"a word here may be the name of someone who is not named in public, in {where} of the letter"
        finding = Finding(UNDECIDED_NAME, (), message, to_paste(word.entry(shown=False), first=first))
        placed = next(_at_text(word.sources[0], loaded, finding), None) or loaded[-1].diagnose(finding)
        sentences = [word.sentences[each] for each in word.open]
        yield placed._replace(shown="\n".join([*sentences, to_paste(word.entry(shown=True), first=first)]))
        first = False


def place_of(text: str, read: Sequence[Loaded[Any]]) -> Location:
    """Find where a text stands.

    Args:
        text: The text.
        read: The files that it may stand in.

    Returns:
        Its place; that of the last file where it is in none.
    """
    found = next(_at_text(text, read, Finding(UNDECIDED_NAME, (), "")), None)
    return Location(read[-1].path) if found is None else found.location


def _at_text(text: str, read: Iterable[Loaded[Any]], finding: Finding) -> Iterator[Diagnostic]:
    for file in read:
        for route, there in texts_in_fields(file):
            if there == text:
                yield file.diagnose(finding._replace(route=route))


def leaked(
    edition: Edition, texts: Sequence[str], files: Mapping[Format, bytes], read: Iterable[Loaded[Any]]
) -> tuple[Diagnostic, ...]:
    """Search finished files for what is withheld.

    Args:
        edition: The public edition.
        texts: All that it says, of itself too.
        files: The files by format.
        read: The files that the letter was made from.

    Returns:
        A finding for each thing found, at the text that says it; nothing may be written where there is one.
    """
    found: dict[Secret, list[Format]] = {}
    for secret in leaks(texts, edition.withheld.secrets, edition.fixed):
        found.setdefault(secret, [])
    for name, data in files.items():
        for secret in leaks(texts_of_file(name, data), edition.withheld.secrets, edition.fixed):
            found.setdefault(secret, []).append(name)
        if names_left(readable_texts(name, data), edition.find, edition.fixed, edition.redactor.is_name):
            found.setdefault(_SOME_NAME, []).append(name)
    loaded = list(read)
    printed = printed_lines(texts)
    return tuple(dict.fromkeys(_placed(secret, names, edition, loaded, printed) for secret, names in found.items()))


_SOME_NAME = Secret("name", (), "the name of someone in the files")


def _placed(
    secret: Secret, formats: list[Format], edition: Edition, read: list[Loaded[Any]], printed: set[str]
) -> Diagnostic:
    for file in read if secret.words else ():
        for route, text in texts_in_fields(file):
            said = edition.redactor.narrative(text)
            words = [plain_text(parse(said)), plain_text(of_line(said))]
            if said_in(printed, said) and leaks(words, [secret], edition.fixed):
                message = f"a public letter would say here what it leaves out ({secret.place})"
                hint = "write it without that, or mark the text as restricted"
                return file.diagnose(Finding(WITHHELD_FOUND, route, message, hint))
    message = f"a public letter ({', '.join(formats)}) would hold what it leaves out ({secret.place})"
    hint = "it stands in the wording, a template or the criteria, or runs over several texts"
    return read[-1].diagnose(Finding(WITHHELD_FOUND, (), message, hint))


def texts_in_fields(file: Loaded[Any]) -> Iterator[tuple[Route, str]]:
    """Give all texts of a file.

    Args:
        file: The file.

    Yields:
        Each text with its place.
    """
    if file.document is not None:
        yield from _texts((), file.document.data)


def _texts(route: Route, data: object) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts((*route, key), value)
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from _texts((*route, index), value)


def printed_lines(texts: Iterable[str]) -> set[str]:
    """Give the texts that a letter prints, with single spaces."""
    return {" ".join(text.split()) for text in texts}


def said_in(printed: set[str], text: str) -> bool:
    """Tell whether a letter says a text: one of its lines at least.

    Args:
        printed: What the letter says.
        text: The text.

    Returns:
        Whether it does.
    """
    said = [" ".join(each.lstrip(" -").split()) for each in plain_text(parse(text)).splitlines() if each.strip()]
    return any(each in whole for each in said for whole in printed)

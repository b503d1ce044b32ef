"""Names of people in the texts of a letter that are nobody's in the authority's file or the settings."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.authority import Person
from prevent_assure.rules.case import Case

from .given_names import GIVEN, GIVEN_BEFORE_SURNAME
from .lexicon import Lexicon, lexicon_of, plain, words
from .vocabulary import VOCABULARY

_POST = (
    r"(?:lead|chair|officer|director|manager|advis[eo]r|co-?ordinator|executive|leader|head|member|deputy|secretary)"
)
_CUE_BEFORE = (
    rf"(?i)(?:\b{_POST},? |\b(?:led|chaired|written|presented|run|held|headed|prepared|replaced|succeeded) by "
    r"|\b(?:thanks?(?: to)?|grateful to|named|called|appointed|colleagues?|predecessor,?|successor,?) )$"
)
_CUE_AFTER = (
    rf"(?i)^(?:, who\b|, (?:the|our|its|their|your|an?)? ?[\w' -]{{0,50}}?\b{_POST}\b"
    rf"| \((?:the |our )?[^)]{{0,50}}\b{_POST}\b"
    r"|(?: (?:has|had|was|is|who|also|now|since|then)){0,3} (?:leads?|led|leading|chairs?|chaired|joined|attends?|"
    r"attended|said|says|writes|wrote|written|(?:took|taken)(?! part)|presented|presents|stepped|left|retired|manages?|"
    r"managed|driven|drove|briefs|briefed|appointed|worked|works|deserves|coordinates|coordinated|trained|trains|delivers|"
    r"brought)\b)"
)
_SOMEONES_REPORT = r"(?i)^(?:['\u2019]s?)? (?:[\w-]+ ){0,2}(?:review|law|inquiry|report|act)\b"
_SENTENCE_START = r"(?:^|[.!?:][)\"'\u2019\u201d]*\s+|\n\s*|[-*\u2022] )$"


def spoken_of_as_a_person(text: str, start: int, end: int) -> bool:
    """Tell whether a text speaks of something as of a person.

    Args:
        text: The text on one line.
        start: Where the words begin.
        end: Where they end.

    Returns:
        Whether a post, or what only people do, stands beside them.
    """
    return bool(re.search(_CUE_BEFORE, text[max(0, start - 60) : start]) or re.match(_CUE_AFTER, text[end : end + 90]))


def is_of_a_report(text: str, end: int) -> bool:
    """Tell whether a name is that of a report or law, as in Martyn's Law.

    Args:
        text: The text on one line.
        end: Where the name ends.

    Returns:
        Whether such a thing follows.
    """
    possessive = text[:end].endswith(("'s", "\u2019s"))
    return re.match(_SOMEONES_REPORT, text[end - 2 if possessive else end :]) is not None


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence begins with a word.

    Args:
        text: The text on one line.
        start: Where the word begins.

    Returns:
        Whether it does.
    """
    return re.search(_SENTENCE_START, text[max(0, start - 4) : start]) is not None


UNKNOWN_NAME = Rule(
    "letter-unknown-name",
    Severity.WARNING,
    "A name in the text that is nobody's in the authority's file or the settings.",
)
NAME_MISSPELT = Rule(
    "letter-name-misspelt",
    Severity.WARNING,
    "A name in the text that is nearly that of someone in the authority's file or the settings.",
)

CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0141\u015a\u0160\u017b\u017d][\w\u2019'-]*"
# A full stop ends a name, but for one behind an initial or a title.
_DOT = r"(?:(?:(?<=\b[A-Z])|(?<=\bDr|\bMr|\bMs)|(?<=\bMrs|\bRev)|(?<=\bProf|\bCllr))\.)?"
_CAPITAL = re.compile(CAPITAL)
_RUN = re.compile(rf"(?<![\w\u2019'-]){CAPITAL}(?:{_DOT} {CAPITAL})*")
_HONORIFICS = frozenset({
    "cllr", "councillor", "dame", "dc", "di", "dr", "ds", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "pc", "prof",
    "professor", "rev", "reverend", "sgt", "sir",
})  # fmt: skip
_NO_PERSON_BEFORE = frozenset({
    "king", "lake", "mount", "pope", "port", "prince", "princess", "queen", "saint", "san", "santa", "st",
})  # fmt: skip
_NEAR_ALONE, _NEAR_BESIDE, _LONG_ENOUGH = 0.8, 0.7, 5


class Known(NamedTuple):
    """Who and what is known by name.

    Attributes:
        people: The words of each person's names, with the person's role.
        names: All of them.
        others: Words that are no person's name: those of the authority, of posts and of the language.
    """

    people: tuple[tuple[str, frozenset[str]], ...]
    names: frozenset[str]
    others: tuple[AbstractSet[str], ...]

    def is_word(self, word: str) -> bool:
        """Tell whether a word is one that is no person's name."""
        return any(word in each for each in self.others)


class _Token(NamedTuple):
    """A word with a capital.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        word: In small letters, without a possessive's end.
        is_word: Whether it is no person's name.
        is_known: Whether someone known has it for a name.
    """

    start: int
    end: int
    word: str
    is_word: bool
    is_known: bool


def known_by_name(case: Case, lexicon: Lexicon) -> Known:
    """Gather who and what is known by name.

    Args:
        case: The authority in its cycle, with its file and the settings.
        lexicon: The words of the criteria.

    Returns:
        The names.
    """
    people = [(role, _names_of(person)) for role, person in _people(case)]
    titles = [person.title for _, person in _people(case)]
    own: list[str] = titles
    if case.authority is not None:
        groups = case.authority.groups
        given = (case.authority.name, case.authority.region, groups.governance, groups.strategic)
        own += [*case.authority.address, *filter(None, given)]
    own += [text for one in case.kin for text in (one.name, *one.address)]
    if case.settings is not None:
        sender = case.settings.sender_of(case.cycle)
        people.append(("sender", frozenset(words([sender.name]))))
        own += [sender.title, sender.department, sender.unit or "", *sender.address]
    names = frozenset(word for _, each in people for word in each)
    return Known(tuple(people), names, (VOCABULARY, lexicon.words, frozenset(words(own)) - names))


def _people(case: Case) -> Iterator[tuple[str, Person]]:
    kin = (named for authority in case.kin for named in authority.people.items())
    for role, post in (*case.roles.items(), *kin):
        yield from ((role, person) for person in ((post,) if isinstance(post, Person) else post))


def _names_of(person: Person) -> frozenset[str]:
    given = filter(None, (person.name, person.known_as, person.salutation))
    found = frozenset(words(given))
    return (found | {part for word in found for part in word.split("-")}) - _HONORIFICS


@check(UNKNOWN_NAME, NAME_MISSPELT, of=("assessment", "review"))
def names_are_of_people_known(file: CycleFile) -> Iterator[Finding]:
    """Look for the first name of each text that is nobody's; it is not quoted."""
    case, texts = file.case, file.printed
    if case.authority is None or case.settings is None or case.criteria is None:
        return
    lexicon = lexicon_of(case.criteria)
    plainly = {word: plain(word) for word in file.capitals if not lexicon.is_word(word)}
    if not plainly:
        return
    known = known_by_name(case, lexicon)
    strange = {word for word, flat in plainly.items() if not known.is_word(flat) and not word.isupper()}
    joined = "\n".join(each.text for each in texts)
    # What stands somewhere in small letters is a word. A name alone has no other beside it to be of two people.
    usual = {plainly[word] for word in strange if plainly[word] not in GIVEN and _in_small(plainly[word], joined)}
    strange = {word for word in strange if plainly[word] not in usual}
    if not strange:
        return
    search = _Search(known._replace(others=(*known.others, usual)))
    for text in texts:
        if any(word in text.text for word in strange):
            yield from search.findings(text)


def _in_small(word: str, text: str) -> bool:
    return word in text and re.search(rf"(?<![\w\u2019'-]){re.escape(word)}(?![\w\u2019'-])", text) is not None


class _Search:
    """Looks for names in one text after another."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._letters = [(name, frozenset(name)) for name in known.names]
        # A council's texts say the same words again and again.
        self._word = cache(self._as_word)
        self._near = cache(self._names_near)

    def findings(self, text: Text) -> Iterator[Finding]:
        """Give a finding for the first name of a text that is nobody's."""
        flat = text.text.replace("\n", " ")
        for segment, before, after in self._segments(flat):
            found = self._judged(segment, before, after, flat)
            if found is not None:
                yield found._replace(route=text.route, message=found.message + text.place(segment[0].start))
                return

    def _segments(self, text: str) -> Iterator[tuple[list[_Token], str, str]]:
        """Find the words that may be names, each with the words on its two sides that are none; empty for nothing."""
        for run in _RUN.finditer(text):
            segment: list[_Token] = []
            before = ""
            for found in _CAPITAL.finditer(text, *run.span()):
                word, is_word, is_known, begins, goes_on = self._word(found[0])
                if begins or (segment and goes_on):
                    segment.append(_Token(found.start(), found.end(), word, is_word, is_known))
                    continue
                if segment:
                    yield segment, before, word
                    segment = []
                before = word
            if segment:
                yield segment, before, ""

    def _as_word(self, written: str) -> tuple[str, bool, bool, bool, bool]:
        """Tell of a word: itself, whether it is no name, whether someone known has it, may it begin a name or go on."""
        word, known = plain(written), self._known
        is_word = known.is_word(word) or word in _HONORIFICS or (written.isupper() and len(written) > 1)
        is_known, given = word in known.names, word in GIVEN_BEFORE_SURNAME
        return word, is_word, is_known, not is_word or is_known or (given and word not in VOCABULARY), given

    def _names_near(self, word: str) -> dict[str, float]:
        """Give the names that a word is like, and how much."""
        letters, near = frozenset(word), {}
        for name, others in self._letters:
            # Most lack too many of each other's letters, in whatever order, which is seen at once.
            common = min(len(word) - len(letters - others), len(name) - len(others - letters))
            if 2 * common >= _NEAR_BESIDE * (len(word) + len(name)):
                alike = difflib.SequenceMatcher(None, word, name, autojunk=False).ratio()
                if alike >= _NEAR_BESIDE:
                    near[name] = alike
        return near

    def _judged(self, segment: list[_Token], before: str, after: str, text: str) -> Finding | None:
        first = segment[0]
        alone = len(segment) == 1 and before not in _HONORIFICS and first.word not in GIVEN
        if (after or alone) and not any(self._near(each.word) for each in segment):
            return None  # most end here: nobody is nearly named, and what stands so is no name by itself
        is_name = first.is_known or first.word in GIVEN_BEFORE_SURNAME
        rest = segment[1:] if not is_name and starts_sentence(text, first.start) else []
        if rest and self._nearly(rest) == "":
            return None
        role = self._nearly(segment)
        if role is not None:
            return _misspelt(role) if role else None
        if after or is_of_a_report(text, segment[-1].end):
            return None
        if _is_name(segment, before, text) or (rest and _is_name(rest, before, text)):
            return _unknown()
        return _misspelt(role) if rest and (role := self._nearly(rest)) else None

    def _nearly(self, segment: list[_Token]) -> str | None:
        """Find the role of whoever is nearly named; an empty text where it is someone known, None where nobody is."""
        spoken = [each.word for each in segment]
        if all(each.is_known or len(each.word) == 1 for each in segment):
            for _, names in self._known.people:
                if all(word in names or (len(word) == 1 and _is_initial(word, names)) for word in spoken):
                    return ""
        near = [self._near(word) for word in spoken]
        for role, names in self._known.people if all(near) else ():
            hits = [each for each in segment if each.word in names and not each.is_word]
            if len(spoken) > 1:
                least = _NEAR_BESIDE if hits else _NEAR_ALONE
                if all(any(each.get(name, 0) >= least for name in names) for each in near):
                    return role
            elif _alone_near(segment[0], names, near[0]):
                return role
        return None


def _is_name(segment: list[_Token], before: str, text: str) -> bool:
    """Tell whether words with capitals are a person's name."""
    if before in _NO_PERSON_BEFORE:
        return False
    if before in _HONORIFICS:
        return True
    if len(segment) == 1:
        return segment[0].word in GIVEN and not segment[0].is_word
    if all(each.is_word for each in segment):
        return False
    if any(each.word in GIVEN_BEFORE_SURNAME for each in segment[:-1]) or any(
        each.is_known and not each.is_word for each in segment
    ):
        return True
    return spoken_of_as_a_person(text, segment[0].start, segment[-1].end)


def _is_initial(letter: str, names: Iterable[str]) -> bool:
    return any(name.startswith(letter) for name in names)


def _alone_near(token: _Token, names: Iterable[str], near: Mapping[str, float]) -> bool:
    if token.is_word or token.word in GIVEN or len(token.word) < _LONG_ENOUGH:
        return False
    return any(token.word[0] == name[0] and near.get(name, 0) >= _NEAR_ALONE for name in names)


def _misspelt(role: str) -> Finding:
    message = f"a name in this text is nearly that of `{role}`, but not quite"
    return Finding(NAME_MISSPELT, (), message, "write it as the authority's file or the settings have it")


def _unknown() -> Finding:
    message = "a name in this text is nobody's in the authority's file or the settings"
    hint = "name the role instead, or add the person there; accept this where it is no one's of here"
    return Finding(UNKNOWN_NAME, (), message, hint)

"""Other authorities of the workspace that a letter names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.rules.cache_by_identity import CacheByIdentity
from prevent_assure.rules.case import Case

from .lexicon import plain

OTHER_AUTHORITY = Rule(
    "letter-other-authority", Severity.WARNING, "Another authority of the workspace that the text names."
)

_BEFORE = re.compile(
    r"^(?:the )?(?:(?:london|royal|metropolitan|county|city|borough|district|council)(?: and| &)? )*"
    r"(?:borough|city|county|district|council) (?:council )?of (?:the )?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?: (?:metropolitan|county|city|borough|district|council|unitary|combined|authority|town|corporation|mbc|dc))+$",
    re.IGNORECASE,
)
_TOO_SHORT = frozenset({"", "london", "county", "city", "borough", "district", "council", "the"})
# Words that are other words, too, where a sentence begins with them.
_TWOFOLD = frozenset({
    "barking", "bath", "battle", "bury", "deal", "eden", "hart", "hull", "reading", "rugby", "rye", "sale", "slough",
    "test", "ware", "wells",
})  # fmt: skip
_OF_ANOTHER = re.compile(
    r"(?:\b(?:University|College|Bishop|Diocese|Archdiocese|Duke|Duchess|Earl|Port|Bank|Isle|Vale|Bay|Lord|Court) of"
    r"|\b[A-Z][\w'-]*) $"
)
_FIRST = re.compile(r"(?:^|[.!?:][)\"'\u2019\u201d]*\s+|[-*\u2022] )(?:[A-Z][\w'-]* )?$")
_LEADING = frozenset({
    "a", "across", "and", "around", "as", "at", "both", "by", "for", "from", "in", "into", "its", "like", "near",
    "neighbouring", "of", "on", "our", "outside", "over", "than", "that", "the", "their", "through", "to", "unlike",
    "when", "where", "while", "with", "within",
})  # fmt: skip
_GOES_ON = re.compile(r" (?!Council|County|Borough|City|District|Metropolitan|Unitary|MBC|Prevent\b)[A-Z]")


@check(OTHER_AUTHORITY, of=("assessment", "review"))
def no_other_authority_is_named(file: CycleFile) -> Iterator[Finding]:
    """Look for the names of the workspace's other authorities."""
    if file.neighbours is not None and file.printed:
        yield from _neighbours.of(file.neighbours()).findings(file.case, file.capitals, file.printed)


def short_name(name: str) -> str:
    """Give a name as people say it.

    Args:
        name: An authority's name, as in `London Borough of Camden` or `Durham County Council`.

    Returns:
        As in `Camden` or `Durham`; the whole name where nothing of it can be spared.
    """
    short = _BEHIND.sub("", _BEFORE.sub("", name)).strip()
    return name if short.lower() in _TOO_SHORT else short


class Neighbours:
    """The names of a workspace's authorities."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take the names.

        Args:
            names: Id to name.
        """
        self._names = names
        self._by_first: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for authority, name in names.items():
            for called in {name, short_name(name)}:
                self._by_first[called.split()[0]].append((called, authority))
        self._forms = {
            f"{first}{end}": first for first in self._by_first for end in ("", "'s", "\u2019s", "'", "\u2019")
        }
        # The longest first: North Somerset is not Somerset.
        for called_so in self._by_first.values():
            called_so.sort(key=lambda each: (-len(each[0]), each))

    def findings(self, case: Case, capitals: AbstractSet[str], texts: list[Text]) -> Iterator[Finding]:
        """Look for other authorities' names.

        Args:
            case: The authority in its cycle.
            capitals: The words with capitals in the texts.
            texts: The texts of its letter.

        Yields:
            A finding for the first in each text.
        """
        firsts = {self._forms[word] for word in self._forms.keys() & capitals}
        own = {case.authority_id, *case.relatives}
        if not any(authority not in own for first in firsts for _, authority in self._by_first[first]):
            return
        masks = self._masks(case, own)
        for text in texts:
            found = self._first_in(text.text.replace("\n", " "), firsts, own, masks)
            if found is not None:
                authority, position = found
                message = f"this text names another authority, `{authority}`{text.place(position)}"
                hint = "is it meant for that authority's letter? accept this where it belongs here"
                yield Finding(OTHER_AUTHORITY, text.route, message, hint)

    def _masks(self, case: Case, own: AbstractSet[str]) -> list[str]:
        """List what is the authority's own, also where it has another's name in it."""
        masks = [called for each in own if each in self._names for called in (self._names[each],)]
        masks += [short_name(each) for each in masks]
        if case.authority is not None:
            groups = case.authority.groups
            masks += [
                *case.authority.address,
                *filter(None, (groups.governance, groups.strategic, case.authority.region)),
            ]
        for post in case.roles.values():
            for person in post if isinstance(post, tuple) else (post,):
                masks += filter(None, (person.name, person.known_as, person.salutation, person.title))
        return masks

    def _first_in(
        self, text: str, firsts: Iterable[str], own: AbstractSet[str], masks: list[str]
    ) -> tuple[str, int] | None:
        hidden = [(at, at + len(mask)) for mask in masks for at in _places(mask, text)]
        hits = [
            (position, authority)
            for first in firsts
            for called, authority in self._by_first[first]
            if authority not in own
            for position in _places(called, text)
            if not any(start <= position < end for start, end in hidden) and _stands_alone(text, position, called)
        ]
        return (min(hits)[1], min(hits)[0]) if hits else None


def _places(phrase: str, text: str) -> list[int]:
    if phrase not in text:
        return []
    return [each.start() for each in re.finditer(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", text)]


def _stands_alone(text: str, position: int, called: str) -> bool:
    """Tell whether a place's name is not part of a longer one, as in West Kent or Kent Police."""
    before, behind = text[max(0, position - 30) : position], text[position + len(called) :]
    if _GOES_ON.match(behind):
        return False
    if called.lower() in _TWOFOLD and _FIRST.search(before):
        return False
    longer = _OF_ANOTHER.search(before)
    return longer is None or plain(longer[0].strip()) in _LEADING


_neighbours = CacheByIdentity(Neighbours)

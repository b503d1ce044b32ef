"""Posts and forms of address of people that the files know otherwise."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.authority import Person
from prevent_assure.rules.case import Case

from .lexicon import words
from .matching import in_paragraphs
from .phrases import BESIDE_TITLES, POSTS, SAME_ADDRESS
from .salutations import TITLES

POST_DIFFERS = Rule(
    "letter-post-differs", Severity.WARNING, "A post or form of address in the text that is not the one in the files."
)

_WORD = r"[\w\u2019'&/-]+"
_CAPITAL = r"[A-Z][\w\u2019'-]*"
_BEHIND = (
    rf"(?:, (?:(?:the|our|its|your|their|now|as) )*(?!(?:and|to|who|which|or)\b)| \((?:the "
    rf")?)(?P<post>{_WORD}(?: {_WORD}){{0,8}}?)"
    r"(?=[,.;:)]|$| (?:who|has|had|is|was|leads|chairs|and|for whom|will|also)\b)"
)
_BEFORE = rf"(?P<post>{_CAPITAL}(?: (?:of|for|the|and|to|in|{_CAPITAL}))*),? $"
_GOES_ON = re.compile(r",? and\b| &|, [A-Z]")
_NO_POST = frozenset({
    "a", "an", "former", "formerly", "previous", "previously", "then", "until", "ex", "deputy", "acting", "interim",
    "outgoing", "not", "like", "who", "whose",
})  # fmt: skip


class _Known(NamedTuple):
    """Someone whom the files know: how they are named, the words of all their posts, how they are addressed."""

    names: AbstractSet[str]
    posts: frozenset[str]
    honorific: str
    surname: str


@check(POST_DIFFERS, of=("assessment", "review"))
def posts_are_those_of_the_files(file: CycleFile) -> Iterator[Finding]:
    """Look for the first post or form of address of each text that the files have otherwise."""
    everyone = list(_people(file.case))
    people = [one for one in everyone if one.surname in file.capitals]
    if not people:
        return
    own = (frozenset(words(_own(file.case))) - {word for one in everyone for word in one.posts}) | BESIDE_TITLES
    for text in file.printed:
        flat = in_paragraphs(text.text)
        found = min((place for one in people for place in _differs(one, own, flat)), default=None)
        if found is not None:
            message = f"this text gives someone another post or form of address than the files{text.place(found)}"
            hint = "write the post as `title`, and the form of address as `salutation`, or mend them there"
            yield Finding(POST_DIFFERS, text.route, message, hint)


def _people(case: Case) -> Iterator[_Known]:
    """Everyone with a name, each with all the posts that they hold or held."""
    by_name: dict[str, list[Person]] = {}
    for post in case.roles.values():
        for person in (post,) if isinstance(post, Person) else post:
            if person.name is not None:
                by_name.setdefault(person.name, []).append(person)
    for name, entries in by_name.items():
        salutation = next((one.salutation for one in entries if one.salutation), "")
        honorific, _, rest = salutation.partition(" ")
        addressed = honorific.rstrip(".").lower() if rest else ""
        names = {name, *(one.known_as for one in entries if one.known_as), *([salutation] if rest else [])}
        posts = frozenset(words(one.title for one in entries))
        yield _Known(names, posts, addressed if addressed in TITLES else "", name.split()[-1])


def _own(case: Case) -> Iterator[str]:
    """What may stand beside anyone's post: the names of the authority, its groups and the sender's house."""
    if case.authority is not None:
        yield case.authority.name
        yield from filter(
            None, (case.authority.region, case.authority.groups.governance, case.authority.groups.strategic)
        )
    if case.settings is not None:
        sender = case.settings.sender_of(case.cycle)
        yield from filter(None, (sender.department, sender.unit))


def _differs(person: _Known, own: AbstractSet[str], text: str) -> Iterator[int]:
    if person.surname not in text:
        return
    for name in person.names:
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            behind = re.compile(_BEHIND).match(text, found.end())
            before = re.search(_BEFORE, text[max(0, found.start() - 90) : found.start()])
            goes_on = _GOES_ON.match(text, found.end())
            if (behind and _is_another(behind["post"], person, own)) or (
                before and not goes_on and _is_another(before["post"], person, own)
            ):
                yield found.start()
    for found in re.finditer(rf"\b([A-Z][a-z]+)\.? {re.escape(person.surname)}\b", text) if person.honorific else ():
        said = found[1].lower()
        if said in TITLES and SAME_ADDRESS.get(said, said) != SAME_ADDRESS.get(person.honorific, person.honorific):
            yield found.start()


def _is_another(post: str, person: _Known, own: AbstractSet[str]) -> bool:
    """Tell whether words are those of a post, and of none that the person holds or held."""
    said, theirs = list(words([post])), person.posts | own
    at = next((place for place, word in enumerate(said) if word in POSTS), None)
    if at is None or not _NO_POST.isdisjoint(said) or theirs.issuperset(said):
        return False
    # What begins otherwise in small letters is what the person did, as in `met the Chief Executive`.
    return all(word in theirs or word.capitalize() in post for word in said[:at])

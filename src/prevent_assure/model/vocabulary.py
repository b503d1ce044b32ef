"""The words that fit at a place of a file: what is known around it when a finding says what to type."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from prevent_assure.diagnostics import Finding, Replacement, Route, Rule

from .answers import ANSWERS, Kind, answers_to
from .authority import People, Person
from .criteria import Criteria
from .guesses import Guess, folded, guess_word, has_curly_quotes

Purpose = Literal["role", "outcome", "benchmark", "authority", "edition", "recommendation", "cycle"]
"""What a word is for."""
_PURPOSES: Mapping[str, Purpose] = {
    "by": "role", "adviser": "role", "with": "role", "to": "role", "cc": "role", "thanks": "role",
    "claimed": "outcome", "agreed": "outcome", "benchmarks": "benchmark",
    "authority": "authority", "covers": "authority", "successor_of": "authority", "extensions": "authority",
    "criteria": "edition", "recommendation": "recommendation", "cycle": "cycle", "current_cycle": "cycle",
}  # fmt: skip
"""What stands behind a key, in whatever file."""
_as_answers = {name: word for word, meaning in ANSWERS.items() for name in meaning.perhaps}
"""What people write for an answer; an outcome may have the same word."""
_TAKERS = {
    "submitted": "authority", "withdrawn": "authority", "accepted": "authority", "cleared": "signatory",
    "to": "addressee", "cc": "authority", "thanks": "authority",
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The words of one purpose, and what else people call them.

    Attributes:
        words: The words, as files have them.
        called: Other names, folded, and the word: titles, labels, names of people.
    """

    words: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """What is known around a file.

    Attributes:
        criteria: The edition that it goes by, where it can be read.
        cycle: The cycle that it is of, by its folder.
        name: The authority or edition that it is of, by its name.
        authority: The people of the authority, by role.
        sender: Those of the settings.
        others: Words of purposes that neither the edition nor these people give.
    """

    criteria: Criteria | None = None
    cycle: str | None = None
    name: str | None = None
    authority: People = field(default_factory=dict)
    sender: People = field(default_factory=dict)
    others: Mapping[Purpose, Known] = field(default_factory=dict)

    def kind_at(self, route: Route) -> Kind | None:
        """Say which kind of criterion is answered at a place; None where that is not known."""
        if self.criteria is None or len(route) < 4:  # noqa: PLR2004 - the level, or the view's criterion, stands there
            return None
        name = str(route[3])
        if route[2] == "views":
            benchmark = self.criteria.benchmark(str(route[1]))
            found = () if benchmark is None else benchmark.each_criterion()
            name = next((level for level, criterion in found if criterion.id == name), "")
        level = self.criteria.level(name)
        return None if level is None else level.kind

    def known(self, purpose: Purpose) -> Known:
        """Give the words of a purpose."""
        if purpose == "role":
            return roles_known(self.authority, self.sender)
        if purpose == "outcome" and self.criteria is not None:
            called = {folded(each.label): each.id for each in self.criteria.outcomes}
            return Known(tuple(each.id for each in self.criteria.outcomes), {**_as_answers, **called})
        if purpose == "benchmark" and self.criteria is not None:
            every = self.criteria.benchmarks
            titles = {folded(each.title): each.id for each in every}
            numbers = {f"{word}{each.number}": each.id for each in every for word in ("", "benchmark_")}
            return Known(tuple(each.id for each in every), {**titles, **numbers})
        return self.others.get(purpose, Known())

    def keys_at(self, group: Route) -> Known:
        """Give the keys that may stand in a group whose keys the criteria or the workspace give."""
        if not group:
            return Known()
        if group[-1] in {"benchmarks", "extensions"}:
            return self.known("benchmark" if group[-1] == "benchmarks" else "authority")
        benchmark = self.criteria.benchmark(str(group[1])) if self.criteria is not None and len(group) > 2 else None  # noqa: PLR2004 - below a benchmark
        if benchmark is None or self.criteria is None or group[2] not in {"answers", "views"}:
            return Known()
        if group[-1] == "answers":
            return Known(tuple(benchmark.criteria), {folded(each.label): each.id for each in self.criteria.levels})
        every = benchmark.each_criterion()
        return Known(tuple(each.id for level, each in every if group[-1] in {level, "views"}))

    def place_of_id(self, name: str) -> str | None:
        """Say where the id of a benchmark, level or criterion belongs; None for any other."""
        for benchmark in self.criteria.benchmarks if self.criteria is not None else ():
            if name == benchmark.id:
                return "under `benchmarks:`"
            if name in benchmark.criteria:
                return "under `answers:` of a benchmark"
            for level, criterion in benchmark.each_criterion():
                if name == criterion.id:
                    return f"under `{benchmark.id}:`, `answers:` and `{level}:`"
        return None

    def usual_role(self, key: str) -> str:
        """Say who usually takes a step, for an example of how it is written."""
        taker = _TAKERS.get(key, "adviser")
        here = tuple(self.authority if taker in {"authority", "addressee"} else self.sender)
        named = {"authority": "prevent-lead", "addressee": "chief-executive", "signatory": "head-of-delivery"}
        usual = named.get(taker, "prevent-adviser")
        return usual if usual in here or not here else here[-1 if taker == "signatory" else 0]


def purpose_at(route: Route) -> Purpose | None:
    """Say what the word at a place is for, by the key that it stands behind."""
    keys = [step for step in route if isinstance(step, str)]
    if not keys or (keys[-1] == "agreed" and len(keys) == 1):
        return None
    return _PURPOSES.get(keys[-1])


def roles_known(*files: People) -> Known:
    """The roles, and what people write for them: the names of who holds them, and their titles."""
    called: dict[str, str] = {}
    for people in files:
        for role, post in people.items():
            for person in (post,) if isinstance(post, Person) else post:
                names = (person.name, person.known_as, person.salutation, person.title)
                called |= {folded(name): role for name in names if name}
    return Known(tuple(role for people in files for role in people), called)


def said(written: str, known: Known, *, key: str = "") -> tuple[str | None, Guess | None]:
    """Say what to type in the place of a word.

    Args:
        written: What stands there.
        known: The words that fit.
        key: The key before it, as a line has it; empty in a list.

    Returns:
        The hint, None where no word is known, and the word that was meant.
    """
    found = guess_word(written, known.words, known.called)
    before = f"{key}: " if key else ""
    if found is None:
        return listed(known.words, before), None
    line = f"`{before}{found.word}`"
    if found.same:
        return f"write {line}{how(written, found.word)}", found
    return (f"write {line}" if found.sure else f"did you mean {line}?"), found


def unknown(  # noqa: PLR0913 - what a finding consists of
    rule: Rule, route: Route, message: str, written: str, known: Known, *, on_key: bool = False
) -> Finding:
    """Make a finding of a word that is well written and not one of those that there are.

    Args:
        rule: What it breaks.
        route: Where it stands.
        message: What is wrong.
        written: The word.
        known: Those that there are.
        on_key: Whether it is a key.

    Returns:
        The finding, with the word that was meant, or those that fit.
    """
    key = "" if on_key or not isinstance(route[-1], str) else route[-1]
    hint, found = said(written, known, key=key)
    if on_key and known.words:
        listing = ", ".join(f"`{word}:`" for word in known.words[:12])
        hint = f"did you mean `{found.word}:`?" if found is not None else f"these may stand here: {listing}"
    return Finding(rule, route, message, hint, on_key, instead(found))


def how(written: str, word: str) -> str:
    """Say in what a word was written otherwise than it is to be."""
    if has_curly_quotes(written):
        return ", without the quotation marks"
    plain = written.strip()
    if plain.casefold() == word:
        return ", in small letters" if plain != word else ", without the spaces around it" if written != plain else ""
    mark = next((mark for mark in "_-" if mark in word), "")
    if "".join(mark if sign in " _-" else sign for sign in plain.casefold()) != word:
        return ""
    small = ", in small letters" if plain != plain.casefold() else ","
    return f"{small} with `{mark}` between the words"


def listed(words: Iterable[str], before: str = "", *, most: int = 12) -> str | None:
    """Say which words fit at a place, with the line that one of them makes; None where none is known."""
    known = list(words)
    if not known:
        return None
    if len(known) == 1:
        return f"write `{before}{known[0]}`"
    rest = f" and {len(known) - most} more" if len(known) > most else ""
    named = ", ".join(f"`{word}`" for word in known[:most])
    line = f", as in `{before}{'met' if 'met' in known else known[0]}`" if before else ""
    return f"write one of {named}{rest}{line}"


def instead(found: Guess | None) -> Replacement | None:
    """Make a replacement of the word that was meant."""
    return None if found is None else Replacement(found.word, found.sure)


def answers_known(kind: Kind | None) -> Known:
    """Give the words that answer a criterion of a kind, or of either where the kind is not known."""
    words = tuple(ANSWERS) if kind is None else answers_to(kind)
    return Known(words, {name: word for word in words for name in ANSWERS[word].perhaps})

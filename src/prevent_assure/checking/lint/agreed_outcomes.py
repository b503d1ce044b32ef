"""Outcomes that a text gives to a benchmark, held against those that are agreed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import sentences
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.cache_by_identity import CacheByIdentity

from .benchmark_numbers import NUMBER, number
from .lexicon import lexicon_of, plain, words

OUTCOME_DISAGREES = Rule(
    "letter-outcome-disagrees", Severity.WARNING, "An outcome in the text that is not the one agreed for the benchmark."
)

_CLAUSES = re.compile(
    r"[;:()\u2013\u2014]|,? (?:but|while|whilst|though|although|whereas|yet|even if|so that|because|since it|which)\b"
    r"|, and (?=(?:the|our|its|your|their|it|we|for|in) )"
)
_NUMBERED = rf"(?i)\b(?:benchmark|BM) ?(?:number |no\.? ?)?(?P<number>{NUMBER})\b"
_NOT_MET_ON = re.compile(r"(?i)\b(?:did|does|has|have) not me(?:e)?t (?:the |its |our )?benchmarks? (?:on|for|of) ")
_IN_BRACKETS = re.compile(r"\((?:benchmark|BM) ?(?:number )?\d+\)", re.IGNORECASE)
_JUDGED = r"(?:agreed|assessed|rated|scored|graded|judged|recorded|marked|awarded|confirmed)"
_STATED = (
    rf"(?:{_JUDGED}|is|was|are|were|been|remains?|stays?|stayed|remained)(?: now| still| also| again)?(?: as| at| "
    rf"to be)?"
)
_SINCE = re.compile(
    r"(?i)\b(?:since|from|up on|compared (?:with|to)|on) (?:(?:last|the (?:last|previous)) (?:year|cycle|letter)"
    r"(?:['\u2019]s (?:letter|outcome|cycle))?|20\d\d[/-](?:20)?\d\d)"
)
# Wished for, claimed, of another time, or what criteria ask for: no statement of this cycle's outcome.
_OTHERWISE = (
    r"(?i)\b(?:last|previous(?:ly)?|prior|earlier|next|would|should|could|can|may|might|must|if|unless|until|"
    r"aim\w*|expect\w*|"
    r"hop(?:e|es|ed|ing)|wish\w*|seek\w*|sought|claim\w*|self-assess\w*|proposed?|suggest\w*|argued|thought|"
    r"considered|criteri\w+|"
    r"required?|needs?|needed|whether|before|then|once|will|future|going forward|yet|quite|no longer|used to|"
    r"had been)\b|n['\u2019]t\b"
)
_NOT_STATED_BEFORE = re.compile(
    r"(?i)(?:\b(?:reach|reaching|achieve|achieving|attain|close|closer|nearer|near|towards?|short|beyond|"
    r"above|below|over|than|from|"
    r"instead|nearly|almost|not|never|neither|nor|for|the|only|every|some|level|between|aspir\w+|progress|work(?:ing)?)"
    r"(?: (?:of|to|at|being|the|an?|all|be))*) $"
)
_NOT_STATED_BEHIND = re.compile(
    r"(?i)['\u2019]?s? ?(?:criteri\w+|level|threshold|standards?|police|office|officers?|with|all|the|its|"
    r"their|our|targets?)\b"
)
_MOVED = re.compile(
    r"(?i)\b(?:mov|ris|rose|gone|go|fall|fell|chang|rais|lower|improv|return|up|down|back|drop)\w* "
    r"(?:[\w' ]{0,30} )?to $"
)
_THIS = (
    r"(?i)\b(?:this|the) benchmark\b|\b(?:agreed outcome|outcome agreed|outcome here|overall outcome)\b|"
    r"\boutcome (?:is|was|remains|of)\b"
    r"|\bwe (?:have |therefore )*agreed\b|\b(?:authority|council|adviser) (?:have |therefore |both )*agreed\b"
)
_AND = r"(?: benchmarks?)?(?:(?:,| and| &| as well as| both| for| in| on| the| its| our)*)[ ,]*"
_BEHIND = (
    rf"(?: (?:in|for|on|under|against|across))(?: (?:{NUMBER}|both|these|the following)(?: \w+)? "
    rf"benchmarks?,?)?(?: (?:the|its|our|both|on|for))*:? "
)
_WORDS = re.compile(r"[^\W\d_][\w'\u2019-]*")
_LIGHT = frozenset({"a", "an", "and", "for", "in", "its", "of", "on", "our", "the", "to", "benchmark"})
_WEAK = frozenset(
    {
        "assessment",
        "environment",
        "environments",
        "group",
        "groups",
        "local",
        "process",
        "programme",
        "reducing",
        "risk",
        "risks",
    }
)
_LONGEST, _NEAR = 5, 90


class _Named(NamedTuple):
    """A benchmark's name in a clause."""

    start: int
    end: int
    number: int


@check(OUTCOME_DISAGREES, of="review")
def outcomes_agree(file: CycleFile) -> Iterator[Finding]:
    """Look for the first outcome of each text that is not the one agreed for the benchmark that it is said of."""
    case = file.case
    if case.criteria is None or not any(score.agreed for score in case.scores):
        return
    labels = [one.label for one in case.criteria.outcomes]
    texts = [text for text in file.printed if text.kind != "other" and _may_state(text.text, labels)]
    if not texts:
        return
    agreed = _stated_by.of(case.criteria)
    numbers = {one.id: one.number for one in case.criteria.benchmarks}
    of = {numbers[score.id]: score.agreed for score in case.scores if score.agreed}
    for text in texts:
        here = numbers.get(str(text.route[1])) if text.route[0] == "benchmarks" else None
        for sentence in sentences(text.text):
            wrong = agreed.disagrees(sentence.text, of, here) if _may_state(sentence.text, labels) else None
            if wrong is not None:
                message = f"this text gives an outcome that is not the agreed one{text.place(sentence.start)}"
                hint = f"for benchmark {wrong} `{of[wrong]}` is agreed; mend the text, or the outcome"
                yield Finding(OUTCOME_DISAGREES, text.route, message, hint)
                break


def _may_state(text: str, labels: Sequence[str]) -> bool:
    """Tell quickly whether it is worth while to look."""
    if any(label in text for label in labels):
        return True
    small = [label.lower() for label in labels]
    return any(f" as {label}" in text for label in small) or (
        ("enchmark" in text or "utcome" in text) and any(label in text for label in small)
    )


class _Statements:
    """What a sentence says of the outcomes of an edition's benchmarks."""

    def __init__(self, criteria: Criteria) -> None:
        self._lexicon = lexicon_of(criteria)
        self._in_titles = {word.removesuffix("s") for word in words(one.title for one in criteria.benchmarks)}
        self._outcomes = {one.label.casefold(): one.id for one in criteria.outcomes}
        self._labels = [one.label for one in criteria.outcomes]
        by_length = sorted(self._labels, key=len, reverse=True)
        capital = "|".join(f"{re.escape(label[0])}(?i:{re.escape(label[1:])})" for label in by_length)
        self._capital = re.compile(rf"\b(?:{capital})\b")
        labels = "|".join(map(re.escape, by_length))
        self._colon = re.compile(rf":(?= (?:{capital})[.;,\s]*$)")
        self._small = re.compile(
            rf"\b(?:(?:outcome|benchmark)\b.*?\b{_STATED}|{_JUDGED} (?:as|at|to be)) (?P<label>{labels})\b",
            re.IGNORECASE,
        )

    def disagrees(self, sentence: str, agreed: Mapping[int, str], here: int | None) -> int | None:
        """Give a benchmark of which a sentence says another outcome than the agreed one."""
        flat = self._colon.sub(",", _IN_BRACKETS.sub("", _SINCE.sub("", sentence)))
        flat = _NOT_MET_ON.sub(f"{self._labels[0]} for ", flat)
        start = 0
        for end in [*(found.end() for found in _CLAUSES.finditer(flat)), len(flat)]:
            clause, start = flat[start:end], end
            for at, behind, outcome in self._stated(clause):
                for benchmark in self._spoken_of(clause, at, behind, here):
                    if agreed.get(benchmark, outcome) != outcome:
                        return benchmark
        return None

    def _stated(self, clause: str) -> Iterator[tuple[int, int, str]]:
        """Give the outcomes that a clause states, each with where its words stand."""
        places = {found.span() for found in self._capital.finditer(clause)}
        places |= {found.span("label") for found in self._small.finditer(clause)}
        if not places or re.search(_OTHERWISE, clause) or re.search(r"\b20\d\d\b", clause):
            return
        for at, behind in sorted(places):
            before = clause[:at]
            wished = _NOT_STATED_BEFORE.search(before) or (before.endswith(" to ") and not _MOVED.search(before))
            if not wished and not _NOT_STATED_BEHIND.match(clause, behind):
                yield at, behind, self._outcomes[clause[at:behind].casefold()]

    def _spoken_of(self, clause: str, at: int, behind: int, here: int | None) -> list[int]:
        """Find the benchmarks of which an outcome is said: those that follow it, else those before, else this one."""
        named = list(self._named(clause))
        leads = re.compile(_BEHIND).match(clause, behind)
        if leads is not None:
            return _in_a_row([one for one in named if one.start >= behind], clause, leads.end())
        if any(one.start == behind + 1 for one in named):
            return [next(one.number for one in named if one.start == behind + 1)]
        before = [one for one in named if one.end <= at]
        if before and at - before[-1].end <= _NEAR:
            row = _in_a_row(before, clause, before[0].start)
            return row if len(row) == len(before) else []
        return [here] if here is not None and not named and re.search(_THIS, clause) else []

    def _named(self, clause: str) -> Iterator[_Named]:
        """Give the benchmarks that a clause names, by number or by words of their titles, in order."""
        found = [_Named(*one.span(), number(one["number"])) for one in re.finditer(_NUMBERED, clause)]
        spoken = list(_WORDS.finditer(clause))
        first = 0
        while first < len(spoken):
            run = next(
                filter(None, (self._called(clause, spoken[first:last]) for last in range(first + _LONGEST, first, -1))),
                None,
            )
            if run is not None:
                found.append(run)
            first += 1
            while run is not None and first < len(spoken) and spoken[first].start() < run.end:
                first += 1
        return iter(sorted(found))

    def _called(self, clause: str, spoken: Sequence[re.Match[str]]) -> _Named | None:
        if plain(spoken[0][0]).removesuffix("s") not in self._in_titles:
            return None
        start, end = spoken[0].start(), spoken[-1].end()
        said = clause[start:end]
        ends = {spoken[0][0].lower(), spoken[-1][0].lower()}
        if ends & _LIGHT or (len(spoken) == 1 and ends & _WEAK) or re.search(r"[^\w\s'\u2019-]", said):
            return None
        numbers = self._lexicon.called(said)
        return _Named(start, end, numbers.pop()) if len(numbers) == 1 else None


_stated_by = CacheByIdentity(_Statements)


def _in_a_row(named: Sequence[_Named], clause: str, start: int) -> list[int]:
    """Keep the benchmarks that follow each other as in a list, from a place on."""
    row: list[int] = []
    for one in named:
        between = clause[start : one.start]
        if between and (not row or re.fullmatch(_AND, between) is None):
            break
        row.append(one.number)
        start = one.end
    return row

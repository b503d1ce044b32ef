"""The rules as format.md states them, applied to every completion and every set of changes, one by one.

Written against the YAML-like data alone, and knowing nothing of how the package goes about it.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import Any

Words = dict[str, str | None]
"""Criterion to answer, None where it is missing."""
Stand = dict[str, bool | None]
"""Criterion to true or false, None where it is not applicable."""

_STANDS = {"met": True, "present": True, "not_met": False, "absent": False, "not_applicable": None}


class BruteForce:
    """One edition with one benchmark."""

    def __init__(self, data: dict[str, Any]) -> None:
        benchmark = data["benchmarks"][0]
        self.levels = {level: [c["id"] for c in members] for level, members in benchmark["criteria"].items()}
        self.ids = [each for members in self.levels.values() for each in members]
        kinds = {level["id"]: level["kind"] for level in data["levels"]}
        self.said = {
            each: ("present", "absent") if kinds[level] == "warning_sign" else ("met", "not_met")
            for level, members in self.levels.items()
            for each in members
        }
        self.rules = benchmark.get("rules") or data["rules"]
        self.order = [outcome["id"] for outcome in data["outcomes"]]
        self._reached = cache(self._reached_from)

    def _named(self, condition: dict[str, Any], key: str) -> set[str]:
        if "criteria" in condition:
            return set(condition["criteria"])
        levels = condition[key] if isinstance(condition[key], list) else [condition[key]]
        return {each for level in levels for each in self.levels.get(level, [])}

    def _leaf(self, condition: dict[str, Any]) -> tuple[str, set[str]]:
        kind = next(each for each in ("all", "any", "none", "at_least", "share") if each in condition)
        return kind, self._named(condition, "of" if kind in {"at_least", "share"} else kind)

    def holds(self, condition: dict[str, Any], stand: Stand) -> bool:
        for key, whether in (("and", all), ("or", any)):
            if key in condition:
                return whether(self.holds(each, stand) for each in condition[key])
        if "not" in condition:
            return not self.holds(condition["not"], stand)
        kind, named = self._leaf(condition)
        true = sum(stand[each] is True for each in named)
        applicable = sum(stand[each] is not None for each in named)
        if kind == "all":
            levels = condition["all"] if isinstance(condition["all"], list) else [condition["all"]]
            here = [[stand[each] for each in self.levels.get(level, [])] for level in levels]
            return all(True in values and False not in values for values in here)
        if kind == "share":
            return applicable > 0 and Fraction(true, applicable) >= Fraction(condition["share"])
        least = int(condition["at_least"]) if kind == "at_least" else 1
        return (true >= least) != (kind == "none")

    def deciding(self, stand: Stand) -> int:
        """The number of the rule that decides, from 1."""
        return next(n for n, rule in enumerate(self.rules, 1) if "if" not in rule or self.holds(rule["if"], stand))

    def gives(self, number: int) -> set[str]:
        outcome = self.rules[number - 1]["outcome"]
        return set(outcome) if isinstance(outcome, list) else {outcome}

    def completions(self, words: Words) -> Iterator[Stand]:
        choices = [(False, True) if word in {None, "partly_met"} else (_STANDS[word],) for word in words.values()]
        for values in product(*choices):
            yield dict(zip(words, values, strict=True))

    def possible(self, words: Words) -> list[str]:
        reached = set().union(*(self.gives(self.deciding(stand)) for stand in self.completions(words)))
        return [outcome for outcome in self.order if outcome in reached]

    def basis(self, words: Words) -> str:
        if len(self.possible(words)) == 1:
            return "decided"
        return "incomplete" if None in words.values() else "judgement"

    def to_reach(self, words: Words) -> tuple[str, list[tuple[str, str]]] | None:
        place = self.order.index(self.possible(words)[0]) + 1
        if place == len(self.order):
            return None
        changes = self.changes(words, self.order[place])
        return None if changes is None else (self.order[place], changes)

    def to_reach_at_least(self, words: Words) -> tuple[str, list[tuple[str, str]]] | None:
        """The first of the smallest sets of changes for the better after which nothing worse is possible."""
        place = self.order.index(self.possible(words)[0]) + 1
        wanted = set(self.order[place:])
        better = {each: "met" if said == ("met", "not_met") else "absent" for each, said in self.said.items()}
        open_ones = [each for each in self.ids if words[each] != better[each]]
        for size in range(1, len(open_ones) + 1) if wanted else ():
            for changed in combinations(open_ones, size):
                after = {**words, **{each: better[each] for each in changed}}
                if self._reached(tuple(after.items())) <= wanted:
                    return self.order[place], [(each, better[each]) for each in changed]
        return None

    def changes(self, words: Words, outcome: str) -> list[tuple[str, str]] | None:
        """The first of the smallest sets of changes after which no other outcome is possible."""
        for size in range(len(self.ids) + 1):
            for changed in combinations(self.ids, size):
                for new in product(*(self.said[each] for each in changed)):
                    after = {**words, **dict(zip(changed, new, strict=True))}
                    if self._reached(tuple(after.items())) == {outcome}:
                        return list(zip(changed, new, strict=True))
        return None

    def _reached_from(self, words: tuple[tuple[str, str | None], ...]) -> set[str]:
        """The outcomes of all completions, those of half of them at a time so that none is gone through twice."""
        for place, (criterion, word) in enumerate(words):
            if word in {None, "partly_met"}:
                either = ((criterion, said) for said in self.said[criterion])
                return set().union(*(self._reached((*words[:place], one, *words[place + 1 :])) for one in either))
        return self.gives(self.deciding({criterion: _STANDS[str(word)] for criterion, word in words}))

    def because(self, words: Words) -> list[tuple[str, int, list[str]]]:
        """For each outcome the first rule that gives it, and on what that turned with the fewest unknowns true."""
        unknown = [each for each in self.ids if words[each] in {None, "partly_met"}]
        found = []
        for outcome in self.possible(words):
            stands = list(self.completions(words))
            rule = min(self.deciding(stand) for stand in stands if outcome in self.gives(self.deciding(stand)))
            true = {n: [self.ids.index(each) for each in unknown if stand[each]] for n, stand in enumerate(stands)}
            deciding = [n for n, stand in enumerate(stands) if self.deciding(stand) == rule]
            stand = stands[min(deciding, key=lambda n: (len(true[n]), true[n]))]
            found.append((outcome, rule, self._turned(outcome, rule, stand)))
        return found

    def _turned(self, outcome: str, number: int, stand: Stand) -> list[str]:
        rule = self.rules[number - 1]
        if "if" in rule:
            return self._sorted(self._support(rule["if"], stand, holds=True))
        earlier = [n for n in range(1, number) if outcome not in self.gives(n)]
        reasons = [self._support(self.rules[n - 1]["if"], stand, holds=False) for n in earlier]
        reasons = [reason for reason in reversed(reasons) if reason]
        return self._sorted(min(reasons, key=len, default=set()))

    def _sorted(self, ids: set[str]) -> list[str]:
        return [each for each in self.ids if each in ids]

    def _support(self, condition: dict[str, Any], stand: Stand, *, holds: bool) -> set[str]:
        """The criteria by which a condition holds, or fails."""
        if "not" in condition:
            return self._support(condition["not"], stand, holds=not holds)
        if "and" in condition:
            chosen = condition["and"] if holds else [c for c in condition["and"] if not self.holds(c, stand)]
            return set().union(*(self._support(each, stand, holds=holds) for each in chosen))
        if "or" in condition:
            chosen = [c for c in condition["or"] if self.holds(c, stand)] if holds else condition["or"]
            return set().union(*(self._support(each, stand, holds=holds) for each in chosen))
        kind, named = self._leaf(condition)
        applicable = {each for each in named if stand[each] is not None}
        true = {each for each in applicable if stand[each]}
        if (kind, holds) in {("all", True), ("any", False), ("none", True)}:
            return applicable
        return (
            true
            if (kind, holds) in {("any", True), ("none", False), ("at_least", True), ("share", True)}
            else applicable - true
        )

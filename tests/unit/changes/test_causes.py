"""What moved a derived outcome, held against trying every set of the changes."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from letters import DATA
from prevent_assure.changes import causes
from prevent_assure.changes.causes import State, cause
from prevent_assure.changes.difference import Cause, Together
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import Derived
from prevent_assure.rules.scoring import BenchmarkScorer

MEMBERS = {"met": ["a", "b", "c"], "exceeding": ["d", "e"], "not_met": ["x", "y"]}
STANDARD = ("met", "partly_met", "not_met", "not_applicable", None)
SIGNS = ("present", "absent", None)
RULES: tuple[list[Any], ...] = (
    DATA["criteria"]["rules"],
    [{"outcome": "exceeding", "if": {"share": Decimal("0.5"), "of": ["met", "exceeding"]}}, {"outcome": "not_met"}],
    [
        {"outcome": "not_met", "if": {"not": {"at_least": 2, "of": "met"}}},
        {"outcome": "met", "if": {"and": [{"none": "not_met"}, {"any": "exceeding"}]}},
        {"outcome": ["not_met", "met"]},
    ],
    [{"outcome": "met", "if": {"at_least": 1, "criteria": ["a", "d"]}}, {"outcome": "not_met"}],
)
Words = Mapping[str, str | None]
Levels = dict[str, list[str]]
Set = tuple[bool, bool, frozenset[str]]


def state(levels: Levels, rules: list[Any], words: Words, places: Mapping[str, str] | None = None) -> State:
    """One benchmark with its own rules, and answers, each under the level of its criterion or where it is placed."""
    members = {level: [{"id": name, "text": "x"} for name in names] for level, names in levels.items() if names}
    benchmark = {"id": "plan", "number": 1, "title": "Plan", "statement": "x", "criteria": members, "rules": rules}
    criteria = Criteria.model_validate({**DATA["criteria"], "benchmarks": [benchmark]})
    answers: dict[str, dict[str, Any]] = {}
    for level, names in levels.items():
        for name in names:
            answers.setdefault((places or {}).get(name, level), {})[name] = {"answer": words.get(name)}
    given = BenchmarkAnswers.model_validate({"answers": answers})
    return State(criteria, BenchmarkScorer(criteria, criteria.benchmarks[0]), given)


def derived(of: State) -> Derived:
    """What the rules derive from the files as they are."""
    return of.scorer.derive(of.answers)


class History:
    """Two states of a benchmark by a seed: other answers, and in some other criteria, other rules, or both."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - not for secrets
        ruled = [chance.choice(RULES)] * 2 if chance.random() < 0.5 else chance.sample(RULES, 2)
        levels = [{level: [*names] for level, names in MEMBERS.items()} for _ in range(2)]
        if chance.random() < 0.5:
            self._other(levels[1], chance)
        self.rules, self.levels = ruled, levels
        self._scorers: dict[tuple[int, int], BenchmarkScorer] = {}
        words = [self._said(of, chance) for of in levels]
        names = {name for of in levels for members in of.values() for name in members}
        kept = {name for name in sorted(names) if chance.random() < 0.4}
        self.words: list[Words] = [
            words[0],
            {**words[1], **{n: words[0][n] for n in kept & words[0].keys() & words[1].keys()}},
        ]

    @staticmethod
    def _other(levels: Levels, chance: random.Random) -> None:
        """Add, remove or move a criterion; those that rules name stay."""
        if chance.random() < 0.6:
            levels[chance.choice(["met", "exceeding"])].append("new")
        if chance.random() < 0.4:
            levels["met"].remove("c")
        if chance.random() < 0.4:
            levels["exceeding"].remove("e")
            levels["met"].append("e")

    @staticmethod
    def _said(levels: Levels, chance: random.Random) -> Words:
        return {
            name: chance.choice(SIGNS if level == "not_met" else STANDARD)
            for level, names in levels.items()
            for name in names
        }

    def made(self, criteria: int, rules: int, words: Words) -> Derived:
        """What is derived from the criteria of one state, the rules of one, and some answers."""
        if (criteria, rules) not in self._scorers:
            self._scorers[criteria, rules] = state(self.levels[criteria], self.rules[rules], {}).scorer
        return self._scorers[criteria, rules].derive_from(words)

    def states(self) -> tuple[State, State]:
        """The two."""
        first, second = (state(self.levels[one], self.rules[one], self.words[one]) for one in (0, 1))
        return first, second

    def smallest(self, start: int) -> set[Set]:
        """Try every set of the changes from one state towards the other, the smaller ones first."""
        end = 1 - start
        both = [{name for names in of.values() for name in names} for of in self.levels]
        before, after = self.words[start], self.words[end]
        names = sorted(name for name in both[0] | both[1] if before.get(name) != after.get(name))
        target = self.made(end, end, after)
        flags = [
            (criteria, rules)
            for criteria in {False, self.levels[0] != self.levels[1]}
            for rules in {False, self.rules[0] is not self.rules[1]}
        ]
        for size in range(len(names) + 3):
            found = {
                (criteria, rules, frozenset(chosen))
                for criteria, rules in flags
                if size >= criteria + rules
                for chosen in combinations(names, size - criteria - rules)
                if self.made(
                    end if criteria else start,
                    end if rules else start,
                    {**before, **{name: after.get(name) for name in chosen}},
                )
                == target
            }
            if found:
                return found
        raise AssertionError


def _checked(found: tuple[Together, ...], more: int, expected: set[Set]) -> None:
    named = {(one.criteria, one.rules, frozenset(one.answers)) for one in found}
    assert named <= expected
    assert len(named) == len(found)
    assert len(named) + more == len(expected)


def _agree(seeds: range) -> Iterator[tuple[History, Cause]]:
    for seed in seeds:
        history = History(seed)
        first, second = history.states()
        if derived(first) == derived(second):
            continue
        found = cause(first, second)
        _checked(found.ways, found.more, history.smallest(0))
        _checked(found.undo, found.undo_more, history.smallest(1))
        assert found.smallest
        yield history, found


def test_ways_and_what_takes_back_are_those_of_trying_all() -> None:
    found = [one for _, one in _agree(range(180))]
    assert len(found) > 90
    assert sum(one.ways != one.undo for one in found) > 20
    together = [one for move in found for one in (*move.ways, *move.undo)]
    assert all(any(getattr(one, name) for one in together) for name in ("criteria", "rules", "answers"))


@pytest.mark.slow
def test_ways_and_what_takes_back_are_those_of_trying_all_in_five_thousand_moves() -> None:
    assert sum(1 for _ in _agree(range(1000, 11_000))) >= 5000


ONE: tuple[tuple[Words, Words, list[tuple[str, ...]], list[tuple[str, ...]]], ...] = (
    ({}, {"a": "met"}, [("a",)], [("a",)]),
    # Either of two signs makes the move, and only both undone take it back; the other way round, just so.
    ({}, {"x": "present", "y": "present"}, [("x",), ("y",)], [("x", "y")]),
    ({"x": "present", "y": "present"}, {}, [("x", "y")], [("x",), ("y",)]),
)


@pytest.mark.parametrize(("before", "after", "ways", "undo"), ONE)
def test_what_makes_a_move_and_what_takes_it_back_are_told_apart(
    before: Words, after: Words, ways: list[tuple[str, ...]], undo: list[tuple[str, ...]]
) -> None:
    met = {"a": "partly_met", "b": "met", "c": "met", "d": "not_met", "e": "not_met", "x": "absent", "y": "absent"}
    found = cause(state(MEMBERS, RULES[0], {**met, **before}), state(MEMBERS, RULES[0], {**met, **after}))
    assert [one.answers for one in found.ways] == ways
    assert [one.answers for one in found.undo] == undo


def test_criteria_and_rules_are_told_apart() -> None:
    words = {"a": "met", "b": "met", "c": "not_met", "d": "met", "e": "not_met", "x": "absent", "y": "absent"}
    fewer = {**MEMBERS, "met": ["a", "b"]}
    old, ruled = state(MEMBERS, RULES[0], words), state(MEMBERS, RULES[2], words)
    assert cause(old, ruled).ways == cause(old, ruled).undo == (Together(criteria=False, rules=True, answers=()),)
    dropped = state(fewer, RULES[0], words)
    assert cause(old, dropped).ways == (Together(criteria=True, rules=False, answers=()),)
    assert not Cause((Together(criteria=False, rules=False, answers=("a",)),)).by_criteria
    assert cause(old, ruled).by_criteria


def test_rules_that_name_new_criteria_are_not_taken_without_them() -> None:
    words: Words = {"a": "not_met", "d": "not_met", "new": "met"}
    more = {**MEMBERS, "met": [*MEMBERS["met"], "new"]}
    named = [{"outcome": "met", "if": {"at_least": 1, "criteria": ["a", "new"]}}, {"outcome": "not_met"}]
    found = cause(state(MEMBERS, RULES[3], words), state(more, named, words))
    assert found.ways == (Together(criteria=True, rules=True, answers=("new",)),)


@pytest.mark.parametrize("along", [True, False])
def test_answer_goes_along_with_its_criterion_and_one_that_stays_behind_is_none(along: bool) -> None:
    words = {"a": "met", "b": "met", "c": "met", "d": "met", "e": "not_met", "x": "absent", "y": "absent"}
    moved = {**MEMBERS, "met": ["a", "b", "c", "e"], "exceeding": ["d"]}
    new = state(moved, RULES[0], words, None if along else {"e": "exceeding"})
    found = cause(state(MEMBERS, RULES[0], {**words, "a": "met"}), new)
    assert found.ways == found.undo == (Together(criteria=True, rules=False, answers=()),)


def test_without_patience_nothing_can_be_left_out() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(causes, "PATIENCE", 0)
        found = [(seed, cause(*History(seed).states())) for seed in range(60)]
    for seed, one in found:
        history = History(seed)
        assert not one.smallest
        for start, (way,) in ((0, one.ways), (1, one.undo)):
            before, after = history.words[start], history.words[1 - start]
            target = history.made(1 - start, 1 - start, after)
            differs = (history.levels[0] != history.levels[1], history.rules[0] is not history.rules[1])
            assert (way.criteria, way.rules) == differs
            for left_out in ((), *((name,) for name in way.answers)):
                taken = {name: after.get(name) for name in {*way.answers} - {*left_out}}
                assert (history.made(1 - start, 1 - start, {**before, **taken}) == target) == (left_out == ())


@pytest.mark.slow
def test_many_changes_take_no_time() -> None:
    names = {"met": [f"a{n}" for n in range(60)], "exceeding": [f"d{n}" for n in range(20)], "not_met": []}
    both = [{name: word for members in names.values() for name in members} for word in (None, "met")]
    found = cause(*(state(names, DATA["criteria"]["rules"], words) for words in both))
    assert [len(way.answers) for way in found.ways] == [80]
    assert (len(found.undo), found.undo_more) == (4, 56)

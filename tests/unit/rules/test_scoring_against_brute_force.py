"""The rules engine against an oracle that goes through every completion and every set of changes, one by one."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.rules.scoring import score_benchmark

OUTCOMES = ("worst", "poor", "fair", "best")
LEVELS = {"base": "standard", "more": "standard", "signs": "warning_sign"}
STANDS = {"met": True, "present": True, "not_met": False, "absent": False, "not_applicable": None}
"""Not applicable criteria stand as None; `partly_met` and missing answers are in no completion."""

Stand = dict[str, bool | None]


class Oracle:
    """One benchmark, read straight from the YAML-like data, and format.md's sentences in Python."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.benchmark = data["benchmarks"][0]
        self.levels = {level: [c["id"] for c in members] for level, members in self.benchmark["criteria"].items()}
        self.kinds = {level["id"]: level["kind"] for level in data["levels"]}
        self.level_of = {each: level for level, members in self.levels.items() for each in members}
        self.rules = self.benchmark.get("rules") or data["rules"]
        self.order = [outcome["id"] for outcome in data["outcomes"]]

    def named(self, condition: dict[str, Any], key: str) -> list[str]:
        if condition.get("criteria"):
            return list(dict.fromkeys(condition["criteria"]))
        levels = condition[key] if isinstance(condition[key], list) else [condition[key]]
        return list(dict.fromkeys(each for level in levels for each in self.levels.get(level, [])))

    def holds(self, condition: dict[str, Any], stand: Stand) -> bool:  # noqa: PLR0911 - one for each condition
        def applicable(ids: list[str]) -> list[bool]:
            return [value for value in map(stand.__getitem__, ids) if value is not None]

        if "all" in condition:
            levels = condition["all"] if isinstance(condition["all"], list) else [condition["all"]]
            each = [applicable(self.levels.get(level, [])) for level in levels]
            return all(values and all(values) for values in each)
        if "any" in condition:
            return any(applicable(self.named(condition, "any")))
        if "none" in condition:
            return not any(applicable(self.named(condition, "none")))
        if "at_least" in condition:
            return sum(applicable(self.named(condition, "of"))) >= int(condition["at_least"])
        if "share" in condition:
            values = applicable(self.named(condition, "of"))
            return bool(values) and Fraction(sum(values), len(values)) >= Fraction(condition["share"])
        if "and" in condition:
            return all(self.holds(each, stand) for each in condition["and"])
        if "or" in condition:
            return any(self.holds(each, stand) for each in condition["or"])
        return not self.holds(condition["not"], stand)

    def deciding(self, stand: Stand) -> int:
        return next(
            number for number, rule in enumerate(self.rules, 1) if "if" not in rule or self.holds(rule["if"], stand)
        )

    def gives(self, number: int) -> set[str]:
        outcome = self.rules[number - 1]["outcome"]
        return set(outcome) if isinstance(outcome, list) else {outcome}

    def completions(self, words: dict[str, str | None]) -> Iterator[Stand]:
        choices = [(True, False) if word in {None, "partly_met"} else (STANDS[word],) for word in words.values()]
        for values in product(*choices):
            yield dict(zip(words, values, strict=True))

    def possible(self, words: dict[str, str | None]) -> list[str]:
        reached = set().union(*(self.gives(self.deciding(stand)) for stand in self.completions(words)))
        return [outcome for outcome in self.order if outcome in reached]

    def exactly(self, words: dict[str, str | None], outcome: str) -> bool:
        return all(self.gives(self.deciding(stand)) == {outcome} for stand in self.completions(words))

    def to_reach(self, words: dict[str, str | None]) -> dict[str, Any] | None:
        place = self.order.index(self.possible(words)[0]) + 1
        if place == len(self.order):
            return None
        ids = list(words)
        said = {
            each: ("present", "absent") if self.kinds[self.level_of[each]] == "warning_sign" else ("met", "not_met")
            for each in ids
        }
        for size in range(1, len(ids) + 1):
            for changed in combinations(ids, size):
                for new in product(*(said[each] for each in changed)):
                    if self.exactly({**words, **dict(zip(changed, new, strict=True))}, self.order[place]):
                        return {"outcome": self.order[place], "changes": list(zip(changed, new, strict=True))}
        return None


def levels_of(draw: st.DrawFn) -> Any:
    return draw(
        st.one_of(st.sampled_from(list(LEVELS)), st.lists(st.sampled_from(list(LEVELS)), min_size=1, max_size=3))
    )


@st.composite
def conditions(draw: st.DrawFn, ids: list[str] | None, depth: int = 2) -> dict[str, Any]:
    kinds = ["all", "any", "none", "at_least", "share"] + (["and", "or", "not"] if depth else [])
    kind = draw(st.sampled_from(kinds))
    if kind in {"all", "any", "none"}:
        return {kind: levels_of(draw)}
    if kind == "not":
        return {"not": draw(conditions(ids, depth - 1))}
    if kind in {"and", "or"}:
        return {kind: draw(st.lists(conditions(ids, depth - 1), min_size=1, max_size=3))}
    number = (
        draw(st.integers(0, 4))
        if kind == "at_least"
        else Decimal(draw(st.sampled_from(["0", "0.2", "0.33", "0.5", "0.75", "0.8", "1"])))
    )
    if ids and draw(st.booleans()):
        return {kind: number, "criteria": draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4))}
    return {kind: number, "of": levels_of(draw)}


@st.composite
def rule_lists(draw: st.DrawFn, ids: list[str] | None) -> list[dict[str, Any]]:
    outcome = st.one_of(st.sampled_from(OUTCOMES), st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=2))
    rules = [{"outcome": draw(outcome), "if": draw(conditions(ids))} for _ in range(draw(st.integers(0, 4)))]
    return [*rules, {"outcome": draw(outcome)}]


@st.composite
def editions(draw: st.DrawFn, most: int) -> dict[str, Any]:
    levels = draw(st.permutations(list(LEVELS)))[: draw(st.integers(1, 3))]
    count = draw(st.integers(1, most))
    ids = [f"c{number}" for number in range(count)]
    placed: dict[str, list[str]] = {level: [] for level in levels}
    for each in ids:
        placed[draw(st.sampled_from(levels))].append(each)
    benchmark: dict[str, Any] = {
        "id": "only",
        "number": 1,
        "title": "Only",
        "statement": "It is.",
        "criteria": {level: [{"id": each, "text": "It is."} for each in members] for level, members in placed.items()},
    }
    if draw(st.booleans()):
        benchmark["rules"] = draw(rule_lists(ids))
    return {
        "format": "prevent-assure/criteria/1",
        "id": "random",
        "edition": "1",
        "title": "Random",
        "applies_to": "Tests",
        "outcomes": [
            {"id": outcome, "label": outcome} for outcome in OUTCOMES[: draw(st.sampled_from([4, 4, 2]))] or OUTCOMES
        ],
        "levels": [{"id": level, "label": level, "kind": kind} for level, kind in LEVELS.items()],
        "rules": draw(rule_lists(None)),
        "benchmarks": [benchmark],
    }


@st.composite
def cases(draw: st.DrawFn, most: int) -> tuple[dict[str, Any], dict[str, str | None]]:
    data = draw(editions(most))
    data["outcomes"] = [{"id": outcome, "label": outcome} for outcome in OUTCOMES]
    words: dict[str, str | None] = {}
    for level, members in data["benchmarks"][0]["criteria"].items():
        sign = LEVELS[level] == "warning_sign"
        said = ["present", "absent", None] if sign else ["met", "partly_met", "not_met", "not_applicable", None]
        words.update({each["id"]: draw(st.sampled_from(said)) for each in members})
    return data, words


def as_answers(data: dict[str, Any], words: dict[str, str | None]) -> BenchmarkAnswers:
    levels = {
        level: {c["id"]: words[c["id"]] for c in members}
        for level, members in data["benchmarks"][0]["criteria"].items()
    }
    given_ones = {level: {each: word for each, word in members.items() if word} for level, members in levels.items()}
    return BenchmarkAnswers.model_validate({"answers": given_ones})


def loaded(data: dict[str, Any]) -> tuple[Criteria, Benchmark]:
    criteria = Criteria.model_validate(data)
    return criteria, criteria.benchmarks[0]


def check_reach(case: tuple[dict[str, Any], dict[str, str | None]]) -> None:
    data, words = case
    criteria, benchmark = loaded(data)
    oracle = Oracle(data)
    score = score_benchmark(criteria, benchmark, as_answers(data, words), None)
    reach = score.to_reach
    found = None if reach is None else {"outcome": reach.outcome, "changes": [tuple(each) for each in reach.changes]}
    assert list(score.possible) == oracle.possible(words)
    assert found == oracle.to_reach(words)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases(9))
def test_possible_outcomes_and_basis_are_those_of_every_completion(
    case: tuple[dict[str, Any], dict[str, str | None]],
) -> None:
    data, words = case
    criteria, benchmark = loaded(data)
    possible = Oracle(data).possible(words)
    score = score_benchmark(criteria, benchmark, as_answers(data, words), None, explain=False)
    missing = None in words.values()
    assert list(score.possible) == possible
    assert score.basis == ("decided" if len(possible) == 1 else "incomplete" if missing else "judgement")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases(5))
def test_changes_to_reach_the_next_outcome_are_the_first_of_the_fewest(
    case: tuple[dict[str, Any], dict[str, str | None]],
) -> None:
    check_reach(case)

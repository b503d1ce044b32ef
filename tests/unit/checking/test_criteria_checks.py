"""Checks of editions: one fault, one finding, at its place."""

from typing import Any

import pytest

from prevent_assure.checking.checks.criteria import edition_is_sound
from prevent_assure.diagnostics import Finding, Route, Severity
from prevent_assure.model.criteria import Criteria
from random_rules import edition

LEVELS = {"base": ["a", "b"], "more": ["c"], "signs": ["d"]}
RULE_LIST: list[dict[str, Any]] = [
    {"outcome": "worst", "if": {"any": "signs"}},
    {"outcome": "best", "if": {"all": ["base", "more"]}},
    {"outcome": "fair", "if": {"all": "base"}},
    {"outcome": ["worst", "poor"]},
]


def data(*rules: Any, own: Any = None) -> Any:
    return edition(LEVELS, list(rules) or RULE_LIST, own)


def faults(of: Any) -> list[tuple[str, Route]]:
    return [(each.rule.code, each.route) for each in edition_is_sound(Criteria.model_validate(of))]


def hints(of: Any) -> list[str | None]:
    return [each.hint for each in edition_is_sound(Criteria.model_validate(of))]


def replaced(index: int, rule: dict[str, Any]) -> Any:
    return data(*RULE_LIST[:index], rule, *RULE_LIST[index + 1 :])


def test_sound_edition_has_no_faults() -> None:
    assert faults(data()) == []


@pytest.mark.parametrize(
    ("rule", "route", "hint"),
    [
        ({"all": "bse"}, ("all",), "did you mean `base`?"),
        ({"any": ["more", "bas"]}, ("any", 1), "did you mean `base`?"),
        ({"none": "elsewhere"}, ("none",), "levels here: base, more, signs"),
        ({"at_least": 1, "of": "mroe"}, ("of",), "did you mean `more`?"),
        ({"not": {"or": [{"all": "base"}, {"all": "mor"}]}}, ("not", "or", 1, "all"), "did you mean `more`?"),
        ({"and": [{"not": {"any": "sign"}}]}, ("and", 0, "not", "any"), "did you mean `signs`?"),
    ],
)
def test_level_that_is_not_there_is_found_where_it_is_named(rule: dict[str, Any], route: Route, hint: str) -> None:
    wrong = replaced(1, {"outcome": "best", "if": rule})
    assert faults(wrong) == [("unknown-level", ("rules", 1, "if", *route))]
    assert hints(wrong) == [hint]


def test_outcome_that_is_not_there_is_found_where_it_is_named() -> None:
    assert faults(replaced(2, {"outcome": "fare", "if": {"all": "base"}})) == [
        ("unknown-outcome", ("rules", 2, "outcome"))
    ]
    wrong = replaced(3, {"outcome": ["worst", "por"]})
    assert faults(wrong) == [("unknown-outcome", ("rules", 3, "outcome", 1))]
    assert hints(wrong) == ["did you mean `poor`?"]


def test_last_rule_must_hold_always() -> None:
    assert faults(data(*RULE_LIST[:3])) == [("last-rule-conditional", ("rules", 2, "if"))]


def test_last_rule_of_a_benchmarks_own_must_hold_always() -> None:
    own = [{"outcome": "best", "if": {"at_least": 1, "criteria": ["a"]}}]
    assert faults(data(own=own)) == [("last-rule-conditional", ("benchmarks", 0, "rules", 0, "if"))]


@pytest.mark.parametrize(
    ("condition", "route", "code"),
    [
        ({"at_least": 1}, ("at_least",), "count-unclear"),
        ({"share": 1}, ("share",), "count-unclear"),
        ({"at_least": 1, "of": "base", "criteria": ["a"]}, ("criteria",), "count-unclear"),
        ({"share": 1, "criteria": ["aa"]}, ("criteria", 0), "unknown-criterion"),
    ],
)
def test_count_says_once_and_rightly_of_what(condition: dict[str, Any], route: Route, code: str) -> None:
    own = [{"outcome": "best", "if": condition}, {"outcome": "worst"}]
    assert faults(data(own=own)) == [(code, ("benchmarks", 0, "rules", 0, "if", *route))]


def test_rules_of_the_edition_cannot_name_criteria() -> None:
    wrong = replaced(1, {"outcome": "best", "if": {"at_least": 1, "criteria": ["a"]}})
    assert faults(wrong) == [("criteria-by-name", ("rules", 1, "if", "criteria"))]
    unclear = edition_is_sound(Criteria.model_validate(replaced(1, {"outcome": "best", "if": {"at_least": 1}})))
    assert unclear[0].hint == "write `of` and levels beside it"


def test_ids_and_numbers_are_borne_once() -> None:
    wrong = data()
    wrong["outcomes"].append({"id": "best", "label": "Best again"})
    wrong["levels"].append({"id": "base", "label": "Base again", "kind": "standard"})
    wrong["benchmarks"].append(dict(wrong["benchmarks"][0]))
    assert faults(wrong) == [
        ("duplicate-id", ("outcomes", 4, "id")),
        ("duplicate-id", ("levels", 3, "id")),
        ("duplicate-id", ("benchmarks", 1, "id")),
        ("duplicate-id", ("benchmarks", 1, "number")),
    ]


def test_criterion_ids_are_borne_once_in_a_benchmark_whatever_their_level() -> None:
    wrong = data()
    wrong["benchmarks"][0]["criteria"]["more"] = [
        {"id": "a", "text": "Again.", "parts": 2 * [{"id": "p", "text": "P."}]}
    ]
    place = ("benchmarks", 0, "criteria", "more", 0)
    assert faults(wrong) == [("duplicate-id", (*place, "id")), ("duplicate-id", (*place, "parts", 1, "id"))]


def test_criterion_of_the_same_id_in_another_benchmark_is_another_one() -> None:
    right = data()
    right["benchmarks"].append({**right["benchmarks"][0], "id": "other", "number": 2})
    assert faults(right) == []


def test_criteria_under_a_level_that_is_not_there_are_found() -> None:
    wrong = data()
    wrong["benchmarks"][0]["criteria"]["mor"] = [{"id": "e", "text": "It is."}]
    assert faults(wrong) == [("unknown-level", ("benchmarks", 0, "criteria", "mor"))]
    assert hints(wrong) == ["did you mean `more`?"]


def test_contradicted_criterion_must_be_there() -> None:
    wrong = data()
    wrong["benchmarks"][0]["criteria"]["signs"][0]["contradicts"] = ["a", "z"]
    assert faults(wrong) == [("unknown-criterion", ("benchmarks", 0, "criteria", "signs", 0, "contradicts", 1))]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"statement": None}, ("missing-key", "statement")),
        ({"statement": "  \n"}, ("empty-text", "statement")),
        ({"criteria": {}}, ("benchmark-without-criteria", "criteria")),
        ({"criteria": {"base": []}}, ("benchmark-without-criteria", "criteria")),
        ({"scored": False, "criteria": {}}, ("missing-key", "reason")),
        ({"scored": False, "reason": "Elsewhere."}, ("criteria-unused", "criteria")),
        ({"scored": False, "reason": "Elsewhere.", "criteria": {}, "rules": RULE_LIST}, ("criteria-unused", "rules")),
    ],
)
def test_benchmark_has_what_it_needs(change: dict[str, Any], expected: tuple[str, str]) -> None:
    wrong = data()
    wrong["benchmarks"].append({**wrong["benchmarks"][0], "id": "other", "number": 2, **change})
    assert faults(wrong) == [(expected[0], ("benchmarks", 1, expected[1]))]


def test_texts_of_criteria_and_parts_are_not_empty() -> None:
    wrong = data()
    wrong["benchmarks"][0]["criteria"]["base"][1] = {"id": "b", "text": " ", "parts": [{"id": "p", "text": ""}]}
    place = ("benchmarks", 0, "criteria", "base", 1)
    assert faults(wrong) == [("empty-text", (*place, "text")), ("empty-text", (*place, "parts", 0, "text"))]


def test_outcome_that_no_rule_gives_is_a_warning() -> None:
    found = edition_is_sound(Criteria.model_validate(replaced(3, {"outcome": "worst"})))
    assert [(each.rule.code, each.route) for each in found] == [("outcome-unreachable", ("outcomes", 1))]
    assert found[0].rule.severity is Severity.WARNING


def test_outcome_that_only_a_benchmarks_own_rules_give_is_reachable() -> None:
    right = replaced(3, {"outcome": "worst"})
    right["benchmarks"].append({**right["benchmarks"][0], "id": "own", "number": 2, "rules": [{"outcome": "poor"}]})
    assert faults(right) == []


def test_rule_after_one_without_condition_is_never_tried() -> None:
    wrong = data(*RULE_LIST, {"outcome": "best", "if": {"all": "more"}}, {"outcome": "poor"})
    assert faults(wrong) == [("rule-unreachable", ("rules", 4))]


def test_rule_that_an_earlier_one_always_forestalls_is_never_reached() -> None:
    wrong = data(*RULE_LIST[:1], {"outcome": "fair", "if": {"any": "base"}}, *RULE_LIST[1:])
    assert faults(wrong) == [("rule-unreachable", ("rules", 2)), ("rule-unreachable", ("rules", 3))]


def test_rule_that_is_reached_only_where_something_does_not_apply_is_reachable() -> None:
    own = [
        {"outcome": "best", "if": {"or": [{"all": "more"}, {"not": {"none": "more"}}]}},
        {"outcome": "fair", "if": {"and": [{"none": "more"}, {"not": {"share": 0, "of": "more"}}]}},
        {"outcome": ["worst", "poor"]},
    ]
    assert faults(data(own=own)) == []


def test_rule_that_some_benchmark_reaches_is_reachable() -> None:
    right = data()
    other = {
        **right["benchmarks"][0],
        "id": "other",
        "number": 2,
        "criteria": {"base": [{"id": "a", "text": "It is."}]},
    }
    right["benchmarks"].insert(0, other)
    assert faults(right) == []


def test_count_that_no_benchmark_can_meet_is_a_warning_and_says_it_once() -> None:
    wrong = data({"outcome": ["best", "fair"], "if": {"at_least": 4, "of": ["base", "more"]}}, *RULE_LIST[3:])
    found = edition_is_sound(Criteria.model_validate(wrong))
    assert [(each.rule.code, each.route) for each in found] == [("count-unreachable", ("rules", 0, "if", "at_least"))]
    assert "more than 3" in found[0].message


def test_count_by_name_counts_no_criterion_twice() -> None:
    own = [{"outcome": ["best", "fair"], "if": {"at_least": 2, "criteria": ["a", "a"]}}, *RULE_LIST[3:]]
    assert faults(data(own=own)) == [("count-unreachable", ("benchmarks", 0, "rules", 0, "if", "at_least"))]


def test_count_that_one_benchmark_can_meet_is_well() -> None:
    right = data({"outcome": ["best", "fair"], "if": {"at_least": 3, "of": ["base", "more"]}}, *RULE_LIST[3:])
    small = {
        **right["benchmarks"][0],
        "id": "small",
        "number": 2,
        "criteria": {"base": [{"id": "a", "text": "It is."}]},
    }
    right["benchmarks"].append(small)
    assert faults(right) == []


def by_name(count: int) -> Any:
    ids = [f"c{number}" for number in range(count)]
    own = [{"outcome": ["best", "fair"], "if": {"or": [{"at_least": 1, "criteria": [each]} for each in ids]}}]
    return edition({"base": ids}, [{"outcome": "worst"}], [*own, *RULE_LIST[3:]])


def test_rules_that_name_criteria_in_too_many_ways_are_an_error() -> None:
    assert faults(by_name(16)) == []  # 65,536 cases
    assert faults(by_name(17)) == [("rules-too-complex", ("benchmarks", 0, "rules"))]


def test_levels_however_many_are_not_too_complex() -> None:
    levels = {f"level{n}": [f"c{n}{m}" for m in range(10)] for n in range(8)}
    rules = [{"outcome": ["best", "fair"], "if": {"or": [{"all": level} for level in levels]}}, *RULE_LIST[3:]]
    assert faults(edition(levels, rules)) == []


def test_edition_whose_benchmarks_are_all_assured_elsewhere_has_no_unreachable_outcomes() -> None:
    right = data()
    elsewhere = {"id": "only", "number": 1, "title": "Only", "scored": False, "reason": "Assured elsewhere."}
    assert faults({**right, "benchmarks": [elsewhere]}) == []


def test_words_of_what_is_there_twice_or_not_at_all() -> None:
    twice = data()
    twice["benchmarks"] *= 2
    twice["outcomes"].append(dict(twice["outcomes"][0]))
    twice["levels"].append(dict(twice["levels"][0]))
    said = [(".".join(map(str, each.route)), each.message, each.hint) for each in _all(twice)]
    assert said == [
        ("outcomes.4.id", "another outcome has this id", "give each outcome ids of its own"),
        ("levels.3.id", "another level has this id", "give each level ids of its own"),
        ("benchmarks.1.id", "another benchmark has this id", "give each benchmark ids of its own"),
        ("benchmarks.1.number", "another benchmark has this number", "give each benchmark numbers of its own"),
    ]
    bare = data()
    bare["benchmarks"][0].update(criteria={}, statement=" ")
    found = [(each.message, each.hint, each.on_key) for each in _all(bare) if each.route[0] == "benchmarks"]
    hint = "write its criteria by level, or `scored: false` where it is assured elsewhere"
    assert found == [
        ("`statement` is empty", "write a text", True),
        ("`only` is scored and has no criterion", hint, True),
    ]


def _all(of: Any) -> list[Finding]:
    return edition_is_sound(Criteria.model_validate(of))


def test_rule_behind_one_that_always_holds_says_where_to_look() -> None:
    first, *others = RULE_LIST
    (found,) = _all(data(first, first, *others))
    assert (found.rule.code, found.route) == ("rule-unreachable", ("rules", 1))
    assert found.hint == "look at its condition and at the rules before it"

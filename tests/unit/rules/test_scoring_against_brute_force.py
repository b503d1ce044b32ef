"""The rules engine against one that goes through every completion and every set of changes, one by one."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brute_force import BruteForce, Words
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import BenchmarkScore, ToReach
from prevent_assure.model.review import BenchmarkReview
from prevent_assure.rules.compiling import compiled
from prevent_assure.rules.reach import Reach
from prevent_assure.rules.scoring import score_benchmark
from random_rules import LEVELS, OUTCOMES, edition, random_case

Case = tuple[dict[str, Any], Words]
"""An edition's data, and the answers to its one benchmark."""

LETTER_OF: dict[str | None, str] = {
    "met": "T",
    "present": "T",
    "not_met": "F",
    "absent": "F",
    "partly_met": "U",
    None: "U",
    "not_applicable": "N",
}

ANSWERED = ("met", "partly_met", "not_met", "not_applicable")

named_levels = st.one_of(
    st.sampled_from(list(LEVELS)), st.lists(st.sampled_from([*LEVELS, *LEVELS]), min_size=1, max_size=3)
)
outcomes = st.one_of(st.sampled_from(OUTCOMES), st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=2))
shares = st.sampled_from(["0", "0.2", "0.33", "0.3333333333", "0.5", "0.66", "0.75", "0.8", "1", "1.0"]).map(Decimal)


@st.composite
def conditions(draw: st.DrawFn, ids: list[str], depth: int = 2) -> dict[str, Any]:
    kind = draw(st.sampled_from(["all", "any", "none", "at_least", "share", *(("and", "or", "not") if depth else ())]))
    if kind in {"all", "any", "none"}:
        return {kind: draw(named_levels)}
    if kind == "not":
        return {"not": draw(conditions(ids, depth - 1))}
    if kind in {"and", "or"}:
        return {kind: draw(st.lists(conditions(ids, depth - 1), min_size=1, max_size=3))}
    number: Any = draw(st.integers(0, 4)) if kind == "at_least" else draw(shares)
    if bool(ids) and draw(st.booleans()):
        return {kind: number, "criteria": draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4))}
    return {kind: number, "of": draw(named_levels)}


@st.composite
def rule_lists(draw: st.DrawFn, ids: list[str]) -> list[dict[str, Any]]:
    rules = [{"outcome": draw(outcomes), "if": draw(conditions(ids))} for _ in range(draw(st.integers(0, 4)))]
    return [*rules, {"outcome": draw(outcomes)}]


@st.composite
def cases(draw: st.DrawFn, most: int) -> Case:
    levels = draw(st.permutations(list(LEVELS)))[: draw(st.integers(1, 3))]
    ids = [f"c{number}" for number in range(draw(st.integers(1, most)))]
    placed: dict[str, list[str]] = {level: [] for level in levels}
    words: Words = {}
    for each in ids:
        level = draw(st.sampled_from(levels))
        placed[level].append(each)
    for level, members in placed.items():
        sign = LEVELS[level] == "warning_sign"
        said = ["present", "absent", None] if sign else ["met", "partly_met", "not_met", "not_applicable", None]
        words.update({each: draw(st.sampled_from(said)) for each in members})
    own = draw(rule_lists(ids)) if draw(st.booleans()) else None
    return edition(placed, draw(rule_lists([])), own), words


def scored(case: Case, review: BenchmarkReview | None = None, *, explain: bool = True) -> BenchmarkScore:
    data, words = case
    criteria = Criteria.model_validate(data)
    placed = {level: [each["id"] for each in members] for level, members in data["benchmarks"][0]["criteria"].items()}
    answers = {level: {each: words[each] for each in ids if words[each]} for level, ids in placed.items()}
    given_answers = BenchmarkAnswers.model_validate({"answers": answers})
    return score_benchmark(criteria, criteria.benchmarks[0], given_answers, review, explain=explain)


def found(score: BenchmarkScore) -> tuple[str, list[tuple[str, ...]]] | None:
    return in_pairs(score.to_reach)


def in_pairs(reach: ToReach | None) -> tuple[str, list[tuple[str, ...]]] | None:
    return None if reach is None else (reach.outcome, [tuple(each) for each in reach.changes])


def trying(times: int) -> settings:
    """So many times the examples of the profile, which alone decides how far to look."""
    return settings(
        max_examples=times * settings().max_examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@trying(4)
@given(cases(9))
def test_possible_outcomes_and_basis_are_those_of_every_completion(case: Case) -> None:
    truth = BruteForce(case[0])
    score = scored(case, explain=False)
    assert list(score.possible) == truth.possible(case[1])
    assert score.basis == truth.basis(case[1])


@trying(3)
@given(cases(5))
def test_changes_to_reach_the_next_outcome_are_the_first_of_the_fewest(case: Case) -> None:
    assert found(scored(case)) == BruteForce(case[0]).to_reach(case[1])


@trying(3)
@given(cases(7))
def test_changes_to_reach_it_at_least_are_the_first_of_the_fewest_for_the_better(case: Case) -> None:
    assert in_pairs(scored(case).to_reach_at_least) == BruteForce(case[0]).to_reach_at_least(case[1])


@trying(3)
@given(cases(6))
def test_reasons_name_the_first_rule_and_what_it_turned_on(case: Case) -> None:
    score = scored(case)
    whose = "benchmark" if "rules" in case[0]["benchmarks"][0] else "edition"
    assert [(each.outcome, each.rule, list(each.criteria)) for each in score.because] == BruteForce(case[0]).because(
        case[1]
    )
    assert {each.rules_from for each in score.because} == {whose}


@trying(2)
@given(cases(7), st.randoms(use_true_random=False))
def test_with_views_the_outcomes_are_those_of_the_answers_replaced(case: Case, dice: Random) -> None:
    data, words = case
    truth = BruteForce(data)
    said = {each: ("present", "absent") if "present" in truth.said[each] else ANSWERED for each in truth.ids}
    views = {each: dice.choice(said[each]) for each in truth.ids if dice.random() < 0.4}
    commented = {each: None for each in truth.ids if each not in views and dice.random() < 0.2}
    review = BenchmarkReview.model_validate(
        {
            "agreed": dice.choice(OUTCOMES),
            "views": {each: {"answer": word} for each, word in (views | commented).items()},
        }
    )
    score, replaced = scored(case, review), {**words, **views}
    plain, other = scored(case), scored((data, replaced))
    assert score[:8] == (*plain[:7], review.agreed)
    assert (score.because, score.to_reach) == (plain.because, plain.to_reach)
    if not views:
        assert score[12:] == (None, None, None)
        assert score.override == (review.agreed not in truth.possible(words))
        return
    assert score[12:] == (other.possible, other.basis, other.because)
    assert list(score.allowed) == truth.possible(replaced)
    assert score.override == (review.agreed not in truth.possible(replaced))
    assert score.is_judgement == (truth.basis(replaced) == "judgement")
    assert [(each.outcome, each.rule, list(each.criteria)) for each in score.because_reviewed or ()] == truth.because(
        replaced
    )


@pytest.mark.parametrize("seed", range(120))
def test_dense_rules_give_what_brute_force_gives(seed: int) -> None:
    case = random_case(seed, 6)
    truth = BruteForce(case[0])
    score = scored(case)
    assert list(score.possible) == truth.possible(case[1])
    assert score.basis == truth.basis(case[1])
    assert [(each.outcome, each.rule, list(each.criteria)) for each in score.because] == truth.because(case[1])
    assert found(score) == truth.to_reach(case[1])
    assert in_pairs(score.to_reach_at_least) == truth.to_reach_at_least(case[1])


@pytest.mark.parametrize("seed", range(1000, 1200))
def test_search_finds_the_changes_to_any_outcome_that_brute_force_finds(seed: int) -> None:
    data, words = random_case(seed, 9)
    criteria = Criteria.model_validate(data)
    rules = compiled(criteria, criteria.benchmarks[0])
    truth = BruteForce(data)
    answered = "".join(LETTER_OF[words[each]] for each in truth.ids)
    for outcome in OUTCOMES:
        changes = Reach(rules, outcome).changes(answered)
        named = (
            None if changes is None else [(truth.ids[at], truth.said[truth.ids[at]][not true]) for at, true in changes]
        )
        assert named == truth.changes(words, outcome)

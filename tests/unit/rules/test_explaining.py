"""Outcomes in sentences."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Condition, Criteria
from prevent_assure.model.review import BenchmarkReview
from prevent_assure.rules.explaining import explain_in_words, in_words
from prevent_assure.rules.scoring import score_benchmark
from random_rules import edition

LEVELS = {"base": ["a", "b"], "more": ["c"], "signs": ["d"]}
RULES = [
    {"outcome": "worst", "if": {"any": "signs"}, "says": "A sign is\nthere", "basis": "interpretation"},
    {"outcome": "fair", "if": {"all": ["base", "more"]}, "says": "All of it is true.", "basis": "criteria"},
    {"outcome": "poor", "if": {"all": "base"}, "basis": "criteria"},
    {"outcome": ["worst", "poor"], "says": "The adviser judges.", "basis": "criteria"},
]


def explained(own: Any = None, agreed: str | None = None, **levels: Any) -> list[str]:
    criteria = Criteria.model_validate(edition(LEVELS, RULES, own))
    answers = BenchmarkAnswers.model_validate({"answers": levels}) if levels else None
    review = BenchmarkReview.model_validate({"agreed": agreed}) if agreed else None
    score = score_benchmark(criteria, criteria.benchmarks[0], answers, review)
    return explain_in_words(criteria, criteria.benchmarks[0], score, answers)


def test_decided_outcome_says_what_it_follows_from_and_what_the_next_one_would_take() -> None:
    assert explained(base="met", more="not_met", signs="absent") == [
        "Poor follows from rule 3 of the edition: Everything under Base is true. It turned on a and b.",
        "For at least Fair it would have to be true that c is met.",
    ]


def test_judgement_says_what_leaves_it_open() -> None:
    assert explained(base={"a": "met", "b": "partly_met"}, more="not_met", signs="absent") == [
        "Worst is possible by rule 4 of the edition: The adviser judges. It turned on b.",
        "Poor is possible by rule 3 of the edition: Everything under Base is true. It turned on a and b.",
        "Partly met, which leaves it open: b.",
        "The adviser judges.",
        "For at least Poor it would have to be true that b is met.",
    ]


def test_judgement_of_settled_answers_says_that_they_are_settled() -> None:
    found = explained(base="not_met", more="not_met", signs="absent")
    assert "Every answer is settled, and the rules still allow more than one outcome." in found


def test_missing_answers_are_named_and_nobody_judges_as_yet() -> None:
    found = explained(base={"a": "met", "b": "partly_met"}, more="met")
    assert "Partly met, which leaves it open: b." in found
    assert "Not answered, which leaves it open: d." in found
    assert "The adviser judges." not in found


def test_assessment_without_the_benchmark_is_all_missing() -> None:
    assert "Not answered, which leaves it open: a, b, c and d." in explained()


def test_interpretation_is_said_to_be_one_and_signs_are_absent() -> None:
    assert explained(base="met", more="not_met", signs="present") == [
        "Worst follows from rule 1 of the edition, a reading of the criteria: A sign is there. It turned on d.",
        "For at least Poor it would have to be true that d is absent.",
    ]


def test_benchmarks_own_rules_are_said_to_be_its_own() -> None:
    own = [{"outcome": "best", "if": {"at_least": 1, "criteria": ["c"]}, "basis": "criteria"}, {"outcome": "worst"}]
    assert explained(own, base="met", more="met", signs="absent") == [
        "Best follows from rule 1 of the benchmark itself: At least 1 of c are true. It turned on c."
    ]


def test_outcome_out_of_reach_is_said_to_be() -> None:
    own = [{"outcome": "worst", "basis": "criteria"}]
    assert explained(own, "poor", base="met") == [
        "Worst follows from rule 1 of the benchmark itself: No rule before this one holds.",
        "No criteria that become met, and no warning signs that become absent, lead to at least Poor.",
        "Poor was agreed outside the rules.",
    ]


def test_outcome_with_the_advisers_views_is_explained_beside_the_derived_one() -> None:
    criteria = Criteria.model_validate(edition(LEVELS, RULES))
    benchmark = criteria.benchmarks[0]
    answers = BenchmarkAnswers.model_validate({"answers": {"base": "met", "more": "not_met", "signs": "present"}})
    review = BenchmarkReview.model_validate({"views": {"d": {"answer": "absent", "comment": "It was mended."}}})
    said = explain_in_words(criteria, benchmark, score_benchmark(criteria, benchmark, answers, review), answers)
    plain = explained(base="met", more="not_met", signs="present")
    assert said[: len(plain)] == [f"By the authority's answers: {sentence}" for sentence in plain]
    assert [line.partition(" of the edition")[0] for line in said[len(plain) :]] == [
        "With the adviser's views: Poor follows from rule 3"
    ]


def test_benchmark_that_is_assured_elsewhere_needs_no_words() -> None:
    data = edition(LEVELS, RULES)
    data["benchmarks"] = [{"id": "only", "number": 1, "title": "Only", "scored": False, "reason": "Elsewhere."}]
    criteria = Criteria.model_validate(data)
    score = score_benchmark(criteria, criteria.benchmarks[0], None, None)
    assert explain_in_words(criteria, criteria.benchmarks[0], score, None) == []


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"any": ["base", "more"]}, "something under Base and More is true"),
        ({"none": "signs"}, "nothing under Signs is true"),
        ({"at_least": 2, "of": "base"}, "at least 2 of those under Base are true"),
        ({"share": Decimal("0.80"), "of": "base"}, "at least 80 % of those under Base are true"),
        ({"share": Decimal("0.125"), "criteria": ["a", "b", "c"]}, "at least 12.5 % of a, b and c are true"),
        (
            {"and": [{"all": "base"}, {"not": {"any": "more"}}]},
            "everything under Base is true, and it is not so that something under More is true",
        ),
        (
            {"or": [{"all": "base"}, {"all": "more"}]},
            "either everything under Base is true, or everything under More is true",
        ),
        ({"all": "elsewhere"}, "everything under elsewhere is true"),
    ],
)
def test_condition_without_words_of_its_own_is_put_into_words(condition: dict[str, Any], words: str) -> None:
    criteria = Criteria.model_validate(edition(LEVELS, RULES))
    assert in_words(criteria, TypeAdapter(Condition).validate_python(condition)) == words

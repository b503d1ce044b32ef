"""Outcomes by the rules, by example."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from prevent_assure.model.assessment import Assessment, BenchmarkAnswers
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import BenchmarkScore, Change, Derived, Reason, ToReach
from prevent_assure.model.review import BenchmarkReview, Review
from prevent_assure.rules.compiling import RuleSet
from prevent_assure.rules.conditions import Region
from prevent_assure.rules.scoring import Scorer, derive, score_assessment, score_benchmark
from random_rules import edition

MET = ["meets-quarterly", "oversees-delivery", "all-authorities-represented", "security-check", "separate-chair"]
RULES = [
    {"outcome": "not_met", "if": {"any": "not_met"}},
    {"outcome": "exceeding", "if": {"all": ["met", "exceeding"]}},
    {"outcome": "met", "if": {"all": "met"}},
    {"outcome": ["not_met", "met"]},
]


def regime(levels: dict[str, list[str]], rules: Any, *own: dict[str, Any]) -> Criteria:
    data = edition(levels, rules, list(own) or None)
    kinds = {"not_met": "warning_sign"}
    data["levels"] = [{"id": each, "label": each, "kind": kinds.get(each, "standard")} for each in levels]
    data["outcomes"] = [{"id": each, "label": each} for each in ("not_met", "met", "exceeding")]
    return Criteria.model_validate(data)


GROUP = regime({"met": MET, "exceeding": ["officer", "dialogue", "member"], "not_met": ["single", "rare"]}, RULES)


def score(criteria: Criteria, agreed: str | None = None, **levels: Any) -> BenchmarkScore:
    answers = BenchmarkAnswers.model_validate({"answers": levels})
    review = BenchmarkReview.model_validate({"agreed": agreed}) if agreed else None
    return score_benchmark(criteria, criteria.benchmarks[0], answers, review)


def test_example_of_the_format_turns_on_the_criterion_that_is_partly_met() -> None:
    met = dict.fromkeys(MET, "met") | {"all-authorities-represented": "partly_met"}
    found = score(GROUP, met=met, exceeding="not_met", not_met="absent")
    assert found.possible == ("not_met", "met")
    assert found.basis == "judgement"
    assert found.because[0] == Reason("not_met", 4, "edition", ("all-authorities-represented",))
    assert found.because[1] == Reason("met", 3, "edition", tuple(MET))
    assert found.to_reach == ToReach("met", (Change("all-authorities-represented", "met"),))


def test_long_form_of_an_answer_counts_as_the_short_one() -> None:
    met = dict.fromkeys(MET, "met") | {"separate-chair": {"answer": "not_met", "evidence": "Vacant."}}
    assert score(GROUP, met=met, exceeding="met", not_met="absent").possible == ("not_met", "met")


def test_missing_answer_is_never_taken_for_not_met() -> None:
    found = score(GROUP, met="met", exceeding="not_met", not_met={"single": "absent"})
    assert found.possible == ("not_met", "met")
    assert found.basis == "incomplete"


def test_answer_that_is_missing_where_no_rule_turns_on_it_leaves_the_outcome_decided() -> None:
    found = score(GROUP, not_met={"single": "present"})
    assert (found.possible, found.basis) == (("not_met",), "decided")


def test_outcome_alone_needs_an_open_answer_to_be_settled_downwards() -> None:
    # with every Exceeding criterion unanswered Exceeding would stay possible
    found = score(GROUP, met="not_met", not_met="absent")
    assert found.to_reach is not None
    assert found.to_reach.changes == (*(Change(each, "met") for each in MET), Change("officer", "not_met"))


def test_warning_signs_are_said_to_be_absent() -> None:
    found = score(GROUP, met="met", exceeding="not_met", not_met="present")
    assert found.to_reach == ToReach("met", (Change("single", "absent"), Change("rare", "absent")))


def test_nothing_lies_above_the_best_outcome() -> None:
    found = score(GROUP, met="met", exceeding="met", not_met="absent")
    assert (found.possible, found.to_reach) == (("exceeding",), None)


def test_outcome_that_no_answers_reach_alone_has_no_way_to_it() -> None:
    criteria = regime({"met": ["a"]}, [{"outcome": ["not_met", "met"], "if": {"any": "met"}}, {"outcome": "not_met"}])
    assert score(criteria, met="not_met").to_reach is None


def test_unknown_that_two_rules_read_is_the_same_in_both() -> None:
    rules = [
        {"outcome": "exceeding", "if": {"all": "met"}},
        {"outcome": "met", "if": {"none": "met"}},
        {"outcome": "not_met"},
    ]
    assert score(regime({"met": ["a"]}, rules), met="partly_met").possible == ("met", "exceeding")


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        ({"all": "met"}, {}, False),
        ({"all": "met"}, {"met": "not_applicable"}, False),
        ({"all": ["met", "exceeding"]}, {"met": "met", "exceeding": "not_applicable"}, False),
        ({"any": "met"}, {"met": "not_applicable"}, False),
        ({"none": "met"}, {"met": "not_applicable"}, True),
        ({"at_least": 0, "of": "met"}, {"met": "not_applicable"}, True),
        ({"at_least": 2, "of": ["met", "met"]}, {"met": {"a": "met", "b": "not_met", "c": "not_met"}}, False),
        (
            {"share": Decimal("0.6666666666666666"), "of": "met"},
            {"met": {"a": "met", "b": "met", "c": "not_met"}},
            True,
        ),
        (
            {"share": Decimal("0.6666666666666667"), "of": "met"},
            {"met": {"a": "met", "b": "met", "c": "not_met"}},
            False,
        ),
        ({"share": Decimal(0), "of": "met"}, {"met": "not_met"}, True),
        ({"share": Decimal(0), "of": "met"}, {"met": "not_applicable"}, False),
        ({"share": Decimal("0.5"), "of": "met"}, {"met": {"a": "met", "b": "not_met", "c": "not_applicable"}}, True),
    ],
)
def test_condition_holds_as_the_format_says(condition: dict[str, Any], answers: dict[str, Any], *, holds: bool) -> None:
    rules = [{"outcome": "met", "if": condition}, {"outcome": "not_met"}]
    levels = {"met": ["a", "b", "c"], "exceeding": ["d"]}
    answers = {"exceeding": "not_met", "met": "not_applicable", **answers}
    assert score(regime(levels, rules), **answers).possible == (("met",) if holds else ("not_met",))


def test_level_that_the_benchmark_lacks_has_no_criterion_there() -> None:
    data = edition({"met": ["a"]}, [{"outcome": "worst", "if": {"all": "base"}}, {"outcome": "best"}])
    criteria = Criteria.model_validate(data)
    found = score_benchmark(criteria, criteria.benchmarks[0], None, None)
    assert found.possible == ("best",)
    assert found.because == (Reason("best", 2, "edition", ()),)


def test_rules_of_the_benchmark_stand_in_place_of_the_editions() -> None:
    own = {"outcome": "exceeding", "if": {"at_least": 1, "criteria": ["b"]}}
    criteria = regime({"met": ["a", "b"]}, RULES, own, {"outcome": "not_met"})
    found = score(criteria, met={"a": "not_met", "b": "met"})
    assert found.because == (Reason("exceeding", 1, "benchmark", ("b",)),)


def test_rules_that_may_all_fail_give_no_outcome() -> None:
    # such an edition has an error, and is scored by nobody; still nothing breaks
    criteria = regime({"met": ["a"]}, [{"outcome": "met", "if": {"all": "met"}}])
    found = score(criteria, met="not_met")
    assert (found.possible, found.basis, found.because, found.to_reach) == ((), "decided", (), None)


@pytest.mark.parametrize(("agreed", "override"), [("met", False), ("not_met", True), ("splendid", True), (None, False)])
def test_agreed_outcome_outside_the_possible_ones_is_an_override(agreed: str | None, *, override: bool) -> None:
    found = score(GROUP, agreed, met="met", exceeding="not_met", not_met="absent")
    assert (found.agreed, found.override) == (agreed, override)


def test_explanation_costs_nothing_where_it_is_not_asked_for() -> None:
    found = score_benchmark(GROUP, GROUP.benchmarks[0], None, None, explain=False)
    assert (found.because, found.to_reach) == ((), None)


def test_derive_gives_possible_outcomes_and_basis() -> None:
    assert derive(GROUP, GROUP.benchmarks[0], None) == Derived(("not_met", "met", "exceeding"), "incomplete")


def _cycle() -> tuple[Criteria, Assessment, Review]:
    data = edition({"met": ["a"]}, RULES[2:])
    kinds = {"met": "standard", "exceeding": "standard", "not_met": "warning_sign"}
    data["levels"] = [{"id": each, "label": each, "kind": kind} for each, kind in kinds.items()]
    data["outcomes"] = [{"id": each, "label": each} for each in ("not_met", "met", "exceeding")]
    elsewhere = {"id": "elsewhere", "number": 1, "title": "Elsewhere", "scored": False, "reason": "Assured elsewhere."}
    data["benchmarks"] = [{**data["benchmarks"][0], "number": 2}, elsewhere]
    head = {"authority": "exampleton", "cycle": "2024-25"}
    answers = {"only": {"claimed": "exceeding", "answers": {"met": "met"}}}
    assessment = {"format": "prevent-assure/assessment/1", "criteria": "random/1", **head, "benchmarks": answers}
    review = {"format": "prevent-assure/review/1", **head, "benchmarks": {"only": {"agreed": "met"}}}
    return Criteria.model_validate(data), Assessment.model_validate(assessment), Review.model_validate(review)


def test_benchmarks_come_in_the_order_of_their_numbers_the_unscored_ones_empty() -> None:
    criteria, assessment, review = _cycle()
    first, second = score_assessment(criteria, assessment, review)
    assert first == BenchmarkScore("elsewhere", 1, "Elsewhere", scored=False)
    assert (second.claimed, second.possible, second.agreed) == ("exceeding", ("met",), "met")


def test_cycle_without_any_file_is_open() -> None:
    criteria, _, _ = _cycle()
    _, second = Scorer(criteria).score(None, None)
    assert (second.claimed, second.possible, second.basis) == (None, ("not_met", "met"), "incomplete")


def test_scoring_another_edition_in_between_changes_nothing() -> None:
    first, second = regime({"met": ["a"]}, RULES), regime({"met": ["a"]}, [{"outcome": "exceeding"}])
    seen = [score(each, met="not_met").possible for each in (first, second, first)]
    assert seen == [("not_met", "met"), ("exceeding",), ("not_met", "met")]


def test_benchmark_that_is_a_copy_is_scored_by_what_it_says_itself() -> None:
    copy = GROUP.benchmarks[0].model_copy(update={"rules": (GROUP.rules[3],)})
    found = score_benchmark(GROUP, copy, None, None)
    assert {each.rules_from for each in found.because} == {"benchmark"}


CAF = {"not_achieved": ["na1", "na2"], "partially_achieved": ["pa1", "pa2"], "achieved": ["a1", "a2"]}
CAF_RULES = [
    {"outcome": "not_achieved", "if": {"any": "not_achieved"}},
    {"outcome": "achieved", "if": {"all": "achieved"}},
    {"outcome": "partially_achieved", "if": {"all": "partially_achieved"}},
    {"outcome": "not_achieved"},
]


@pytest.mark.parametrize("partial", [True, False])
def test_cyber_assessment_framework_needs_no_code(*, partial: bool) -> None:
    levels = {level: ids for level, ids in CAF.items() if partial or level != "partially_achieved"}
    data = edition(levels, CAF_RULES)
    data["levels"] = [{"id": each, "label": each, "kind": "standard"} for each in CAF]
    data["outcomes"] = [{"id": each, "label": each} for each in CAF]
    criteria = Criteria.model_validate(data)
    ids = [each for members in levels.values() for each in members]
    for values in product((True, False), repeat=len(ids)):
        true = {each for each, value in zip(ids, values, strict=True) if value}
        if true & {"na1", "na2"}:
            expected = "not_achieved"
        elif {"a1", "a2"} <= true:
            expected = "achieved"
        else:
            expected = "partially_achieved" if partial and {"pa1", "pa2"} <= true else "not_achieved"
        words: Any = {lvl: {each: "met" if each in true else "not_met" for each in m} for lvl, m in levels.items()}
        assert score(criteria, **words).possible == (expected,)


class _Looked:
    """Counts the regions that the rules are asked about."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        deciding = RuleSet.deciding

        def counted(rules: RuleSet, region: Region) -> list[int]:
            self.times += 1
            return deciding(rules, region)

        monkeypatch.setattr(RuleSet, "deciding", counted)


def _many(rules: Any) -> Criteria:
    sizes = {"met": 34, "exceeding": 30, "not_met": 19}
    return regime({level: [f"{level[0]}{n}" for n in range(size)] for level, size in sizes.items()}, rules)


def test_83_open_answers_are_counted_and_not_enumerated(monkeypatch: pytest.MonkeyPatch) -> None:
    criteria = _many(RULES)
    looked = _Looked(monkeypatch)
    found = score_benchmark(criteria, criteria.benchmarks[0], None, None, explain=False)
    assert found.possible == ("not_met", "met", "exceeding")
    assert looked.times < 12  # of 2 to the power of 83 completions


def test_what_83_open_answers_would_have_to_be_takes_few_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    criteria = _many(RULES)
    looked = _Looked(monkeypatch)
    found = score_benchmark(criteria, criteria.benchmarks[0], None, None)
    assert found.to_reach is not None
    assert len(found.to_reach.changes) == 34 + 1 + 19
    assert looked.times < 150


def test_what_was_learnt_of_the_rules_serves_the_next_council(monkeypatch: pytest.MonkeyPatch) -> None:
    criteria = _many(RULES)
    scorer = Scorer(criteria)
    head = {"format": "prevent-assure/assessment/1", "authority": "a", "cycle": "2024-25", "criteria": "random/1"}
    councils = [
        Assessment.model_validate({**head, "benchmarks": {"only": {"answers": {"met": {"m1": "met", f"m{n}": "met"}}}}})
        for n in (2, 3)
    ]
    scorer.score(councils[0], None)
    looked = _Looked(monkeypatch)
    scorer.score(councils[0], None)
    assert looked.times == 0
    scorer.score(councils[1], None)
    assert looked.times < 40


def test_sums_over_levels_that_many_answers_could_make_up_are_exact() -> None:
    levels = {"met": [f"m{n}" for n in range(30)], "exceeding": [f"e{n}" for n in range(20)]}
    rules = [
        {"outcome": "exceeding", "if": {"at_least": 45, "of": ["met", "exceeding"]}},
        {
            "outcome": "met",
            "if": {"and": [{"at_least": 24, "of": ["met", "exceeding"]}, {"at_least": 4, "of": "exceeding"}]},
        },
        {"outcome": "not_met"},
    ]
    found = score(regime(levels, rules), met="not_met", exceeding="not_met")
    assert found.to_reach is not None
    assert [each.criterion for each in found.to_reach.changes] == levels["met"][:20] + levels["exceeding"][:4]


def test_scores_are_explained_unless_it_is_said_otherwise() -> None:
    assessment = Assessment.model_validate(
        {
            "format": "prevent-assure/assessment/1",
            "authority": "anywhere",
            "cycle": "2024-25",
            "criteria": "random/1",
            "benchmarks": {"only": {"answers": {"met": "met", "exceeding": "not_met", "not_met": "absent"}}},
        }
    )
    (explained,) = score_assessment(GROUP, assessment, None)
    assert explained.because == (Reason("met", 3, "edition", tuple(MET)),)
    assert explained.to_reach is not None
    (bare,) = score_assessment(GROUP, assessment, None, explain=False)
    assert (bare.because, bare.to_reach) == ((), None)
    assert bare == explained._replace(because=(), to_reach=None, to_reach_at_least=None)
    assert Scorer(GROUP).score(assessment, None) == (explained,)
    only = assessment.benchmarks["only"]
    assert derive(GROUP, GROUP.benchmarks[0], only) == Derived(("met",), "decided")
    assert score_benchmark(GROUP, GROUP.benchmarks[0], only, None) == explained
    assert score_benchmark(GROUP, GROUP.benchmarks[0], only, None, explain=False) == bare

"""The packaged edition of 2024-25: nothing lost, nothing dangling, nothing that a letter could not print."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from prevent_assure.model.criteria import All, Any_, Benchmark, Criteria, Criterion, as_levels
from prevent_assure.text.narrative.parse import parse
from prevent_assure.text.narrative.tree import Link, lines_of

EDITION = Path(__file__).parents[3] / "criteria" / "local-authority" / "2024-25.yaml"
CRITERIA = Criteria.model_validate(YAML(typ="safe", pure=True).load(EDITION.read_text(encoding="utf-8")))
SCORED = [each for each in CRITERIA.benchmarks if each.scored]

# Counted by hand in annex B of the Home Office's letter.
COUNTS = {
    "partnership-group": (5, 3, 2),
    "risk-assessment": (6, 2, 3),
    "partnership-plan": (5, 3, 2),
    "referral-pathway": (3, 2, 2),
    "training": (5, 7, 2),
    "permissive-environments": (5, 5, 4),
    "communications": (5, 8, 4),
}

# What a rewording loses first: how often, how many, who, what for, and under which condition.
KEPT = {
    "partnership-group/meets-quarterly": ["quarterly", "twice a year", "circumstances"],
    "partnership-group/oversees-delivery": ["referral pathways", "Channel", "e.g.", "reviewing"],
    "partnership-group/all-authorities-represented": ["every specified authority"],
    "partnership-group/works-with-others": ["other local authorities", "dialogue", "coordination", "community"],
    "partnership-group/elected-member": ["designated", "proactively"],
    "risk-assessment/written-assessment": ["written", "situational", "radicalising influences"],
    "risk-assessment/partners-aware": ["seniority", "regularly", "partnership group", "relevant boards"],
    "risk-assessment/reviewed-twice-a-year": ["at least twice a year", "basis", "should"],
    "risk-assessment/shared-with-frontline": ["CTLP", "SRA", "frontline staff"],
    "risk-assessment/ctlp-developed-with-police": ["police", "CTLP"],
    "risk-assessment/updated-quarterly": ["quarterly", "agreed"],
    "partnership-plan/tailored": ["CTLP", "situational", "corporate"],
    "partnership-plan/roles-and-actions": ["specified authority", "group", "reduce the risk"],
    "partnership-plan/actions-owned": ["timescales", "owners"],
    "partnership-plan/updated-quarterly": ["quarterly"],
    "referral-pathway/police-notified": ["every", "deconfliction"],
    "referral-pathway/national-form": ["where appropriate", "dual", "simultaneously", "children", "adults"],
    "training/relevant-staff-trained": ["commissioned services", "susceptible"],
    "training/partner-reassurance": ["level", "uptake"],
    "training/refreshed-every-two-years": ["at least every two years"],
    "training/induction-for-deliverers": ["Channel panel"],
    "training/local-risk-training": ["risk", "ideologies", "emerging groups"],
    "permissive-environments/formal-forum": ["regular", "could", "or equivalent", "disrupts"],
    "permissive-environments/venue-hire-policy": ["public sector", "spread or promote", "ideologies", "narratives"],
    "permissive-environments/due-diligence-training": ["public sector staff"],
    "permissive-environments/hire-practice-shared": ["wider partnership", "does not own"],
    "permissive-environments/wider-community": ["parish councils", "faith", "private sector"],
    "communications/activity-as-planned": ["trust", "willingness", "local partners", "public"],
    "communications/regular-engagement": ["roundtables", "school governors", "faith leaders"],
    "communications/new-materials": ["monthly", "owned channels"],
    "communications/advisory-group": ["similar", "consulted", "support"],
    "communications/projects-evaluated": ["where", "funded", "effectively"],
}


def _each(benchmark: Benchmark) -> list[Criterion]:
    return [criterion for _, criterion in benchmark.each_criterion()]


def _texts(criterion: Criterion) -> list[str]:
    exception = [criterion.exception] if criterion.exception else []
    condition = [f"Where {criterion.applies_when}"] if criterion.applies_when else []
    return [criterion.text, *exception, *condition, *(part.text for part in criterion.parts)]


def _all_texts() -> list[str]:
    narratives = [rule.says for rule in CRITERIA.rules] + [each.meaning for each in CRITERIA.outcomes]
    for benchmark in CRITERIA.benchmarks:
        narratives += [benchmark.statement, benchmark.assured_by, benchmark.reason, benchmark.contact]
        narratives += [text for criterion in _each(benchmark) for text in _texts(criterion)]
    return [each for each in narratives if each is not None]


def test_every_criterion_of_annex_b_is_there() -> None:
    levels = ("met", "exceeding", "not_met")
    counts = {each.id: tuple(len(each.criteria[level]) for level in levels) for each in SCORED}
    assert counts == COUNTS
    assert [sum(column) for column in zip(*counts.values(), strict=True)] == [34, 30, 19]
    assert sum(len(criterion.parts) for each in SCORED for criterion in _each(each)) == 7


def test_benchmarks_are_numbered_as_in_the_annexes_and_only_channel_is_assured_elsewhere() -> None:
    assert [each.number for each in CRITERIA.benchmarks] == list(range(1, 9))
    unscored = [each for each in CRITERIA.benchmarks if not each.scored]
    assert [(each.id, each.number) for each in unscored] == [("channel-panel", 5)]
    assert all(each.assured_by and each.reason and each.contact for each in unscored)
    assert not any(each.criteria or each.statement for each in unscored)


def test_every_scored_benchmark_says_what_it_is_for_and_where_it_comes_from() -> None:
    assert all(each.statement and each.source for each in SCORED)
    assert len({each.statement for each in SCORED}) == 7


def test_a_word_of_emphasis_stands_only_where_the_letter_gives_an_example() -> None:
    emphasis = {each.id: each.emphasis for each in CRITERIA.benchmarks if each.emphasis != "unstated"}
    assert emphasis == {"risk-assessment": "direct", "communications": "tangential"}


@pytest.mark.parametrize("benchmark", SCORED, ids=lambda each: each.id)
def test_no_id_stands_twice_in_a_benchmark(benchmark: Benchmark) -> None:
    ids = [criterion.id for criterion in _each(benchmark)]
    assert len(ids) == len(set(ids))
    for criterion in _each(benchmark):
        parts = [part.id for part in criterion.parts]
        assert len(parts) == len(set(parts))


@pytest.mark.parametrize("benchmark", SCORED, ids=lambda each: each.id)
def test_a_contradiction_stands_between_a_sign_and_a_demand_of_the_same_benchmark(benchmark: Benchmark) -> None:
    demands = {criterion.id for level in ("met", "exceeding") for criterion in benchmark.criteria[level]}
    for level, criterion in benchmark.each_criterion():
        assert not criterion.contradicts or level == "not_met"
        assert set(criterion.contradicts) <= demands


@pytest.mark.parametrize(("place", "kept"), KEPT.items())
def test_thresholds_parties_and_conditions_are_kept(place: str, kept: list[str]) -> None:
    benchmark_id, criterion_id = place.split("/")
    benchmark = CRITERIA.benchmark(benchmark_id)
    assert benchmark is not None
    criterion = next(each for each in _each(benchmark) if each.id == criterion_id)
    words = " ".join(_texts(criterion)).casefold()
    assert [each for each in kept if each.casefold() not in words] == []


def test_only_two_criteria_have_a_way_out() -> None:
    ways_out = [
        f"{benchmark.id}/{criterion.id}"
        for benchmark in SCORED
        for criterion in _each(benchmark)
        if criterion.exception or criterion.applies_when
    ]
    assert ways_out == ["partnership-group/meets-quarterly", "communications/projects-evaluated"]


def test_every_abbreviation_in_the_criteria_is_explained() -> None:
    used = {word for text in _all_texts() for word in re.findall(r"\b[A-Z]{2,}\b", text)}
    assert used <= set(CRITERIA.glossary)


def test_every_text_is_one_paragraph_without_a_mark_that_was_not_meant() -> None:
    links = []
    for text in _all_texts():
        narrative = parse(text)
        assert len(narrative.blocks) == 1
        (line,) = lines_of(narrative.blocks[0])
        links += [each.href for each in line if isinstance(each, Link)]
    assert sorted(links) == ["https://www.gov.uk/prevent-duty-training", "mailto:Channel@homeoffice.gov.uk"]


def test_where_the_criteria_settle_nothing_the_adviser_judges_and_no_rule_after_it_is_lost() -> None:
    outcomes = {each.id for each in CRITERIA.outcomes}
    levels = {each.id for each in CRITERIA.levels}
    *conditioned, last = CRITERIA.rules
    assert last.condition is None
    assert last.outcomes == ("not_met", "met")
    for rule in conditioned:
        assert isinstance(rule.condition, All | Any_)
        named = rule.condition.all if isinstance(rule.condition, All) else rule.condition.any
        assert set(as_levels(named)) <= levels
        assert set(rule.outcomes) <= outcomes


def test_that_one_sign_is_enough_for_not_met_is_marked_as_a_reading() -> None:
    assert [(rule.outcome, rule.basis) for rule in CRITERIA.rules if rule.basis == "interpretation"] == [
        ("not_met", "interpretation")
    ]
    assert all(rule.says for rule in CRITERIA.rules)

"""An agreement is stale when what it rests on says something else, and not when it is only written otherwise."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from letters import data
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import AgreedTo, Review
from prevent_assure.rules.agreement import agreement_findings, resting_on
from prevent_assure.rules.case import Case

LONG = {"answer": "met", "evidence": "Minutes.", "parts": {"first": "met"}, "references": [{"title": "Minutes"}]}
Files = dict[str, dict[str, Any]]


def _files() -> Files:
    files = data()
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = {"owned": copy.deepcopy(LONG)}
    return files


def _rests(files: Files, benchmark: str = "plan") -> AgreedTo:
    criteria = Criteria.model_validate(files["criteria"])
    found = criteria.benchmark(benchmark)
    assert found is not None
    return resting_on(criteria, found, Assessment.model_validate(files["assessment"]).benchmarks.get(benchmark))


def _plan(files: Files) -> dict[str, Any]:
    return next(each for each in files["criteria"]["benchmarks"] if each["id"] == "plan")


def _answers(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["assessment"]["benchmarks"]["plan"]
    return found


def _owned(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = _answers(files)["answers"]["met"]["owned"]
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda files: _owned(files).update(answer="partly_met"),
        lambda files: _owned(files)["parts"].update(second="not_met"),
        lambda files: _owned(files).update(by_exception=True),
        lambda files: _answers(files).update(claimed="not_met"),
        lambda files: _answers(files)["answers"].update(not_met="present"),
        lambda files: _plan(files)["criteria"]["met"][0].update(text="The plan covers everything:"),
        lambda files: _plan(files)["criteria"]["met"].append({"id": "new", "text": "Something new."}),
        lambda files: _plan(files).update(rules=[{"outcome": "met"}]),
        lambda files: files["criteria"]["rules"][0].update(outcome="met"),
        lambda files: files["criteria"]["levels"][2].update(kind="standard"),
    ],
)
def test_what_bears_on_the_outcome_changes_the_digest_of_the_answers(change: Callable[[Files], None]) -> None:
    files = _files()
    before = _rests(files)
    change(files)
    after = _rests(files)
    assert after.answers != before.answers


@pytest.mark.parametrize(
    "change",
    [
        lambda files: _owned(files).update(evidence="Other minutes."),
        lambda files: _owned(files).update(references=[{"title": "Other"}]),
        lambda files: _owned(files).pop("evidence"),
    ],
)
def test_evidence_changes_its_own_digest_alone(change: Callable[[Files], None]) -> None:
    files = _files()
    before = _rests(files)
    change(files)
    after = _rests(files)
    assert after.answers == before.answers
    assert after.evidence != before.evidence


@pytest.mark.parametrize(
    "change",
    [
        lambda files: _answers(files).update(summary="Another account."),
        lambda files: _owned(files).update(evidence="\n Minutes. \n"),
        lambda files: _answers(files)["answers"].update(exceeding={"quarterly": "not_met"}),
        lambda files: _answers(files)["answers"].update(not_met={"none": {"answer": "absent"}}),
        lambda files: _answers(files).update(answers=dict(reversed(_answers(files)["answers"].items()))),
        lambda files: _plan(files).update(title="Another title", emphasis="direct", source="Elsewhere."),
        lambda files: _plan(files)["criteria"]["met"][0].update(text="The plan\ncovers:"),
        lambda files: files["criteria"]["rules"][0].update(says="In other words."),
        lambda files: files["criteria"].pop("glossary"),
        lambda files: files["criteria"]["benchmarks"].reverse(),
        lambda files: files["assessment"]["benchmarks"]["group"]["answers"].update(met="not_met"),
        lambda files: files["criteria"]["benchmarks"][1]["criteria"]["met"][0].update(text="It never meets."),
    ],
)
def test_what_is_only_written_otherwise_or_bears_on_nothing_changes_no_digest(change: Callable[[Files], None]) -> None:
    files = _files()
    before = _rests(files)
    change(files)
    assert _rests(files) == before


def _found(files: Files) -> list[tuple[str, tuple[str | int, ...]]]:
    case = Case(
        "anywhere",
        "2024-25",
        None,
        None,
        Assessment.model_validate(files["assessment"]),
        Review.model_validate(files["review"]),
        Criteria.model_validate(files["criteria"]),
    )
    return [(each.rule.code, each.route) for each in agreement_findings(case)]


def _agreed(files: Files) -> Files:
    files["review"]["benchmarks"]["plan"]["agreed_to"] = _rests(files).model_dump()
    return files


def test_one_fault_makes_one_finding_and_changed_evidence_beside_changed_answers_none() -> None:
    files = _agreed(_files())
    assert _found(files) == []
    _owned(files)["evidence"] = "Other minutes."
    assert _found(files) == [("agreement-evidence-changed", ("benchmarks", "plan", "agreed"))]
    _owned(files)["answer"] = "not_met"
    assert _found(files) == [("agreement-stale", ("benchmarks", "plan", "agreed"))]


def test_returned_self_assessment_may_change() -> None:
    files = _agreed(_files())
    files["review"]["returned"] = {"on": "2025-04-01", "reason": "More evidence."}
    _owned(files)["answer"] = "not_met"
    assert _found(files) == []


def test_agreement_without_digests_is_left_to_the_history() -> None:
    files = _files()
    _owned(files)["answer"] = "not_met"
    assert _found(files) == []


def test_digests_stay_the_same_from_version_to_version() -> None:
    # Reviews that are years old hold these digests: a change of the code must not make them stale.
    assert _rests(_files()) == AgreedTo(
        answers="sha256:65e9692ffbfc558117c9caa74558226e5c278c2b8f507dea198cb621509a4f70",
        evidence="sha256:be0bdd72e5dcad0822143c10637f7552405a90061fa109acc8ce685d1a991853",
    )

"""An agreement is stale when what it rests on says something else, and not when it is only written otherwise."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from checks import of_review
from letters import case_of, data
from prevent_assure.checking.checks.agreement import agreed_outcomes_rest_on_what_is_still_so as stale
from prevent_assure.checking.checks.agreement import basis_digests
from prevent_assure.diagnostics import Finding
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import AgreedTo, Review
from prevent_assure.rules.case import BasisOfAgreement, Case

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
    return basis_digests(criteria, found, Assessment.model_validate(files["assessment"]).benchmarks.get(benchmark))


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
    return [(each.rule.code, each.route) for each in stale(of_review(case))]


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


COMMIT = "0123456789abcdef0123456789abcdef01234567"


def _remembered(files: Files) -> BasisOfAgreement:
    """What the plan's outcome rested on, as history has it."""
    case = case_of(files)
    assert case.criteria is not None
    assert case.assessment is not None
    benchmark = case.criteria.benchmark("plan")
    assert benchmark is not None
    return BasisOfAgreement(COMMIT, case.criteria, benchmark, case.assessment.benchmarks.get("plan"))


def _since(then: Files, now: Files) -> list[Finding]:
    return list(stale(of_review(case_of(now, agreed_on={"plan": _remembered(then)}))))


def _put(files: Files, **answers: Any) -> None:
    _answers(files)["answers"].update(answers)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: _put(files, met="not_met"), "the answers to `owned`"),
        (lambda files: _put(files, exceeding="met", not_met="present"), "the answers to `none`, `quarterly`"),
        (lambda files: _answers(files).update(claimed="not_met"), "the claimed outcome"),
        (lambda files: files["criteria"]["rules"].pop(0), "the criteria"),
        (
            lambda files: (_answers(files).update(claimed="not_met", answers={}), files["criteria"]["rules"].pop(0)),
            "the answers to `none`, `owned`, `quarterly`, the claimed outcome, the criteria",
        ),
    ],
)
def test_finding_names_the_commit_and_what_has_changed_since(change: Callable[[Files], object], said: str) -> None:
    files = _files()
    change(files)
    (found,) = _since(_files(), files)
    assert found.rule.code == "agreement-stale"
    assert found.message.endswith(f"since its outcome was agreed (in commit 0123456789): {said}")


def test_finding_names_the_commit_and_whose_evidence_has_changed_since() -> None:
    files = _files()
    _owned(files)["evidence"] = "Other minutes."
    _put(files, exceeding={"quarterly": {"answer": "not_met", "evidence": "None was made."}})
    (found,) = _since(_files(), files)
    assert found.rule.code == "agreement-evidence-changed"
    assert found.message.endswith("(in commit 0123456789): that of `owned`, `quarterly`")


def test_nothing_is_stale_that_is_as_history_has_it() -> None:
    assert _since(_files(), _files()) == []


def test_answers_that_were_not_there_then_are_stale() -> None:
    then = _files()
    del then["assessment"]["benchmarks"]["plan"]
    (found,) = _since(then, _files())
    assert found.message.endswith("the answers to `none`, `owned`, `quarterly`, the claimed outcome")
    (gone,) = _since(_files(), then)
    assert gone.message.endswith("the answers to `none`, `owned`, `quarterly`, the claimed outcome")


@pytest.mark.parametrize("kept", ["answers", "evidence"])
def test_what_the_review_says_goes_before_history_which_gives_the_rest(kept: str) -> None:
    # The file says that it was looked at as it is now; history would have it otherwise.
    files = _files()
    _owned(files)["evidence"] = "Other minutes."
    _owned(files)["answer"] = "not_met"
    files["review"]["benchmarks"]["plan"]["agreed_to"] = {kept: getattr(_rests(files), kept)}
    (found,) = _since(_files(), files)
    assert found.rule.code == {"answers": "agreement-evidence-changed", "evidence": "agreement-stale"}[kept]


def test_history_of_what_is_not_agreed_or_not_scored_says_nothing() -> None:
    files = _files()
    _owned(files)["answer"] = "not_met"
    files["review"]["benchmarks"]["plan"]["agreed"] = None
    assert _since(_files(), files) == []
    files["review"]["benchmarks"] = {"panel": {"agreed": "met"}, "nowhere": {"agreed": "met"}}
    rested = dict.fromkeys(("panel", "nowhere"), _remembered(_files()))
    assert list(stale(of_review(case_of(files, agreed_on=rested)))) == []


def test_without_criteria_nothing_is_stale() -> None:
    files: dict[str, Any] = {**_files(), "criteria": None}
    assert list(stale(of_review(case_of(files, agreed_on={"plan": _remembered(_files())})))) == []


def test_text_with_other_letters_has_the_digest_that_it_always_had() -> None:
    files = _files()
    _owned(files)["evidence"] = "Café, Łódź \u2013 \u201cwell\u201d"
    assert _rests(files).evidence == "sha256:891e98e60094eb20a7e2c497a1d1ceec4ec829459a6b3390b97a76b8d3f266a6"

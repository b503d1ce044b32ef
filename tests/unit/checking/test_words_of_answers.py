"""What is said of criteria that an edition no longer asks, and of answers to an edition that is not sound."""

from pathlib import Path

import letters
from prevent_assure.checking.checks.answers import answer_findings, unknown_criterion
from prevent_assure.checking.checks.views import views_fit
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Criteria
from prevent_assure.workspace.loading import load_bytes

EDITION = Path(__file__).parents[3] / "examples/herefordshire/criteria/local-authority/2025-26.yaml"


def test_criterion_of_the_edition_before_leads_to_what_took_its_place() -> None:
    criteria = load_bytes(EDITION.read_bytes(), EDITION.name, Criteria).model
    assert criteria is not None
    asked = [one.id for benchmark in criteria.benchmarks for _, one in benchmark.each_criterion()]
    assert "works-with-others" not in asked
    route = ("benchmarks", "partnership-group", "answers", "exceeding", "works-with-others")
    found = unknown_criterion(criteria, route, "gone", "works-with-others", asked)
    assert found.hint is not None
    assert found.hint.startswith("this edition asks `")
    assert found.hint.endswith("` of `partnership-group` in its place")
    assert (found.route, found.on_key) == (route, True)


def test_answers_to_criteria_under_a_level_that_the_edition_lacks_are_left_to_the_editions_own_finding() -> None:
    files = letters.data()
    group = next(each for each in files["criteria"]["benchmarks"] if each["id"] == "group")
    group["criteria"] = {"mett": group["criteria"]["met"]}
    criteria = Criteria.model_validate(files["criteria"])
    benchmark = next(each for each in criteria.benchmarks if each.id == "group")
    for given in ("met", {"meets": "met"}):
        said = BenchmarkAnswers.model_validate({"answers": {"mett": given}})
        assert list(answer_findings(criteria, benchmark, said)) == []
    files["review"]["benchmarks"]["group"]["views"] = {"meets": {"answer": "absent"}}
    case = letters.case_of(files | {"criteria": letters.DATA["criteria"]})
    assert [each.rule.code for each in views_fit(CycleFile("review", case))] == ["answer-of-wrong-kind"]
    assert list(views_fit(CycleFile("review", case._replace(criteria=criteria)))) == []

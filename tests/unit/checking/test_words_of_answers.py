"""What is said of a criterion that an edition no longer asks."""

from pathlib import Path

from prevent_assure.checking.checks.answers import unknown_criterion
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

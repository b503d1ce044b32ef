"""Digests say whether the meaning changed, not the layout."""

import hashlib

from letters import case_of
from prevent_assure.model.assessment import Assessment
from prevent_assure.rules.digests import digest
from prevent_assure.rules.scoring import Scorer

HEAD = {
    "format": "prevent-assure/assessment/1",
    "authority": "exampleton",
    "cycle": "2024-25",
    "criteria": "tiny/2024-25",
}


def _assessment(benchmarks: object) -> Assessment:
    return Assessment.model_validate({**HEAD, "benchmarks": benchmarks})


def test_order_of_keys_does_not_matter() -> None:
    one = _assessment({"group": {"claimed": "met", "summary": "So."}, "training": {}})
    other = _assessment({"training": {}, "group": {"summary": "So.", "claimed": "met"}})
    assert digest(one) == digest(other)


def test_a_changed_answer_matters() -> None:
    one = _assessment({"group": {"answers": {"met": {"meets": "met"}}}})
    other = _assessment({"group": {"answers": {"met": {"meets": "partly_met"}}}})
    assert digest(one) != digest(other)


def test_a_missing_file_is_not_an_empty_one_nor_its_neighbour() -> None:
    one = _assessment({})
    assert len({digest(one), digest(one, None), digest(None, one), digest(None)}) == 4


def test_form() -> None:
    assert digest(None).startswith("sha256:")
    assert len(digest(None)) == len("sha256:") + 64


def test_written_form_stays_since_digests_are_kept_for_years() -> None:
    said = _assessment({"group": {"summary": "Dŵr"}})
    text = (
        '{"authority":"exampleton","benchmarks":{"group":{"summary":"Dŵr"}},"criteria":"tiny/2024-25",'
        '"cycle":"2024-25","format":"prevent-assure/assessment/1"}'
    ).encode()
    expected = hashlib.sha256(b"%d:" % len(text) + text + b"4:null").hexdigest()
    assert digest(said, None) == f"sha256:{expected}"


def test_date_is_written_as_in_the_file() -> None:
    said = Assessment.model_validate({**HEAD, "submitted": {"by": "prevent-lead", "on": "2025-03-14"}})
    text = (
        b'{"authority":"exampleton","criteria":"tiny/2024-25","cycle":"2024-25",'
        b'"format":"prevent-assure/assessment/1","submitted":{"by":"prevent-lead","on":"2025-03-14"}}'
    )
    assert digest(said) == f"sha256:{hashlib.sha256(b'%d:' % len(text) + text).hexdigest()}"


def test_scorer_tells_the_digest_of_its_edition() -> None:
    criteria = case_of().criteria
    assert criteria is not None
    assert Scorer(criteria).digest == digest(criteria)

"""The letter lint against sentences that someone wrote before having read it: see the head of the corpus."""

from ruamel.yaml import YAML

from checks import review_lint
from prevent_assure.rules.case import Case

from .conftest import ROOT, with_summary

NEIGHBOURS = {"herefordshire": "Herefordshire Council"}
_LOOKS = [YAML(typ="safe").load(path) for path in sorted((ROOT / "tests" / "corpus" / "letter_lint").glob("*.yaml"))]
FAULTS = [text for look in _LOOKS for texts in look["faults"].values() for text in texts]
INNOCENT = [text for look in _LOOKS for text in look["innocent"]]


def codes(case: Case, text: str) -> list[str]:
    """The findings of a sentence in the summary, or in the comments of the benchmark that stands before it."""
    place, colon, said = text.partition(": ")
    assert case.review is not None
    if not colon or place not in case.review.benchmarks:
        return [found.rule.code for found in review_lint(with_summary(case, text), NEIGHBOURS)]
    bare = with_summary(case, "All is well.")
    assert bare.review is not None
    spoken = bare.review.benchmarks[place].model_copy(update={"comments": said})
    review = bare.review.model_copy(update={"benchmarks": {**bare.review.benchmarks, place: spoken}})
    return [found.rule.code for found in review_lint(bare._replace(review=review), NEIGHBOURS)]


def test_faults_are_found(case: Case) -> None:
    assert [text for text in FAULTS if not codes(case, text)] == []


def test_innocent_sentences_are_left_alone(case: Case) -> None:
    assert {text: found for text in INNOCENT if (found := codes(case, text))} == {}

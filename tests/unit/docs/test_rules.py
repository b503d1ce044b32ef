"""docs/rules.md: what its worked examples say is what the rules give."""

import pytest

from pages import DOCS, fences, read, sections
from prevent_assure import source
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.scoring import score_benchmark

PAGE = read(DOCS / "rules.md")
CRITERIA = Criteria.model_validate(source.read(fences(PAGE)[0].text.encode()).data)
EXAMPLES = {title: fences(text) for title, text in sections(PAGE, 3).items() if fences(text)}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        return _plain(named()) if named is not None else [_plain(each) for each in value]
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, dict) else value


def test_page_has_its_examples() -> None:
    assert len(EXAMPLES) > 5
    assert all(len(each) == 2 for each in EXAMPLES.values())


@pytest.mark.parametrize("title", EXAMPLES)
def test_example_gives_what_the_page_says(title: str) -> None:
    given, said = (source.read(fence.text.encode()).data for fence in EXAMPLES[title])
    answers = BenchmarkAnswers.model_validate({"answers": given})
    score = _plain(score_benchmark(CRITERIA, CRITERIA.benchmarks[0], answers, None))
    assert isinstance(score, dict)
    expected = {key: None if value == "null" else value for key, value in said.items()}
    assert {key: score[key] for key in expected} == expected

"""A letter's text held against the example: its people, outcomes and follow-ups, and its neighbours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checks import review_lint
from prevent_assure.checking.reading import Reader
from prevent_assure.diagnostics import Finding
from prevent_assure.model.review import LetterText, Review
from prevent_assure.rules.case import Case
from prevent_assure.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[4]
NAMES = {
    "camden": "London Borough of Camden",
    "durham": "Durham County Council",
    "herefordshire": "Herefordshire Council",
    "kent": "Kent County Council",
    "north-somerset": "North Somerset Council",
    "reading": "Reading Borough Council",
    "somerset": "Somerset Council",
    "worcestershire": "Worcestershire County Council",
}

Lint = Callable[[str], list[Finding]]


@pytest.fixture(scope="session")
def case() -> Case:
    """The example: six benchmarks met and one exceeded; of four follow-ups two addressed, two with good progress."""
    return Reader(Workspace.at(ROOT / "examples" / "herefordshire")).files("2024-25", "herefordshire").case


def with_summary(case: Case, text: str) -> Case:
    """The example with nothing in its letter but a summary."""
    review = case.review
    assert review is not None
    bare = {
        name: each.model_copy(update={"comments": None, "reason": None}) for name, each in review.benchmarks.items()
    }
    letter = LetterText(date=review.letter.date, summary=text)
    changed: Review = review.model_copy(update={"letter": letter, "benchmarks": bare})
    return case._replace(review=changed)


@pytest.fixture(scope="session")
def lint(case: Case) -> Lint:
    """Gives the findings of a letter's summary."""
    return lambda text: review_lint(with_summary(case, text), NAMES)

"""What people see, held to files that a person has read: tests/cases/printed, made from the base workspace."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from prevent_assure.checking.printers.diagnostics_json import diagnostics_json
from prevent_assure.checking.validate import validate
from prevent_assure.scores.printing import scores_listing
from prevent_assure.scores.task import score
from prevent_assure.text.findings import findings_text, summary_text
from prevent_assure.text.listings import Format, printed
from prevent_assure.workspace.workspace import Workspace
from sealing import reseal

CASES = Path(__file__).parents[2] / "cases"
PRINTED = CASES / "printed"
SPOILT = ("unknown-criterion", "part-not-met", "bad-date", "unknown-key")


def _read(name: str) -> str:
    return (PRINTED / name).read_text(encoding="utf-8")


@pytest.fixture
def base() -> Workspace:
    """The base workspace."""
    return Workspace.at(CASES / "base")


@pytest.mark.parametrize("form", get_args(Format))
def test_scores_in_each_format(base: Workspace, form: Format) -> None:
    result = score(base, cycle="2024-25", in_words=form in {"text", "md"})
    listing = scores_listing(result.assessments, verbose=True)
    expected = _read("scores.txt" if form == "text" else f"scores.{form}")
    assert "".join(printed(listing, form, width=100, colour=False)) == expected


@pytest.mark.parametrize("code", SPOILT)
def test_findings_on_a_terminal(code: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(CASES / "base", tmp_path / "base"))
    shutil.copyfile(CASES / "bad" / "assessment" / f"{code}.yaml", root / "assessments/2024-25/exampleton.yaml")
    reseal(root)
    result = validate(Workspace.at(root))
    text = findings_text(result.diagnostics, excerpts=True, colour=False)
    assert text + summary_text(result.files, result.diagnostics) == _read(f"{code}.txt")


def test_findings_as_json(tmp_path: Path) -> None:
    root = Path(shutil.copytree(CASES / "base", tmp_path / "base"))
    shutil.copyfile(CASES / "bad" / "review" / "agreed-outside-range.yaml", root / "reviews/2024-25/exampleton.yaml")
    result = validate(Workspace.at(root))
    assert diagnostics_json(result.files, result.diagnostics) == _read("findings.json")

"""What a change makes stale is named, also where it changes the sign-off itself."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prevent_assure.changes.stale import sign_off_changes
from prevent_assure.checking.checks.agreement import basis_digests
from prevent_assure.checking.reading import Reader
from prevent_assure.rules.case import Case
from prevent_assure.rules.seals import seals
from prevent_assure.workspace.workspace import Workspace
from sealing import unsealed

ROOT = Path(__file__).resolve().parents[3]
REVIEW = "reviews/2024-25/herefordshire.yaml"
Edit = Callable[[str], str]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path_factory.mktemp("stale") / "workspace"))


def _case(root: Path, text: str) -> Case:
    (root / REVIEW).write_bytes(text.encode())
    return Reader(Workspace(root)).files("2024-25", "herefordshire").case


def _of(step: str, seal: str) -> Edit:
    return lambda text: re.sub(rf'^({step}: .*), of: "[^"]*"', rf"\1{seal}", text, count=1, flags=re.MULTILINE)


def _on(text: str) -> str:
    return text.replace("agreed: {by: prevent-adviser, on: 2025-05-06", "agreed: {by: prevent-adviser, on: 2025-05-07")


def _outcome(text: str) -> str:
    return text.replace("    agreed: exceeding\n", "    agreed: met\n", 1)


def _summary(text: str) -> str:
    return text.replace("Carry on developing a sound", "Go on developing a sound")


def _and(*edits: Edit) -> Edit:
    def together(text: str) -> str:
        for edit in edits:
            text = edit(text)
        return text

    return together


WRONG = ', of: "1:sha256:' + "0" * 64 + '"'
LATER = ', of: "2:sha256:' + "0" * 64 + '"'
COMMENTS = "review.benchmarks.partnership-group.comments"
OUTCOME = ("review.benchmarks.referral-pathway.agreed",)
EDITS: dict[str, tuple[Edit, Edit, dict[str, tuple[str, ...]]]] = {
    "seal edited": (str, _of("agreed", WRONG), {"agreed": ("review.agreed.of",)}),
    "seal of a later version": (str, _of("cleared", LATER), {"cleared": ("review.cleared.of",)}),
    "seal taken away": (str, _of("accepted", ""), {"accepted": ("review.accepted.of",)}),
    "seal taken away and text changed": (
        str,
        _and(_of("accepted", ""), _summary),
        {"accepted": (COMMENTS, "review.accepted.of"), "cleared": (COMMENTS,)},
    ),
    "day of a sealed one": (str, _on, {}),
    "day and outcome": (str, _and(_on, _outcome), dict.fromkeys(("accepted", "agreed", "cleared"), OUTCOME)),
    "day and outcome without seals": (
        unsealed,
        _and(_on, _outcome),
        dict.fromkeys(("accepted", "agreed", "cleared"), OUTCOME),
    ),
    "day without seals": (unsealed, _on, {}),
    "stale before": (_of("agreed", WRONG), _and(_outcome, _on), dict.fromkeys(("accepted", "cleared"), OUTCOME)),
    "new and wrong": (lambda text: re.sub(r"(?m)^accepted: .*\n", "", text), lambda text: text, {}),
}


@pytest.mark.parametrize("name", EDITS)
def test_sign_off_that_a_change_breaks_is_named(root: Path, name: str) -> None:
    first, second, expected = EDITS[name]
    text = (ROOT / "examples" / "herefordshire" / REVIEW).read_bytes().decode()
    before, after = _case(root, first(text)), _case(root, second(first(text)))
    found = {each.step: each.because for each in sign_off_changes(before, after) if each.stale}
    assert found == expected


def test_seal_that_is_renewed_without_its_day_is_named(root: Path) -> None:
    text = (ROOT / "examples" / "herefordshire" / REVIEW).read_bytes().decode()
    before, changed = _case(root, text), _summary(text)
    now = seals(_case(root, changed))
    for step in ("accepted", "cleared"):
        changed = _of(step, f', of: "{now[step]}"')(changed)
    found = {each.step: each for each in sign_off_changes(before, _case(root, changed))}
    assert {step: each.because for step, each in found.items()} == {
        step: (COMMENTS, f"review.{step}.of") for step in ("accepted", "cleared")
    }
    assert all(each.resealed and each.stale and not each.line for each in found.values())
    later = changed.replace("on: 2025-05-02", "on: 2025-05-12").replace("on: 2025-05-16", "on: 2025-05-17")
    assert list(sign_off_changes(before, _case(root, later))) == []


def test_sign_off_that_comes_with_a_wrong_seal_is_named(root: Path) -> None:
    text = (ROOT / "examples" / "herefordshire" / REVIEW).read_bytes().decode()
    before = _case(root, re.sub(r"(?m)^accepted: .*\n", "", text))
    found = sign_off_changes(before, _case(root, _of("accepted", WRONG)(text)))
    assert [(each.step, each.because) for each in found if each.stale] == [("accepted", ())]


def test_outcome_that_says_to_rest_on_something_else_is_named(root: Path) -> None:
    text = (ROOT / "examples" / "herefordshire" / REVIEW).read_bytes().decode()
    case = _case(root, text)
    assert case.criteria is not None
    assert case.assessment is not None
    benchmark = case.criteria.benchmark("risk-assessment")
    assert benchmark is not None
    rests = basis_digests(case.criteria, benchmark, case.assessment.benchmarks["risk-assessment"])
    line = f"  risk-assessment:\n    agreed_to: {{answers: {rests.answers}, evidence: {rests.evidence}}}\n"
    text = text.replace("  risk-assessment:\n", line)
    before = _case(root, text)
    for edited in (text.replace(str(rests.answers), "sha256:" + "0" * 64), text.replace(line, "  risk-assessment:\n")):
        (found,) = [each for each in sign_off_changes(before, _case(root, edited)) if each.benchmark]
        assert (found.stale, found.because) == (True, ("review.benchmarks.risk-assessment.agreed_to",))
        assert not [each for each in sign_off_changes(_case(root, edited), _case(root, edited)) if each.benchmark]
    assert not [each for each in sign_off_changes(case, before) if each.benchmark]

"""Checks of files as the tests call them: a case in, findings out."""

from collections.abc import Mapping

from prevent_assure.checking.registry import LINT, findings
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding
from prevent_assure.rules.case import Case
from prevent_assure.rules.seals import seals, signed


def _found(case: Case, *, lint: bool, kind: str, neighbours: Mapping[str, str] | None = None) -> list[Finding]:
    case = sealed(case)
    file = CycleFile(
        "assessment" if kind == "assessment" else "review",
        case,
        authorities=frozenset({case.authority_id}),
        neighbours=None if neighbours is None else lambda: neighbours,
    )
    if (case.assessment if kind == "assessment" else case.review) is None:
        return []
    return [found for found in findings(file.kind, file) if (found.rule.code in LINT) is lint]


def sealed(case: Case) -> Case:
    """The same with seals on the sign-offs that have none: what they find is tested by itself."""
    now = seals(case)
    given = {step: found for step in now if (found := signed(case.review, step)) is not None and found.of is None}
    if case.review is None or not given:
        return case
    made: dict[str, object] = {step: found.model_copy(update={"of": now[step]}) for step, found in given.items()}
    return case._replace(review=case.review.model_copy(update=made))


def assessment_findings(case: Case) -> list[Finding]:
    """What is wrong with a self-assessment, the letter lint aside."""
    return _found(case, lint=False, kind="assessment")


def review_findings(case: Case) -> list[Finding]:
    """What is wrong with a review, the letter lint aside."""
    return _found(case, lint=False, kind="review")


def assessment_lint(case: Case, neighbours: Mapping[str, str] | None = None) -> list[Finding]:
    """What the letter lint says of a self-assessment."""
    return _found(case, lint=True, kind="assessment", neighbours=neighbours)


def review_lint(case: Case, neighbours: Mapping[str, str] | None = None) -> list[Finding]:
    """What the letter lint says of a review."""
    return _found(case, lint=True, kind="review", neighbours=neighbours)


def of_review(case: Case) -> CycleFile:
    """A review as its checks are given it."""
    return CycleFile("review", case)


def of_assessment(case: Case) -> CycleFile:
    """A self-assessment as its checks are given it."""
    return CycleFile("assessment", case)

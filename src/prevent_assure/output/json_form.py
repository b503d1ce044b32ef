"""Findings and scores as JSON: stable, without colour, every character beyond ASCII escaped (format.md)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.outcome import AssessmentScore, BenchmarkScore


def diagnostics_json(files: int, diagnostics: Sequence[Diagnostic]) -> str:
    """Write findings as `prevent-assure/diagnostics/1`.

    Args:
        files: How many files were read.
        diagnostics: The findings.

    Returns:
        One JSON object and a line end.
    """
    count = {severity: sum(each.severity is severity for each in diagnostics) for severity in Severity}
    summary = {
        "files": files,
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "suggestions": count[Severity.SUGGESTION],
    }
    return written(
        {
            "format": "prevent-assure/diagnostics/1",
            "summary": summary,
            "diagnostics": [_finding(each) for each in diagnostics],
        }
    )


def _finding(each: Diagnostic) -> dict[str, Any]:
    place = each.location
    return {
        "code": each.code,
        "severity": each.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": each.message,
        "hint": each.hint,
    }


def scores_json(assessments: Iterable[AssessmentScore]) -> Iterator[str]:
    """Write scores as `prevent-assure/scores/1`.

    Args:
        assessments: The scores, which need not all be there at once.

    Yields:
        Part after part of one JSON object and a line end.
    """
    head, _, tail = written({"format": "prevent-assure/scores/1", "assessments": [None]}).partition("null")
    before = head
    for each in assessments:
        yield before + json.dumps(_assessment(each), indent=2).replace("\n", "\n    ")
        before = ",\n    "
    yield f"{head.rstrip()}{tail.lstrip()}" if before is head else tail


def _assessment(each: AssessmentScore) -> dict[str, Any]:
    return {
        "authority": each.authority,
        "cycle": each.cycle,
        "criteria": each.criteria,
        "criteria_digest": each.criteria_digest,
        "status": each.status,
        "benchmarks": [_benchmark(score) for score in each.benchmarks],
        "counts": {"agreed": each.counts},
    }


def _benchmark(score: BenchmarkScore) -> dict[str, Any]:
    head = {"id": score.id, "number": score.number, "title": score.title, "scored": score.scored}
    if not score.scored:
        return head
    reach = score.to_reach
    changes = [each._asdict() for each in reach.changes] if reach is not None else []
    return {
        **head,
        "claimed": score.claimed,
        "possible": list(score.possible),
        "basis": score.basis,
        "agreed": score.agreed,
        "override": score.override,
        "because": [{**each._asdict(), "criteria": list(each.criteria)} for each in score.because],
        "to_reach": {"outcome": reach.outcome, "changes": changes} if reach is not None else None,
    }


def written(data: object) -> str:
    """Write data as every JSON answer is written.

    Args:
        data: What `json` can write.

    Returns:
        One JSON value and a line end.
    """
    return json.dumps(data, indent=2) + "\n"

"""Findings and scores as JSON: stable, without colour, every character beyond ASCII escaped (format.md)."""

from collections.abc import Sequence
from typing import Any

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.text.json_text import written


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

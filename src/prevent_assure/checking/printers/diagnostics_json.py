"""Findings as JSON (format.md)."""

from collections.abc import Sequence

from prevent_assure.diagnostics import Diagnostic, Fix, Severity
from prevent_assure.text.json_text import written


def diagnostics_json(files: int, diagnostics: Sequence[Diagnostic]) -> str:
    """Write findings as `prevent-assure/diagnostics/1`.

    Args:
        files: How many files were read.
        diagnostics: The findings.

    Returns:
        One JSON object and a line end.
    """
    counts = {f"{severity.value}s": sum(found.severity is severity for found in diagnostics) for severity in Severity}
    fixable = sum(found.fix is not None for found in diagnostics)
    summary: dict[str, int] = {"files": files, **counts, "fixable": fixable}
    return written(
        {
            "format": "prevent-assure/diagnostics/1",
            "summary": summary,
            "diagnostics": [
                {
                    "code": found.code,
                    "severity": found.severity,
                    **found.location._asdict(),
                    "message": found.message,
                    "hint": found.hint,
                    **({} if found.fix is None else {"fix": _fix(found.fix)}),
                }
                for found in diagnostics
            ],
        }
    )


def _fix(fix: Fix) -> dict[str, object]:
    return {"message": fix.message, "edits": [edit._asdict() for edit in fix.edits]}

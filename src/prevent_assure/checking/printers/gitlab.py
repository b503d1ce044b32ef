"""Findings as GitLab's code quality report, which a merge request shows."""

from collections.abc import Sequence

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.text.escaping import harmless
from prevent_assure.text.json_text import written

from .fingerprints import fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


def gitlab_quality(diagnostics: Sequence[Diagnostic]) -> str:
    """Write findings as a code quality report.

    Args:
        diagnostics: The findings, with paths relative to the repository.

    Returns:
        One JSON list and a line end.
    """
    named = zip(diagnostics, fingerprints(diagnostics), strict=True)
    return written([_one(each, fingerprint) for each, fingerprint in named])


def _one(each: Diagnostic, fingerprint: str) -> dict[str, object]:
    hint = "" if each.hint is None else f" (hint: {harmless(each.hint)})"
    return {
        "description": harmless(each.message) + hint,
        "check_name": each.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[each.severity],
        # GitLab wants a line even where there is none, as of a missing file.
        "location": {"path": harmless(each.location.path), "lines": {"begin": each.location.line or 1}},
    }

"""Findings as commands to GitHub's runner, which shows them at the line in the pull request.

The runner reads a command from each line that begins with `::`. Its own escapes are undone there, so what a file or a
key is called can neither end the command nor begin another.
"""

from collections.abc import Sequence

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.text.escaping import harmless
from prevent_assure.text.findings import message_text

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def github_annotations(diagnostics: Sequence[Diagnostic]) -> str:
    """Write findings as annotations.

    Args:
        diagnostics: The findings, with paths relative to the repository.

    Returns:
        A line for each.
    """
    return "".join(f"{_one(each)}\n" for each in diagnostics)


def _one(each: Diagnostic) -> str:
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in _place(each).items())
    return f"::{_LEVELS[each.severity]} {properties}::{_data(message_text(each))}"


def _place(each: Diagnostic) -> dict[str, str | int]:
    place = each.location
    named: dict[str, str | int] = {"file": harmless(place.path), "title": each.code}
    if place.line is not None:
        named |= {"line": place.line, "endLine": place.end_line or place.line}
        # Columns mean something to the runner only within one line.
        if place.column is not None and place.end_line == place.line and place.end_column is not None:
            named |= {"col": place.column, "endColumn": place.end_column}
    return named


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

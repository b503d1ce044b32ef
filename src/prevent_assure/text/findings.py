"""Findings for people: one line each in a log; on a terminal the line of the file with a pointer, too."""

from collections.abc import Sequence

from prevent_assure.diagnostics import Diagnostic, Severity

from .escaping import harmless

_MARK = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.SUGGESTION: "36"}
_WIDTH = 160
_TAB = "    "
MOST_CODES = 8
"""So many codes are named in the line that says where to read more."""


def findings_text(diagnostics: Sequence[Diagnostic], *, excerpts: bool, colour: bool) -> str:
    """Write findings line by line.

    Args:
        diagnostics: The findings.
        excerpts: Whether the lines concerned are shown: on terminals only, since they hold what people wrote.
        colour: Whether colours may be used.

    Returns:
        The text, empty where there is no finding.
    """
    return "".join(f"{_one(each, excerpts=excerpts, colour=colour)}\n" for each in diagnostics)


def summary_text(files: int, diagnostics: Sequence[Diagnostic]) -> str:
    """Sum findings up in one line.

    Args:
        files: How many files were read.
        diagnostics: The findings.

    Returns:
        As in `3 files: 1 error, 2 warnings; 1 can be mended with --fix`, with a line end.
    """
    counts = [(sum(each.severity is severity for each in diagnostics), severity.value) for severity in Severity]
    found = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number)
    fixable = sum(each.fix is not None for each in diagnostics)
    mended = f"; {fixable} can be mended with --fix" if fixable else ""
    return f"{files} file{'' if files == 1 else 's'}: {found or 'nothing to mend'}{mended}\n"


def more_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Say which command says more about what was found, once for all of it; nothing where nothing was found."""
    codes = list(dict.fromkeys(each.code for each in diagnostics))
    if not codes:
        return ""
    if len(codes) == 1:
        return f"`prevent-assure explain {codes[0]}` says more about it\n"
    rest = f" and {len(codes) - MOST_CODES} more" if len(codes) > MOST_CODES else ""
    return f"`prevent-assure explain CODE` says more about {', '.join(codes[:MOST_CODES])}{rest}\n"


def message_text(found: Diagnostic) -> str:
    """What is wrong and, on a line of its own, how to mend it."""
    message = harmless(found.message)
    return message if found.hint is None else f"{message}\nhint: {harmless(found.hint)}"


def _one(each: Diagnostic, *, excerpts: bool, colour: bool) -> str:
    place = ":".join(
        str(part)
        for part in (harmless(each.location.path), each.location.line, each.location.column)
        if part is not None
    )
    severity = _coloured(each.severity.value, f"1;{_MARK[each.severity]}", colour=colour)
    lines = [f"{_coloured(place, '1', colour=colour)}: {severity}[{each.code}]: {harmless(each.message)}"]
    if excerpts and each.excerpt is not None:
        lines += _excerpt(each, colour=colour)
    if excerpts and each.shown is not None:
        lines += [f"  {harmless(line)}" for line in each.shown.splitlines()]
    elif each.hint is not None:
        lines.append(f"  hint: {harmless(each.hint)}")
    return "\n".join(lines)


def _coloured(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _excerpt(each: Diagnostic, *, colour: bool) -> list[str]:
    """The line and a pointer below the place; a long line is cut to a window around it."""
    text, place = each.excerpt or "", each.location
    start = (place.column or 1) - 1
    ends_here = place.end_line == place.line and place.end_column is not None
    end = max(start + 1, (place.end_column or 0) - 1 if ends_here else len(text))
    first = max(0, start - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown, before = text[first : first + _WIDTH], text[first:start]
    marked = text[start : min(end, first + _WIDTH)]
    number = str(place.line)
    pointer = " " * _columns(before) + "^" * max(1, _columns(marked))
    margin = " " * len(number)
    return [
        f" {number} | {_visible(shown)}",
        f" {margin} | {_coloured(pointer, _MARK[each.severity], colour=colour)}",
    ]


def _visible(text: str) -> str:
    return harmless(text.replace("\t", _TAB))


def _columns(text: str) -> int:
    return len(_visible(text))

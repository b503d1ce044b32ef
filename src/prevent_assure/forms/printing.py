"""What reading forms prints, for people and for programs."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from prevent_assure.checking.checks.form import CONFLICT, REMARK

from .pointers import steps_of
from .reading import FormFinding, FormRead


def read_lines(result: FormRead, *, dry_run: bool, received: str = "") -> Iterator[str]:
    """Say for people what became of the forms of one return.

    Args:
        result: What became of them.
        dry_run: Whether nothing was to be written.
        received: The day on which the forms came, where somebody said so.

    Yields:
        Lines.
    """
    for found in result.findings:
        at = f"{found.path}:{found.line}" if found.line else found.path
        yield f"{found.place or at}: {found.severity}: {found.message} [{found.code}]"
        if found.hint:
            yield f"  hint: {found.hint}"
    if not result.authority:
        return
    if result.failed:
        yield f"{result.authority}: nothing is written, because of the errors above"
    elif not result.changed:
        yield f"{result.authority}: nothing has changed in the form since it was written"
    else:
        yield f"{result.authority}: {'would change' if dry_run else 'changed'} {_told(result)} in {result.path}"
        if result.stale:
            yield f"{result.authority}: this makes stale, to be signed anew: {', '.join(result.stale)}"
    if result.confirmed is not None and not result.failed:
        yield f"{result.authority}: the form is confirmed by {result.confirmed.by} on {result.confirmed.on}"
        yield (
            f"  next: prevent-assure submit -a {result.authority} --by {result.confirmed.by} "
            f"--on {result.confirmed.on} --form {shlex.quote(result.confirmed.form)}"
            f"{f' --received {received}' if received else ''}"
        )


_WORDS = {
    "answer": ("answer", "answers"),
    "parts": ("answer to a part", "answers to parts"),
    "evidence": ("evidence", "pieces of evidence"),
    "references": ("detail of a paper", "details of papers"),
    "by_exception": ("exception", "exceptions"),
    "claimed": ("claimed outcome", "claimed outcomes"),
    "summary": ("account", "accounts"),
    "progress": ("report of progress", "reports of progress"),
    "comment": ("comment", "comments"),
    "comments": ("comment", "comments"),
    "agreed": ("agreed outcome", "agreed outcomes"),
    "reason": ("reason", "reasons"),
    "strengths": ("strength", "strengths"),
    "recommendations": ("detail of a recommendation", "details of recommendations"),
}
"""What a changed value is called, by a step of its route."""


def _told(result: FormRead) -> str:
    """Say how much was changed, as in `12 answers, 9 pieces of evidence and 1 account`."""
    counted = Counter(next((step for step in steps_of(one.route)[2:0:-1] + steps_of(one.route)[::-1] if step in _WORDS),
                           "answer") for one in result.changed)  # fmt: skip
    parts = [f"{count} {_WORDS[what][count > 1]}" for what, count in counted.items()]
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]


def read_data(results: Sequence[FormRead]) -> dict[str, Any]:
    """Say the same for programs, as format.md has it.

    Args:
        results: What became of the forms.

    Returns:
        The object.
    """
    findings = [found for result in results for found in result.findings]
    return {
        "changed": [one._asdict() for result in results if not result.failed for one in result.changed],
        "conflicts": [
            {"route": found.route, **_place(found)} for found in findings if found.code == CONFLICT.code
        ],
        "comments": [_place(found) for found in findings if found.code == REMARK.code],
        "diagnostics": [
            {"code": found.code, "severity": str(found.severity), **_place(found), "message": found.message,
             "hint": found.hint or None}
            for found in findings
        ],
        "stale": [
            {"authority": result.authority, "cycle": result.cycle, "step": step}
            for result in results
            for step in result.stale
        ],
        "confirmed": [result.confirmed._asdict() for result in results if result.confirmed is not None],
    }  # fmt: skip


def _place(found: FormFinding) -> dict[str, Any]:
    return {"form": found.form or None, "sheet": found.sheet or None, "cell": found.cell or None,
            "path": found.path or None, "line": found.line}  # fmt: skip

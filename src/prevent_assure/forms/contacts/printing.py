"""What an import says: on a terminal with names, elsewhere places and roles alone."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .findings import Found
from .importing import Imported, Updated
from .merging import Difference

_SAID = {
    "new authority": "new authority",
    "new": "new holder",
    "left": "has left",
    "vacant": "vacant",
    "named": "name added",
    "changed": "changed",
    "added": "added",
    "not in the sheet": "in the file, not in the sheet",
}
"""What a difference is called."""
_COUNTED = {
    "new authority": ("new authority", "new authorities"),
    "new": ("new holder", "new holders"),
    "left": ("person who has left", "people who have left"),
    "vacant": ("vacant post", "vacant posts"),
    "named": ("name added", "names added"),
    "changed": ("value changed", "values changed"),
    "added": ("value added", "values added"),
}
"""What differences are called where they are counted."""


def import_lines(result: Imported, file: str, *, names: bool, dry_run: bool) -> Iterator[str]:
    """Say for people what became of a sheet.

    Args:
        result: What became of it.
        file: The sheet's file.
        names: Whether names and other texts may be shown, as on a terminal.
        dry_run: Whether nothing was to be written.

    Yields:
        Lines.
    """
    for found in result.found:
        yield from _finding(found, file, names=names)
    for updated in result.updated:
        for found in updated.found:
            yield from _finding(found, file, names=names)
        for one, line in zip(updated.differences, updated.lines, strict=True):
            yield _difference(updated, one, line, file, names=names)
        if updated.failed:
            yield f"{updated.authority}: nothing is written, because of the errors above"
    yield from _sum(result, dry_run=dry_run)


def _finding(found: Found, file: str, *, names: bool) -> Iterator[str]:
    place = f"{file}: {found.cell.place}" if found.cell is not None else file
    yield f"{place}: {found.rule.severity}: {found.message} [{found.rule.code}]"
    if names and found.shown:
        yield f"  it says: {found.shown}"
    if found.hint:
        yield f"  hint: {found.hint}"


def _difference(updated: Updated, one: Difference, line: int | None, file: str, *, names: bool) -> str:
    at = f"{updated.path}:{line}" if line is not None else updated.path
    what = f"{one.at}: {_SAID[one.kind]}" if one.at else _SAID[one.kind]
    said = f", {one.said}" if one.said else ""
    values = ""
    if names and (one.before or one.after):
        values = f": {one.before} -> {one.after}" if one.before and one.after else f": {one.before or one.after}"
    place = f" ({file}: {one.cell.place})" if one.cell is not None else ""
    return f"{at}: {what}{said}{values}{place}"


def _sum(result: Imported, *, dry_run: bool) -> Iterator[str]:
    if not result.updated:
        yield "nothing is written, because of the errors above"
        return
    kinds = Counter(one.kind for updated in result.updated if not updated.failed for one in updated.changes)
    files = sum(bool(updated.changes) and not updated.failed for updated in result.updated)
    if not files:
        yield (
            "no difference that can be written"
            if result.failed
            else "no differences: the files say what the sheet says"
        )
        return
    counted = ", ".join(f"{count} {_COUNTED[kind][count > 1]}" for kind, count in kinds.items())
    does = "would change" if dry_run else "changed"
    yield f"{does} {files} file{'' if files == 1 else 's'}: {counted}"


def import_data(result: Imported, file: str) -> dict[str, Any]:
    """Say the same for programs, without names.

    Args:
        result: What became of the sheet.
        file: The sheet's file.

    Returns:
        The object.
    """
    found = [*result.found, *(one for updated in result.updated for one in updated.found)]
    return {
        "format": "prevent-assure/contacts/1",
        "differences": [
            {"authority": updated.authority, "kind": one.kind, "at": one.at, "path": updated.path, "line": line,
             "sheet": one.cell.sheet if one.cell else None, "cell": _reference(one), "written": updated.written
             and one.kind != "not in the sheet"}
            for updated in result.updated for one, line in zip(updated.differences, updated.lines, strict=True)
        ],
        "diagnostics": [
            {"code": one.rule.code, "severity": str(one.rule.severity), "file": file,
             "sheet": one.cell.sheet if one.cell else None, "cell": _reference(one), "message": one.message,
             "hint": one.hint or None}
            for one in found
        ],
    }  # fmt: skip


def _reference(one: Found | Difference) -> str | None:
    return f"{one.cell.letter}{one.cell.row}" if one.cell is not None else None

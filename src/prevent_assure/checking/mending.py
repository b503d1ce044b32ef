"""What `validate --fix` writes: fixes are tried on a file's text, and only those that are proved right are kept.

A fix is kept where the file, read again with it, says the same but for what the fix was to change, where nothing is
found wrong at that place any more, and where no sign-off becomes stale by it. Files that a letter was issued from, and
the records of letters, are left to people, as a proof rests on them, and so are those of closed cycles.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from prevent_assure.diagnostics import Diagnostic, Fix, Location, Route, Severity, TextEdit
from prevent_assure.rules.closing import closed_on
from prevent_assure.source import Document, Places, SourceError, read
from prevent_assure.workspace.layout import place_of
from prevent_assure.workspace.workspace import Workspace

from .registry import CATALOGUE

Check = Callable[[bytes], Sequence[Diagnostic]]
"""What is found in one file, were these its bytes."""
Wanted = Callable[[Diagnostic], bool]

_ROUNDS = 50
"""So often a file is looked at again after fixes; each round mends something, and few need more than three."""
_WIDTHS = (2, 4, 6, 8)
_LINE_END = re.compile(r"\r\n?|\n")
_ODD = re.compile(r"[^\S ]")
_INVISIBLE = re.compile(r"[\u200b\ufeff]")
_SEEN = re.compile(r"[^\s\u200b\ufeff]")
_ABOUT_KEYS = ("unknown-", "bad-")
"""How the codes begin that say of a key that it is no right one; others stand at a key for what is below it."""
_STALE = frozenset({"acceptance-stale", "agreement-stale", "clearance-stale"})


class Mended(NamedTuple):
    """A file as it would be with its fixes.

    Attributes:
        data: Its bytes.
        number: How many findings are mended.
    """

    data: bytes
    number: int


def mended(data: bytes, check: Check, wanted: Wanted) -> Mended:
    """Mend a file again and again until nothing is left to mend, since one fault may hide another.

    Args:
        data: Its bytes.
        check: Says what is found in it.
        wanted: Tells whether a finding is to be mended.

    Returns:
        The file as it would be.
    """
    number = 0
    for _ in range(_ROUNDS):
        found = check(data)
        kept = proved(data, [each for each in found if each.fix is not None and wanted(each)], found, check)
        if not kept:
            break
        data, number = with_edits(data, _edits(kept)), number + len(kept)
    return Mended(data, number)


def with_proved_fixes(
    found: Sequence[Diagnostic],
    content: Callable[[str], bytes | None],
    check: Callable[[str, bytes], Sequence[Diagnostic]],
) -> tuple[Diagnostic, ...]:
    """Take away from findings the fixes that would not be right.

    Args:
        found: What was found.
        content: Gives the bytes of a file by its path; None for one that is not to be mended.
        check: Says what would be found in a file of a path, were these its bytes.

    Returns:
        The findings.
    """
    kept: dict[tuple[str, Location], Diagnostic] = {}
    for path in dict.fromkeys(each.location.path for each in found if each.fix is not None):
        data = content(path)
        here = [each for each in found if each.location.path == path]
        if data is not None:
            right = proved(data, [each for each in here if each.fix is not None], here, partial(check, path))
            kept |= {(each.code, each.location): each for each in right}
    return tuple(
        each if each.fix is None else kept.get((each.code, each.location), each._replace(fix=None)) for each in found
    )


def why_kept(workspace: Workspace, path: str) -> str | None:
    """Name a file that stays as it is by its kind, as in `of a closed cycle`; None where it may change."""
    place = place_of(PurePosixPath(path))
    if place is None or place.kind not in {"assessment", "review", "record"}:
        return None
    if place.kind == "record":
        return "of the record of a letter"
    if workspace.issued(place.group, place.name):
        return "from which a letter was issued"
    return "of a closed cycle" if closed_on(workspace.settings.model, place.group) is not None else None


def proved(data: bytes, fixable: Sequence[Diagnostic], found: Sequence[Diagnostic], check: Check) -> list[Diagnostic]:
    """Keep the fixes of one file that are right together: all of them, or one after another those that are.

    Args:
        data: The file.
        fixable: Findings with a fix.
        found: All that is found in the file.
        check: Says what would be found in it.

    Returns:
        Those that can be mended at once; their edits do not overlap.
    """
    apart = _apart(_fitted(data, each, check) for each in fixable)
    if not apart or _is_right(data, apart, found, check):
        return apart
    kept: list[Diagnostic] = []
    for each in apart:
        if _is_right(data, [*kept, each], found, check):
            kept.append(each)
    return kept


def _apart(fixable: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Leave out fixes whose edits touch those of an earlier one; the next round has them."""
    kept: list[Diagnostic] = []
    taken: list[TextEdit] = []
    for each in fixable:
        edits = each.fix.edits if each.fix is not None else ()
        if edits and not any(_overlap(one, other) for one in edits for other in taken):
            kept.append(each)
            taken += edits
    return kept


def _overlap(one: TextEdit, other: TextEdit) -> bool:
    return (one.line, one.column) < (other.end_line, other.end_column) and (other.line, other.column) < (
        one.end_line,
        one.end_column,
    )


def _edits(fixable: Iterable[Diagnostic]) -> list[TextEdit]:
    return sorted(edit for each in fixable if each.fix is not None for edit in each.fix.edits)


def with_edits(data: bytes, edits: Sequence[TextEdit]) -> bytes:
    """Change parts of a file; every byte but theirs stays.

    Args:
        data: The file.
        edits: The edits, in the order of the file, none of which overlap.

    Returns:
        The file with them.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode()
    places = Places(text)
    for edit in reversed(edits):
        start, end = places.index(edit.line, edit.column), places.index(edit.end_line, edit.end_column)
        text = text[:start] + edit.text + text[end:]
    return mark + text.encode()


def _is_right(data: bytes, fixed: Sequence[Diagnostic], found: Sequence[Diagnostic], check: Check) -> bool:
    """Tell whether fixes change what they are to change and nothing else, and nothing is wrong there afterwards."""
    new = with_edits(data, _edits(fixed))
    before, after = _read(data), _read(new)
    again = check(new)
    gone = len(_of_form(found)) - len(_of_form(again))
    if before is None:
        if after is None:
            return gone > 0 or _first_error(again) > _first_error(found)
        # How wide a tab is can only be told where what it stands before then fits.
        tabs = {
            edit.line
            for edit, text in zip(_edits(fixed), _taken_away(data, _edits(fixed)), strict=True)
            if "\t" in text
        }
        return not any(each.location.line in tabs and each.fix is None for each in _of_form(again))
    if after is None:
        return False
    if _is_layout(data, _edits(fixed)):
        if gone > 0:
            return True
        if not _INVISIBLE.search("".join(_taken_away(data, _edits(fixed)))):
            # What now stands in its group may itself be wrong, which nobody could see before.
            mended_at = {(each.code, each.location.line) for each in fixed}
            return not any((each.code, each.location.line) in mended_at for each in again)
    moved = [_Moved(before, each) for each in fixed if each.route]
    return (
        gone >= len(_of_form(fixed))
        and _fewer(fixed, found, again)
        and _same_but_for(before, after, moved)
        and not any(one.is_wrong(after, again) for one in moved)
        and (bool(_of_form(found)) or _count(again, _STALE) <= _count(found, _STALE))
    )


def _is_layout(data: bytes, edits: Iterable[TextEdit]) -> bool:
    """Tell whether edits change nothing that anybody sees."""
    every = list(edits)
    return not any(_SEEN.search(text) for text in (*(edit.text for edit in every), *_taken_away(data, every)))


def _taken_away(data: bytes, edits: Iterable[TextEdit]) -> list[str]:
    """Give what stood where edits, each within a line, write something else."""
    lines = _LINE_END.split(data.removeprefix(codecs.BOM_UTF8).decode())
    return [lines[edit.line - 1][edit.column - 1 : edit.end_column - 1] for edit in edits]


def _fitted(data: bytes, found: Diagnostic, check: Check) -> Diagnostic:
    """Give tabs before lines the width at which the file says what its kind can say; no fix where several do."""
    fix = found.fix or Fix("", ())
    taken = _taken_away(data, fix.edits)
    if not all("\t" in text for text in taken) or _read(data) is not None:
        return found
    tried: list[tuple[int, Fix, object]] = []
    for width in _WIDTHS:
        texts = [_ODD.sub(" ", text.replace("\t", " " * width)) for text in taken]
        wide = fix._replace(edits=tuple(map(_with_text, fix.edits, texts)))
        new = with_edits(data, wide.edits)
        document = _read(new)
        if document is not None:
            tried.append((len(_of_form(check(new))), wide, document.data))
    least = min((errors for errors, _, _ in tried), default=0)
    best = [(wide, read_as) for errors, wide, read_as in tried if errors == least]
    if not best:
        return found
    return found._replace(fix=best[0][0] if all(read_as == best[0][1] for _, read_as in best) else None)


def _with_text(edit: TextEdit, text: str) -> TextEdit:
    return edit._replace(text=text)


def _read(data: bytes) -> Document | None:
    try:
        return read(data)
    except SourceError:
        return None


def _first_error(found: Iterable[Diagnostic]) -> tuple[int, int]:
    errors = ((each.location.line or 0, each.location.column or 0) for each in found if each.severity is Severity.ERROR)
    return min(errors, default=(0, 0))


def _of_form(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [each for each in found if CATALOGUE[each.code].of_form]


def _count(found: Iterable[Diagnostic], codes: Collection[str]) -> int:
    return sum(each.code in codes for each in found)


def _fewer(fixed: Sequence[Diagnostic], found: Sequence[Diagnostic], again: Sequence[Diagnostic]) -> bool:
    """Tell whether what is mended, errors of form aside, is found no more."""
    codes = Counter(each.code for each in fixed if not CATALOGUE[each.code].of_form)
    return all(_count(again, {code}) <= _count(found, {code}) - number for code, number in codes.items())


class _Moved:
    """A key or value with a fix: where it stood, and where it stands afterwards.

    Attributes:
        old: The route.
        new: The route with the fix: another one where a key is mended.
        on_key: Whether a key is mended.
        place: Line and column of its beginning.
    """

    def __init__(self, before: Document, found: Diagnostic) -> None:
        fix = found.fix or Fix("", ())
        self.old = self.new = found.route
        self.place = found.location[1:3]
        self.on_key = before.locate(found.route, key=True)[:2] == self.place != before.locate(found.route)[:2]
        if self.on_key:
            self.new = (*found.route[:-1], *(edit.text.strip("\"'") for edit in fix.edits))

    def is_wrong(self, after: Document, again: Iterable[Diagnostic]) -> bool:
        """Tell whether an error stands where the fix was made."""
        here = after.locate(self.new, key=self.on_key)[:2]
        return any(
            each.severity is Severity.ERROR
            and each.location[1:3] == here
            and (not self.on_key or each.code.startswith(_ABOUT_KEYS))
            for each in again
        )


def _same_but_for(before: Document, after: Document, moved: Iterable[_Moved]) -> bool:
    """Tell whether a file says the same, the values and keys aside that are mended."""
    old, new = list(_leaves(before.data)), list(_leaves(after.data))
    # Innermost first, as a key around another is still called as before while that one is renamed.
    for one in sorted(moved, key=lambda one: -len(one.old)):
        if one.on_key:
            size = len(one.old)
            old = [((*one.new, *route[size:]) if route[:size] == one.old else route, leaf) for route, leaf in old]
        else:
            old, new = _without(old, one.old), _without(new, one.new)
    return old == new


_Leaf = tuple[Route, tuple[type, object]]


def _leaves(data: Any, route: Route = ()) -> Iterator[_Leaf]:  # noqa: ANN401 - whatever the file holds
    """Give what stands at the ends of all routes; 1 is not `true` here."""
    if not data or not isinstance(data, dict | list):
        yield route, (type(data), data)
        return
    for step, item in data.items() if isinstance(data, dict) else enumerate(data):
        yield from _leaves(item, (*route, step))


def _without(leaves: list[_Leaf], route: Route) -> list[_Leaf]:
    return [leaf for leaf in leaves if leaf[0][: len(route)] != route]

"""Whole files that came, went, got another name or place, or were laid out: said in a line each, before all else."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from prevent_assure.text.phrasing import printed_cycle

from .counting import count
from .difference import AssessmentDifference, DiffResult, FileDifference
from .marks import Mark, Marks

_NAMED = 10
"""So many ids are listed."""
_ALONE = ("removed", "moved", "renamed", "added")


class Event(NamedTuple):
    """What became of whole files.

    Attributes:
        short: In a few words, for the headline.
        said: In a line.
    """

    short: str
    said: str


def events(result: DiffResult, marks: Marks) -> list[Event]:
    """Say what became of whole files, losses first."""
    return [
        *(event for kind in _ALONE for event in _of_authorities(result, kind, marks)),
        *_blank(result, marks),
        *_filled_in(result, marks),
        *_forms(result, marks),
    ]


def is_told(file: FileDifference) -> bool:
    """Tell whether an event says all that there is to say of a file."""
    return file.kind == "authority" and file.change in _ALONE and not file.fields


def left(result: DiffResult) -> DiffResult:
    """Leave out what events say: whole assessments, and the letters and closed files that came or went with them."""
    whole = [(one.authority, one.renamed_from) for one in result.assessments if one.change in _ALONE]
    whole += [(file.id, file.renamed_from) for file in result.files if is_told(file)]
    gone = {name for names in whole for name in names}
    return result._replace(
        assessments=tuple(one for one in result.assessments if one.change == "changed"),
        files=tuple(file for file in result.files if not is_told(file) and not _only_opens(file)),
        letters=tuple(one for one in result.letters if one.change != "removed" or _owner(one.path) not in gone),
        closed=tuple(one for one in result.closed if one.change == "changed" or _owner(one.path) not in gone),
    )


def _owner(path: str) -> str:
    return PurePosixPath(path).name.partition(".")[0]


def opened_cycles(files: Iterable[FileDifference]) -> list[str]:
    """List the cycles that the settings have now and had not before."""
    return [
        field.key.removeprefix("cycles.")
        for file in files
        if file.kind == "settings" and file.change == "changed"
        for field in file.fields
        if field.change == "added" and field.key.startswith("cycles.") and field.key.count(".") == 1
    ]


def _only_opens(file: FileDifference) -> bool:
    """Tell whether a cycle that is opened is all that changed in the settings."""
    own = {"current_cycle", *(f"cycles.{cycle}" for cycle in opened_cycles([file]))}
    return file.kind == "settings" and len(own) > 1 and {field.key for field in file.fields} <= own


def _of_authorities(result: DiffResult, kind: str, marks: Marks) -> Iterator[Event]:
    """Say which authorities came, went, moved or have another id, one by one."""
    found: dict[tuple[str, str | None], list[AssessmentDifference]] = {}
    for one in result.assessments:
        is_blank = one.change == "added" and one.holds is not None and one.holds.blank
        if _kind(one) == kind and not is_blank:
            found.setdefault((one.authority, one.moved_from or one.moved_to or one.renamed_from), []).append(one)
    for file in result.files:
        if file.kind == "authority" and _kind(file) == kind:
            found.setdefault((file.id, file.moved_from or file.moved_to or file.renamed_from), [])
    for (authority, other), ones in found.items():
        named = f"{marks.name(ones[0].name)} ({marks.id(authority)})" if ones else marks.id(authority)
        cycles = [f"{', '.join(printed_cycle(one.cycle) for one in ones)}"] * bool(ones)
        lost = ones if kind in {"removed", "added"} else []
        letters = [one for one in result.letters if one.change == "removed" and _owner(one.path) == authority]
        held = [*cycles, *_held(lost), *[f"{count(len(letters), 'file')} of issued letters"] * bool(letters)]
        what = _WHAT[kind].format(marks.id(other or ""), come="here from" if _came(ones, result, authority) else "to")
        rest = ("; nothing else changed", "; what else changed stands below")
        also = rest[any(one.change == "changed" for one in ones)] if kind in {"moved", "renamed"} else ""
        yield Event(f"{marks.id(authority)} {kind}", f"{named} {what}: {', '.join(held) or 'its own file'}{also}")


_WHAT = {"removed": "removed", "added": "added", "renamed": "has another id, {0} before", "moved": "moved {come} {0}"}


def _kind(one: AssessmentDifference | FileDifference) -> str:
    if one.change != "changed":
        return one.change
    return "moved" if one.moved_from is not None else "renamed" if one.renamed_from is not None else "changed"


def _came(ones: list[AssessmentDifference], result: DiffResult, authority: str) -> bool:
    files = [file for file in result.files if file.kind == "authority" and file.id == authority]
    return any(one.moved_from is not None for one in ones) or (not ones and any(file.moved_from for file in files))


def _held(ones: list[AssessmentDifference]) -> list[str]:
    """Count what the files hold, as in `83 answers, 7 agreed outcomes`."""
    held = [one.holds for one in ones if one.holds is not None]
    counted: Mapping[str, int] = {
        "answer": sum(one.answered for one in held),
        "agreed outcome": sum(one.agreed for one in held),
        "recommendation": sum(one.recommendations for one in held),
    }
    return [count(number, word) for word, number in counted.items() if number]


def _blank(result: DiffResult, marks: Marks) -> Iterator[Event]:
    """Say in which cycles blank self-assessments are laid out, and which cycles are opened."""
    found: dict[str, list[str]] = {cycle: [] for cycle in opened_cycles(result.files)}
    opened = set(found)
    for one in result.assessments:
        if one.change == "added" and one.holds is not None and one.holds.blank:
            found.setdefault(one.cycle, []).append(one.authority)
    for cycle, names in found.items():
        forms = f"{count(len(names), 'blank self-assessment')}"
        which = f" ({_listed(names, marks.id)})" if names else ""
        if cycle in opened:
            with_forms = f" with {forms}" if names else ""
            yield Event(
                f"{printed_cycle(cycle)} opened{with_forms}", f"{printed_cycle(cycle)} opened{with_forms}{which}"
            )
        else:
            yield Event(f"{forms} for {printed_cycle(cycle)}", f"{forms} for {printed_cycle(cycle)}{which}")


def _filled_in(result: DiffResult, marks: Marks) -> Iterator[Event]:
    for one in result.assessments:
        if one.change == "changed" and one.holds is not None:
            named = f"{marks.name(one.name)} ({marks.id(one.authority)}), {printed_cycle(one.cycle)}"
            answered = f"{one.holds.answered} of {one.holds.criteria} criteria answered"
            by_form = any(step.key == "submitted" and "via form" in (step.after or "") for step in one.steps)
            how = "read from a form" if by_form else "filled in"
            yield Event(f"{marks.id(one.authority)} {how}", f"{named} {how}, blank before: {answered}")


def _forms(result: DiffResult, marks: Marks) -> Iterator[Event]:
    """Say which workbooks were added, removed or changed."""
    for change, said in (("added", "laid out"), ("changed", "written anew"), ("removed", "taken away")):
        paths = [form.path for form in result.forms if form.change == change]
        if paths:
            number = count(len(paths), "form")
            yield Event(f"{number} {said}", f"{number} {said}: {_listed(paths, marks.id)}")


def _listed(names: list[str], mark: Mark) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(map(mark, names[:_NAMED])) + more

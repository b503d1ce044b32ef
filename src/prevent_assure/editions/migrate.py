"""Carry a self-assessment to another edition of criteria: in its own file, and nothing is dropped in silence."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from prevent_assure.checking.reading import Files, Reader
from prevent_assure.cycle.new import orders_of, usable
from prevent_assure.diagnostics import Diagnostic, InputError, PreventAssureError, Route, Severity
from prevent_assure.model.assessment import Answer, Assessment, BenchmarkAnswers
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.case import Case
from prevent_assure.rules.closing import refuse_closed
from prevent_assure.rules.edition_changes import Change, EditionChanges, Place, edition_changes
from prevent_assure.rules.seals import made_stale
from prevent_assure.workspace.commenting import comment, comment_above, comment_out
from prevent_assure.workspace.editing import EditRefused, edit
from prevent_assure.workspace.layout import assessment_path
from prevent_assure.workspace.loading import Loaded, load_bytes
from prevent_assure.workspace.locking import Read, read_now, write_over
from prevent_assure.workspace.workspace import EditedWorkspace, Workspace

from .carrying import Given, asked, carried, carried_answer, dropped, is_blank, whole_level


class MigrateResult(NamedTuple):
    """What became of a self-assessment.

    Attributes:
        path: The file.
        before: The edition that it went by.
        after: The edition that it goes by now.
        kept: Answers that are carried.
        dropped: Answers that are kept as comments, by benchmark and criterion, with what became of the criterion.
        asked: Criteria that are asked afresh, or for the first time, by benchmark and id.
        reopened: Whether it had been submitted, and is a draft again.
        stale: The sign-offs of the review that it makes stale.
        diagnostics: The errors that kept it from being carried.
    """

    path: str
    before: str
    after: str
    kept: int = 0
    dropped: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()
    reopened: bool = False
    stale: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def migrate(workspace: Workspace, *, authority: str, cycle: str, edition: str) -> MigrateResult:
    """Carry a self-assessment to another edition, in its own file.

    What still means the same is carried, what must be asked afresh is open, and every answer that is not carried stands
    in the file as a comment. Comments and layout of all else stay.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        edition: The edition.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If there is no such file or edition, or it cannot be written.
        InputError: If the cycle is closed, the letter has been issued, or the file cannot be changed in place.
    """
    reader = Reader(workspace)
    path = assessment_path(cycle, authority)
    read = read_now(workspace.root, path)
    files = reader.files(cycle, authority)
    loaded = files.assessment
    if loaded is None:
        msg = f"{authority} has no self-assessment for {cycle}"
        raise PreventAssureError(msg)
    errors = _errors(loaded, files)
    if loaded.model is None or files.case.criteria is None or errors:
        return MigrateResult(path, "", edition, diagnostics=errors)
    refuse_closed(files.case.settings, cycle)
    if files.case.issued:
        msg = f"the letter of {authority} for {cycle} has been issued; its self-assessment is not changed any more"
        raise InputError(msg)
    after = usable(reader, edition).criteria
    if after.ref == files.case.criteria.ref:
        return MigrateResult(path, after.ref, after.ref)
    return _carried_over(workspace, read, files.case, loaded.model, edition_changes(files.case.criteria, after))


def _errors(loaded: Loaded[Assessment], files: Files) -> tuple[Diagnostic, ...]:
    found = [*loaded.diagnostics, *(files.edition.diagnostics if files.edition is not None else ())]
    return tuple(each for each in found if each.severity is Severity.ERROR)


def _carried_over(
    workspace: Workspace, read: Read, case: Case, old: Assessment, changes: EditionChanges
) -> MigrateResult:
    ((path, before),) = read.items()
    data = before or b""
    new = carried(old, changes)
    notes = dict(_notes(old, changes))
    data = edit(data, dict(_words(old, changes)))
    data = comment_out(data, notes)
    data = edit(
        data,
        {("criteria",): changes.after.ref, **dict(_moved(old, changes))},
        model=Assessment,
        orders=orders_of(changes.after),
    )
    data = comment_above(data, ("benchmarks",), _asked(changes))
    _check(load_bytes(data, path, Assessment).model, new, changes.after, path)
    edited = EditedWorkspace(workspace.root, PurePosixPath(path), data)
    stale = made_stale(case, Reader(edited).files(case.cycle, case.authority_id).case)
    write_over(workspace.root, {path: data}, read)
    return MigrateResult(
        path,
        changes.before.ref,
        changes.after.ref,
        kept=sum(carried_answer(change, old.benchmarks) is not None for change in changes.changes),
        dropped=tuple((place.name, change.kind) for place, change in dropped(old, changes)),
        asked=tuple(each.name for each in asked(changes)),
        reopened=old.submitted is not None,
        stale=stale,
    )


def _asked(changes: EditionChanges) -> str:
    """Write, as comments, what is to be answered since."""
    places = asked(changes)
    if not places:
        return ""
    head = f"Carried over from {changes.before.ref} to {changes.after.ref}. To be answered since:"
    told = (comment(each.criterion.text, label=f"  {each.name} ({each.level}):") for each in places)
    return "\n".join([comment(head), *told])


def _route(place: Place) -> Route:
    return ("benchmarks", place.benchmark.id, "answers", place.level, place.criterion.id)


def _words(old: Assessment, changes: EditionChanges) -> Iterator[tuple[Route, dict[str, str]]]:
    """Write out, criterion by criterion, each word that answers a level in which not all asks the same."""
    for benchmark, answers in old.benchmarks.items():
        before = changes.before.benchmark(benchmark)
        for level, word in answers.answers.items():
            if before is None or not isinstance(word, str) or level not in before.criteria:
                continue
            if whole_level(benchmark, level, old.benchmarks, changes) is None:
                yield ("benchmarks", benchmark, "answers", level), {each.id: word for each in before.criteria[level]}


def _notes(old: Assessment, changes: EditionChanges) -> Iterator[tuple[Route, str]]:
    """Say of what is to become a comment why."""
    edition = changes.after.ref
    if old.submitted is not None:
        yield ("submitted",), f"Carried over to {edition}, so that it is a draft again. It had been submitted:"
    gone = {each.id for each in changes.before.benchmarks if _is_gone(each.id, changes.after)}
    for benchmark in (each for each in old.benchmarks if each in gone):
        yield ("benchmarks", benchmark), f"{edition} does not have this benchmark:"
    for change in changes.changes:
        for place in change.before:
            stays = whole_level(place.benchmark.id, place.level, old.benchmarks, changes) is not None
            if place.benchmark.id not in gone and not stays:
                yield from _notes_of(place, change, old, edition)


def _is_gone(benchmark: str, after: Criteria) -> bool:
    found = after.benchmark(benchmark)
    return found is None or not found.scored


def _notes_of(place: Place, change: Change, old: Assessment, edition: str) -> Iterator[tuple[Route, str]]:
    given = old.benchmarks.get(place.benchmark.id)
    answer = given.answer(place.level, place.criterion.id) if given is not None else None
    if answer is None:
        return
    if not change.carried:
        becomes = ", ".join(each.name for each in change.after)
        told = f"in its place {becomes}, asked for afresh" if becomes else "nothing takes its place"
        yield _route(place), f"{edition}, {change.kind}: {told}. It stood here:"
    elif _route(place) != _route(change.after[0]):
        yield _route(place), f"{edition}, moved to {change.after[0].name} ({change.after[0].level}). It stood here:"
    elif isinstance(answer, Answer):
        known = {part.id for part in change.after[0].criterion.parts}
        for part in (each for each in answer.parts if each not in known):
            yield (*_route(place), "parts", part), f"{edition} does not have this part:"


def _moved(old: Assessment, changes: EditionChanges) -> Iterator[tuple[Route, Any]]:
    """Give the answers that are carried to another place, as the file holds them."""
    for change in changes.changes:
        answer = carried_answer(change, old.benchmarks)
        if answer is not None and _route(change.before[0]) != _route(change.after[0]):
            yield _route(change.after[0]), _plain(answer)


def _plain(answer: Given) -> object:
    if isinstance(answer, str):
        return answer
    data = answer.model_dump(mode="json", exclude_defaults=True)
    return {"answer": answer.answer, **{key: each for key, each in data.items() if key != "answer" and each}}


def _check(made: Assessment | None, wanted: dict[str, BenchmarkAnswers], after: Criteria, path: str) -> None:
    """Hold what the file says now against what it must say."""
    right = made is not None and made.criteria == after.ref and made.submitted is None
    if not right or made is None or _said(made.benchmarks) != _said(wanted):
        msg = (
            f"{path} cannot be carried over in place, and is as it was; write each key under `benchmarks` on a line of"
            " its own, without `{`, `}` and commas, and run this again"
        )
        raise EditRefused(msg)


def _said(benchmarks: dict[str, BenchmarkAnswers]) -> dict[str, Any]:
    return {name: (each.claimed, each.summary, _filled(each)) for name, each in benchmarks.items()}


def _filled(answers: BenchmarkAnswers) -> dict[str, Any]:
    """Leave out what is laid out to be filled in, and what is empty."""
    filled = {
        level: given
        if isinstance(given, str)
        else {name: _without_open_parts(each) for name, each in given.items() if not is_blank(each)}
        for level, given in answers.answers.items()
    }
    return {level: given for level, given in filled.items() if given}


def _without_open_parts(answer: Given) -> object:
    if not isinstance(answer, Answer):
        return answer
    parts = {name: word for name, word in answer.parts.items() if word is not None}
    return answer.model_dump() | {"parts": parts, "evidence": answer.evidence or None}

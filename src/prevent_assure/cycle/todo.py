"""What must be done next: what `status` says is needed, with who does it and how; and what is still to be filled in."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from prevent_assure.checking.lint.placeholders import PLACEHOLDER
from prevent_assure.checking.reading import Reader
from prevent_assure.checking.validate import validate_files
from prevent_assure.diagnostics import Severity
from prevent_assure.model.authority import People, holder
from prevent_assure.rules.case import Case, Need
from prevent_assure.rules.closing import why_closed
from prevent_assure.workspace.layout import SETTINGS, assessment_path, authority_path, review_path
from prevent_assure.workspace.workspace import Workspace

from .attempt import ADVISER, usual_role
from .needs import WAYS
from .status import StatusResult, Whereabouts, status


class Todo(NamedTuple):
    """Something that must be done.

    Attributes:
        authority: Whose it is, by id; empty for what is the whole workspace's.
        role: Who usually does it; None where that cannot be told.
        what: What, in sentences.
        commands: The command lines that do it; none where it is written in a file.
        form: The command line that writes the form in which it can be done; empty where there is none.
        file: The file that it is written in, which can be edited in a web editor, too; empty where only commands may.
    """

    authority: str
    role: str | None
    what: str
    commands: tuple[str, ...] = ()
    form: str = ""
    file: str = ""


class TodoResult(NamedTuple):
    """What must be done next in a cycle.

    Attributes:
        status: Where each authority is.
        todo: What must be done, the workspace's first, then by authority.
    """

    status: StatusResult
    todo: tuple[Todo, ...]

    def of(self, roles: Collection[str]) -> "TodoResult":
        """Keep what those who have one of these roles must do."""
        return self._replace(todo=tuple(one for one in self.todo if one.role in roles))


def todo(workspace: Workspace, *, cycle: str, on: datetime.date, authorities: Collection[str] = ()) -> TodoResult:
    """Say what must be done next.

    Args:
        workspace: The workspace.
        cycle: The cycle.
        on: The day that days are counted from.
        authorities: Ids of the authorities asked for; none for all, and for what is the workspace's.
    """
    found = status(workspace, cycle=cycle, on=on, authorities=authorities)
    current = workspace.settings.model is not None and workspace.settings.model.current_cycle == cycle
    todos = [] if authorities else list(_of_settings(workspace, cycle))
    for one in found.authorities:
        if one.stage not in {"covered", "succeeded"}:
            todos += _of_authority(workspace, one, "" if current else f" --cycle {cycle}")
    return TodoResult(found, tuple(todos))


def still_to_be_filled_in(workspace: Workspace, cycle: str) -> tuple[Todo, ...]:
    """Say what a new workspace has in square brackets or without a name, the settings first."""
    authorities = workspace.authorities()
    reader = Reader(workspace)
    filled = (_to_fill_in(workspace, reader.files(cycle, each).case) for each in authorities)
    return (*_of_settings(workspace, cycle), *(one for todos in filled for one in todos))


def roles_of(result: TodoResult, person: str) -> set[str]:
    """Give the roles that somebody has on the day, by a role or by their name."""
    wanted = " ".join(person.casefold().split())
    found = {role for role in [person] if any(one.role == role for one in result.todo)}
    for one in result.status.authorities:
        for role in one.case.roles:
            who = holder(one.case.roles, role, result.status.on)
            if role == person or (who is not None and (who.name or "").casefold() == wanted):
                found.add(role)
    return found


def _of_settings(workspace: Workspace, cycle: str) -> Iterator[Todo]:
    settings = workspace.settings.model
    yield from _brackets(workspace, SETTINGS, "", ADVISER)
    if settings is None:
        return
    yield from _names(settings.people, SETTINGS, "", ADVISER)
    own = settings.cycles.get(cycle)
    if own is not None and own.self_assessment_due is None and own.closed is None:
        command = f"prevent-assure cycle open {cycle} --due DATE"
        yield Todo("", ADVISER, f"The cycle {cycle} has no due date.", (command,), file=SETTINGS)


def _brackets(workspace: Workspace, path: str, authority: str, role: str | None) -> Iterator[Todo]:
    """Say in which lines of a file something stands in square brackets, and whether it can be read at all."""
    result = validate_files(workspace, [PurePosixPath(path)])
    lines = [each.location.line for each in result.diagnostics if each.code == PLACEHOLDER.code]
    if lines:
        named = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
        yield Todo(authority, role, f"Fill in what stands in square brackets: {named}.", file=path)
    if any(each.severity is Severity.ERROR for each in result.diagnostics):
        yield Todo(authority, role, "The file has errors.", (f"prevent-assure validate {path}",), file=path)


def _names(people: People, path: str, authority: str, role: str | None) -> Iterator[Todo]:
    without = [each for each in people if _is_unnamed(people, each)]
    if without:
        said = f"Write `name:` for {', '.join(without)}, or `vacant: true`."
        yield Todo(authority, role, said, file=path)


def _is_unnamed(people: People, role: str) -> bool:
    who = holder(people, role, None)
    return who is not None and who.name is None and not who.vacant


def _of_authority(workspace: Workspace, one: Whereabouts, of_cycle: str) -> Iterator[Todo]:
    case = one.case
    if why_closed(case):
        return
    if not case.issued:
        yield from _to_fill_in(workspace, case)
    for way, group in groupby(one.next_steps, key=lambda need: need.way):
        yield _todo(one.authority, case, way, tuple(group), of_cycle)


def _to_fill_in(workspace: Workspace, case: Case) -> Iterator[Todo]:
    authority, path = case.authority_id, authority_path(case.authority_id)
    role = usual_role(case, "authority")
    if workspace.has(path):
        yield from _brackets(workspace, path, authority, role)
    yield from _names(case.authority.people if case.authority is not None else {}, path, authority, role)


def _line(command: str, whose: str) -> str:
    """Write a command line; `validate` takes all there is, so that nothing is missed that it says."""
    name, space, words = command.partition(" ")
    return f"prevent-assure {name}{'' if name == 'validate' else whose}{space}{words}"


def _todo(authority: str, case: Case, word: str, needs: Sequence[Need], of_cycle: str) -> Todo:
    way, whose = WAYS[word], f" -a {authority}{of_cycle}"
    lines = [_line(way.command.format(benchmark=need.benchmark), whose) for need in needs if way.command]
    for_ = {"lead": "", "adviser": " --for adviser"}
    paths = {"assessment": assessment_path, "review": review_path}
    return Todo(
        authority,
        usual_role(case, way.taker),
        " ".join(need.sentence for need in needs),
        tuple(dict.fromkeys(lines)),
        f"prevent-assure form write{whose}{for_[way.form]}" if way.form else "",
        paths[way.file](case.cycle, authority) if way.file in paths else "",
    )

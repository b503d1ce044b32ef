"""Reading forms back into the files: every value that somebody changed, and nothing else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from prevent_assure.checking.checks import form as rules
from prevent_assure.cycle.answering import Unreadable
from prevent_assure.cycle.attempt import Attempt
from prevent_assure.cycle.new import orders_of
from prevent_assure.cycle.step_table import File
from prevent_assure.diagnostics import Diagnostic, Route, Rule, Severity
from prevent_assure.rules.seals import made_stale
from prevent_assure.source import read
from prevent_assure.workspace.editing import Edit, EditRefused
from prevent_assure.workspace.locking import over_again
from prevent_assure.workspace.workspace import Workspace

from .archives import bytes_of
from .file_values import edits, values_of
from .item_lists import closed_up
from .layout import FORMAT, For, Input
from .making import FormMaker, Source
from .merging import Merge, Returned, Take, merge
from .pointers import longest, pointer, steps_of
from .reading_workbooks import Contents, FoundCell, Opened, contents_of, open_workbook
from .values import Misfit, read_cell


class FormFinding(NamedTuple):
    """What was found in a form.

    Attributes:
        code: The rule's code.
        severity: How much it weighs.
        form: The form's file.
        sheet: The sheet; empty where the whole form is meant.
        cell: The cell, as in `E12`; likewise.
        message: What is wrong.
        hint: What to do about it; empty where nothing can be said.
        path: The file of the workspace that it is about, if any.
        line: The line there.
        route: The route of the value.
    """

    code: str
    severity: Severity
    form: str
    sheet: str
    cell: str
    message: str
    hint: str = ""
    path: str = ""
    line: int | None = None
    route: str = ""

    @property
    def place(self) -> str:
        """The place as people see it, as in `herefordshire.xlsx: 3 Partnership plan!E12`."""
        where = f"{self.sheet}!{self.cell}" if self.sheet else ""
        return ": ".join(filter(None, (self.form, where)))


class Changed(NamedTuple):
    """A value that was changed: its route, the file, and the line where it stands now."""

    route: str
    path: str
    line: int | None


class Confirmed(NamedTuple):
    """That a form says that the self-assessment is complete: by whom, by role, on which day, in which file."""

    by: str
    on: str
    form: str


class FormRead(NamedTuple):
    """What became of the forms of one return.

    Attributes:
        authority: The authority's id; empty where it is not known.
        cycle: The cycle, likewise.
        path: The file that they are read into.
        written: Whether it was written.
        changed: What was changed, or would be.
        findings: What was found.
        confirmed: The confirmation, if there is one.
        stale: The sign-offs that no longer stand for what is written.
    """

    authority: str
    cycle: str
    path: str
    written: bool
    changed: tuple[Changed, ...] = ()
    findings: tuple[FormFinding, ...] = ()
    confirmed: Confirmed | None = None
    stale: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an error kept it from being written."""
        return any(found.severity is Severity.ERROR for found in self.findings)


class _Form(NamedTuple):
    """One workbook of a return: its file's name, and what it holds."""

    name: str
    opened: Opened


def read_forms(  # noqa: PLR0913 - what forms are read with
    workspace: Workspace,
    *,
    files: Sequence[Path],
    cycle: str,
    authority: str | None = None,
    take: Take | None = None,
    dry_run: bool = False,
) -> Iterator[FormRead]:
    """Read forms into the files that they are of; several of one return together.

    Args:
        workspace: The workspace.
        files: The forms.
        cycle: The cycle of forms that no longer say theirs.
        authority: The authority of forms that no longer say theirs; where given, every form must be its.
        take: Which side wins where a form and the file have both changed a value.
        dry_run: Whether nothing is written.

    Yields:
        What became of each return. Where there are errors, nothing of it is written.

    Raises:
        PreventAssureError: If a form or a file cannot be read, or the file cannot be written.
    """
    returns: dict[tuple[str, str, For], list[_Form]] = {}
    for path in dict.fromkeys(files):
        opened = open_workbook(bytes_of(path), path.name)
        if not isinstance(opened, Opened):
            finding = FormFinding(opened.code, Severity.ERROR, str(path), "", "", opened.message, opened.hint)
            yield FormRead("", "", "", written=False, findings=(finding,))
            continue
        key = _whose(opened, authority, cycle)
        wrong = _wrong(workspace, opened, key, authority)
        if wrong is not None:
            finding = FormFinding(rules.OF_ANOTHER.code, Severity.ERROR, str(path), "", "", *wrong)
            yield FormRead("", "", "", written=False, findings=(finding,))
        else:
            returns.setdefault(key, []).append(_Form(str(path), opened))
    for key, forms in returns.items():
        yield over_again(partial(_read_return, key=key, forms=forms, take=take, dry_run=dry_run), workspace)


def _read_return(
    workspace: Workspace, *, key: tuple[str, str, For], forms: Sequence[_Form], take: Take | None, dry_run: bool
) -> FormRead:
    authority, cycle, for_ = key
    try:
        source = FormMaker(workspace, cycle=cycle, for_=for_).form(authority)
    except Unreadable as fault:
        return FormRead(authority, cycle, "", written=False, findings=tuple(map(_of_file, fault.diagnostics)))
    return _Return(workspace, source, forms, take).read(dry_run=dry_run)


def _whose(opened: Opened, authority: str | None, cycle: str) -> tuple[str, str, For]:
    """Say of whom, of which cycle and for whom a form is, as it says itself, else as the command line does."""
    meta = opened.meta
    routes = [str(cells.get("A", ("",))[0]) for rows in opened.sheets.values() for _, cells in rows]
    lead = meta["for"] == "lead" if "for" in meta else any("/answers/" in route for route in routes)
    return meta.get("authority", authority or ""), meta.get("cycle", cycle), "lead" if lead else "adviser"


def _wrong(
    workspace: Workspace, opened: Opened, key: tuple[str, str, For], authority: str | None
) -> tuple[str, str] | None:
    """Say why a form is none of this workspace's, and what to do; None where it is."""
    of, cycle, _ = key
    settings = workspace.settings.model
    routes = any("A" in cells for rows in opened.sheets.values() for _, cells in rows)
    if opened.base is None and not routes:
        return "this workbook is no form of prevent-assure: its hidden column A is gone", "copy the answers into a form"
    if opened.meta.get("format", FORMAT) != FORMAT:
        return f"this form is of another kind than {FORMAT}", "read it with a newer prevent-assure"
    if not of:
        return "this form no longer says whose it is", "name the authority with --authority ID"
    reasons = {
        "this form no longer says who fills it in": (
            opened.meta.get("for", "lead") in {"lead", "adviser"}, "write a new form, and copy the answers over"
        ),
        f"this is the form of `{of}`, and not of `{authority}`": (
            authority in {None, of}, "read it without --authority"
        ),
        f"this is the form of `{of}`, which is no authority here": (
            of in workspace.authorities(), "look whether it belongs to another workspace"
        ),
        f"this form is for the cycle {cycle}, which the settings do not list": (
            settings is not None and cycle in settings.cycles, "add the cycle to the settings"
        ),
    }  # fmt: skip
    return next(((why, hint) for why, (holds, hint) in reasons.items() if not holds), None)


_CLOSED = {
    "issued": ("the letter is issued", "a correction is a new issue; the form is not read"),
    "closed": ("the cycle is closed", "`prevent-assure cycle open CYCLE --again` opens it again"),
    "submitted": ("the self-assessment is submitted", "the adviser returns it first: `prevent-assure return`"),
}


class _Return:
    """The forms of one authority in one cycle, while they are read."""

    def __init__(self, workspace: Workspace, source: Source, forms: Sequence[_Form], take: Take | None) -> None:
        self._workspace, self._source, self._forms, self._take = workspace, source, forms, take
        case = source.files.case
        self._attempt = Attempt(workspace, case.authority_id, case.cycle)
        self._file: File = "assessment" if source.form.for_ == "lead" else "review"
        self._path = self._attempt.paths[self._file]
        self._inputs: dict[str, Input] = dict(source.form.inputs())
        self._findings: list[FormFinding] = []
        self._cells: dict[str, tuple[str, FoundCell]] = {}
        self._places: dict[tuple[int, str], FoundCell] = {}

    def read(self, *, dry_run: bool) -> FormRead:
        """Merge the forms with the file, try it, and write it."""
        if self._source.closed is not None:
            for form in self._forms:
                self._found(rules.CLOSED, form.name, None, *_CLOSED[self._source.closed])
            return self._result((), written=False)
        data = read(self._attempt.text(self._file)).data  # of a file that is not there yet, as it is laid out
        now = values_of(data, self._source.criteria)
        returned: dict[str, list[Returned]] = {}
        for index, form in enumerate(self._forms):
            for route, one in closed_up(dict(self._returned(index, form)), now).items():
                returned.setdefault(route, []).append(one)
                if one.value:
                    self._cells[route] = (form.name, self._places[index, one.place])
        confirmed = self._confirmed(returned)
        merged = merge(returned, now, self._take)
        self._conflicts(merged)
        if self._failed() or not merged.changes:
            return self._result((), written=False, confirmed=confirmed)
        changes = {route: one.value for route, one in merged.changes.items()}
        kinds = {route: self._inputs[route].kind for route in changes}
        edit = edits(data, changes, kinds, self._source.criteria)
        return self._tried(edit, tuple(changes), confirmed, dry_run=dry_run)

    def _returned(self, index: int, form: _Form) -> Iterator[tuple[str, Returned]]:
        """Read the values of a form; what does not fit is found."""
        meta, contents = form.opened.meta, contents_of(form.opened, self._source.form)
        now = self._source.form
        if meta.get("criteria", now.criteria) != now.criteria:
            message = f"this form goes by {meta['criteria']}, and the file by {now.criteria}"
            self._found(rules.OF_ANOTHER, form.name, None, message, "write a new form, and copy the answers over")
            return
        if meta.get("criteria_digest", now.criteria_digest) != now.criteria_digest:
            message = "the wording of the criteria has changed since this form was written"
            self._found(rules.EDITION_CHANGED, form.name, None, message, "look at what changed: `criteria show`")
        self._rows(form, contents)
        for route, cell in contents.cells.items():
            given = self._inputs.get(route) or self._inputs.get(_of_first(route))
            if given is None:
                if cell.value is not None:
                    hint = "it is none of this edition; delete the row, or write a new form"
                    self._found(rules.ROW_UNKNOWN, form.name, cell, "the criteria ask nothing of this kind", hint)
                continue
            self._inputs[route] = given
            self._cells.setdefault(route, (form.name, cell))
            self._places[index, cell.place] = cell
            value = read_cell(given, cell.value)
            if cell.formula:
                message = "a formula stands in the place of an answer"
                self._found(rules.FORMULA, form.name, cell, message, "write the answer itself")
            elif isinstance(value, Misfit):
                self._found(rules.VALUE, form.name, cell, value.message, value.hint)
            else:
                base = form.opened.base.get(route, "") if form.opened.base is not None else None
                yield route, Returned(index, cell.place, base, value)

    def _rows(self, form: _Form, contents: Contents) -> None:
        """Look for rows that are gone or there twice, and for what nobody asked for."""
        gone = [route for route in form.opened.base or () if route not in contents.cells]
        if gone and not contents.cells:
            message = "nothing in this form can be told apart any more: its hidden column A is gone"
            hint = "undo it in the workbook, or copy the answers into a new form"
            self._found(rules.ROW_MISSING, form.name, None, message, hint)
            return
        if gone:
            rows = (
                f"{len(gone)} values of this form are missing" if len(gone) > 1 else "a value of this form is missing"
            )
            message = f"{rows}, since rows have been deleted; the first is {gone[0]}"
            self._found(rules.ROW_MISSING, form.name, None, message, "undo it in the workbook, or write a new form")
        doubled = {(cell.sheet, cell.row): cell for cell in reversed(tuple(contents.twice.values()))}
        for sheet, count in Counter(cell.sheet for cell in doubled.values()).items():
            cell = next(one for one in reversed(doubled.values()) if one.sheet == sheet)
            rows = "this row is a copy of another one" if count == 1 else f"{count} rows here are copies of others"
            message = f"{rows}, so that two cells answer the same question"
            self._found(rules.ROW_TWICE, form.name, cell, message, "delete one of the two rows")
        for cell in contents.merged:
            message = "this cell is merged with another one, so that nobody can tell what it says"
            self._found(rules.VALUE, form.name, cell, message, "take the cells apart, and fill in this one, too")
        for remark in (*form.opened.comments, *contents.remarks):
            place = FoundCell(remark.sheet, remark.cell, None)
            hint = "it is not read: look at it, and put it where it belongs"
            self._found(rules.REMARK, form.name, place, f"there is {remark.what}", hint)

    def _confirmed(self, returned: dict[str, list[Returned]]) -> Confirmed | None:
        """Take the confirmation out of what the forms say; it is no part of the file until it is submitted."""
        by, on = ({one.form: one.value for one in returned.pop(pointer("submitted", key), [])} for key in ("by", "on"))
        given = [Confirmed(by.get(index, ""), on.get(index, ""), form.name) for index, form in enumerate(self._forms)]
        given = [one for one in given if one.by or one.on]
        for one in given:
            if not (one.by and one.on):
                _, cell = self._cells[pointer("submitted", "on" if one.by else "by")]
                message = "the confirmation lacks " + ("its day" if one.by else "who gives it")
                if (cell.sheet, cell.cell) not in {(found.sheet, found.cell) for found in self._findings}:
                    self._found(rules.VALUE, one.form, cell, message, "fill in both, or neither")
        if len({one[:2] for one in given}) > 1:
            _, cell = self._cells[pointer("submitted", "by")]
            names = ", ".join(one.form for one in given)
            message = f"the forms are confirmed by different posts, or on different days: {names}"
            self._found(rules.CONFLICT, given[0].form, cell, message, "make them say the same, or read one by one")
        return given[0] if given else None

    def _conflicts(self, merged: Merge) -> None:
        for conflict in merged.conflicts:
            line = self._line(conflict.route)
            at = f"{self._path}:{line}" if line else self._path
            places = ", ".join(f"{self._forms[one.form].name}: {one.place}" for one in conflict.places)
            if conflict.with_file:
                message = f"this was changed here, and otherwise at {at}, since the form was written"
                if conflict.places[0].base is None:
                    message = f"this differs from {at}, and the form no longer says what it began with"
                hint = "--take form writes what the form says; --take file leaves the file as it is"
            else:
                message, hint = f"the forms contradict each other here: {places}", "make them say the same"
            first = conflict.places[0]
            name, cell = self._forms[first.form].name, self._places[first.form, first.place]
            self._found(rules.CONFLICT, name, cell, message, hint, path=self._path, line=line)
            self._findings[-1] = self._findings[-1]._replace(route=conflict.route)

    def _line(self, route: str) -> int | None:
        files = self._source.files
        loaded = files.assessment if self._file == "assessment" else files.review
        document = loaded.document if loaded is not None else None
        return document.locate(_route(route, document.data)).line if document is not None else None

    def _tried(self, edit: Edit, routes: tuple[str, ...], confirmed: Confirmed | None, *, dry_run: bool) -> FormRead:
        """Look at the files as they would be, and write them unless there is an error that was not there before."""
        try:
            trial = self._attempt.trial(self._file, edit, missing="new errors", orders=orders_of(self._source.criteria))
        except EditRefused as fault:
            self._found(rules.VALUE, self._forms[0].name, None, str(fault), "nothing of this return is written")
            return self._result((), written=False, confirmed=confirmed)
        loaded = trial.files.assessment if self._file == "assessment" else trial.files.review
        document = loaded.document if loaded is not None else None
        data = document.data if document is not None else None
        for found in trial.missing:
            self._findings.append(self._in_form(found, data))
        lines = {route: document.locate(_route(route, data)).line if document is not None else None for route in routes}
        changed = tuple(Changed(route, self._path, lines[route]) for route in routes)
        stale = made_stale(self._attempt.case, trial.files.case)
        if not self._failed() and not dry_run:
            self._attempt.save(self._file, trial)
        result = self._result(changed, written=not self._failed() and not dry_run, confirmed=confirmed)
        return result._replace(stale=stale)

    def _in_form(self, found: Diagnostic, data: object) -> FormFinding:
        """Give a finding of the file its place in the form."""
        at = longest(_pointer(found.route, data), self._cells) or next(
            (route for route in self._cells if route.startswith(f"{_pointer(found.route, data)}/")), None
        )
        if found.location.path != self._path or at is None:
            return _of_file(found)
        name, cell = self._cells[at]
        return FormFinding(
            found.code, found.severity, name, cell.sheet, cell.cell, found.message, found.hint or "", self._path
        )

    def _found(  # noqa: PLR0913 - what a finding consists of
        self,
        rule: Rule,
        form: str,
        cell: FoundCell | None,
        message: str,
        hint: str,
        *,
        path: str = "",
        line: int | None = None,
    ) -> None:
        sheet, place = (cell.sheet, cell.cell) if cell is not None else ("", "")
        self._findings.append(FormFinding(rule.code, rule.severity, form, sheet, place, message, hint, path, line))

    def _failed(self) -> bool:
        return any(found.severity is Severity.ERROR for found in self._findings)

    def _result(self, changed: tuple[Changed, ...], *, written: bool, confirmed: Confirmed | None = None) -> FormRead:
        form = self._source.form
        return FormRead(form.authority, form.cycle, self._path, written, changed, tuple(self._findings), confirmed)


def _of_first(route: str) -> str:
    """Give the route of the first item of a list in the place of that of a later one."""
    steps = steps_of(route)
    return pointer(*("0" if step.isdecimal() else step for step in steps))


def _of_file(found: Diagnostic) -> FormFinding:
    place = found.location
    return FormFinding(found.code, found.severity, "", "", "", found.message, found.hint or "", place.path, place.line)


def _pointer(route: Route, data: object) -> str:
    """Give the pointer of a place in a file: items of lists by their names."""
    steps: list[str] = []
    for step in route:
        inner = _inner(data, step)
        named = (
            inner.get("recommendation", inner.get("id")) if isinstance(data, list) and isinstance(inner, dict) else None
        )
        steps.append(str(step if named is None else named))
        data = inner
    return pointer(*steps)


def _inner(data: object, step: str | int) -> object:
    if isinstance(data, list):
        return data[step] if isinstance(step, int) and step < len(data) else None
    return data.get(step) if isinstance(data, dict) else None


def _route(text: str, data: object) -> Route:
    """Find the place that a pointer means in a file, as far as there is one."""
    route: list[str | int] = []
    for step in steps_of(text):
        if isinstance(data, list):
            at = next((index for index, item in enumerate(data) if isinstance(item, dict)
                       and step in {item.get("recommendation"), item.get("id")}),
                      int(step) if step.isdecimal() else None)  # fmt: skip
            if at is None or at >= len(data):
                break
            route.append(at)
            data = data[at]
        elif isinstance(data, dict) and step in data:
            route.append(step)
            data = data[step]
        else:
            break
    return tuple(route)

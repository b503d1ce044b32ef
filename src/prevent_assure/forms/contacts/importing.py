"""The team's contacts sheet into authority files: each difference is told, and written where nothing is wrong."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from prevent_assure.checking.checks.contacts import COLUMNS, CONFLICT, FILE, LOOK, NOT_TAKEN, UNREADABLE
from prevent_assure.checking.named_files import validate_text
from prevent_assure.cycle.init import NewAuthorityView
from prevent_assure.cycle.laying_out import laid_out
from prevent_assure.diagnostics import Diagnostic, Route, Severity
from prevent_assure.forms.archives import bytes_of
from prevent_assure.model.authority import Authority
from prevent_assure.model.nearness import closest
from prevent_assure.model.settings import Contacts, ContactsColumn, Settings
from prevent_assure.rules.council_names import folded
from prevent_assure.source import read
from prevent_assure.text.file_formats import module_with_extra
from prevent_assure.workspace.editing import EditRefused, Value, edit
from prevent_assure.workspace.layout import authority_path
from prevent_assure.workspace.locking import over_again, read_now, write_over
from prevent_assure.workspace.templates import workspace_templates
from prevent_assure.workspace.workspace import Workspace

from .authorities import Known, Named, by_authority
from .columns import Layout, faults, layout_of
from .findings import Found
from .merging import Difference, Kind, merge_post, not_in_sheet
from .rows import Entry, Fact, OneAuthority
from .sheets import MOST_BYTES, Contents, Unreadable, text_sheets
from .words import LETTER_CC, LETTER_TO

_PLACEHOLDER = "[address]"


class Updated(NamedTuple):
    """What became of an authority.

    Attributes:
        authority: Its id.
        path: Its file.
        differences: How sheet and file differ.
        found: What was found in its rows.
        written: Whether the file was written.
        lines: The line of each difference in the file as it was; None where it has none.
    """

    authority: str
    path: str
    differences: Sequence[Difference]
    found: Sequence[Found] = ()
    written: bool = False
    lines: Sequence[int | None] = ()

    @property
    def failed(self) -> bool:
        """Whether an error kept it from being written."""
        return any(one.is_error for one in self.found)

    @property
    def changes(self) -> Sequence[Difference]:
        """The differences that change the file."""
        return [one for one in self.differences if one.kind != "not in the sheet"]


class Imported(NamedTuple):
    """What became of a sheet.

    Attributes:
        found: What was found in the sheet itself.
        updated: What became of each authority, those last that are not in the sheet.
    """

    found: Sequence[Found]
    updated: Sequence[Updated] = ()

    @property
    def failed(self) -> bool:
        """Whether anything was not written because of an error."""
        return any(one.is_error for one in self.found) or any(one.failed for one in self.updated)


class Plan(NamedTuple):
    """How a sheet is read into files.

    Attributes:
        settings: The workspace's settings.
        on: The first day of who holds a post anew, where the sheet gives none.
        dry_run: Whether nothing is written.
        sheet: Which sheet of a workbook, by name; None for the only one with headings.
    """

    settings: Settings
    on: datetime.date
    dry_run: bool = False
    sheet: str | None = None


def import_contacts(workspace: Workspace, file: Path, plan: Plan) -> Imported:
    """Read a contacts sheet into the authorities' files.

    Args:
        workspace: The workspace.
        file: The sheet: a workbook, or text with commas, semicolons or tabs.
        plan: How it is read.

    Returns:
        What became of each authority.

    Raises:
        PreventAssureError: If a file cannot be read or written.
    """
    contacts = plan.settings.contacts
    contents = _contents(bytes_of(file))
    if isinstance(contents, Unreadable):
        return Imported([Found(UNREADABLE, contents.message, contents.hint)])
    layout = _layout(contents, plan.sheet, contacts)
    wrong = [layout] if isinstance(layout, Found) else list(faults(layout))
    if isinstance(layout, Found) or wrong:
        return Imported(wrong)
    known = dict(_known(workspace))
    in_sheet = by_authority(layout, known, contacts)
    updated = [_told(workspace, layout, named, in_sheet.failed, plan) for named in in_sheet.named]
    missing = known.keys() - {named.id for named in in_sheet.named} - in_sheet.failed
    updated += [Updated(name, authority_path(name), (Difference("not in the sheet", ""),), lines=(None,))
                for name in sorted(missing)]  # fmt: skip
    return Imported([*_left_aside(contents, layout, contacts), *in_sheet.found], updated)


def _told(workspace: Workspace, layout: Layout, named: Named, failed: frozenset[str], plan: Plan) -> Updated:
    """Update an authority, unless a row of which it cannot be told whose it is may be its."""
    blocked = named.id in failed
    own = plan._replace(dry_run=True) if blocked else plan
    result = over_again(partial(_update, layout=layout, named=named, plan=own), workspace)
    if not blocked or not result.changes:
        return result
    message = f"a row with an error above may be of `{named.id}`, of which nothing is written therefore"
    return result._replace(found=[*result.found, Found(CONFLICT, message, "", named.cell)])


def _layout(contents: Sequence[Contents], sheet: str | None, contacts: Contacts) -> Layout | Found:
    """Find the sheet with contacts, and what its columns hold."""
    layouts = [layout for content in contents for one in content.sheets if sheet in {None, one.name}
               and (layout := layout_of(one, contacts)) is not None]  # fmt: skip
    if len(contents) > 1:  # one text, read by each of the marks that may stand between its columns
        layouts = sorted(layouts, key=lambda layout: -layout.known)[:1]
    if len(layouts) == 1:
        return layouts[0]
    if layouts:
        names = ", ".join(layout.sheet.name for layout in layouts)
        return Found(COLUMNS, "several sheets have contacts", "name one of them with --sheet", shown=names)
    there = [one.name for content in contents[:1] for one in content.sheets]
    if sheet is not None and sheet not in there:
        near = closest(sheet, there)
        hint = f"{near} " if near else ""
        return Found(COLUMNS, f"there is no sheet `{sheet}` in it", f"{hint}The sheets are: {', '.join(there)}")
    message = "no row has headings that say what the columns hold: the authority, and at least one thing more"
    hint = (
        "usual headings are Authority, Type, Region, Address, Post, Name, From, To; "
        "say what others hold under `contacts: {columns: ...}` in prevent-assure.yaml"
    )
    return Found(COLUMNS, message, hint)


def _contents(data: bytes) -> list[Contents] | Unreadable:
    if len(data) > MOST_BYTES:
        return Unreadable("this file is larger than 20 MB", "keep the contacts alone in it")
    if data[:2] != b"PK" and data[:4] != b"\xd0\xcf\x11\xe0":
        texts = text_sheets(data)
        return texts if isinstance(texts, Unreadable) else list(texts)
    name = f"{__package__}.workbooks"
    workbooks = module_with_extra(
        name, library=("openpyxl", "xlsxwriter"), extra="forms", format_name="a contacts sheet that is a workbook"
    )
    book: Contents | Unreadable = workbooks.workbook_sheets(data)
    return book if isinstance(book, Unreadable) else [book]


def _left_aside(contents: Sequence[Contents], layout: Layout, contacts: Contacts) -> Iterator[Found]:
    """Say what of a file goes nowhere: columns, other sheets, comments."""
    if contents[0].note:
        yield Found(LOOK, contents[0].note, "look at names with accents")
    for sheet in contents[0].sheets:
        if sheet.name != layout.sheet.name and sheet.rows:
            first = next(iter(sheet.rows[0].values()))
            yield Found(NOT_TAKEN, "this sheet is not read", "", first)
    for place, text in contents[0].comments:
        yield Found(NOT_TAKEN, f"there is a comment in {place}, and it is not read", "", shown=text)
    left = [layout.headings[letter] for letter, (_, column) in layout.columns.items() if column == "nothing"]
    mapped = {folded(name) for name, column in contacts.columns.items() if column == "nothing"}
    for cell in (cell for cell in left if folded(cell.text) not in mapped):
        message = "this column is not kept: the files have no place for what it holds"
        yield Found(NOT_TAKEN, message, "", cell, cell.text)
    for cell in layout.unknown:
        hint = "if it matters, say what it holds under `contacts: {columns: ...}` in prevent-assure.yaml"
        yield Found(NOT_TAKEN, "this heading is not known, and its column is not read", hint, cell, cell.text)


def _known(workspace: Workspace) -> Iterator[tuple[str, Known]]:
    for name in workspace.authorities():
        loaded = workspace.authority(name)
        model = loaded.model if loaded is not None else None
        yield name, Known(model.name, " ".join(model.address)) if model is not None else Known(name, "")


def _update(workspace: Workspace, *, layout: Layout, named: Named, plan: Plan) -> Updated:
    """Hold the rows of an authority against its file, and write what differs unless there is an error."""
    path = authority_path(named.id)
    before = read_now(workspace.root, path)
    old = before[path]
    found: list[Found] = []
    if (old is None) == named.known or (old is not None and _errors(old, path)):
        message = f"{path} cannot be changed: it has errors, or was made or removed meanwhile"
        return Updated(named.id, path, (), [Found(FILE, message, "`prevent-assure validate` says what", named.cell)])
    text = old if old is not None else _new(named)
    document = read(text)
    data = document.data
    rows = OneAuthority(layout, named.rows, plan.settings.contacts, _titles(data))
    facts, entries = rows.facts(found), rows.entries(found)
    differences, edits = _differences(data, facts, entries, plan.on, found)
    _refuse_shared(entries, plan.settings, found)
    if old is None:
        differences = [Difference("new authority", "", "", named.name or named.id, "", named.cell), *differences]
        found += _missing(facts, entries, named)
    lines = [document.locate(_there(one.route, data)).line if old is not None and one.route else None
             for one in differences]  # fmt: skip
    result = Updated(named.id, path, differences, found, lines=lines)
    if result.failed or not result.changes:
        return result
    try:
        made = edit(text, edits, model=Authority)
    except EditRefused as fault:
        return result._replace(found=[*found, Found(FILE, f"{path}: {fault}", "", named.cell)])
    wrong = _errors(made, path)
    if wrong:
        return result._replace(found=[*found, *(_of_file(one, named) for one in wrong)])
    written = not plan.dry_run and write_over(workspace.root, {path: made}, before)
    return result._replace(written=written)


def _errors(data: bytes, path: str) -> list[Diagnostic]:
    return [one for one in validate_text(data, path).diagnostics if one.severity is Severity.ERROR]


def _of_file(one: Diagnostic, named: Named) -> Found:
    return Found(FILE, f"{one.location.path} would have an error: {one.message}", one.hint or "", named.cell)


def _new(named: Named) -> bytes:
    """Lay out the file of a new authority as `init` does."""
    view = NewAuthorityView(named.id, named.name or named.id)
    return laid_out("authority.yaml.j2", {"authority": view}, workspace_templates()).encode()


def _titles(data: Any) -> dict[str, str]:  # noqa: ANN401 - what a file holds
    """Give the titles of a file's posts with their roles, and the roles themselves."""
    found: dict[str, str] = {}
    for role, post in data["people"].items():
        found.setdefault(role, role)
        for person in post if isinstance(post, list) else [post]:
            found.setdefault(folded(str(person["title"])), role)
    return found


def _differences(
    data: Any,  # noqa: ANN401 - what a file holds
    facts: Mapping[ContactsColumn, Fact],
    entries: Sequence[Entry],
    on: datetime.date,
    found: list[Found],
) -> tuple[list[Difference], dict[Route, Value]]:
    differences: list[Difference] = []
    edits: dict[Route, Value] = {}
    for column, fact in facts.items():
        old = data.get(column)
        shown = ", ".join(old) if isinstance(old, list) else str(old or "")
        if folded(shown) == fact.key:
            continue
        kind: Kind = "added" if old is None or old == [_PLACEHOLDER] else "changed"
        edits[column,] = list(fact.lines) if column == "address" else fact.lines[0]
        differences.append(Difference(kind, column, shown if kind == "changed" else "", ", ".join(fact.lines), "",
                                      fact.cell, (column,)))  # fmt: skip
    for role in dict.fromkeys(entry.role for entry in entries):
        of_role = [entry for entry in entries if entry.role == role]
        merged = merge_post(role, of_role, data["people"].get(role), on, found)
        differences += merged.differences
        edits |= merged.edits
    return [*differences, *not_in_sheet(data["people"], entries, on)], edits


def _refuse_shared(entries: Iterable[Entry], settings: Settings, found: list[Found]) -> None:
    """Refuse posts of the settings: a role that stood in both files would be on two sides."""
    for entry in entries:
        if entry.role in settings.people:
            message = f"`{entry.role}` is a role of the settings, and of no authority"
            found.append(Found(CONFLICT, message, "take the row out", entry.cell))


def _missing(facts: Mapping[ContactsColumn, Fact], entries: Sequence[Entry], named: Named) -> Iterator[Found]:
    """Say what the file of a new authority still lacks."""
    lacks = [] if "address" in facts else [f"its address (`{_PLACEHOLDER}` stands in its place)"]
    roles = {entry.role for entry in entries}
    lacks += [f"who is `{role}`" for role in (LETTER_TO, *LETTER_CC) if role not in roles]
    if lacks:
        message = f"the new file of `{named.id}` lacks {', '.join(lacks)}"
        yield Found(LOOK, message, f"write it into {authority_path(named.id)}, or into the sheet", named.cell)


def _there(route: Route, data: Any) -> Route:  # noqa: ANN401 - what a file holds
    """Give a route as far as the file has it."""
    found: list[str | int] = []
    for step in route:
        if not (
            step in data
            if isinstance(data, dict)
            else isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            break
        data = data[step]
        found.append(step)
    return tuple(found)

"""Writing forms into a workspace, and the list for those who send them by mail merge."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from prevent_assure.cycle.new import LEAD
from prevent_assure.model.authority import holder
from prevent_assure.text.escaping import cell
from prevent_assure.workspace.files import read_file
from prevent_assure.workspace.layout import form_path
from prevent_assure.workspace.locking import locked
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import write_whole

from .layout import For
from .making import FormMaker, Source
from .writing_workbooks import workbook_of

LIST = "forms.csv"
HEADINGS = ("authority", "name", "role", "post", "file", "due")


class FormWritten(NamedTuple):
    """What became of an authority's form.

    Attributes:
        authority: The authority's id.
        path: Where it lies.
        said: Why it was not written, in a sentence; empty where it was.
        closed: Whether that is because there is nothing to be filled in any more.
    """

    authority: str
    path: str
    said: str = ""
    closed: bool = False


def write_forms(  # noqa: PLR0913 - what forms are written for
    workspace: Workspace,
    *,
    authorities: Sequence[str],
    cycle: str,
    for_: For = "lead",
    output: Path | None = None,
    overwrite: bool = False,
    listed: bool = False,
    watch: Callable[..., None] = lambda *_: None,
) -> Iterator[FormWritten]:
    """Write forms.

    Args:
        workspace: The workspace.
        authorities: Whose.
        cycle: The cycle.
        for_: Who fills them in.
        output: The file, or with several authorities the folder; None for the usual place in `forms/`.
        overwrite: Whether a form that is there and differs is written over.
        listed: Whether the list for a mail merge is written beside them.
        watch: What is told how many are done.

    Yields:
        What became of each.

    Raises:
        Unreadable: If a file cannot be read.
        PreventAssureError: If there are no criteria, or a file cannot be written.
        InputError: If criteria or wording cannot be used.
    """
    maker, rows = FormMaker(workspace, cycle=cycle, for_=for_), []
    for number, authority in enumerate(authorities, 1):
        source = maker.form(authority)
        usual = form_path(cycle, authority, for_)
        path = _place(workspace, usual, output, several=listed or len(authorities) > 1)
        root = workspace.root if output is None else None
        closed = _CLOSED.get(source.closed or "", "")
        why = closed or _write(path, workbook_of(source.form), root, overwrite=overwrite)
        shown = usual if output is None else str(path)
        yield FormWritten(authority, shown, why, closed=bool(closed))
        if not closed:
            rows.append(_row(source, shown))
        watch(number)
    if listed:
        folder = workspace.root / form_path(cycle, "x", for_).rpartition("/")[0] if output is None else output
        data = _listing(rows).encode("utf-8-sig")  # as Excel wants it
        write_whole(folder / LIST, data, root=workspace.root if output is None else None)


def _place(workspace: Workspace, usual: str, output: Path | None, *, several: bool) -> Path:
    if output is None:
        return workspace.root / usual
    return output / usual.rpartition("/")[2] if several or output.is_dir() else output


_CLOSED = {
    "issued": "the letter is issued",
    "closed": "the cycle is closed; `prevent-assure cycle open CYCLE --again` opens it again",
    "submitted": "the self-assessment is submitted; a form can be written once it is returned",
}


def _write(path: Path, data: bytes, root: Path | None, *, overwrite: bool) -> str:
    """Write a form, but not over one that differs, since somebody may have filled it in."""
    there = read_file(path, root=root) if path.exists() else None
    if there not in {None, data} and not overwrite:
        return "another form is there, which may have been filled in; --overwrite writes over it"
    with locked(root) if root is not None else nullcontext():
        write_whole(path, data, root=root, over=there)
    return ""


def _row(source: Source, path: str) -> tuple[str, ...]:
    draft, authority = source.draft, source.files.case.authority
    person = holder(authority.people, LEAD, None) if authority is not None else None
    role, post = (LEAD, person.title) if person is not None else ("", "")
    return (draft.authority, authority.name if authority is not None else "", role, post, path, draft.due)


def _listing(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEADINGS)
    lines.writerows([cell(text) for text in row] for row in rows)
    return out.getvalue()

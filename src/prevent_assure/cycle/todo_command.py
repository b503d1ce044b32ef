"""`prevent-assure todo`."""

from collections.abc import Iterator
from typing import Annotated

import typer

from prevent_assure.cli import boundary, clock, listing, workspaces
from prevent_assure.rules.status import STAGES
from prevent_assure.text.blocks import Block, Heading, Line, Points
from prevent_assure.text.escaping import harmless
from prevent_assure.text.listings import Listing
from prevent_assure.text.phrasing import printed_cycle

from .todo import Todo, TodoResult, roles_of
from .todo import todo as task

EXAMPLES = (
    "Examples: `prevent-assure todo` · `prevent-assure todo -a herefordshire` · "
    "`prevent-assure todo --role prevent-lead`"
)
COLUMNS = ("authority", "cycle", "role", "what", "commands", "form", "file")
NOTHING = "Nothing is to be done."


def todo(
    context: typer.Context,
    authority: boundary.Authorities = None,
    cycle: boundary.Cycle = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            "--for",
            metavar="ROLE",
            help="Only what somebody must do: by role, as in prevent-lead, prevent-adviser or head-of-delivery, or by "
            "name.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day that days are counted from. By default today.")
    ] = None,
    form: listing.Form = "text",
    no_bom: listing.NoBom = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Say what must be done next, by whom, and with which command, form or web editor.

    It is what `status` says is needed, and what is still to be filled in.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = workspaces.chosen_authorities(opened, authority, of_cycle)
        result = task(opened, cycle=of_cycle, on=clock.day(on), authorities=named)
        if role is not None:
            roles = roles_of(result, role)
            if not roles:
                known = sorted({each for one in result.status.authorities for each in one.case.roles})
                boundary.fail("nobody here has this role or name", f"roles here: {', '.join(known) or 'none'}")
            result = result.of(roles)
        listing.show(todo_listing(result), form, bom=not no_bom)
        boundary.findings(result.status.diagnostics, to_error=True)
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.status.diagnostics else boundary.DONE)


def todo_listing(result: TodoResult) -> Listing:
    """List what must be done."""
    cycle = result.status.cycle
    return Listing(
        text=_blocks(result, markdown=False),
        markdown=_blocks(result, markdown=True),
        columns=COLUMNS,
        rows=[[one.authority, cycle, one.role, one.what, one.commands, one.form, one.file] for one in result.todo],
        data={
            "format": "prevent-assure/todo/1",
            "cycle": cycle,
            "on": result.status.on,
            "todo": [one._asdict() for one in result.todo],
        },
    )


def _blocks(result: TodoResult, *, markdown: bool) -> Iterator[Block]:
    places = {one.authority: one for one in result.status.authorities}
    before = None
    for one in result.todo:
        if one.authority != before:
            before, where = one.authority, places.get(one.authority)
            head = "The workspace" if where is None else f"{where.name}: {STAGES[where.stage]}"
            left = f", due {where.due}" if where is not None and where.due is not None and not where.submitted else ""
            yield Heading(f"{head}, {printed_cycle(result.status.cycle)}{left}")
        first, *rest = lines_of(one)
        if markdown:
            yield Points(("; ".join((first, *rest)),))
        else:
            yield Line(harmless(first), indent=2)
            yield from (Line(harmless(line), indent=6, folded=False) for line in rest)
    if not result.todo:
        yield Line(NOTHING)


def lines_of(one: Todo) -> Iterator[str]:
    """Say what must be done in a line, and how in the lines below it."""
    yield f"{one.role or 'whoever it is'}: {one.what}"
    yield from one.commands
    if one.form:
        yield f"{'or ' if one.commands else ''}by form: {one.form}"
    if one.file:
        yield f"{'or ' if one.commands or one.form else ''}in an editor, here or on the web: {one.file}"

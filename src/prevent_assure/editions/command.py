"""`prevent-assure criteria`: editions listed, shown, compared and tried, and self-assessments carried over."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from prevent_assure.checking import chosen_edition
from prevent_assure.checking.editions import editions_here, in_full
from prevent_assure.cli import boundary, completion, listing, streams, workspaces
from prevent_assure.rules.edition_changes import edition_changes
from prevent_assure.text.blocks import Page, page_markdown, page_text
from prevent_assure.text.json_text import written
from prevent_assure.workspace.locking import over_again
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import only_tried

from .data import changes_data, edition_data, editions_data
from .migrate import MigrateResult
from .migrate import migrate as carry_over
from .pages import changes_page, edition_page, editions_page
from .what_if import what_if as try_edition
from .what_if_printing import what_if_listing

EXAMPLES = (
    "Examples: `prevent-assure criteria list` · `prevent-assure criteria diff 2023-24 2024-25` · "
    "`prevent-assure criteria what-if 2025-26` · `prevent-assure criteria migrate -a herefordshire --to 2025-26`"
)

criteria = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings=boundary.CONTEXT,
    help="Editions of criteria: list, show and compare them, try answers under a draft, carry them to a new one.",
    epilog=EXAMPLES,
)


Format = Literal["text", "json", "md"]
Form = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]
Edition = Annotated[str, typer.Argument(metavar="EDITION", help="As in local-authority/2024-25, or 2024-25.")]


@criteria.command("list", epilog="Example: `prevent-assure criteria list`")
def list_(context: typer.Context, form: Form = "text", workspace: boundary.Workspace = None) -> None:
    """List the editions that can be had here: the workspace's own, and those that are packaged."""
    with boundary.boundary():
        found = editions_here(_where(context, workspace))
        _show(form, lambda: editions_page(found), lambda: editions_data(found))
    raise typer.Exit(boundary.DONE if all(each.model for each in found) else boundary.INPUT_HAS_ERRORS)


@criteria.command(
    "show", epilog="Examples: `prevent-assure criteria show` · `prevent-assure criteria show 2023-24 --format md`"
)
def show(
    context: typer.Context,
    edition: Annotated[
        str | None,
        typer.Argument(
            metavar="EDITION", help="As in local-authority/2024-25; by default the cycle's.", show_default=False
        ),
    ] = None,
    form: Form = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """Show an edition: every benchmark and criterion with its id and text."""
    with boundary.boundary():
        found = chosen_edition.edition(context, workspace, edition)
        _show(form, lambda: edition_page(*found), lambda: edition_data(*found))
    raise typer.Exit(boundary.DONE)


@criteria.command("diff", epilog="Example: `prevent-assure criteria diff 2023-24 2024-25 --format md`")
def diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help="The earlier edition, as in 2023-24.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The later edition, as in 2024-25.")],
    form: Form = "text",
    workspace: boundary.Workspace = None,
) -> None:
    """Say what was reworded, moved, split, merged and retired between two editions, and what is new.

    The later edition says so itself, in `replaces`; where it says nothing, the same id asks the same.
    """
    with boundary.boundary():
        old, new = (chosen_edition.edition(context, workspace, each)[0] for each in (before, after))
        changes = edition_changes(old, new)
        _show(form, lambda: changes_page(changes), lambda: changes_data(changes))
    raise typer.Exit(boundary.DONE)


@criteria.command("migrate", epilog="Example: `prevent-assure criteria migrate --to 2025-26 --dry-run`")
def migrate(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="EDITION", help="The edition that it is to go by.")],
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            "-a",
            metavar="ID",
            help="Whose self-assessment; may be given several times. By default the only authority's.",
            autocompletion=completion.authorities,
        ),
    ] = None,
    cycle: boundary.Cycle = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Carry a self-assessment to another edition, in its own file.

    Answers that still mean the same are carried; what must be asked afresh is open. What is not carried stands in
    the file as a comment. All else stays to the byte.
    """
    failed = False
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        edition = in_full(to, opened.editions()) or to
        with only_tried(dry_run):
            for each in workspaces.one_or_named(opened, authority, of_cycle):
                result = over_again(partial(carry_over, authority=each, cycle=of_cycle, edition=edition), opened)
                boundary.findings(result.diagnostics, to_error=True)
                failed = failed or bool(result.diagnostics)
                _say(each, result, tried=dry_run)
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if failed else boundary.DONE)


def _say(authority: str, result: MigrateResult, *, tried: bool) -> None:
    if result.diagnostics:
        boundary.say(f"{authority}: not carried over, because of the errors above")
        return
    if result.before == result.after:
        boundary.note(f"{result.path} goes by {result.after} already")
        return
    would = "would be " if tried else ""
    boundary.show_line(f"{result.path}: {would}carried from {result.before} to {result.after}")
    boundary.show_line(f"  {result.kept} answers still mean the same")
    for name, kind in result.dropped:
        boundary.show_line(f"  kept as a comment: {name} ({kind})")
    for name in result.asked:
        boundary.show_line(f"  to be answered: {name}")
    if result.reopened:
        boundary.show_line("  it had been submitted, and is a draft again")
    if result.stale:
        boundary.show_line(
            f"  this {'would make' if tried else 'makes'} stale, to be signed anew: {', '.join(result.stale)}"
        )


@criteria.command("what-if", epilog="Example: `prevent-assure criteria what-if 2025-26 --format csv`")
def what_if(
    context: typer.Context,
    edition: Edition,
    authority: boundary.Authorities = None,
    cycle: boundary.Cycle = None,
    form: listing.Form = "text",
    no_bom: listing.NoBom = False,  # noqa: FBT002 - typer's options are declared so
    workspace: boundary.Workspace = None,
) -> None:
    """Try a cycle's answers under another edition, and say whose derived outcome would move.

    Nothing is changed. Errors in the files go to standard error, and the exit code is then 1.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = workspaces.chosen_authorities(opened, authority, of_cycle)
        full = in_full(edition, opened.editions()) or edition
        result = try_edition(opened, edition=full, cycle=of_cycle, authorities=named)
        listing.show(what_if_listing(result), form, bom=not no_bom)
        boundary.findings(result.diagnostics, to_error=True)
        if not result.tried and not result.diagnostics:
            boundary.note(f"no authority has a self-assessment for {of_cycle} yet")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if result.diagnostics else boundary.DONE)


def _where(context: typer.Context, named: Path | None) -> Workspace | Path:
    asked = named is not None or context.obj is not None
    return workspaces.open_workspace(context, named) if asked else Path.cwd()


def _show(form: Format, page: Callable[[], Page], data: Callable[[], object]) -> None:
    if form == "json":
        boundary.show(written(data()))
    elif form == "md":
        boundary.show(page_markdown(page()))
    else:
        boundary.show(page_text(page(), width=streams.width(), colour=boundary.in_colour()))

"""`prevent-assure letter`."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import typer

from prevent_assure.cli import boundary, completion, long_work, workspaces
from prevent_assure.publication.edition import Audience
from prevent_assure.publication.search import Format
from prevent_assure.text import json_text
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import is_only_tried, only_tried

from . import task
from .dry_run import data_of, lines_of
from .engine import Format as TextFormat
from .letter_writer import ALL_FORMATS
from .making import Letter, LetterResult

EXAMPLES = (
    "Examples: `prevent-assure letter -a herefordshire` · `prevent-assure letter -a herefordshire --format md -o -` · "
    "`prevent-assure letter -a herefordshire -o letter.pdf` · `prevent-assure letter --all --final`"
)


class FormatName(StrEnum):
    """The formats of a letter, as an option that is given several times needs them."""

    html = "html"
    md = "md"
    pdf = "pdf"
    docx = "docx"
    odt = "odt"


class FormatOrList(StrEnum):
    """The same, and that of the lists of `--dry-run`."""

    html = "html"
    md = "md"
    pdf = "pdf"
    docx = "docx"
    odt = "odt"
    json = "json"


Whose = Annotated[
    list[str] | None,
    typer.Option(
        "--authority",
        "-a",
        metavar="ID",
        help="Whose letter, by id; may be given several times. By default the only authority's.",
        show_default=False,
        autocompletion=completion.authorities,
    ),
]


def letter(
    context: typer.Context,
    authority: Whose = None,
    cycle: boundary.Cycle = None,
    form: Annotated[
        list[FormatOrList] | None,
        typer.Option("--format", help="May be given several times. By default html.", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to write one letter; `-` is standard output."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every authority's letter of the cycle.")] = False,  # noqa: FBT002 - so typer has it
    audience: Annotated[
        Audience,
        typer.Option("--audience", help="The public and a committee get no names and no restricted texts."),
    ] = "authority",
    withhold_perhaps: Annotated[  # noqa: FBT002 - so typer has it
        bool,
        typer.Option("--withhold-perhaps", help="For the public, leave out what may be a name and is not decided."),
    ] = False,
    dry_run: Annotated[  # noqa: FBT002 - so typer has it
        bool,
        typer.Option(
            "--dry-run",
            "-n",
            help="Say what would be written, and write nothing. For the public, list what goes, what may be a name "
            "and what stays; `--format json` too.",
        ),
    ] = False,
    final: Annotated[bool, typer.Option("--final", help="Refuse a letter that is still a draft.")] = False,  # noqa: FBT002 - so typer has it
    house_template: Annotated[
        Path | None,
        typer.Option(
            "--house-template",
            metavar="PATH",
            help="Write a clean house template for Word, as to templates/letter.docx, and no letter.",
        ),
    ] = None,
    jobs: long_work.Jobs = 1,
    workspace: boundary.Workspace = None,
) -> None:
    """Write the outcome letter with both annexes to letters/CYCLE/AUTHORITY.html.

    For the public, to AUTHORITY.public.html, and never with anything in it that it says to leave out.

    The letter bears DRAFT with what is missing until the review is agreed, and FOR SIGNATURE until it is issued.
    """
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace)
        if house_template is not None:
            with only_tried(dry_run):
                task.write_house_template(house_template)
            boundary.show_line(f"{'would write' if dry_run else 'wrote'} {house_template}")
            raise typer.Exit(boundary.DONE)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        named = _named(opened, authority, of_cycle, every=every)
        if dry_run and audience != "authority":
            asked = [] if form is None else [each.value for each in form]
            raise typer.Exit(_tried(opened, named, of_cycle, audience, asked))
        if form is not None and FormatOrList.json in form:
            boundary.fail("--format json goes with --dry-run and an audience; a letter is html, md, pdf, docx or odt")
        formats = _formats(form, output)
        if output is not None and (len(named) > 1 or len(formats) > 1):
            boundary.fail("--output takes one letter in one format")
        if output == "-" and formats[0] not in get_args(TextFormat) and boundary.on_terminal():
            boundary.fail(
                f"{formats[0]} is no text for a terminal", "name a file with -o, or send it on with `>` or `|`"
            )
        results = task.letters(
            opened,
            authorities=named,
            cycle=of_cycle,
            formats=formats,
            audience=audience,
            withhold_perhaps=withhold_perhaps,
            crew=long_work.crew(jobs),
        )
        failed = []
        with long_work.progress("Letters", len(named), shown=every) as watch, only_tried(dry_run):
            for done, result in enumerate(results, 1):
                if not _done(opened, result, output, final=final):
                    failed.append(result.authority)
                watch(done)
    if every:
        boundary.note(f"{len(named) - len(failed)} of {len(named)} letters are done{_list(failed)}")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if failed else boundary.DONE)


def _tried(workspace: Workspace, named: list[str], cycle: str, audience: Audience, asked: list[str]) -> int:
    """Print what public letters would leave out, and give the exit code."""
    if asked not in ([], ["json"]) or (asked and len(named) > 1):
        boundary.fail("--dry-run for an audience prints text, or with --format json the lists of one authority")
    failed = False
    for found in task.dry_runs(workspace, authorities=named, cycle=cycle, audience=audience):
        boundary.findings(found.diagnostics, to_error=True)
        failed = failed or bool(found.diagnostics)
        if asked:
            boundary.show(json_text.written(data_of(found)))
            continue
        for line in lines_of(found, shown=boundary.on_terminal()):
            boundary.show_line(line)
    return boundary.INPUT_HAS_ERRORS if failed else boundary.DONE


def _list(failed: list[str]) -> str:
    return f"; not those of {', '.join(failed)}" if failed else ""


def _named(workspace: Workspace, authority: list[str] | None, cycle: str, *, every: bool) -> list[str]:
    if every and authority:
        boundary.fail("--all and --authority exclude each other")
    if every:
        named = workspace.assessed(cycle)
        if not named:
            boundary.fail(f"no authority has a self-assessment for {cycle}")
        return named
    return workspaces.one_or_named(workspace, authority, cycle, all_of_them=True)


def formats_of(names: Iterable[str]) -> list[Format]:
    """Give the formats that bear these names, each once."""
    return [form for name in dict.fromkeys(names) for form in ALL_FORMATS if form == name]


def _formats(form: list[FormatOrList] | None, output: str | None) -> list[Format]:
    suffix = Path(output).suffix.removeprefix(".").lower() if output else ""
    return formats_of(form or [suffix]) or ["html"]


def _done(workspace: Workspace, result: LetterResult, output: str | None, *, final: bool) -> bool:
    """Write one letter and say so.

    Returns:
        Whether it was written and its files have no errors.
    """
    boundary.findings(result.diagnostics, to_error=True)
    made = result.letter
    if made is None:
        boundary.say(f"{result.authority}: no letter, because of the errors above")
        return False
    if final and made.is_draft:
        boundary.say(f"{result.authority}: still a draft, and --final takes none:")
        for sentence in made.missing:
            boundary.say(f"  - {sentence}")
        return False
    _write(workspace, made, output)
    boundary.note_source(f"{result.authority}: made with {', '.join(made.origins)}")
    return not result.diagnostics


def _write(workspace: Workspace, made: Letter, output: str | None) -> None:
    if output is None:
        paths = [(workspace.root / path) for path in task.write_letter(workspace, made)]
        for path in paths:
            boundary.show_written(f"{_near(path)} ({_state(made)})")
        return
    for data in made.files.values():  # one, or none where it cannot be written
        if output == "-" and not is_only_tried():
            boundary.show_bytes(data)
            return
        task.write_file(workspace, Path(output), data)
        boundary.show_written(f"{output} ({_state(made)})")


def _near(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _state(made: Letter) -> str:
    if made.is_draft:
        number = len(made.missing)
        return f"DRAFT: {number} {'thing is' if number == 1 else 'things are'} missing"
    return "issued" if made.status == "issued" else "for signature"

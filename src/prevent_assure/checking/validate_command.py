"""`prevent-assure validate`."""

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from prevent_assure import __version__
from prevent_assure.checking.printers.diagnostics_json import diagnostics_json
from prevent_assure.checking.printers.github import github_annotations
from prevent_assure.checking.printers.gitlab import gitlab_quality
from prevent_assure.checking.printers.sarif import rule_texts, sarif
from prevent_assure.cli import boundary, long_work, streams, workspaces
from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.nearness import closest
from prevent_assure.text.findings import more_text, summary_text

from . import validate as task
from .fixes import FixedFile, diff_text, fixed_files, kept_text, write
from .named_files import validate_each, validate_edited, validate_text
from .registry import CATALOGUE, codes_beginning
from .results import ValidationResult, errors_left_out, in_repository, merged, narrowed
from .staged import validate_staged

EXAMPLES = (
    "Examples: `prevent-assure validate` · `prevent-assure validate assessments/2024-25/herefordshire.yaml` · "
    "`cat file.yaml | prevent-assure validate -` · `prevent-assure validate --strict --format github`"
)


LIMIT = 2 * 1024 * 1024
"""Bytes taken from standard input: more than a file may have, so that one too large is seen to be."""


Format = Literal["text", "json", "github", "gitlab", "sarif", "junit"]
IN_REPOSITORY = {"github", "gitlab", "sarif", "junit"}
"""Formats that CI systems read: they know the repository and no workspace."""


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files or folders, also outside a workspace; `-` is standard input.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="For people, for programs, or for a CI system.")] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            help="Only findings of this code; again, or with commas, for several.",
            autocompletion=codes_beginning,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE",
            help="No findings of this code; again, or with commas, for several.",
            autocompletion=codes_beginning,
        ),
    ] = None,
    strict: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool, typer.Option("--strict", help="Let warnings count as errors do, for the exit code.")
    ] = False,
    staged: Annotated[  # noqa: FBT002 - as above
        bool,
        typer.Option("--staged", help="Only what is staged in git, and what a staged change or deletion concerns."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="With --staged: what changed since this revision, not since the last commit.",
            show_default=False,
        ),
    ] = None,
    stdin_filename: Annotated[
        str | None,
        typer.Option("--stdin-filename", metavar="PATH", help="With `-`: the file that standard input stands for."),
    ] = None,
    fix: Annotated[  # noqa: FBT002 - as above
        bool, typer.Option("--fix", help="Mend what can be mended without a doubt, then say what is left.")
    ] = False,
    diff: Annotated[  # noqa: FBT002 - as above
        bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")
    ] = False,
    jobs: long_work.Jobs = 1,
    workspace: boundary.Workspace = None,
) -> None:
    """Say what is wrong with a workspace or with single files, at the line and with a hint.

    Exit code 0: no errors; 1: errors (with --strict: or warnings; with --diff: something would change);
    2: the command could not run.
    """
    with boundary.boundary():
        only, without = _codes("--select", select), _codes("--ignore", ignore)
        _check_options(paths or [], staged=staged, since=since, mending=fix or diff)

        def parts_found() -> list[tuple[Path, ValidationResult]]:
            if staged:
                return _staged(context, paths or [], workspace, since)
            return _found(context, paths or [], workspace, stdin_filename, jobs)

        parts = parts_found()
        if fix or diff:

            def wanted(found: Diagnostic) -> bool:
                return (not only or found.code in only) and found.code not in without

            files, kept = fixed_files(parts, wanted), kept_text(parts, wanted)
            if diff:
                raise typer.Exit(_show_diff(files, kept))
            write(files)
            parts = parts_found() if files else parts
            _say_mended(_mended(files), kept)
        whole = merged(in_repository(*each) if form in IN_REPOSITORY else each[1] for each in parts)
        result = narrowed(whole, only, without)
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        _show(result, form, failing)
        if left_out := errors_left_out(whole, result):
            boundary.say(f"prevent-assure: left out by --select or --ignore: {left_out} error{'s' * (left_out > 1)}")
    failed = any(each.severity in failing for each in result.diagnostics)
    raise typer.Exit(boundary.INPUT_HAS_ERRORS if failed else boundary.DONE)


def _check_options(paths: list[str], *, staged: bool, since: str | None, mending: bool) -> None:
    if since is not None and not staged:
        boundary.fail("--since goes with --staged")
    if mending and (staged or "-" in paths):
        boundary.fail("--fix and --diff take files as they lie in their folders", "leave --staged, or `-`, out")


def _mended(files: Sequence[FixedFile]) -> str:
    number = sum(file.number for file in files)
    return f"{number} mended in {len(files)} file{'' if len(files) == 1 else 's'}"


def _say_mended(mended: str, kept: str) -> None:
    boundary.say(f"prevent-assure: {mended}")
    if kept:
        boundary.say(f"prevent-assure: {kept}")


def _show_diff(files: Sequence[FixedFile], kept: str) -> int:
    for file in files:
        text = diff_text(file)
        if not boundary.on_terminal():
            boundary.show_bytes(text.encode("utf-8", "surrogateescape"))
            continue
        for line in text.removesuffix("\n").split("\n"):
            boundary.show_line(line)
    _say_mended(f"--fix would leave {_mended(files)}; nothing is written", kept)
    return boundary.INPUT_HAS_ERRORS if files else boundary.DONE


def _codes(option: str, given: list[str] | None) -> frozenset[str]:
    """The codes that an option names."""
    codes = frozenset(code for each in given or () for code in (part.strip() for part in each.split(",")) if code)
    if codes:
        for code in sorted(codes - CATALOGUE.keys()):
            hint = closest(code, CATALOGUE) or "`prevent-assure explain` lists the codes"
            boundary.fail(f"{option}: there is no finding `{code}`", hint)
    return codes


def _found(
    context: typer.Context, paths: list[str], workspace: Path | None, stdin_filename: str | None, jobs: int
) -> list[tuple[Path, ValidationResult]]:
    """Validate, and say for each result to which folder its paths are relative."""
    if stdin_filename is not None:
        if paths != ["-"]:
            boundary.fail(
                "--stdin-filename says what standard input stands for", "write `-` behind it, and no other path"
            )
        return [_edited(context, workspace, stdin_filename)]

    if not paths:
        opened = workspaces.open_workspace(context, workspace)
        with long_work.progress("Authorities") as watch:
            return [(opened.root, task.validate(opened, crew=long_work.crew(jobs), watch=watch))]
    if paths == ["-"]:
        return [(Path.cwd(), validate_text(sys.stdin.buffer.read(LIMIT), "-"))]
    if "-" in paths:
        boundary.fail("`-` stands alone: standard input is one file")
    return validate_each([Path(each) for each in paths], here=Path.cwd())


def _staged(
    context: typer.Context, paths: list[str], workspace: Path | None, since: str | None
) -> list[tuple[Path, ValidationResult]]:
    named = workspace is not None or context.obj is not None
    here = workspaces.open_workspace(context, workspace).root if named else Path.cwd()
    # So pre-commit says what it compares with, where that is not the last commit.
    revision = since or os.environ.get("PRE_COMMIT_FROM_REF") or None
    return validate_staged(here, since=revision, also=[Path.cwd() / each for each in paths])


def _edited(context: typer.Context, workspace: Path | None, path: str) -> tuple[Path, ValidationResult]:
    named = workspace is not None or context.obj is not None
    root = workspaces.open_workspace(context, workspace).root if named else None
    return validate_edited(Path(path), sys.stdin.buffer.read(LIMIT), here=Path.cwd(), workspace=root)


def _show(result: ValidationResult, form: Format, failing: Collection[Severity]) -> None:
    if form == "json":
        boundary.show(diagnostics_json(result.files, result.diagnostics))
    elif form == "gitlab":
        boundary.show(gitlab_quality(result.diagnostics))
    elif form == "sarif":
        boundary.show(sarif(result.diagnostics, rule_texts(), version=__version__))
    elif form == "junit":
        from .printers.junit import junit  # noqa: PLC0415 - its library takes a tenth of a run for one file

        boundary.show(junit(result.paths, result.diagnostics, failing=failing))
    else:
        if form == "github":
            boundary.show(github_annotations(result.diagnostics))
        else:
            boundary.findings(result.diagnostics)
        if not streams.manner.quiet:
            boundary.show(summary_text(result.files, result.diagnostics))
            boundary.show(more_text(result.diagnostics) if form == "text" else "")

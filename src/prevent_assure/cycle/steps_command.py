"""The commands that take a step of the cycle; the table of steps says what each is called and what its help says."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from prevent_assure.cli import boundary, clock, completion, workspaces
from prevent_assure.model.assessment import Way
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.locking import over_again

from . import steps
from .attempt import StepResult
from .step_table import AGREE, STEPS, Step

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as in 2025-03-14. By default today.")]


def commands(table: Iterable[Step]) -> typer.Typer:
    """Make the commands of steps: with the options that all of them share, and those that a step has besides."""
    made = typer.Typer(rich_markup_mode="markdown")
    own: dict[str, Callable[..., None]] = {"submit": submit, "agree": agree, "review": review}
    for step in table:
        made.command(step.command, help=step.help, epilog=step.epilog)(own.get(step.command, _command(step)))
    return made


def _command(step: Step) -> Callable[..., None]:
    def plain(
        context: typer.Context,
        authority: boundary.Authority = None,
        cycle: boundary.Cycle = None,
        by: boundary.By = None,
        on: On = None,
        dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
        workspace: boundary.Workspace = None,
    ) -> None:
        task = partial(steps.take, step, on=clock.day(on), by=by)
        _take(context, workspace, authority, cycle, partial(task, dry_run=dry_run))

    def with_reason(
        context: typer.Context,
        authority: boundary.Authority = None,
        cycle: boundary.Cycle = None,
        reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=step.reason)] = None,
        by: boundary.By = None,
        on: On = None,
        dry_run: boundary.DryRun = False,  # noqa: FBT002 - typer's options are declared so
        workspace: boundary.Workspace = None,
    ) -> None:
        if reason is None:
            hint = f'write `prevent-assure {step.command} --reason "..."`, with why in place of the dots'
            boundary.fail(step.without_reason.format(name="--reason"), hint)
        task = partial(steps.take, step, on=clock.day(on), by=by, reason=reason)
        _take(context, workspace, authority, cycle, partial(task, dry_run=dry_run))

    return with_reason if step.reason else plain


def submit(
    context: typer.Context,
    authority: boundary.Authority = None,
    cycle: boundary.Cycle = None,
    by: boundary.By = None,
    on: On = None,
    form: Annotated[
        Path | None,
        typer.Option("--form", metavar="FILE", help="The form that came and is confirmed.", show_default=False),
    ] = None,
    via: Annotated[
        Way | None,
        typer.Option("--via", help="How it came, where it did not come as this file.", show_default=False),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option("--received", metavar="DATE", help="The day on which it came. By default today."),
    ] = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - as above
    workspace: boundary.Workspace = None,
) -> None:
    """Submit a self-assessment."""
    if form is not None and via not in {None, "form"}:
        boundary.fail("--form says that it came by form, and --via says otherwise")
    if received is not None and form is None and via is None:
        boundary.fail("--received needs --form or --via: how did it come?", "write `--via email`, `form` or `post`")
    came = via or ("form" if form is not None else None)
    day = clock.day(received, "--received") if came is not None else None
    try:
        data = read_file(form, root=None) if form is not None else None
    except FileRefused as refusal:
        boundary.fail(f"{form} cannot be read: {refusal.message}")
    task = partial(steps.submit, on=clock.day(on), by=by, via=came, received=day, form=data)
    _take(context, workspace, authority, cycle, partial(task, dry_run=dry_run))


def review(
    context: typer.Context,
    authority: boundary.Authority = None,
    cycle: boundary.Cycle = None,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="ROLE",
            help="With whom the self-assessment was discussed, by role; may be given several times.",
            show_default=False,
        ),
    ] = None,
    by: boundary.By = None,
    on: On = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - as above
    workspace: boundary.Workspace = None,
) -> None:
    """Begin the review."""
    task = partial(steps.review, on=clock.day(on), by=by, discussed_with=tuple(with_ or ()))
    _take(context, workspace, authority, cycle, partial(task, dry_run=dry_run))


def agree(
    context: typer.Context,
    authority: boundary.Authority = None,
    cycle: boundary.Cycle = None,
    benchmark: Annotated[
        str | None,
        typer.Option(
            "--benchmark",
            metavar="ID",
            help="One benchmark; without it the review as a whole.",
            autocompletion=completion.benchmarks,
        ),
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="WORD", help="The benchmark's agreed outcome, as in met.")
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="Why this outcome; needed where the rules do not allow it."),
    ] = None,
    by: boundary.By = None,
    on: On = None,
    dry_run: boundary.DryRun = False,  # noqa: FBT002 - as above
    workspace: boundary.Workspace = None,
) -> None:
    """Agree one benchmark, or the review as a whole."""
    task: Callable[..., StepResult]
    if benchmark is None:
        if outcome is not None or reason is not None:
            hint = "name it with `--benchmark`, as in `prevent-assure agree --benchmark training --outcome met`"
            boundary.fail("--outcome and --reason are of one benchmark", hint)
        task = partial(steps.take, AGREE, on=clock.day(on), by=by)
    else:
        if outcome is None:
            hint = f"write `prevent-assure agree --benchmark {benchmark} --outcome met`, or another outcome"
            boundary.fail("--benchmark needs its --outcome", hint)
        if by is not None or on is not None:
            boundary.fail("--by and --on are of the review as a whole, and not of one benchmark")
        task = partial(steps.agree_benchmark, benchmark=benchmark, outcome=outcome, reason=reason)
    _take(context, workspace, authority, cycle, partial(task, dry_run=dry_run))


def _take(
    context: typer.Context,
    workspace: Path | None,
    authority: str | None,
    cycle: str | None,
    task: Callable[..., StepResult],
) -> NoReturn:
    """Take a step, and say what became of it."""
    with boundary.boundary():
        opened = workspaces.open_workspace(context, workspace, alone=True)
        of_cycle = workspaces.chosen_cycle(opened, cycle)
        whose = workspaces.chosen_authority(opened, authority, of_cycle)
        result = over_again(partial(task, authority=whose, cycle=of_cycle), opened)
        of = f"{result.authority} {result.cycle}"
        if result.lines:
            _tried(result)
            raise typer.Exit(boundary.DONE)
        if result.written:
            for line in result.sealed:
                boundary.show_done(f"  seals {line}")
            boundary.show_done(f"{of}: {result.said} ({result.path})")
            if result.stale:
                boundary.show_line(f"{of}: this makes stale, to be signed anew: {', '.join(result.stale)}")
            raise typer.Exit(boundary.DONE)
        boundary.findings(result.diagnostics)
        why = result.said or ("this is what is missing" if result.diagnostics else "")
        boundary.say(f"{of}: {why}{'; ' if why else ''}nothing is changed")
    raise typer.Exit(boundary.INPUT_HAS_ERRORS)


def _tried(result: StepResult) -> None:
    """Say what a step would write and seal."""
    of = f"{result.authority} {result.cycle}"
    boundary.show_line(f"{of}: this would be written to {result.path}")
    for line in (*result.lines, *(f"seals {line}" for line in result.sealed)):
        boundary.show_line(f"  {line}")
    if result.stale:
        boundary.show_line(f"{of}: this would make stale, to be signed anew: {', '.join(result.stale)}")
    boundary.note(f"{of}: a dry run; nothing is changed")


steps_of_a_cycle = commands(STEPS)

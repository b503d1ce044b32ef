"""Where exceptions become messages and exit codes, and the options that commands share.

Imports of the tasks stand inside functions, in this room only: `--help` and completion need none of them.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn, TextIO

import typer

from . import streams

DONE, INPUT_HAS_ERRORS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130

Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace", "-C", metavar="DIR", help="The workspace; by default the one that this folder lies in."
    ),
]
Authorities = Annotated[
    list[str] | None,
    typer.Option(
        "--authority",
        "-a",
        metavar="ID",
        help="An authority's id; may be given several times. By default all.",
    ),
]
Cycle = Annotated[
    str | None,
    typer.Option("--cycle", metavar="CYCLE", help="As in 2024-25; by default the settings' current cycle."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say where criteria and templates were taken from.")]


def fail(message: str, hint: str | None = None) -> NoReturn:
    """End a command that cannot run.

    Args:
        message: Why, in a sentence.
        hint: What to do about it.

    Raises:
        Exit: With code 2, always.
    """
    say(f"prevent-assure: {message}")
    if hint is not None:
        say(f"  hint: {hint}")
    raise typer.Exit(CANNOT_RUN)


def say(text: str) -> None:
    """Print a line on standard error.

    Args:
        text: The line, which may hold what people wrote.
    """
    from prevent_assure.output.escaping import harmless  # noqa: PLC0415 - start-up

    sys.stderr.write(f"{harmless(text)}\n")


def say_lines(text: str) -> None:
    """Print a message on standard error, line by line.

    Args:
        text: The message.
    """
    first, *rest = text.split("\n")
    say(f"prevent-assure: {first}")
    for line in rest:
        say(line)


def show(text: str) -> None:
    """Print a text on standard output.

    Args:
        text: The text, harmless already.
    """
    _write(sys.stdout, text)


def show_bytes(data: bytes) -> None:
    """Write a file to standard output as it is.

    Args:
        data: The file.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def show_line(text: str) -> None:
    """Print a line on standard output.

    Args:
        text: The line, which may hold names of files.
    """
    from prevent_assure.output.escaping import harmless  # noqa: PLC0415 - start-up

    show(f"{harmless(text)}\n")


def on_terminal() -> bool:
    """Tell whether people read standard output on a terminal."""
    return sys.stdout.isatty()


def in_colour() -> bool:
    """Tell whether standard output may have colours: on a terminal without `NO_COLOR` that is not dumb."""
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def open_workspace(context: typer.Context, named: Path | None, *, alone: bool = False) -> Any:  # noqa: ANN401 - a Workspace, loaded late
    """Open the workspace that a command works on.

    Args:
        context: The command's context, whose parent may name a workspace.
        named: The folder that the command names itself.
        alone: Whether the workspaces that its settings list are left aside, as by commands that change files.

    Returns:
        The workspace.

    Raises:
        Exit: If there is none.
    """
    from prevent_assure.workspace.workspace import Workspace as Opened  # noqa: PLC0415 - start-up

    folder = named or (context.obj if isinstance(context.obj, Path) else None)
    opened = Opened.at(folder) if folder is not None else Opened.find(Path.cwd())
    return Opened(opened.root, alone=True) if alone else opened


def chosen_cycle(workspace: Any, cycle: str | None) -> str:  # noqa: ANN401 - as above
    """Decide which cycle a command is about.

    Args:
        workspace: The workspace.
        cycle: What the command line says.

    Returns:
        The cycle.

    Raises:
        Exit: If it is none, or none that the settings list, or the settings cannot be read.
    """
    from prevent_assure.model.nearness import closest  # noqa: PLC0415 - start-up

    settings = workspace.settings.model
    if settings is None:
        findings(workspace.settings.diagnostics, to_error=True)
        raise typer.Exit(INPUT_HAS_ERRORS)
    if cycle is None:
        return str(settings.current_cycle)
    if cycle not in settings.cycles:
        known = ", ".join(settings.cycles)
        fail(
            "this cycle is not one of the settings'",
            closest(cycle, settings.cycles) or f"cycles there: {known}",
        )
    return cycle


def edition(context: typer.Context, named: Path | None, ref: str | None) -> Any:  # noqa: ANN401 - as above
    """Read the edition of criteria that a command is about.

    Args:
        context: The command's context.
        named: The workspace's folder that the command names itself.
        ref: Regime and edition, as in local-authority/2024-25; None for that of the current cycle, or, where there is
            no workspace, the last one that came with the package.

    Returns:
        The file as read, without errors.

    Raises:
        Exit: If there is no such edition, or it has errors.
    """
    from prevent_assure.model.nearness import closest  # noqa: PLC0415 - start-up
    from prevent_assure.tasks.editions import edition_named  # noqa: PLC0415 - start-up

    asked = named is not None or context.obj is not None
    found, known = edition_named(open_workspace(context, named) if asked else Path.cwd(), ref)
    if found is None:
        fail("there is no such edition of criteria here", closest(ref or "", known) or f"editions: {', '.join(known)}")
    if found.model is None:
        findings(found.diagnostics, to_error=True)
        raise typer.Exit(INPUT_HAS_ERRORS)
    return found


def chosen_authorities(workspace: Any, named: list[str] | None, cycle: str) -> list[str]:  # noqa: ANN401 - as above
    """Decide which authorities a command is about.

    Args:
        workspace: The workspace.
        named: What the command line says.
        cycle: The cycle.

    Returns:
        Their ids, each once.

    Raises:
        Exit: If an id is none, or no authority's.
    """
    from prevent_assure.model.base import is_id  # noqa: PLC0415 - start-up
    from prevent_assure.model.nearness import closest  # noqa: PLC0415 - start-up

    known = {*workspace.authorities(), *workspace.assessed(cycle)}
    for authority in named or ():
        if not is_id(authority):
            fail("--authority takes an authority's id: small letters, digits and hyphens, as in herefordshire")
        if authority not in known:
            fail(
                f"there is no authority `{authority}` here",
                closest(authority, known) or f"authorities: {', '.join(sorted(known)[:12])}",
            )
    return list(dict.fromkeys(named or ()))


def findings(diagnostics: Any, *, to_error: bool = False) -> None:  # noqa: ANN401 - as above
    """Print findings for people.

    Args:
        diagnostics: The findings.
        to_error: Whether they go to standard error, beside another output.
    """
    from prevent_assure.output.findings_text import findings_text  # noqa: PLC0415 - start-up

    stream = sys.stderr if to_error else sys.stdout
    terminal = stream.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    _write(stream, findings_text(diagnostics, excerpts=terminal, colour=colour))


@contextlib.contextmanager
def boundary() -> Iterator[None]:
    """Turn the package's own exceptions into a message and their exit code.

    Yields:
        Nothing.
    """
    from prevent_assure.diagnostics import InputError, PreventAssureError  # noqa: PLC0415 - start-up

    try:
        yield
    except InputError as error:
        say_lines(str(error))
        raise typer.Exit(INPUT_HAS_ERRORS) from None
    except PreventAssureError as error:
        say_lines(str(error))
        raise typer.Exit(CANNOT_RUN) from None


def run(app: Any) -> NoReturn:  # noqa: ANN401 - typer's own command type is private
    """Run the command line with its exit codes.

    Args:
        app: The command.

    Raises:
        SystemExit: Always.
    """
    streams.prepare()
    try:
        app(prog_name="prevent-assure")
        sys.stdout.flush()
    except KeyboardInterrupt:
        _quiet()
        raise SystemExit(INTERRUPTED) from None
    except OSError as error:
        _quiet()
        say(f"prevent-assure: the output cannot be written: {error.strerror}")
        raise SystemExit(CANNOT_RUN) from None
    raise SystemExit(DONE)


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


def _quiet() -> None:
    with contextlib.suppress(OSError, ValueError):  # a stand-in has no descriptor
        streams.silence(sys.stdout.fileno())

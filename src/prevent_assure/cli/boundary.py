"""Where exceptions become messages and exit codes, and the options that commands share.

Nothing heavy is imported here, as `--help` and completion need this module.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn, TextIO

import typer

from prevent_assure.diagnostics import Diagnostic, InputError, PreventAssureError
from prevent_assure.text.escaping import harmless
from prevent_assure.text.findings import findings_text
from prevent_assure.workspace.writing import is_only_tried

from . import completion, streams
from .unforeseen import end, without_debug

CONTEXT = {"help_option_names": ["-h", "--help"]}
"""How every command is called for its help."""
DONE, INPUT_HAS_ERRORS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130

Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace", "-C", metavar="DIR", help="The workspace; by default the one that this folder lies in."
    ),
]
Authority = Annotated[
    str | None,
    typer.Option(
        "--authority",
        "-a",
        metavar="ID",
        help="Whose self-assessment, by id. By default the only authority's.",
        autocompletion=completion.authorities,
    ),
]
Authorities = Annotated[
    list[str] | None,
    typer.Option(
        "--authority",
        "-a",
        metavar="ID",
        help="An authority's id; may be given several times. By default all.",
        autocompletion=completion.authorities,
    ),
]
Cycle = Annotated[
    str | None,
    typer.Option(
        "--cycle",
        metavar="CYCLE",
        help="As in 2024-25; by default the settings' current cycle.",
        autocompletion=completion.cycles,
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="ROLE", help="Who, by role, as in prevent-lead. By default whoever usually does."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, and write nothing.")]


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
    sys.stderr.write(f"{harmless(text)}\n")


def note(text: str) -> None:
    """Print a line on standard error that nobody needs who asked for `--quiet`."""
    if not streams.manner.quiet:
        say(text)


def note_source(text: str) -> None:
    """Say with `--verbose` where something was taken from."""
    if streams.manner.verbose:
        say(text)


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
    show(f"{harmless(text)}\n")


def show_written(text: str) -> None:
    """Say on standard output which file was written, or would be."""
    if is_only_tried():
        show_line(f"would write {text}")
    else:
        show_done(f"wrote {text}")


def show_done(text: str) -> None:
    """Say on standard output what was done; with `--quiet` the exit code says it."""
    if not streams.manner.quiet:
        show_line(text)


def another(context: typer.Context, *names: str) -> Callable[..., None]:
    """Find another command of the same command line, which is to be given once this one has done its part.

    Args:
        context: This command's context.
        names: The other's name, as in `form`, `write`.

    Returns:
        Gives the command with the words that it is called with.

    Raises:
        Exit: If a library is missing for it; so this is asked for before anything is written.
    """
    root = context.find_root()
    command: Any = root.command
    for name in names:
        command = command.resolve_command(root, [name])[1]

    def give(*words: str) -> None:
        code = command.main(list(words), prog_name=" ".join(("prevent-assure", *names)), standalone_mode=False)
        if code:
            raise typer.Exit(code)

    return give


def on_terminal() -> bool:
    """Tell whether people read standard output on a terminal."""
    return sys.stdout.isatty()


def in_colour() -> bool:
    """Tell whether standard output may have colours."""
    return streams.takes_colour(sys.stdout)


def findings(diagnostics: Sequence[Diagnostic], *, to_error: bool = False) -> None:
    """Print findings for people.

    Args:
        diagnostics: The findings.
        to_error: Whether they go to standard error, beside another output.
    """
    stream = sys.stderr if to_error else sys.stdout
    _write(stream, findings_text(diagnostics, excerpts=stream.isatty(), colour=streams.takes_colour(stream)))


@contextlib.contextmanager
def boundary() -> Iterator[None]:
    """Turn the package's own exceptions into a message and their exit code.

    Yields:
        Nothing.
    """
    try:
        yield
    except InputError as error:
        say_lines(str(error))
        raise typer.Exit(INPUT_HAS_ERRORS) from None
    except PreventAssureError as error:
        say_lines(str(error))
        raise typer.Exit(CANNOT_RUN) from None


def run(app: typer.Typer) -> NoReturn:
    """Run the command line with its exit codes.

    Args:
        app: The command.

    Raises:
        SystemExit: Always.
    """
    streams.prepare()
    words, debug = without_debug(sys.argv[1:])
    try:
        app(words, prog_name="prevent-assure")
        sys.stdout.flush()
    except KeyboardInterrupt:
        _quiet()
        raise SystemExit(INTERRUPTED) from None
    except Exception as error:  # noqa: BLE001 - whatever nobody foresaw ends as a sentence, too
        _quiet()
        if isinstance(error, OSError) and error.filename is None:
            say(f"prevent-assure: the output cannot be written: {error.strerror}")
            raise SystemExit(CANNOT_RUN) from None
        end(error, debug=debug)
    raise SystemExit(DONE)


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


def _quiet() -> None:
    with contextlib.suppress(OSError, ValueError):  # a stand-in has no descriptor
        streams.silence(sys.stdout.fileno())

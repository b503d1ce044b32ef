"""The standard streams as every command has them: output in UTF-8, and quiet where nobody reads any longer."""

import io
import os
import shutil
import stat
import sys
from dataclasses import dataclass
from typing import Literal, TextIO

Colour = Literal["auto", "always", "never"]

NOBODY_READS = 141
"""The exit code where nobody reads the output to its end, as in `... | head`: what a shell gives for SIGPIPE."""


@dataclass
class Manner:
    """How a command speaks, as its command line says.

    Attributes:
        quiet: Whether it leaves out all but results and errors.
        verbose: Whether it says where everything was taken from.
        colour: When it uses colours.
    """

    quiet: bool = False
    verbose: bool = False
    colour: Colour = "auto"


manner = Manner()
"""That of this run; each command line begins with a new one."""


class _Descriptor(io.FileIO):
    """A descriptor that ends the command, quietly, where nobody reads what it writes.

    It ends it here since the libraries in between take a closed pipe for an error of their own, with the exit code 1.
    """

    def write(self, data: object) -> int | None:  # type: ignore[override]  # 3.12 names the buffer protocol
        """Write.

        Args:
            data: The bytes.

        Returns:
            How many of them were written.

        Raises:
            SystemExit: If nobody reads.
        """
        try:
            return super().write(data)  # type: ignore[arg-type]  # as above
        except BrokenPipeError:
            silence(self.fileno())
            raise SystemExit(NOBODY_READS) from None


def prepare() -> None:
    """Set the streams up.

    A run whose output or errors go nowhere (`>&-`) gets a place to write to, one without input (`<&-`) an empty one.
    """
    sys.stdout = _utf8(sys.stdout)
    sys.stderr = _utf8(sys.stderr)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())


def begins_a_file(stream: TextIO) -> bool:
    """Tell whether a stream goes into a file in which nothing stands yet: no terminal, no pipe, and no `>>`."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == 0


def _utf8(stream: TextIO | None) -> TextIO:
    if stream is None:
        return io.TextIOWrapper(io.BytesIO())
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # a stand-in of a test
    return io.TextIOWrapper(
        io.BufferedWriter(_Descriptor(stream.fileno(), "w", closefd=False)),
        encoding="utf-8",
        errors="backslashreplace",
        newline="\n",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def silence(descriptor: int) -> None:
    """Let nothing more be said, so that the interpreter's last flush does not fail aloud.

    Args:
        descriptor: The stream's descriptor.
    """
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, descriptor)
    os.close(devnull)


def width(otherwise: int = 100) -> int:
    """Tell how many columns the terminal has; `otherwise` where there is none, or it does not say."""
    return shutil.get_terminal_size((otherwise, 24)).columns if sys.stdout.isatty() else otherwise


def takes_colour(stream: TextIO) -> bool:
    """Tell whether a stream gets colours: as `--color` says, else `NO_COLOR`, else `FORCE_COLOR`, else the terminal."""
    if manner.colour != "auto":
        return manner.colour == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or moves_cursor(stream)


def moves_cursor(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal whose cursor may move, as a bar that grows needs it."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"

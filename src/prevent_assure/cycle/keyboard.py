"""Lines typed at a terminal, told apart from what is pasted there: a paste of several lines is one text.

A terminal that knows bracketed paste (`ESC[?2004h`) says where a paste begins and ends. In any other, lines that arrive
at once are a paste. Both need the terminal to hand over what arrives as it arrives, and so the few keys by which people
mend a line are served here.
"""

import codecs
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Self

from prevent_assure.cli import boundary
from prevent_assure.text.escaping import harmless

if sys.platform == "win32":
    import msvcrt
else:
    import select
    import termios

TOGETHER = 0.02
"""Seconds within which the lines of a paste follow one another; no finger presses Enter as quickly."""
_ON, _OFF = "\x1b[?2004h", "\x1b[?2004l"
_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_KEY = re.compile(r"\r\n|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|[^\x00-\x1f\x7f]+|.", re.DOTALL)
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?")
"""A key's sequence of which more is to come."""
_END_OF_INPUT, _LAST, _WORD, _ALL = "\x04", ("\x7f", "\x08"), "\x17", "\x15"


class Typed(NamedTuple):
    """A line.

    Attributes:
        text: What it says, with line breaks where it was pasted.
        pasted: Whether some of it was.
    """

    text: str
    pasted: bool = False


class Pipe:
    """Lines from a pipe or a file, one after another; and from a terminal of Windows."""

    def __enter__(self) -> Self:
        """Begin to read."""
        if hasattr(sys.stdin, "reconfigure"):
            # What is no UTF-8 is refused where it would be written, and asked for again.
            sys.stdin.reconfigure(errors="surrogateescape")
        return self

    def __exit__(self, *_: object) -> None:
        """End."""

    def read(self, prompt: str) -> Typed:
        """Show a prompt and read a line; EOFError where there is none."""
        boundary.show(prompt)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        if sys.platform == "win32" and sys.stdin.isatty():
            while msvcrt.kbhit():
                line += sys.stdin.readline()
        if not sys.stdin.isatty():
            boundary.show("\n")
        return Typed(line, "\n" in line.removesuffix("\n"))

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Leave the terminal to another program."""
        yield


if sys.platform != "win32":

    class Terminal:
        """A terminal that hands over what arrives as it arrives."""

        def __init__(self) -> None:
            """See how the terminal is set."""
            self._descriptor = sys.stdin.fileno()
            self._before = termios.tcgetattr(self._descriptor)
            self._echoes = bool(self._before[3] & termios.ECHO)
            self._brackets = os.environ.get("TERM", "dumb") != "dumb"
            self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
            self._coming = ""

        def __enter__(self) -> Self:
            """Begin to read."""
            mode = termios.tcgetattr(self._descriptor)
            mode[0] &= ~termios.ICRNL
            mode[3] &= ~(termios.ICANON | termios.ECHO)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, mode)
            if self._brackets:
                boundary.show(_ON)
            return self

        def __exit__(self, *_: object) -> None:
            """Leave the terminal as it was; the rest of a paste is not left to the shell, which would run it."""
            self._give_back(termios.TCSAFLUSH)

        def _give_back(self, when: int) -> None:
            termios.tcsetattr(self._descriptor, when, self._before)
            if self._brackets:
                boundary.show(_OFF)

        @contextmanager
        def lent(self) -> Iterator[None]:
            """Leave the terminal to another program."""
            self._give_back(termios.TCSADRAIN)
            try:
                yield
            finally:
                self.__enter__()

        def read(self, prompt: str) -> Typed:
            """Show a prompt and read a line; EOFError at Ctrl-D, or where the terminal is gone.

            What was typed before the prompt is there to be seen is awaited to its end first, so that what people type
            in reply to the prompt is not taken for its next line.
            """
            while self._fill(TOGETHER):
                pass
            ahead = self._coming != ""
            boundary.show(prompt)
            line = _Line(self._echoes)
            while True:
                ahead = ahead and self._coming != ""
                key = self._key()
                if key == _BEGIN:
                    line.paste(self._until_end())
                elif key in {"\r", "\n", "\r\n"}:
                    if not self._goes_on(key, ahead=ahead):
                        line.echo("\n")
                        return Typed(line.text, line.pasted)
                    line.break_off()
                elif key == _END_OF_INPUT:
                    if not line.text:
                        raise EOFError
                elif key.isprintable() or key == "\t" or key[0] >= "\x80":
                    line.add(key)
                else:
                    line.mend(key)

        def _key(self) -> str:
            while not self._coming:
                self._fill()
            while _BEGUN.fullmatch(self._coming) and self._fill(TOGETHER):
                pass
            found = _KEY.match(self._coming)
            end = found.end() if found else 1
            key, self._coming = self._coming[:end], self._coming[end:]
            return key

        def _goes_on(self, newline: str, *, ahead: bool) -> bool:
            """Tell whether text arrives together with the end of a line, as in a paste."""
            if not self._coming and not ahead:
                self._fill(TOGETHER)
            if newline == "\r" and self._coming.startswith("\n"):
                self._coming = self._coming[1:]
                return self._goes_on("\n", ahead=ahead)
            return self._coming != "" and self._coming[0] not in {"\x1b", _END_OF_INPUT}

        def _until_end(self) -> str:
            begun = 0
            while (at := self._coming.find(_END, begun)) < 0:
                begun = max(0, len(self._coming) - len(_END))
                self._fill()
            text, self._coming = self._coming[:at], self._coming[at + len(_END) :]
            return text.replace("\r\n", "\n").replace("\r", "\n")

        def _fill(self, seconds: float | None = None) -> bool:
            """Take what has arrived; tell whether anything has within the seconds."""
            if not select.select([self._descriptor], [], [], seconds)[0]:
                return False
            try:
                data = os.read(self._descriptor, 65536)
            except OSError:
                data = b""  # the terminal was closed
            if not data:
                raise EOFError
            self._coming += self._decoder.decode(data)
            return True


class _Line:
    """A line that is being typed."""

    def __init__(self, echoes: bool) -> None:  # noqa: FBT001 - how the terminal was set
        self._echoes = echoes
        self.text, self.pasted = "", False
        self._fixed = 0

    def echo(self, text: str) -> None:
        if self._echoes:
            boundary.show(text)

    def add(self, text: str) -> None:
        self.text += text
        self.echo(harmless(text))

    def break_off(self) -> None:
        """Go on in another line of an unmarked paste."""
        self.text += "\n"
        self.pasted, self._fixed = True, len(self.text)
        self.echo("\n")

    def paste(self, text: str) -> None:
        """Take a marked paste. One of several lines is shown once, when the line ends."""
        self.pasted = True
        kept = text.strip("\n")
        if "\n" not in kept:
            self.add(kept)
            return
        self.text += kept
        self._fixed = len(self.text)
        self.echo(f"({kept.count(chr(10)) + 1} lines pasted; Enter goes on) ")

    def mend(self, key: str) -> None:
        """Take back a character, a word or all; never what was pasted over several lines. Other keys do nothing."""
        own = self.text[self._fixed :]
        if key in _LAST:
            left = own[:-1]
        elif key == _WORD:
            left = re.sub(r"\S*\s*\Z", "", own)
        elif key == _ALL:
            left = ""
        else:
            return
        self.text = self.text[: self._fixed] + left
        self.echo("\b \b" * sum(_columns(character) for character in own[len(left) :]))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if not character.isprintable():
        return len(harmless(character))
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def keyboard() -> "Pipe | Terminal":
    """Give what people type at, or what is fed to the command."""
    if sys.platform != "win32" and sys.stdin.isatty() and sys.stdout.isatty():
        return Terminal()
    return Pipe()

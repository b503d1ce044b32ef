"""Asking line by line: plain text down the page, no colour and no cursor, so that a screen reader can follow."""

import re
import textwrap
from collections.abc import Iterable
from typing import NamedTuple, Self

import click

from prevent_assure.cli import boundary, streams
from prevent_assure.text.escaping import harmless

from .keyboard import Typed, keyboard

WIDTH, WIDEST = 80, 100
"""Columns elsewhere than on a terminal, and at most: longer lines are hard to read."""
SCISSORS = "# ------------------------ >8 ------------------------"
"""Parts what is to be read in an editor from what is written there, as git's does."""


class Command(NamedTuple):
    """A word that can be typed wherever something is asked.

    Attributes:
        name: Its name.
        words: What is typed.
        meaning: What it does.
    """

    name: str
    words: tuple[str, ...]
    meaning: str


COMMANDS = (
    Command("skip", ("", "skip"), "goes on and leaves it as it is; what is open is asked again when you come back"),
    Command("edit", ("e", "edit"), "writes the evidence, summary or comment in your editor"),
    Command("back", ("b", "back"), "goes back: to the question, or from there to the one before"),
    Command("go", ("g 3", "go 3"), "goes to benchmark 3"),
    Command("help", ("?", "help"), "says what you can type"),
    Command("quit", ("q", "quit"), "leaves; what is saved stays, and the same command goes on from there"),
)
_GO = re.compile(r"go? *([0-9]{1,3})")
_QUOTED = re.compile(r"""["“'‘](.*)["”'’]""")  # noqa: RUF001 - quotation marks as people type them


class Left(Exception):  # noqa: N818 - somebody left, which is no error
    """Whoever is asked leaves: by `quit`, Ctrl-D, Ctrl-C or the end of the input."""


class Reply(NamedTuple):
    """What was typed where something was asked.

    Attributes:
        text: The text without space around it.
        command: The name of the command that it is, or empty.
        pasted: Whether it was pasted, and so is a text whatever it says.
    """

    text: str
    command: str = ""
    pasted: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is more than a word that was mistyped."""
        return self.pasted or len(self.text.split()) > 1


class Moved(Exception):  # noqa: N818 - somebody goes elsewhere, which is no error
    """Whoever is asked goes to another question.

    Attributes:
        command: `back`, `go` or `skip`.
        number: The number of the benchmark that they go to.
    """

    def __init__(self, command: str, number: int = 0) -> None:
        """Say where to.

        Args:
            command: `back`, `go` or `skip`.
            number: The number of the benchmark.
        """
        super().__init__(command)
        self.command, self.number = command, number


def understood(typed: Typed) -> Reply:
    """Tell a command from a text.

    Args:
        typed: What was typed.

    Returns:
        A command; or a text, as whatever was pasted is, and a command's word in quotation marks.
    """
    text = typed.text.strip()
    if typed.pasted:
        return Reply(text, pasted=True)
    quoted = _QUOTED.fullmatch(text)
    if quoted and _command(quoted[1]):
        return Reply(quoted[1])
    return Reply(text, _command(text))


def _command(text: str) -> str:
    word = " ".join(text.lower().split())
    if _GO.fullmatch(word):
        return "go"
    return next((command.name for command in COMMANDS if word in command.words), "")


def tell(text: str = "", *, indent: int = 0) -> None:
    """Print a text, wrapped.

    Args:
        text: The text, which may hold what people wrote.
        indent: The column that it begins in.
    """
    for line in _wrapped(text, " " * indent, min(streams.width(WIDTH), WIDEST)):
        boundary.show(f"{line}\n")


def _wrapped(text: str, margin: str, width: int) -> Iterable[str]:
    wrapper = textwrap.TextWrapper(width, margin, margin, break_long_words=False, break_on_hyphens=False)
    for line in text.split("\n"):
        yield from wrapper.wrap(harmless(line)) or [""]


def tell_commands() -> None:
    """Print what can be typed."""
    tell("What you can type:")
    tell("a word or its number answers; it is saved at once", indent=2)
    for command in COMMANDS:
        tell(f"{' or '.join(word or 'Enter' for word in command.words)} {command.meaning}", indent=2)
    tell("Several lines that you paste are one text; it answers nothing, and is shown before it is saved.")
    tell('A text that is just one of these words is typed in quotation marks, as in "skip", or in the editor.')


class Conversation:
    """Asks people, or what is fed to the command."""

    def __init__(self) -> None:
        """Find out whom."""
        self._keyboard = keyboard()

    def __enter__(self) -> Self:
        """Begin."""
        self._keyboard.__enter__()
        return self

    def __exit__(self, *fault: object) -> None:
        """Leave the terminal as it was."""
        self._keyboard.__exit__(*fault)

    def ask(self, prompt: str) -> Reply:
        """Ask for a line; a command that is the same everywhere is done.

        Args:
            prompt: What stands before it.

        Returns:
            A text, or the command `skip` or `edit`.

        Raises:
            Left: If there is none, or at `quit`.
            Moved: At `back` and `go`.
        """
        while True:
            try:
                reply = understood(self._keyboard.read(f"{prompt} "))
            except (EOFError, KeyboardInterrupt):
                boundary.show("\n")
                raise Left from None
            if reply.command == "help":
                tell_commands()
            elif reply.command == "quit":
                raise Left
            elif reply.command in {"back", "go"}:
                raise Moved(reply.command, int("0" + "".join(filter(str.isdecimal, reply.text))))
            elif reply.text or not reply.pasted:
                return reply

    def choose(self, prompt: str, words: tuple[str, ...]) -> Reply:
        """Ask for one of several words, by itself or by its number.

        Args:
            prompt: What is asked.
            words: The words.

        Returns:
            The word; or what was typed in its place.
        """
        numbered = ", ".join(f"{number} {word}" for number, word in enumerate(words, 1))
        reply = self.ask(f"{prompt} ({numbered}; Enter leaves it; ? for help):")
        if reply.pasted:
            return reply
        if reply.text.isdecimal() and 1 <= int(reply.text) <= len(words):
            return Reply(words[int(reply.text) - 1])
        spelt = reply.text.lower().replace(" ", "_").replace("-", "_")
        return Reply(spelt) if spelt in words else reply

    def write(self, text: str, about: Iterable[tuple[str, int]]) -> str | None:
        """Let a text be written in the editor that the user has chosen (`VISUAL` or `EDITOR`).

        Args:
            text: What it begins with.
            about: What is to be read there: texts, each with the column that it begins in.

        Returns:
            The text; None where nothing was saved, or there is no editor that works.
        """
        head = _head(about)
        shown = "\n".join([*head, text, ""]) if text else "\n".join([*head, ""])
        try:
            with self._keyboard.lent():
                written = click.edit(shown.encode(errors="surrogateescape"), extension=".txt", require_save=True)
        except click.ClickException as error:
            tell(f"No editor could be opened: {error.format_message()} Write on one line, or set EDITOR.")
            return None
        if written is None:
            return None
        return without_head(written.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n"), head)


def _head(about: Iterable[tuple[str, int]]) -> list[str]:
    lines = [line for text, indent in about for line in _wrapped(text, f"# {' ' * indent}", WIDTH)]
    return [*lines, "#", "# Write below the next line. These lines above it are taken out.", SCISSORS]


def without_head(written: str, head: list[str]) -> str:
    """Take out what was there to be read, and nothing that was written, wherever it stands and with what it begins.

    Args:
        written: What the editor saved.
        head: The lines that were there to be read, the last of them the scissors.

    Returns:
        The text.
    """
    above, scissors, below = f"\n{written}".partition(f"\n{SCISSORS}")
    ours = [line.rstrip() for line in head]
    kept = [line for line in above.split("\n")[1:] if line.rstrip() not in ours]
    return "\n".join([*kept, below.lstrip(" ").removeprefix("\n")] if scissors else kept).strip()

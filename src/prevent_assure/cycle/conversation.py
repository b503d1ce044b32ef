"""Asking line by line: plain text down the page, no colour and no cursor, so that a screen reader can follow."""

import io
import sys
import textwrap
from typing import NoReturn

import click

from prevent_assure.cli import boundary, streams
from prevent_assure.text.escaping import harmless

WIDTH, WIDEST = 80, 100
"""Columns elsewhere than on a terminal, and at most: longer lines are hard to read."""
LONGEST = 4095
"""Bytes of a line: what a terminal takes at most; it drops the rest in silence."""


class Left(Exception):  # noqa: N818 - somebody left, which is no error
    """Whoever is asked leaves: by `q`, Ctrl-D, Ctrl-C or the end of the input."""


def tell(text: str = "", *, indent: int = 0) -> None:
    """Print a text, wrapped.

    Args:
        text: The text, which may hold what people wrote.
        indent: The column that it begins in.
    """
    margin = " " * indent
    wrapper = textwrap.TextWrapper(
        min(streams.width(WIDTH), WIDEST), margin, margin, break_long_words=False, break_on_hyphens=False
    )
    for line in text.split("\n"):
        boundary.show("\n".join(wrapper.wrap(harmless(line)) or [""]) + "\n")


def ask(prompt: str) -> str:
    """Ask for a line.

    Args:
        prompt: What stands before it.

    Returns:
        The line without space around it.

    Raises:
        Left: If there is none.
    """
    boundary.show(f"{prompt} ")
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "surrogateescape":
        # What is no UTF-8 is refused where it would be written, and asked for again.
        sys.stdin.reconfigure(errors="surrogateescape")
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        _leave()
    if not line:
        _leave()
    if not sys.stdin.isatty():
        boundary.show("\n")
    elif len(line.encode(errors="surrogateescape")) >= LONGEST:
        tell("A terminal takes no longer line, and this one may be cut. Type e to write it in your editor.")
        return ask(prompt)
    return line.strip()


def _leave() -> NoReturn:
    boundary.show("\n")
    raise Left


def choose(prompt: str, words: tuple[str, ...]) -> str:
    """Ask for one of several words, by itself or by its number.

    Args:
        prompt: What is asked.
        words: The words.

    Returns:
        The word; or what was typed in its place.

    Raises:
        Left: If nothing more is typed.
    """
    numbered = ", ".join(f"{number} {word}" for number, word in enumerate(words, 1))
    typed = ask(f"{prompt} ({numbered}; Enter leaves it; ? for help):").lower()
    if typed.isdecimal() and 1 <= int(typed) <= len(words):
        return words[int(typed) - 1]
    spelt = typed.replace(" ", "_").replace("-", "_")
    return spelt if spelt in words else typed


def write(text: str) -> str | None:
    """Let a text be written in the editor that the user has chosen (`VISUAL` or `EDITOR`).

    Args:
        text: What it begins with.

    Returns:
        The text; None where it was not changed, or there is no editor that works.
    """
    try:
        written = click.edit(f"{text}\n" if text else "", extension=".txt", require_save=True)
    except click.ClickException as error:
        tell(f"No editor could be opened: {error.format_message()} Write on one line, or set EDITOR.")
        return None
    return written.strip() if written is not None else None

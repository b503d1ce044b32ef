"""A page of explanation, and how it reads on a terminal or in a log, and as Markdown."""

import textwrap
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .consoles import console_on, trimmed
from .escaping import harmless

_STYLES = {"Error of form": "bold red", "Error": "bold red", "Warning": "bold yellow", "Suggestion": "bold cyan"}


class Prose(NamedTuple):
    """A text of one paragraph or several.

    Attributes:
        text: As plain text.
        markdown: As Markdown, with what must be escaped in it escaped.
        label: What stands before it, or None.
    """

    text: str
    markdown: str
    label: str | None = None


class Example(NamedTuple):
    """Lines of a file.

    Attributes:
        label: What stands above it.
        language: What it is written in.
        text: The lines.
    """

    label: str
    language: str
    text: str


class Items(NamedTuple):
    """A list.

    Attributes:
        label: What stands above it.
        items: Its items.
    """

    label: str
    items: tuple[Prose, ...]


class Page(NamedTuple):
    """One explanation.

    Attributes:
        title: What it is of; an id.
        badge: A word or two beside the title.
        blocks: What it says.
    """

    title: str
    badge: str
    blocks: tuple[Prose | Example | Items, ...]


def page_text(page: Page, *, width: int, colour: bool) -> str:
    """Write a page for people.

    Args:
        page: The page.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        The text.
    """
    out = StringIO()
    console = console_on(out, width=width, colour=colour)
    head = Text(harmless(page.title), style="bold")
    head.append("  ").append(harmless(page.badge), style=_STYLES.get(page.badge, "dim"))
    console.print(head)
    for block in page.blocks:
        console.print()
        _print(console, block)
    return trimmed(out)


def listing_text(rows: Sequence[tuple[str, str, str]], *, width: int, colour: bool) -> str:
    """Write a table of what can be explained.

    Args:
        rows: Code, severity and summary of each.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        The table.
    """
    out = StringIO()
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for code, severity, summary in rows:
        table.add_row(Text(code, style="bold"), Text(severity, style=_STYLES[severity.capitalize()]), Text(summary))
    console_on(out, width=width, colour=colour).print(table)
    return trimmed(out)


def _print(console: Console, block: Prose | Example | Items) -> None:
    match block:
        case Prose():
            _print_wrapped(console, block, "", "")
        case Example():
            console.print(Text(f"{block.label}:", style="bold"))
            lines = "\n".join(harmless(line) for line in block.text.rstrip("\n").split("\n"))
            console.print(Padding(Text(lines, style="green" if block.label == "Right" else ""), (0, 0, 0, 4)))
        case Items():
            console.print(Text(f"{block.label}:", style="bold"))
            for item in block.items:
                _print_wrapped(console, item, "  - ", "    ")


def _print_wrapped(console: Console, prose: Prose, first: str, indent: str) -> None:
    label = f"{harmless(prose.label)}:" if prose.label is not None else ""
    for number, line in enumerate(prose.text.split("\n")):
        start = indent if number else first
        told = harmless(line) if number or not label else f"{label} {harmless(line)}"
        # An address that is longer than the line stays whole, so that it can be followed.
        wrapped = textwrap.wrap(
            told, console.width, initial_indent=start, subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        for row, each in enumerate(wrapped):
            text = Text(each)
            if label and not number and not row:
                text.stylize("bold", len(start), len(start) + len(label))
            console.print(text, soft_wrap=True)
        if not wrapped and not indent:
            console.print()


def page_markdown(page: Page) -> str:
    """Write a page as Markdown.

    Args:
        page: The page.

    Returns:
        The Markdown, with a heading of the second level.
    """
    parts = [f"## `{page.title}`", f"**{page.badge}.**"]
    for block in page.blocks:
        match block:
            case Prose():
                parts.append(_marked(block))
            case Example():
                parts += [f"{block.label}:", f"```{block.language}\n{block.text}```"]
            case Items():
                parts += [f"{block.label}:", "\n".join(_item(item) for item in block.items)]
    return "\n\n".join(parts) + "\n"


def _marked(prose: Prose) -> str:
    if prose.label is None:
        return prose.markdown
    between = "\n\n" if prose.markdown.startswith("- ") else " "
    return f"**{prose.label}:**{between}{prose.markdown}"


def _item(prose: Prose) -> str:
    return "- " + "\n".join(f"  {line}" if line else "" for line in _marked(prose).split("\n")).strip()

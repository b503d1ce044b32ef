"""What people read, as blocks one below the other: set out on a terminal or in a log, and as Markdown.

What people wrote goes in as text, never as rich's markup, and acts nowhere.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Literal, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from .escaping import harmless, table_cell
from .narrative import escape_markdown, markdown_blocks, parse, plain_text

_BETWEEN = "   "
"""What rich puts between the columns of a table."""


class Styled(NamedTuple):
    """A word in a style that a terminal may have, as in `bold red`."""

    text: str
    style: str = ""


class Heading(NamedTuple):
    """A heading.

    Attributes:
        text: What it says.
        number: What it is numbered with, or None.
        aside: What stands behind it on a terminal.
        style: Its style on a terminal.
        level: Its level in Markdown.
    """

    text: str
    number: int | None = None
    aside: Styled = Styled("")
    style: str = "bold"
    level: int = 2


class Line(NamedTuple):
    """A line of our own words.

    Attributes:
        text: The line; for Markdown as Markdown, with what people wrote escaped in it.
        folded: Whether it is folded to the width that there is.
        indent: How many columns it is set in.
        style: Its style on a terminal.
    """

    text: str
    folded: bool = True
    indent: int = 0
    style: str = ""


class Points(NamedTuple):
    """Sentences below each other: set in on a terminal, points of a list in Markdown."""

    sentences: Sequence[str]


class Table(NamedTuple):
    """A table of words.

    Attributes:
        headings: The heading of each column.
        rows: The words of each row.
        right: The headings of the columns that are set to the right, as numbers are.
        strong: The rows that stand out on a terminal, by their index.
        overflow: Whether a word that is longer than its column is folded or cut on a terminal.
        bare: Whether a terminal shows neither headings nor rule, and folds the last column alone.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str | Styled]]
    right: frozenset[str] = frozenset()
    strong: frozenset[int] = frozenset()
    overflow: Literal["fold", "ellipsis"] = "fold"
    bare: bool = False


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


Block = Heading | Line | Points | Table | Prose | Example | Items


def words(text: str, label: str | None = None) -> Prose:
    """Take a text for what it is, without any marks."""
    return Prose(text, escape_markdown(text), label)


def narrative(text: str, label: str | None = None) -> Prose:
    """Read a text as a narrative."""
    tree = parse(text)
    return Prose(plain_text(tree).rstrip("\n"), markdown_blocks(tree).rstrip("\n"), label)


def blocks_text(blocks: Iterable[Block], *, width: int, colour: bool) -> str:
    """Set blocks out for a terminal or a log, as `block_texts` does, in one text."""
    return "".join(block_texts(blocks, width=width, colour=colour))


def block_texts(blocks: Iterable[Block], *, width: int, colour: bool) -> Iterator[str]:
    """Set blocks out for a terminal or a log, one after another, so that not all need be in memory.

    Args:
        blocks: The blocks.
        width: How many columns there are.
        colour: Whether colours may be used.

    Yields:
        Each block's text, without white space at the ends of lines; a blank line before each heading but the first.
    """
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None, highlight=False,
        markup=False, emoji=False, legacy_windows=False, no_color=not colour,
    )  # fmt: skip
    for number, block in enumerate(blocks):
        if number and isinstance(block, Heading):
            console.print()
        _print(console, block)
        yield "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
        out.seek(0)
        out.truncate()


def _print(console: Console, block: Block) -> None:
    match block:
        case Heading():
            number = "" if block.number is None else f"{block.number} "
            heading = Text(f"{number}{harmless(block.text)}", style=block.style)
            console.print(heading.append(harmless(block.aside.text), style=block.aside.style))
        case Line(folded=True):
            console.print(_set_in(harmless(block.text), block.indent, block.style))
        case Line():
            console.print(Text(" " * block.indent + harmless(block.text), style=block.style), soft_wrap=True)
        case Points():
            for sentence in block.sentences:
                console.print(_set_in(harmless(sentence), 2))
        case Table():
            _print_table(console, block)
        case _:
            _print_explanation(console, block)


def _print_explanation(console: Console, block: Prose | Example | Items) -> None:
    match block:
        case Prose():
            _print_prose(console, block, "", "")
        case Example():
            console.print(Text(f"{block.label}:", style="bold"))
            lines = "\n".join(harmless(line) for line in block.text.rstrip("\n").split("\n"))
            console.print(_set_in(lines, 4, "green" if block.label == "Right" else ""))
        case Items():
            console.print(Text(f"{block.label}:", style="bold"))
            for item in block.items:
                _print_prose(console, item, "  - ", "    ")


def _set_in(text: str, indent: int, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, indent))


def _print_table(console: Console, table: Table) -> None:
    plain = None if console.color_system or table.bare else plain_table(table, console.width)
    if plain is None:
        console.print(rich_table(table))
    else:
        console.print(plain, soft_wrap=True)


def plain_table(table: Table, width: int) -> str | None:
    """Set out a table without colours in which no line has to be broken, as rich does, in a tenth of the time.

    Args:
        table: The table.
        width: How many columns there are.

    Returns:
        The table, or None where something does not fit, or a column is empty.
    """
    lines = [table.headings, *([_styled(word).plain for word in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ruled = sum(widths) + len(_BETWEEN) * (len(widths) - 1)
    if not all(widths) or ruled + 2 > width or not all(_takes_its_length(word) for line in lines for word in line):
        return None
    heading, *body = (
        _BETWEEN.join(
            word.rjust(columns) if name in table.right else word.ljust(columns)
            for word, columns, name in zip(line, widths, table.headings, strict=True)
        )
        for line in lines
    )
    return "\n".join(["", *(f" {line}" for line in (heading, "─" * ruled, *body)), ""])


def _takes_its_length(text: str) -> bool:
    """Tell whether each character takes one column, and none at the ends is a space."""
    return text == text.strip() and (text.isascii() or all(cell_len(character) == 1 for character in text))


def rich_table(table: Table) -> Grid:
    """Set out a table with rich, which has colours and breaks lines that do not fit.

    Args:
        table: The table.

    Returns:
        What a console prints.
    """
    if table.bare:
        grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    else:
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    last = len(table.headings) - 1
    for number, name in enumerate(table.headings):
        side: Literal["left", "right"] = "right" if name in table.right else "left"
        grid.add_column(name, justify=side, overflow=table.overflow, no_wrap=table.bare and number != last)
    for number, row in enumerate(table.rows):
        grid.add_row(*map(_styled, row), style="bold" if number in table.strong else None)
    return grid


def _styled(word: str | Styled) -> Text:
    return Text(harmless(word.text), word.style) if isinstance(word, Styled) else Text(harmless(word))


def _print_prose(console: Console, prose: Prose, first: str, indent: str) -> None:
    label = f"{harmless(prose.label)}:" if prose.label is not None else ""
    for number, line in enumerate(prose.text.split("\n")):
        start = indent if number else first
        told = harmless(line) if number or not label else f"{label} {harmless(line)}"
        # An address that is longer than the line stays whole, so that it can be followed.
        wrapped = textwrap.wrap(
            told, console.width, initial_indent=start, subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        for row, piece in enumerate(wrapped):
            text = Text(piece)
            if label and not number and not row:
                text.stylize("bold", len(start), len(start) + len(label))
            console.print(text, soft_wrap=True)
        if not wrapped and not indent:
            console.print()


def blocks_markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown, as `block_markdowns` does, in one text."""
    return "".join(block_markdowns(blocks))


def block_markdowns(blocks: Iterable[Block]) -> Iterator[str]:
    """Write blocks as Markdown one after another, with a blank line between them."""
    for number, block in enumerate(blocks):
        yield f"\n{_markdown(block)}\n" if number else f"{_markdown(block)}\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading():
            number = "" if block.number is None else f"{block.number}\\. "
            return f"{'#' * block.level} {number}{table_cell(harmless(block.text))}"
        case Line():
            return block.text
        case Points():
            return "\n".join(f"- {table_cell(harmless(sentence))}" for sentence in block.sentences)
        case Table():
            ruled = ("---:" if name in block.right else "---" for name in block.headings)
            rows = ([table_cell(_styled(word).plain) for word in row] for row in block.rows)
            return "\n".join(f"| {' | '.join(row)} |" for row in (block.headings, ruled, *rows))
        case _:
            return _explanation_markdown(block)


def _explanation_markdown(block: Prose | Example | Items) -> str:
    match block:
        case Prose():
            return _labelled(block)
        case Example():
            return f"{block.label}:\n\n```{block.language}\n{block.text}```"
        case Items():
            return f"{block.label}:\n\n" + "\n".join(map(_item, block.items))


def _labelled(prose: Prose) -> str:
    if prose.label is None:
        return prose.markdown
    between = "\n\n" if prose.markdown.startswith("- ") else " "
    return f"**{prose.label}:**{between}{prose.markdown}"


def _item(prose: Prose) -> str:
    return "- " + "\n".join(f"  {line}" if line else "" for line in _labelled(prose).split("\n")).strip()


class Page(NamedTuple):
    """One explanation.

    Attributes:
        title: What it is of; an id.
        badge: A word or two beside the title.
        blocks: What it says.
        style: The badge's style on a terminal.
    """

    title: str
    badge: str
    blocks: Sequence[Block]
    style: str = "dim"


def page_text(page: Page, *, width: int, colour: bool) -> str:
    """Set a page out for a terminal or a log.

    Args:
        page: The page.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        The text.
    """

    def spaced() -> Iterator[Block]:
        yield Heading(f"{page.title}  ", aside=Styled(page.badge, page.style))
        for block in page.blocks:
            yield from (Line(""), block)

    return blocks_text(spaced(), width=width, colour=colour)


def page_markdown(page: Page) -> str:
    """Write a page as Markdown, with a heading of the second level.

    Args:
        page: The page.

    Returns:
        The Markdown.
    """
    return blocks_markdown([Line(f"## `{page.title}`"), Line(f"**{page.badge}.**"), *page.blocks])

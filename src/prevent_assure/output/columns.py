"""Lines and columns for a terminal: texts broken at spaces, tables as wide as they need to be.

Own code, as a table of rich takes three milliseconds, and a nation has hundreds.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

GAP = "   "
LEAST = 8
"""Columns that a column keeps, however narrow the terminal."""


def bold(text: str, *, colour: bool) -> str:
    """Make a text bold where that can be shown.

    Args:
        text: The text, harmless already.
        colour: Whether colours may be used.

    Returns:
        The text.
    """
    return f"\x1b[1m{text}\x1b[0m" if colour else text


def wrapped(text: str, width: int) -> list[str]:
    """Break a text at spaces.

    Args:
        text: The text, on one line.
        width: How many columns there are; a longer word is broken.

    Returns:
        Its lines, at least one.
    """
    if cell_len(text) <= width:
        return [text]
    lines = [""]
    for word in (part for whole in text.split() for part in _parts(whole, width)):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def table(rows: Sequence[Sequence[str]], *, width: int, right: frozenset[int]) -> Iterator[list[str]]:
    """Set out rows in columns.

    Args:
        rows: The rows, the headings first.
        width: How many columns the terminal has.
        right: Which columns are set to the right.

    Yields:
        The lines of each row; below the headings a rule is one of theirs.
    """
    widths = _widths(rows, width - 2 - len(GAP) * (len(rows[0]) - 1))
    for number, row in enumerate(rows):
        broken = [wrapped(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        lines = [_line(parts, widths, right) for parts in zip_longest(*broken, fillvalue="")]
        yield lines if number else [*lines, " " + "\u2500" * (sum(widths) + len(GAP) * (len(widths) - 1))]


def _parts(word: str, width: int) -> Iterator[str]:
    """Break a word that is wider than there is room; no character is wider than two columns."""
    if cell_len(word) <= width:
        yield word
        return
    step = max(1, width // 2) if cell_len(word) > len(word) else width
    yield from (word[start : start + step] for start in range(0, len(word), step))


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    while sum(widths) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(parts: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    cells = []
    for at, (part, width) in enumerate(zip(parts, widths, strict=True)):
        blank = " " * (width - cell_len(part))
        cells.append(f"{blank}{part}" if at in right else f"{part}{blank}")
    return f" {GAP.join(cells)}".rstrip()

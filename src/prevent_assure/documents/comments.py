"""Text that people wrote as comments of a YAML file: wrapped, each line behind its `#`, whatever the text holds."""

import re
import textwrap
from collections.abc import Iterator

WIDTH = 100
"""Columns of a comment, its indentation among them."""
LONGEST = 4000
"""Characters of one text; what is longer is cut, and said to be."""

_ALLOWED = frozenset("\t\u200c\u200d\u200e\u200f")
_BULLET = re.compile(r"\s*[-*\u2022]\s")
_LEAST = 40


class Comment(str):
    """Whole lines of a YAML file that are all comments, without the last line end."""

    __slots__ = ()


def comment(text: str, indent: int = 0, label: str = "") -> Comment:
    """Write a text as a comment.

    Args:
        text: The text; a blank line parts paragraphs, `-`, `*` or a bullet begins an item.
        indent: The column, from 0.
        label: What stands before the text, as in `Summary:`; the text's further lines are indented behind it.

    Returns:
        The lines.
    """
    head = " " * max(indent, 0) + "#"
    width = max(WIDTH - len(head) - 1, _LEAST)
    first = f"{_plain(label).rstrip()} " if label else ""
    margin = " " * (len(first) - len(first.lstrip()) + 2) if label else ""
    lines: list[str] = []
    for paragraph in _paragraphs(_cut(text)):
        lines += [*([""] if lines else []), *_wrapped(paragraph, width, margin, "" if lines else first)]
    lines = lines or [first]
    return Comment("\n".join(f"{head} {line}".rstrip() for line in lines))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}... (cut here: it is longer)"


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Part a text into paragraphs, and these into items."""
    items: list[str] = []
    for line in text.splitlines():
        plain = _plain(line)
        if not plain.strip():
            if items:
                yield items
            items = []
        elif not items or _BULLET.match(plain):
            items.append(plain.rstrip())
        else:
            items[-1] = f"{items[-1]} {plain.strip()}"
    if items:
        yield items


def _plain(line: str) -> str:
    """Show what neither a file of this project may hold nor a terminal should be sent."""
    shown = "".join(
        each if each.isprintable() or each in _ALLOWED else each.encode("unicode_escape").decode() for each in line
    )
    return shown.replace("\t", " ")


def _wrapped(items: list[str], width: int, margin: str, first: str) -> Iterator[str]:
    """Give a paragraph's lines; the first behind its label where it is no bullet."""
    if first and _BULLET.match(items[0]):
        yield first
        first = ""
    for item in items:
        bullet = _BULLET.match(item) is not None
        start = margin + (item[: len(item) - len(item.lstrip())][:4] if bullet else "")
        hanging = start + ("  " if bullet else "")
        yield from textwrap.wrap(
            item.strip(), width, initial_indent=first or start, subsequent_indent=hanging, break_on_hyphens=False
        )
        first = ""

"""Narrative text into its tree: three rules for blocks, and markdown-it for the marks within a line.

The rules: a blank line ends a paragraph; a line that begins with `-`, `*` or `•` is a bullet, below the one
before it where it is indented by two or more; any other line goes on with the text above it. Full Markdown
takes more for marks than people mean: its list rule makes a numbered list of a line that begins "2025.
A year" and loses the year.
"""

import re
from functools import lru_cache

from .marks import inlines
from .tree import Block, Bullet, BulletList, Narrative, Paragraph

_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_BULLET = re.compile(r"([ \t]*)(?:[-*][ \t]+|•[ \t\xa0]*)(\S.*)")
_NESTED_FROM = 2
_TAB = 4
_CACHED = 512


@lru_cache(maxsize=_CACHED)  # the same criteria and wording stand in every letter of a run
def parse(text: str) -> Narrative:
    """Read a narrative.

    Args:
        text: The text as people wrote it.

    Returns:
        Its tree; one without blocks where there is nothing but white space.
    """
    reader = _Reader()
    for line in _LINE_END.split(text):
        reader.take(line)
    return reader.finish()


class _Reader:
    """Takes line by line; holds the paragraph or the list that is being read."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._lines: list[str] = []
        self._items: list[tuple[bool, list[str]]] = []
        self._base = 0
        self._after_blank = False

    def take(self, line: str) -> None:
        """Read one line."""
        if not line.strip():
            self._end_paragraph()
            self._after_blank = True
            return
        if bullet := _BULLET.fullmatch(line):
            self._bullet(len(bullet[1].expandtabs(_TAB)), bullet[2])
        elif self._items and not self._after_blank:
            self._items[-1][1].append(line)
        else:
            self._end_list()
            self._lines.append(line)
        self._after_blank = False

    def finish(self) -> Narrative:
        """End the text."""
        self._end_paragraph()
        self._end_list()
        return Narrative(tuple(self._blocks))

    def _bullet(self, indent: int, content: str) -> None:
        self._end_paragraph()
        if not self._items:
            self._base = indent
        self._items.append((indent >= self._base + _NESTED_FROM, [content]))

    def _end_paragraph(self) -> None:
        if self._lines:
            self._blocks.append(Paragraph(inlines(" ".join(self._lines))))
            self._lines = []

    def _end_list(self) -> None:
        if self._items:
            self._blocks.append(BulletList(_bullets(self._items)))
            self._items = []


def _bullets(items: list[tuple[bool, list[str]]]) -> tuple[Bullet, ...]:
    bullets: list[Bullet] = []
    for nested, lines in items:
        bullet = Bullet(inlines(" ".join(lines)))
        if nested:
            above = bullets.pop()
            bullet = Bullet(above.children, (*above.nested, bullet))
        bullets.append(bullet)
    return tuple(bullets)

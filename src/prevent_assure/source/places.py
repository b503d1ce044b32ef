"""From an index in a text to line and column, worked out only when something is to be said."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*")
_WORD = re.compile(r"[^\s]+|[ \t]|")
_LINE_END = re.compile(r"\r\n?|\n")


class Span(NamedTuple):
    """A place in a text. Lines and columns count from 1, columns in code points; ends are exclusive.

    Attributes:
        line: The first line.
        column: The first column.
        end_line: The line of the end.
        end_column: The column behind the last character.
        start: The index of the first character in the text.
        end: The index behind the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int


class Places:
    """A text, and where its lines begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; a line end at the very end begins no line."""
        lines = _LINE_END.split(self.text)
        if not lines[-1]:
            lines.pop()
        return lines

    def at(self, index: int) -> tuple[int, int]:
        """Give line and column of an index, from 1."""
        if "\r" in self.text:
            line = bisect_right(self._starts, index)
            return line, index - self._starts[line - 1] + 1
        return self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index)

    def index(self, line: int, column: int) -> int:
        """Give the index of a line and column, from 1."""
        return self._starts[line - 1] + column - 1

    def line(self, start: int) -> str:
        """Give the line that an index lies in, without its end."""
        first = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        return self.text[first : self.line_end(start)]

    def span(self, start: int, end: int) -> Span:
        """Give the place of a part of the text."""
        return Span(*self.at(start), *self.at(end), start, end)

    def line_end(self, start: int) -> int:
        """Find where the line ends that an index lies in."""
        found = _LINE.match(self.text, start)
        return start if found is None else found.end()

    def word_end(self, start: int) -> int:
        """Find where the word ends that an index lies in."""
        found = _WORD.match(self.text, start)
        return start if found is None else found.end()

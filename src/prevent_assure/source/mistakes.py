"""Where a mistake was made in a file that cannot be read, and what was meant.

The parser stops where it can go on no longer, which is often far below. So corrections are tried: the likeliest that
lets it read further tells what was mistyped, and its line is known to be right. Then the rest of the file is read.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .columns import blanks, blocks, indents, strays, texts, unblocked
from .corrections import Correction, Page
from .limits import CORRECTED
from .signs import colons, commas, dashes, quotes, unclosed

_KINDS = (blanks, colons, commas, unclosed, blocks, quotes, texts, dashes, indents, unblocked, strays)
"""Every kind of correction; of two that cost the same, the one that stands first is taken."""
_BUDGET = 4_000_000
"""How many characters are read again at most, so that no file takes long: a usual one some hundred times."""
_LONGEST = 2_000
"""The longest line for which corrections are tried, in characters."""
_MOST = 20
"""How many mistakes of a file are looked for."""


class Mistake(NamedTuple):
    """A mistake, in lines of the file as it is.

    Attributes:
        line: The line in which it was made, from 0.
        start: Where in the line.
        end: Behind that.
        message: What is wrong.
        hint: What to type.
        lines: What the lines from there must be.
    """

    line: int
    start: int
    end: int
    message: str
    hint: str
    lines: tuple[str, ...]


Stop = tuple[int, int]
"""Where a text can be read no further, and where what is read there began."""
Failing = Callable[[str], Stop | None]
"""Says where a text can be read no further; None if it can be read to its end."""


def mistakes(text: str, failing: Failing) -> Iterator[Mistake]:
    """Find the mistakes of a file that cannot be read, as far as corrections are known that let it be read further."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(text) > CORRECTED or max(map(len, lines)) > _LONGEST:
        return
    trials, count = _Trials(failing), len(lines)
    stop, above = trials.read(lines), 0
    for _ in range(_MOST):
        best = trials.best(lines, stop, above) if stop is not None else None
        if best is None:
            return
        found, stop = best
        # Lines are counted from the end, which no correction above has moved.
        line = found.first + count - len(lines)
        yield Mistake(line, found.start, found.end, found.message, found.hint, found.lines)
        lines, above = _applied(lines, found), found.first + len(found.lines)


class _Trials:
    """Reads corrected lines, until too much has been read."""

    def __init__(self, failing: Failing) -> None:
        self._failing = failing
        self._left = _BUDGET

    def read(self, lines: list[str]) -> Stop | None:
        """Say at which line reading stops, and at which what is read there began."""
        text = "\n".join(lines)
        self._left -= len(text)
        stop = self._failing(text)
        return None if stop is None else (text.count("\n", 0, stop[0]), text.count("\n", 0, stop[1]))

    def best(self, lines: list[str], stop: Stop, above: int) -> tuple[Correction, Stop | None] | None:
        """Try the corrections, and give the likeliest of those that let most be read, with where reading stops then.

        The lines above a line are corrected already.
        """
        page, tried = Page(lines), set[tuple[int, tuple[str, ...]]]()
        numbers = dict.fromkeys((*stop, next(page.above(stop[0]), stop[0])))
        best, least = None, (len(lines) - stop[0] - 1, 0)
        for found in (one for kind in _KINDS for number in numbers for one in kind(page, number)):
            if found.first < above or (found.first, found.lines) in tried:
                continue
            if self._left < 0:
                break
            tried.add((found.first, found.lines))
            corrected = _applied(lines, found)
            now = self.read(corrected)
            left = -1 if now is None else len(corrected) - now[0] - 1
            if left < len(lines) - found.first - found.replaced and (left, found.cost) < least:
                best, least = (found, now), (left, found.cost)
        return best


def _applied(lines: list[str], correction: Correction) -> list[str]:
    behind = correction.first + correction.replaced
    return [*lines[: correction.first], *correction.lines, *lines[behind:]]

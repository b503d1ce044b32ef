"""Texts on their way between a file, whose lines people break where they like, and a cell, which breaks them itself."""

import textwrap
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from prevent_assure.text.narrative import begins_bullet

_ALIKE = 0.6
"""From which share of words in common a paragraph is taken for another one after somebody worked on it."""


def one_line_each(text: str) -> str:
    """Give a text with each paragraph and each bullet in one line; it is read as the same narrative."""
    return "\n".join(map(_joined, _pieces(text)))


def as_before(text: str, before: str) -> str:
    """Give a text the line breaks of the one that it comes after, as far as it says the same.

    Args:
        text: The text as somebody wrote it into a cell.
        before: What stands in the file.

    Returns:
        The text; lines that say what they said before stay as they were, so that only changed lines change.
    """
    old = {_joined(piece): piece for piece in _pieces(before)}
    width = max(map(len, before.split("\n")))
    lines: list[str] = []
    for piece in _pieces(text):
        said = _joined(piece)
        lines += old.get(said) or (_worked_on(said, old, width) if len(piece) == 1 else piece)
    return "\n".join(lines)


def _pieces(text: str) -> Iterator[list[str]]:
    """Take a text apart into paragraphs, bullets and blank lines, each with its lines."""
    piece: list[str] = []
    for line in text.split("\n"):
        if piece and piece[-1].strip() and line.strip() and not begins_bullet(line):
            piece.append(line)
            continue
        if piece:
            yield piece
        piece = [line]
    yield piece


def _joined(piece: Sequence[str]) -> str:
    joined = " ".join((piece[0].rstrip(), *(line.strip() for line in piece[1:])))
    # A dash alone in its line begins no bullet, but would with the next line behind it.
    return joined if begins_bullet(joined) == begins_bullet(piece[0]) else "\n".join(piece)


def _worked_on(said: str, old: dict[str, list[str]], width: int) -> list[str]:
    """Break the lines of a paragraph as those of the one that it was; of a new one not at all."""
    words = said.split()
    wrapped = [piece for piece in old.values() if len(piece) > 1]
    alike = {id(piece): SequenceMatcher(None, " ".join(piece).split(), words).ratio() for piece in wrapped}
    nearest = max(wrapped, key=lambda piece: alike[id(piece)], default=None)
    if nearest is None or alike[id(nearest)] < _ALIKE:
        return [said]
    head: list[str] = []
    tail: list[str] = []
    rest = said
    for line in nearest:
        if not rest.startswith(f"{line.strip() if head else line} "):
            break
        head.append(line)
        rest = rest[len(line.strip() if len(head) > 1 else line) + 1 :]
    for line in reversed(nearest[len(head) :]):
        if not rest.endswith(f" {line.strip()}"):
            break
        tail.append(line)
        rest = rest[: -len(line.strip()) - 1]
    indent = nearest[1][: len(nearest[1]) - len(nearest[1].lstrip())]
    middle = textwrap.wrap(
        rest, width, initial_indent=indent if head else "", subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False, expand_tabs=False, replace_whitespace=False,
    )  # fmt: skip
    lines = [*head, *middle, *reversed(tail)]
    return lines if one_line_each("\n".join(lines)) == said else [said]

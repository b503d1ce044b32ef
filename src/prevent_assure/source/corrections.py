"""A correction of a file that cannot be read, and the lines that corrections are made of."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

WORD = r"[A-Za-z0-9_][\w/-]*"
"""How a key is written that needs no quotation marks."""
ENTRY = re.compile(rf"(?P<before> *(?:- +)*)(?P<key>{WORD}|\"[^\"]*\"|'[^']*') *:(?= |$)")
ITEM = re.compile(r" *-(?: +|$)")
HEADER = re.compile(r"[|>][-+0-9]* *(?:#.*)?$")
"""What stands behind a key whose text is on the lines below."""
IN_BRACES = re.compile(rf"\{{{WORD}:")
"""How a group begins that stands behind its key."""
_COMMENT = re.compile(r"(?<! ) ++# .*$")
_LIKE_AN_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Correction(NamedTuple):
    """What may be meant in place of some lines.

    Attributes:
        first: The first line concerned, from 0.
        replaced: How many lines are concerned.
        lines: What takes their place.
        start: Where in the first line the mistake was made, as an index.
        end: Behind that.
        message: What is wrong.
        hint: What to type.
        cost: How much of what was typed it changes; of two that let as much be read, the one that costs less is meant.
    """

    first: int
    replaced: int
    lines: tuple[str, ...]
    start: int
    end: int
    message: str
    hint: str
    cost: int


class Page:
    """The lines of a file that cannot be read.

    Attributes:
        lines: The lines without their ends.
        keys: Words that stand before a colon, and how often.
        item_keys: Those that begin an item of a list.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        found = [entry for line in lines if (entry := ENTRY.match(line))]
        self.keys = Counter(entry["key"] for entry in found)
        self.item_keys = {entry["key"] for entry in found if "-" in entry["before"]}

    def value(self, number: int) -> tuple[int, str]:
        """Say where the text of a line begins, behind its key or `- `, and give it without a comment."""
        line = self.lines[number]
        found = ENTRY.match(line) or ITEM.match(line)
        start = found.end() if found else 0
        text = without_comment(line[start:].strip())[0]
        return (line.find(text, start) if text else len(line)), text

    def key(self, number: int) -> str | None:
        """Give the key that a line begins with, None where there is none."""
        found = ENTRY.match(self.lines[number])
        return found["key"] if found else None

    def is_item(self, number: int) -> bool:
        """Tell whether a line begins with the `- ` of a list."""
        return ITEM.match(self.lines[number]) is not None

    def is_new_item(self, number: int, head: int) -> bool:
        """Tell whether a line begins where the items of the list above do, and an entry above it has its whole text."""
        depth = indentation(self.lines[number])
        item = next((n for n in (head, *self.above(head)) if indentation(self.lines[n]) <= depth), head)
        whole = head != item and self.key(head) is not None and not HEADER.match(self.value(head)[1])
        return whole and number == head + 1 and self.is_item(item) and indentation(self.lines[item]) == depth

    def is_entry(self, number: int) -> bool:
        """Tell whether a line begins with a key that also stands elsewhere or looks like one, or with a `- `."""
        key = self.key(number)
        return self.is_item(number) or (
            key is not None and (self.keys[key] > 1 or _LIKE_AN_ID.fullmatch(key) is not None)
        )

    def is_blank(self, number: int) -> bool:
        """Tell whether a line holds nothing, or a comment alone."""
        return not self.lines[number].strip() or self.lines[number].lstrip().startswith("#")

    def above(self, number: int) -> Iterator[int]:
        """Go up the lines that hold something."""
        return (n for n in range(number - 1, -1, -1) if not self.is_blank(n))

    def outside(self, number: int) -> Iterator[int]:
        """Go up the lines that begin further to the left than this one."""
        own = indentation(self.lines[number])
        return (n for n in self.above(number) if indentation(self.lines[n]) < own)

    def end_of(self, number: int, depth: int, *, entries: bool = True) -> int:
        """Find the last of the lines from here that begin at least so far in, empty ones between them included."""
        last = number
        for n in range(number + 1, len(self.lines)):
            if self.is_blank(n):
                continue
            if indentation(self.lines[n]) < depth or (not entries and self.is_entry(n)):
                break
            last = n
        return last

    def one(  # noqa: PLR0913 - a correction has as many parts
        self, number: int, line: str, message: str, hint: str, at: tuple[int, int] | None = None, *, cost: int = 1
    ) -> Correction:
        """Correct one line; without a place all of its text is meant."""
        old = self.lines[number]
        start, end = at or (indentation(old), len(old.rstrip()))
        return Correction(number, 1, tuple(line.split("\n")), start, max(start + 1, end), message, hint, cost)


def indentation(line: str) -> int:
    """Count the spaces that a line begins with."""
    return len(line) - len(line.lstrip(" "))


def without_comment(text: str) -> tuple[str, str]:
    """Part a text from the comment behind it."""
    found = _COMMENT.search(text)
    return (text[: found.start()], found[0]) if found else (text, "")


def named(key: str) -> str:
    """Name a key in a message: only one that looks like a key, as another may be the beginning of a text."""
    return key if _LIKE_AN_ID.fullmatch(key) and len(key) <= 60 else "..."  # noqa: PLR2004 - what fits in a line

"""The pages of documentation as tests read them: headings, fenced examples, tables and links."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md"), ROOT / "examples" / "herefordshire" / "README.md"])
"""Every page that people read."""

_FENCE = re.compile(r"^```(?P<language>\S*)[^\n]*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) (.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_INLINE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"# ([\w./-]+\.ya?ml)\n")


class Fence(NamedTuple):
    """One fenced example."""

    language: str
    text: str

    @property
    def path(self) -> str | None:
        """The file that the example's first line says it is of."""
        found = _PATH.match(self.text)
        return found[1] if found else None

    @property
    def content(self) -> str:
        """The example without the line that says which file it is of."""
        return _PATH.sub("", self.text, count=1) if self.path is not None else self.text


def read(path: Path) -> str:
    """The text of a page."""
    return path.read_text(encoding="utf-8")


def fences(text: str) -> list[Fence]:
    """The fenced examples of a text."""
    return [Fence(found["language"], found["text"]) for found in _FENCE.finditer(text)]


def prose(text: str) -> str:
    """A text without its fenced examples."""
    return _FENCE.sub("", text)


def sections(text: str, level: int = 2) -> dict[str, str]:
    """The sections below headings of a level, by heading."""
    starts = [found for found in _HEADING.finditer(_blanked(text)) if len(found[1]) <= level]
    ends = [found.start() for found in starts[1:]] + [len(text)]
    return {
        found[2]: text[found.end() : end] for found, end in zip(starts, ends, strict=True) if len(found[1]) == level
    }


def _blanked(text: str) -> str:
    """A text of the same length whose fences hold no headings."""
    return _FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def links(text: str) -> list[str]:
    """The targets of a page's links and pictures."""
    return _LINK.findall(prose(text))


def inline(text: str) -> list[str]:
    """What stands between backticks, outside fences."""
    return _INLINE.findall(prose(text))


def rows(text: str) -> Iterator[list[str]]:
    """The body rows of the first table in a text, cell by cell."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.startswith("|")), len(lines))
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip().strip("|").split(" |")]

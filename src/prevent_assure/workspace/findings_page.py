"""What `docs/findings.md` says of each finding. The package ships the page, so that there is one text only."""

import re
from functools import cache
from typing import NamedTuple

from .packaged import packaged_folder

_ENTRY = re.compile(r"^## `(?P<code>[a-z0-9-]+)`\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_WEIGHT = re.compile(r"\s*\*\*(?P<weight>[A-Za-z ]+)\.\*\*\s+")
_EXAMPLE = re.compile(r"^(?P<name>Wrong|Right):\n+```(?P<language>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]+\)")


class Example(NamedTuple):
    """How a file looks.

    Attributes:
        language: What it is written in, as in `yaml`.
        text: Its lines.
    """

    language: str
    text: str


class Entry(NamedTuple):
    """What the page says of one finding.

    Attributes:
        code: The finding's code.
        weight: `Error of form`, `Error`, `Warning` or `Suggestion`.
        paragraphs: What it means and why it matters, each paragraph on one line, in Markdown without links.
        wrong: How a file looks that has it.
        right: How it looks when it is mended.
    """

    code: str
    weight: str
    paragraphs: tuple[str, ...]
    wrong: Example
    right: Example


@cache
def findings_page() -> dict[str, Entry]:
    """Read the page.

    Returns:
        The entries by code, in the page's order.
    """
    text = (packaged_folder("docs") / "findings.md").read_text(encoding="utf-8")
    return {found["code"]: _entry(found["code"], found["text"]) for found in _ENTRY.finditer(text)}


def _entry(code: str, text: str) -> Entry:
    examples = {found["name"]: Example(found["language"], found["text"]) for found in _EXAMPLE.finditer(text)}
    prose = _EXAMPLE.sub("", text).strip()
    weight = _WEIGHT.match(prose)
    said = _LINK.sub(r"\1", prose[weight.end() if weight else 0 :])
    paragraphs = tuple(" ".join(each.split()) for each in re.split(r"\n{2,}", said) if each.strip())
    return Entry(code, weight["weight"] if weight else "", paragraphs, examples["Wrong"], examples["Right"])

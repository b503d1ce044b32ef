"""What comes with the package: criteria, templates, and the pages of docs that commands read.

An installed package holds them in itself; a checkout holds them beside `src/`. The package's own folder is asked first.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from prevent_assure.model.criteria import Criteria

from .layout import criteria_path
from .loading import Loaded, load

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent


class Origin(NamedTuple):
    """Where something that a workspace may shadow was taken from.

    Attributes:
        path: The file.
        packaged: Whether it came with the package.
        shown: How messages name it.
    """

    path: Path
    packaged: bool
    shown: str


@cache
def packaged_folder(name: str) -> Path:
    """Find a folder that is shipped with the package: `criteria`, `docs` or `templates`."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


@lru_cache(16)
def packaged_criteria(ref: str) -> Loaded[Criteria] | None:
    """Read an edition of criteria that came with the package.

    Args:
        ref: Regime and edition.

    Returns:
        The file as read, or None where the package has none such.
    """
    path = packaged_folder("criteria") / f"{ref}.yaml"
    return load(path, f"packaged {criteria_path(ref)}", Criteria) if path.is_file() else None


def packaged_editions() -> list[str]:
    """List the editions of criteria that came with the package, sorted."""
    return sorted(editions_in(packaged_folder("criteria")))


def editions_in(folder: Path) -> Iterator[str]:
    """List the editions of a workspace's or the package's `criteria/`, as in `local-authority/2024-25`."""
    for path in folder.glob("*/*.yaml"):
        if path.is_file():
            yield path.relative_to(folder).with_suffix("").as_posix()


_ENTRY = re.compile(r"^## `(?P<code>[a-z0-9-]+)`\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_WEIGHT = re.compile(r"\s*\*\*(?P<weight>[A-Za-z ]+)\.\*\*\s+")
_EXAMPLE = re.compile(r"^(?P<name>Wrong|Right):\n+```(?P<language>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]+\)")


class WrittenExample(NamedTuple):
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
    wrong: WrittenExample
    right: WrittenExample


@cache
def findings_page() -> dict[str, Entry]:
    """Read the page of findings: its entries by code, in the page's order."""
    text = (packaged_folder("docs") / "findings.md").read_text(encoding="utf-8")
    return {found["code"]: _entry(found["code"], found["text"]) for found in _ENTRY.finditer(text)}


def _entry(code: str, text: str) -> Entry:
    examples = {found["name"]: WrittenExample(found["language"], found["text"]) for found in _EXAMPLE.finditer(text)}
    prose = _EXAMPLE.sub("", text).strip()
    weight = _WEIGHT.match(prose)
    said = _LINK.sub(r"\1", prose[weight.end() if weight else 0 :])
    paragraphs = tuple(" ".join(text.split()) for text in re.split(r"\n{2,}", said) if text.strip())
    return Entry(code, weight["weight"] if weight else "", paragraphs, examples["Wrong"], examples["Right"])


_TABLE = re.compile(r"((?:<!-- model: [\w. ]+ -->\n)+)(.*?)(?=\n\n|\Z)", re.DOTALL)
_MODEL = re.compile(r"\w+\.(\w+)")
_ELSEWHERE = re.compile(r"[,;] or (?:of entries with )?the keys below|, keys below| \(next table\)")
"""What leads on to other tables of the page."""


@cache
def files_page() -> dict[str, dict[str, str]]:
    """Read the page of files: for each model's name its keys with what they say, in Markdown without links."""
    text = (packaged_folder("docs") / "files.md").read_text(encoding="utf-8")
    return {name: _keys(found[2]) for found in _TABLE.finditer(text) for name in _MODEL.findall(found[1])}


def _keys(table: str) -> dict[str, str]:
    rows = (line.strip().strip("|").split(" |") for line in table.split("\n")[2:] if line.startswith("|"))
    return {key.strip().strip("`"): _ELSEWHERE.sub("", _LINK.sub(r"\1", said.strip())) for key, _, said in rows}

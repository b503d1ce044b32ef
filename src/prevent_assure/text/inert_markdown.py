"""Text that people wrote, in Markdown that GitHub or GitLab shows: nothing in it calls, links, closes or hides.

A backslash keeps Markdown's marks literal, but not `@name`, `#12`, addresses and the like, which the services look for
in what is to be read. Inside code they do not. So what is plain words stays as it is, and all else stands as code.
"""

import difflib
import html
import re
import textwrap
from collections.abc import Iterator

from .escaping import harmless

_WORDS = re.compile(r"[^\W_]+(?:[ ,;()'’–-]+[^\W_]+)*[.,;)]?", re.UNICODE)  # noqa: RUF001 - a real apostrophe and dash
_CALLS = re.compile(r"\b(?:[A-Za-z]+-[0-9]+|[0-9a-fA-F]{7,64}|www)\b")
_TICKS = re.compile(r"`+")
_WIDTH = 100


def plain(text: str) -> str:
    """Write a name or title: as it is where it is plain words, else as code.

    Args:
        text: One line.

    Returns:
        Markdown that shows just this text, also in a cell of a table.
    """
    flat = " ".join(text.split())
    return flat if _WORDS.fullmatch(flat) and not _CALLS.search(flat) else code(flat)


def code(text: str) -> str:
    """Write a text as code within a line.

    Args:
        text: Any text.

    Returns:
        Markdown that shows just this text on one line, also in a cell of a table.
    """
    flat = harmless(" ".join(text.split())) or " "
    fence = "`" * (1 + max((len(each) for each in _TICKS.findall(flat)), default=0))
    edge = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{edge}{flat}{edge}{fence}".replace("|", "\\|")


def summary(text: str) -> str:
    """Write a line that a folded part shows, in which there is no Markdown.

    Args:
        text: Any text.

    Returns:
        HTML.
    """
    flat = harmless(" ".join(text.split()))
    escaped = html.escape(flat)
    return escaped if _WORDS.fullmatch(flat) and not _CALLS.search(flat) else f"<code>{escaped}</code>"


def text_difference(before: str | None, after: str | None, width: int = _WIDTH) -> list[str]:
    """Show what became of a narrative, line by line.

    Args:
        before: The text before, None where there was none.
        after: The text now, likewise.
        width: How long lines may be.

    Returns:
        Lines that begin with `-`, `+` or a blank.
    """
    old, new = (list(_lines(each or "", width)) for each in (before, after))
    shown: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            shown += [f"  {line}" for line in old[i1:i2]]
        else:
            shown += [f"- {line}" for line in old[i1:i2]] + [f"+ {line}" for line in new[j1:j2]]
    return shown


def fenced(lines: list[str], indent: str) -> list[str]:
    """Put lines that begin with a mark into a block of code.

    Args:
        lines: The lines, of which none can end the block since each begins with `-`, `+` or a blank.
        indent: What stands before each.

    Returns:
        The lines of the block.
    """
    fence = "`" * max(3, 1 + max((len(each) for line in lines for each in _TICKS.findall(line)), default=0))
    return [f"{indent}{line}" for line in (f"{fence}diff", *lines, fence)]


def _lines(text: str, width: int) -> Iterator[str]:
    if not text.strip():
        return
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-*•])", text.strip()):
        yield from textwrap.wrap(harmless(" ".join(paragraph.split())), width) or [""]

"""Text that people wrote, made harmless for a terminal, a log, a spreadsheet and Markdown.

A backslash keeps Markdown's marks literal, but not `@name`, `#12`, addresses and the like, which GitHub and GitLab look
for in what is to be read. Inside code they do not. So in comments there what is plain words stays as it is, and all
else stands as code: nothing in it calls, links, closes or hides.
"""

import html
import re

_ALLOWED = frozenset("\u200c\u200d\u200e\u200f")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WORDS = re.compile(r"[^\W_]+(?:[ ,;()'’–-]+[^\W_]+)*[.,;)]?", re.UNICODE)  # noqa: RUF001 - a real apostrophe and dash
_CALLS = re.compile(r"\b(?:[A-Za-z]+-[0-9]+|[0-9a-fA-F]{7,64}|www)\b")
_MENTIONS = re.compile(r"[@#!$%&~](?=[\w\"\[])|://")
"""What people, issues, merge requests, snippets, milestones, epics, labels and addresses begin with."""
_TICKS = re.compile(r"`+")


def harmless(text: str) -> str:
    r"""Show what a terminal would act on instead of sending it there.

    Args:
        text: Any text.

    Returns:
        The text on one line, with each control, bidi and other unprintable character as its escape, as in `\x1b`.
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in _ALLOWED else _escape(each) for each in text)


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - what fits into two digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - likewise four


def cell(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula.

    Args:
        text: Any text.

    Returns:
        The text, with an apostrophe before it where it begins as formulas do.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def table_cell(text: str) -> str:
    """Make a text literal in a cell of a Markdown table, or elsewhere within a line.

    Args:
        text: Any text.

    Returns:
        The text on one line with every mark of Markdown escaped; as code where GitHub or GitLab would take a part of it
        for somebody's name, an issue, a commit or an address.
    """
    flat = " ".join(text.split())
    if _MENTIONS.search(flat) or _CALLS.search(flat):
        return code(flat)
    return "".join(f"\\{each}" if each in "\\`*_{}[]()<>#+-.!|~&@:" and not each.isalnum() else each for each in flat)


def plain(text: str) -> str:
    """Write a name or title for a comment: as it is where it is plain words, else as code.

    Args:
        text: One line.

    Returns:
        Markdown that shows just this text, also in a cell of a table.
    """
    flat = " ".join(text.split())
    return flat if _inert(flat) else code(flat)


def code(text: str) -> str:
    """Write a text as code within a line.

    Args:
        text: Any text.

    Returns:
        Markdown that shows just this text on one line, also in a cell of a table.
    """
    flat = harmless(" ".join(text.split())) or " "
    fence = "`" * (1 + longest_ticks([flat]))
    edge = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{edge}{flat}{edge}{fence}".replace("|", "\\|")


def summary(text: str) -> str:
    """Write a text for the line that a folded part shows, in which there is no Markdown.

    Args:
        text: Any text.

    Returns:
        HTML.
    """
    flat = harmless(" ".join(text.split()))
    return html.escape(flat) if _inert(flat) else f"<code>{html.escape(flat)}</code>"


def longest_ticks(lines: list[str]) -> int:
    """Count the most backticks in a row, of which what fences the lines off needs one more."""
    return max((len(ticks) for line in lines for ticks in _TICKS.findall(line)), default=0)


def _inert(text: str) -> bool:
    return _WORDS.fullmatch(text) is not None and not _CALLS.search(text)

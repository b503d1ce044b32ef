"""Narratives as Markdown that CommonMark and GitHub read as the same words.

What could be a mark gets a backslash. A text with emphasis or links of its own is read again as CommonMark,
and where other words come out, emphasis goes, then links: never words.
"""

import re

from markdown_it import MarkdownIt

from .parse import one_spaced
from .plain import plain_inline
from .tree import Block, Bullet, Emphasis, Inline, Inlines, Link, Narrative, Paragraph, Strong, Text, lines_of

_ALWAYS = str.maketrans(
    {
        sign: f"\\{sign}"
        for sign in "\\`*_{}[]<|~$#"  # code, emphasis, links, notes, tasks, HTML, tables, deletions, formulas, headings
    }
)
_MAYBE = re.compile(r"[!&:@]|www\.", re.IGNORECASE)
_SOMETIMES = re.compile(
    r"!(?=\\\[|$)"  # an image, where a link follows
    r"|&(?=(?:\\#)?[0-9A-Za-z]+;)"  # an entity
    r"|:(?=//|[0-9A-Za-z\\_+-]+:)"  # an address on its own, an emoji
    r"|(?<=www)\.(?=\S)|(?<=\S)@(?=\S)|(?<!\S)@(?=\w)",  # the same for www., mailboxes and mentions
    re.IGNORECASE,
)
_AT_START = re.compile(r"\A(|[0-9]{1,9}(?=[.)]))([-+=>:.)])")
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_BACKSLASHED = r"\\\g<0>"
_CELL_BREAK = "<br>"
_COMMONMARK = MarkdownIt("commonmark").enable(["strikethrough"])


def escape_markdown(text: str) -> str:
    """Write a line of text (a name, a title) so that Markdown reads it as those words, wherever it stands.

    Args:
        text: The text.

    Returns:
        One line of Markdown.
    """
    return _at_start(_escape(one_spaced(text)))


def markdown_blocks(narrative: Narrative, indent: int = 0) -> str:
    """Write a narrative as paragraphs and lists.

    Args:
        narrative: The text.
        indent: Spaces before each line but the first, as in `- ` items.

    Returns:
        Markdown, with blank lines between blocks and none at the end.
    """
    lines = "\n\n".join(_block(block) for block in narrative.blocks).split("\n")
    return "\n".join([lines[0], *(" " * indent + line if line else "" for line in lines[1:])])


def markdown_inline(narrative: Narrative) -> str:
    """Write a narrative on one line, as in a heading.

    Args:
        narrative: The text.

    Returns:
        Markdown without blocks.
    """
    return " ".join(_line(inlines) for block in narrative.blocks for inlines in lines_of(block))


def markdown_cell(narrative: Narrative) -> str:
    """Write a narrative into a cell of a table, where a line end would end the row.

    Args:
        narrative: The text.

    Returns:
        One line of Markdown: blocks parted by `<br><br>`, bullets by `<br>`.
    """
    return (_CELL_BREAK * 2).join(_cell_block(block) for block in narrative.blocks)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(block.children)
    return "\n".join(_bullet(item, "") for item in block.items)


def _bullet(bullet: Bullet, indent: str) -> str:
    return "\n".join([f"{indent}- {_line(bullet.children)}", *(_bullet(each, indent + "  ") for each in bullet.nested)])


def _cell_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(block.children)
    items = (
        (sign, each)
        for item in block.items
        for sign, each in (("•", item), *(("&nbsp;&nbsp;◦", below) for below in item.nested))
    )
    return _CELL_BREAK.join(f"{sign} {_line(each.children)}" for sign, each in items)


def _line(inlines: Inlines) -> str:
    if all(isinstance(each, Text) for each in inlines):
        return escape_markdown(plain_inline(inlines))
    for kept in ((Emphasis, Strong, Link), (Link,)):
        written = _at_start("".join(_inline(each, kept) for each in inlines))
        if _reads_as(written, inlines):
            return written
    return escape_markdown(plain_inline(inlines))


def _inline(inline: Inline, kept: tuple[type[Inline], ...]) -> str:
    if isinstance(inline, Text):
        return _escape(inline.text)
    inner = "".join(_inline(each, kept) for each in inline.children)
    if not isinstance(inline, kept):
        return inner
    if isinstance(inline, Link):
        return f"[{inner}](<{_ENTITY.sub(_BACKSLASHED, inline.href)}>)"
    return f"*{inner}*" if isinstance(inline, Emphasis) else f"**{inner}**"


def _reads_as(written: str, inlines: Inlines) -> bool:
    """Whether CommonMark reads the same words out of it, and the same links."""
    tokens = _COMMONMARK.parseInline(written)[0].children or []
    words = "".join(token.content for token in tokens)
    hrefs = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    return words == plain_inline(inlines) and hrefs == _hrefs(inlines)


def _hrefs(inlines: Inlines) -> list[str]:
    found: list[str] = []
    for each in inlines:
        if isinstance(each, Link):
            found.append(each.href)
        if not isinstance(each, Text):
            found += _hrefs(each.children)
    return found


def _escape(text: str) -> str:
    escaped = text.translate(_ALWAYS)
    return _SOMETIMES.sub(_BACKSLASHED, escaped) if _MAYBE.search(escaped) else escaped


def _at_start(text: str) -> str:
    return _AT_START.sub(r"\1\\\2", text)

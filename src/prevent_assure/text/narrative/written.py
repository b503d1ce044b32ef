"""A narrative's tree as people would have written it: what `parse` reads as the same words and links."""

import re

from .parse import inlines
from .plain import plain_inline
from .tree import Block, Bullet, Emphasis, Inline, Inlines, Link, Narrative, Paragraph, Strong, Text

_MARKS = re.compile(r"[\\*\[\]]")
_IN_ADDRESS = re.compile(r"[\\()*]")
_DASH_AT_START = re.compile(r"\A-")
_BACKSLASHED = r"\\\g<0>"


def written(narrative: Narrative) -> str:
    """Write a narrative so that it can be read again.

    Args:
        narrative: The text.

    Returns:
        Its source. Where marks stand so that they would not be read as marks, emphasis goes, then links: never words.
    """
    return "\n\n".join(_block(block) for block in narrative.blocks)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _DASH_AT_START.sub(_BACKSLASHED, _line(block.children))
    return "\n".join(_bullet(item, "") for item in block.items)


def _bullet(bullet: Bullet, indent: str) -> str:
    return "\n".join([f"{indent}- {_line(bullet.children)}", *(_bullet(each, indent + "  ") for each in bullet.nested)])


def _line(line: Inlines) -> str:
    for kept in ((Emphasis, Strong, Link), (Link,)):
        source = "".join(_inline(each, kept) for each in line)
        again = inlines(source)
        if plain_inline(again) == plain_inline(line) and _hrefs(again) == _hrefs(line):
            return source
    return _MARKS.sub(_BACKSLASHED, plain_inline(line))


def _inline(inline: Inline, kept: tuple[type[Inline], ...]) -> str:
    if isinstance(inline, Text):
        return _MARKS.sub(_BACKSLASHED, inline.text)
    inner = "".join(_inline(each, kept) for each in inline.children)
    if not isinstance(inline, kept):
        return inner
    if isinstance(inline, Link):
        return f"[{inner}]({_IN_ADDRESS.sub(_BACKSLASHED, inline.href)})"
    return f"*{inner}*" if isinstance(inline, Emphasis) else f"**{inner}**"


def _hrefs(line: Inlines) -> list[str]:
    found = []
    for each in line:
        if isinstance(each, Link):
            found.append(each.href)
        if not isinstance(each, Text):
            found += _hrefs(each.children)
    return found

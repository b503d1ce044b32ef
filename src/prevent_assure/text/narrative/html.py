"""Narratives as HTML: p, ul, li, em, strong and a. Whatever stands in the text is escaped."""

from html import escape

from prevent_assure.text.direction import is_right_to_left

from .plain import plain_inline
from .tree import Block, Bullet, Emphasis, Inline, Inlines, Narrative, Paragraph, Strong, Text, lines_of


def html_blocks(narrative: Narrative) -> str:
    """Write a narrative as paragraphs and lists.

    Args:
        narrative: The text.

    Returns:
        HTML, one block a line.
    """
    return "\n".join(_block(block) for block in narrative.blocks)


def html_item(narrative: Narrative) -> str:
    """Write a narrative for a list item or a table cell: without `<p>` where it is one paragraph from left to right.

    Args:
        narrative: The text.

    Returns:
        HTML.
    """
    match narrative.blocks:
        case (Paragraph(children),) if not _direction(children):
            return _inlines(children)
    return html_blocks(narrative)


def html_inline(narrative: Narrative) -> str:
    """Write a narrative into a sentence or heading: all of its blocks on one line.

    Args:
        narrative: The text.

    Returns:
        HTML without block elements.
    """
    return " ".join(_inlines(inlines) for block in narrative.blocks for inlines in lines_of(block))


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p{_direction(block.children)}>{_inlines(block.children)}</p>"
    return _list(block.items)


def _list(bullets: tuple[Bullet, ...]) -> str:
    return f"<ul>{''.join(map(_bullet, bullets))}</ul>"


def _bullet(bullet: Bullet) -> str:
    nested = _list(bullet.nested) if bullet.nested else ""
    return f"<li{_direction(bullet.children)}>{_inlines(bullet.children)}{nested}</li>"


def _direction(inlines: Inlines) -> str:
    return ' dir="rtl"' if is_right_to_left(plain_inline(inlines)) else ""


def _inlines(inlines: Inlines) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return escape(inline.text)
    inner = _inlines(inline.children)
    if isinstance(inline, Emphasis):
        return f"<em>{inner}</em>"
    if isinstance(inline, Strong):
        return f"<strong>{inner}</strong>"
    return f'<a href="{escape(inline.href)}">{inner}</a>'

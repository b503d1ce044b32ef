"""Narratives as HTML: p, ul, li, em, strong and a. Whatever stands in the text is escaped."""

from html import escape

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
    """Write a narrative for a list item or a table cell: without `<p>` where it is one paragraph.

    Args:
        narrative: The text.

    Returns:
        HTML.
    """
    if len(narrative.blocks) == 1 and isinstance(narrative.blocks[0], Paragraph):
        return _inlines(narrative.blocks[0].children)
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
        return f"<p>{_inlines(block.children)}</p>"
    return _list(block.items)


def _list(bullets: tuple[Bullet, ...]) -> str:
    items = (f"<li>{_inlines(each.children)}{_list(each.nested) if each.nested else ''}</li>" for each in bullets)
    return f"<ul>{''.join(items)}</ul>"


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

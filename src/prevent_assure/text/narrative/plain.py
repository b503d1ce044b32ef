"""Narratives as plain text: for searching, for terminals, and to hold the other writers against."""

from .tree import Block, Bullet, Inlines, Narrative, Paragraph, Text


def plain_text(narrative: Narrative) -> str:
    """Write a narrative as plain text.

    Args:
        narrative: The text.

    Returns:
        Paragraphs and lists parted by blank lines, bullets with `-`, nested ones indented by two.
    """
    return "\n\n".join(_block(block) for block in narrative.blocks)


def plain_inline(inlines: Inlines) -> str:
    """Give just the words.

    Args:
        inlines: Text with marks.

    Returns:
        The text without them.
    """
    return "".join(each.text if isinstance(each, Text) else plain_inline(each.children) for each in inlines)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return plain_inline(block.children)
    return "\n".join(_bullet(item, "") for item in block.items)


def _bullet(bullet: Bullet, indent: str) -> str:
    lines = [
        f"{indent}- {plain_inline(bullet.children)}",
        *(_bullet(each, indent + "  ") for each in bullet.nested),
    ]
    return "\n".join(lines)

"""Narrative text as a small tree, and the writers that turn the tree into each output format."""

from .html import html_blocks, html_inline, html_item
from .markdown import escape_markdown, markdown_blocks, markdown_cell, markdown_inline
from .parse import begins_bullet, linked, parse
from .plain import plain_inline, plain_text
from .tree import (
    Block,
    Bullet,
    BulletList,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Narrative,
    Paragraph,
    Strong,
    Text,
    fill,
    lines_of,
    of_line,
    run_on,
)

__all__ = [
    "Block",
    "Bullet",
    "BulletList",
    "Emphasis",
    "Inline",
    "Inlines",
    "Link",
    "Narrative",
    "Paragraph",
    "Strong",
    "Text",
    "begins_bullet",
    "escape_markdown",
    "fill",
    "html_blocks",
    "html_inline",
    "html_item",
    "lines_of",
    "linked",
    "markdown_blocks",
    "markdown_cell",
    "markdown_inline",
    "of_line",
    "parse",
    "plain_inline",
    "plain_text",
    "run_on",
]

"""The tree that a narrative is read into: paragraphs and bullets of text, emphasis, strong text and links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are to be read; no character in them is a mark any more."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised words."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """Linked words.

    Attributes:
        href: An address in ASCII, `https:` or `mailto:` and nothing else.
        children: The words.
    """

    href: str
    children: "Inlines"


Inline = Text | Emphasis | Strong | Link
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; the line ends within it are spaces."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet.

    Attributes:
        children: Its words.
        nested: The bullets below it, themselves without any below.
    """

    children: Inlines
    nested: tuple["Bullet", ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of bullets."""

    items: tuple[Bullet, ...]


Block = Paragraph | BulletList


@dataclass(frozen=True, slots=True)
class Narrative:
    """A whole text: paragraphs and lists in their order."""

    blocks: tuple[Block, ...]


def of_line(text: str) -> Narrative:
    """Make a narrative of a line that is no narrative: a name or a title, in which nothing is a mark.

    Args:
        text: The line.

    Returns:
        One paragraph of just that text.
    """
    return Narrative((Paragraph((Text(text),)),))


def run_on(first: Narrative, *others: Narrative) -> Narrative:
    """Put narratives one behind the other, in one paragraph where a paragraph follows a paragraph.

    Args:
        first: The first one.
        others: Those that follow.

    Returns:
        One narrative.
    """
    blocks = list(first.blocks)
    for block in (block for each in others for block in each.blocks):
        last = blocks[-1] if blocks else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph):
            blocks[-1] = Paragraph((*last.children, Text(" "), *block.children))
        else:
            blocks.append(block)
    return Narrative(tuple(blocks))


def lines_of(block: Block) -> tuple[Inlines, ...]:
    """Give a block's lines: a paragraph's one, a list's bullets with the nested ones in their place.

    Args:
        block: The block.

    Returns:
        The lines.
    """
    if isinstance(block, Paragraph):
        return (block.children,)
    return tuple(each.children for item in block.items for each in (item, *item.nested))


def fill(narrative: Narrative, values: Mapping[str, str]) -> Narrative:
    """Put values in the place of `{placeholders}`. Values are data: nothing in them is read as a mark.

    Args:
        narrative: A text with placeholders.
        values: The values by the placeholders' names; a placeholder without one stays.

    Returns:
        The text with the values.
    """
    return Narrative(tuple(_fill_block(block, values) for block in narrative.blocks))


def _fill_block(block: Block, values: Mapping[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(_fill_inlines(block.children, values))
    return BulletList(tuple(_fill_bullet(item, values) for item in block.items))


def _fill_bullet(bullet: Bullet, values: Mapping[str, str]) -> Bullet:
    nested = tuple(_fill_bullet(each, values) for each in bullet.nested)
    return Bullet(_fill_inlines(bullet.children, values), nested)


def _fill_inlines(inlines: Inlines, values: Mapping[str, str]) -> Inlines:
    return tuple(_fill_inline(inline, values) for inline in inlines)


def _fill_inline(inline: Inline, values: Mapping[str, str]) -> Inline:
    if isinstance(inline, Text):
        return Text(_PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), inline.text))
    return replace(inline, children=_fill_inlines(inline.children, values))

"""A letter as a tree of blocks, read from its HTML: what PDF, Word, OpenDocument and Markdown are written from.

No words and no fonts stand here, only what each block is. How a block looks is said by its role, which is a class of
the HTML element; a role that a format does not know changes nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from prevent_assure.text.narrative import Emphasis, Inline, Inlines, Link, Strong, Text, plain_inline

Blocks = tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: From 1 to 6.
        words: What it says.
    """

    level: int
    words: Inlines


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph of one or several lines.

    Attributes:
        lines: What stands in each.
        role: What it is.
        to_left: Whether it is written from right to left.
        language: Its language, where that is not the letter's.
    """

    lines: tuple[Inlines, ...]
    role: str = ""
    to_left: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list of bullets or numbers; a list in an item stands a level below it.

    Attributes:
        items: The items.
        role: What it is.
        numbered: Whether numbers stand before its items.
    """

    items: tuple[Blocks, ...]
    role: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, each with its meaning."""

    items: tuple[tuple[Inlines, Blocks], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together, by their role."""

    blocks: Blocks
    role: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads.

    Attributes:
        caption: What it is.
        heads: The heads of its columns.
        rows: Its rows, cell by cell, each as long as the heads.
        role: What it is for.
    """

    caption: Inlines
    heads: tuple[Inlines, ...]
    rows: tuple[tuple[Blocks, ...], ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture.

    Attributes:
        data: The file.
        kind: `png` or `svg`.
        alt: What stands in its place for those who do not see it.
        role: What it is.
    """

    data: bytes
    kind: str
    alt: str
    role: str = ""


Block = Heading | Lines | List | Terms | Group | Table | Picture


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on each page and in a file's properties, whatever the template prints.

    Attributes:
        language: The letter's language, as `en-GB`.
        title: Its title.
        author: Who publishes it.
        date: Its date as `2025-05-19`, or None.
        shown_date: The date as people read it; empty where there is none.
        recipient: To whom it goes, for the head of continuation pages; empty where it goes to nobody.
        reference: What stands at the foot of each page.
        marking: The marking at the top and bottom of every page, or None.
        label: DRAFT or FOR SIGNATURE, at the top and bottom of every page, or None.
        unfinished: `draft` or `for_signature`, or empty.
        page: Before the number of a page, and between that and the number of pages.
        continued: Behind the title of a benchmark that goes on over a page.
    """

    language: str
    title: str
    author: str
    date: str | None = None
    shown_date: str = ""
    recipient: str = ""
    reference: str = ""
    marking: str | None = None
    label: str | None = None
    unfinished: str = ""
    page: tuple[str, str] = ("Page", "of")
    continued: str = "continued"


@dataclass(frozen=True, slots=True)
class Document:
    """A letter or paper: what it says, and what stands on each of its pages."""

    frame: Frame
    blocks: Blocks


def of_text(text: str) -> Inlines:
    """Make words without marks."""
    return (Text(text),)


def paragraph(text: str, role: str = "") -> Lines:
    """Make a paragraph of a line without marks."""
    return Lines((of_text(text),), role)


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Give all that blocks say, line by line and in their order.

    Args:
        blocks: The blocks.

    Yields:
        Each line, heading, term, caption and alternative text.
    """
    for block in blocks:
        match block:
            case Heading():
                yield plain_inline(block.words)
            case Lines():
                yield from map(plain_inline, block.lines)
            case List():
                yield from (text for item in block.items for text in texts_of(item))
            case Terms():
                for term, meaning in block.items:
                    yield plain_inline(term)
                    yield from texts_of(meaning)
            case Group():
                yield from texts_of(block.blocks)
            case Table():
                yield from map(plain_inline, (block.caption, *block.heads))
                yield from (text for row in block.rows for cell in row for text in texts_of(cell))
            case Picture():
                yield block.alt


def joined(words: Iterable[Inline]) -> Inlines:
    """Put texts that follow one another into one, so that no word is parted."""
    found: list[Inline] = []
    for each in words:
        last = found[-1] if found else None
        if isinstance(each, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + each.text)
        elif isinstance(each, Text | Link) or not found:
            found.append(each)
        elif isinstance(each, Strong) and isinstance(last, Strong):
            found[-1] = Strong(joined((*last.children, *each.children)))
        elif isinstance(each, Emphasis) and isinstance(last, Emphasis):
            found[-1] = Emphasis(joined((*last.children, *each.children)))
        else:
            found.append(each)
    return tuple(found)


_KEPT_ITEMS = 2


def for_pages(blocks: Blocks) -> Blocks:
    """Make ready for pages: what is said last is not alone on one, and no line ends between a number and its word.

    Args:
        blocks: A letter.

    Returns:
        The same words.
    """
    return tuple(_unbroken(each) for each in with_kept_end(blocks))


def _unbroken(block: Block) -> Block:
    match block:
        case Lines():
            return replace(block, lines=tuple(map(_unbroken_words, block.lines)))
        case List():
            return replace(block, items=tuple(tuple(map(_unbroken, item)) for item in block.items))
        case Terms():
            return Terms(tuple((term, tuple(map(_unbroken, said))) for term, said in block.items))
        case Group():
            return replace(block, blocks=tuple(map(_unbroken, block.blocks)))
    return block


def _unbroken_words(words: Inlines) -> Inlines:
    return tuple(
        Text(_BESIDE_NUMBER.sub("\xa0", each.text))
        if isinstance(each, Text)
        else replace(each, children=_unbroken_words(each.children))
        for each in words
    )


_BESIDE_NUMBER = re.compile(r"(?<=\b\d) (?=[a-z(])|(?<=\b\d\d) (?=[a-z(])|(?<=[a-z]) (?=\d{1,2}\b(?![\w/-]))")
"""The space between a small number and the word that it counts or names: `6 benchmarks`, `4 (Title)`, `Met 6`."""


def with_kept_end(blocks: Blocks) -> Blocks:
    """Keep what a letter says last with what stands before it, so that it is never alone on a page.

    Args:
        blocks: A letter.

    Returns:
        The same, with the last of what stands before the last group in a group `kept`.
    """
    if len(blocks) <= 1 or not isinstance(blocks[-1], Group):
        return blocks
    return (*blocks[:-2], *_kept_end(blocks[-2]), blocks[-1])


def _kept_end(block: Block) -> Blocks:
    if isinstance(block, Group) and block.blocks:
        return (Group((*block.blocks[:-1], *_kept_end(block.blocks[-1])), block.role),)
    if isinstance(block, List) and len(block.items) > _KEPT_ITEMS:
        first, kept = block.items[:-_KEPT_ITEMS], block.items[-_KEPT_ITEMS:]
        return (List(first, block.role, block.numbered), Group((List(kept, block.role, block.numbered),), "kept"))
    return (Group((block,), "kept"),)

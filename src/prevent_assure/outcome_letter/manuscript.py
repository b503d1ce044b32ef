"""A document as a small tree of pieces in their order, from which PDF, Word and OpenDocument files are written.

HTML and Markdown have templates of text; a binary format has none. So what they print stands here once: no words,
no fonts, only what each piece is. Text holds no character that XML forbids.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from prevent_assure.text.narrative import BulletList, Inlines, Narrative, Text, plain_inline

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Style = Literal[
    "body", "letterhead", "address", "label", "strong", "note", "details", "outcome", "banner", "small", "signature"
]
"""What a paragraph is; each format says how that looks."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: From 1.
        text: Its words.
        new_page: Whether it begins a page.
    """

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph of one or several lines.

    Attributes:
        lines: What stands in each.
        style: What it is.
    """

    lines: tuple[Inlines, ...]
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; a list in an item stands a level below it."""

    items: tuple["Pieces", ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, each with its meaning."""

    items: tuple[tuple[str, "Pieces"], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that belong together: the box of a draft, the comments within a cell, a signature."""

    pieces: "Pieces"
    kind: Literal["draft", "for_signature", "notice", "comments", "signature"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads.

    Attributes:
        caption: What it is.
        heads: The heads of its columns.
        widths: How wide the columns are, in parts of a hundred.
        rows: Its rows, cell by cell.
    """

    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple["Pieces", ...], ...]


Piece = Heading | Lines | Bullets | Terms | Group | Table
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole document.

    Attributes:
        language: Its language, as `en`.
        title: Its title.
        author: Who publishes it.
        date: Its date as `2025-05-19`, or None.
        reference: What stands at the foot of each page.
        marking: The marking at the top and bottom of every page, or None.
        label: DRAFT or FOR SIGNATURE, on every page, or None.
        page: Before the number of a page, and between that and the number of pages.
        pieces: What it says.
    """

    language: str
    title: str
    author: str
    date: str | None
    reference: str
    marking: str | None
    label: str | None
    page: tuple[str, str]
    pieces: Pieces


def line(*texts: str, style: Style = "body") -> Lines:
    """Make a paragraph of lines that are no narratives.

    Args:
        texts: The lines.
        style: What it is.

    Returns:
        The paragraph.
    """
    return Lines(tuple((Text(each),) for each in texts), style)


def pieces_of(narrative: Narrative) -> Pieces:
    """Turn a narrative into pieces.

    Args:
        narrative: The text.

    Returns:
        Its paragraphs and lists.
    """
    return tuple(
        _bullets(block) if isinstance(block, BulletList) else Lines((block.children,)) for block in narrative.blocks
    )


def _bullets(block: BulletList) -> Bullets:
    return Bullets(
        tuple(
            (Lines((each.children,)), *((_bullets(BulletList(each.nested)),) if each.nested else ()))
            for each in block.items
        )
    )


def clean(text: str) -> str:
    """Replace what no XML file can hold; the reader of files lets hardly any of it through.

    Args:
        text: A text.

    Returns:
        The text, with U+FFFD in the place of each such character.
    """
    return _NOT_XML.sub("\ufffd", text)


def texts_of(pieces: Iterable[Piece]) -> Iterator[str]:
    """Give all that pieces say, in order: for searching, and to hold the writers against.

    Args:
        pieces: The pieces.

    Yields:
        Each line, heading, term and caption.
    """
    for piece in pieces:
        match piece:
            case Heading():
                yield piece.text
            case Lines():
                yield from (plain_inline(each) for each in piece.lines)
            case Bullets():
                yield from (text for item in piece.items for text in texts_of(item))
            case Terms():
                for term, meaning in piece.items:
                    yield term
                    yield from texts_of(meaning)
            case Group():
                yield from texts_of(piece.pieces)
            case Table():
                yield piece.caption
                yield from piece.heads
                yield from (text for row in piece.rows for cell in row for text in texts_of(cell))

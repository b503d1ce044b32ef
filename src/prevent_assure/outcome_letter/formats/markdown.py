"""Markdown from a letter's tree: what CommonMark and GitHub read as the same words."""

from collections.abc import Iterator

from prevent_assure.outcome_letter.document import (
    Block,
    Blocks,
    Document,
    Frame,
    Group,
    Heading,
    Lines,
    List,
    Table,
    Terms,
)
from prevent_assure.text.narrative import (
    Inlines,
    Narrative,
    Paragraph,
    Strong,
    Text,
    escape_markdown,
    markdown_inline,
)

_BOXES = frozenset({"banner", "unfinished"})


def write(document: Document) -> str:
    """Write a letter as Markdown.

    Args:
        document: The letter.

    Returns:
        The text.
    """
    frame = document.frame
    parts = [*_marking(frame), *_blocks(document.blocks, frame), *_last_banner(frame), *_marking(frame)]
    return "\n\n".join(parts) + "\n"


def _marking(frame: Frame) -> Iterator[str]:
    if frame.marking is not None:
        yield f"**{escape_markdown(frame.marking)}**"


def _last_banner(frame: Frame) -> Iterator[str]:
    if frame.label is not None:
        yield f"> **{escape_markdown(frame.label)}**"


def _blocks(blocks: Blocks, frame: Frame) -> Iterator[str]:
    """Give blocks one by one; of two lists that meet the second has another sign, so that they stay two."""
    before: Block | None = None
    sign = "-"
    for block in blocks:
        sign = "*" if isinstance(block, List) and isinstance(before, List) and sign == "-" else "-"
        yield from _block(block, frame, sign)
        before = block


def _block(block: Block, frame: Frame, sign: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_inline(block.words)}"
        case Lines():
            yield _lines(block)
        case List():
            signs = (f"{number}." if block.numbered else sign for number in range(1, len(block.items) + 1))
            items = [_item(first, item, frame) for first, item in zip(signs, block.items, strict=True)]
            yield "\n".join(items)
        case Terms():
            yield "\n".join(_item("-", (_term(term), *said), frame) for term, said in block.items)
        case Group():
            inside = list(_blocks(block.blocks, frame))
            if block.role in _BOXES:
                yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inside).split("\n"))
            else:
                yield from ["---", *inside] if block.role == "provenance" else inside
        case Table():
            yield from _table(block)


def _term(term: Inlines) -> Lines:
    return Lines(((Strong(term),),))


def _item(sign: str, item: Blocks, frame: Frame) -> str:
    parts = list(_blocks(item, frame)) or [""]
    nested = [isinstance(each, List) for each in item]
    text = parts[0]
    for number, part in enumerate(parts[1:], 1):
        close = number < len(nested) and nested[number]
        text += ("\n" if close else "\n\n") + part
    indent = " " * (len(sign) + 1)
    lines = text.split("\n")
    return "\n".join([f"{sign} {lines[0]}", *(f"{indent}{line}" if line else "" for line in lines[1:])])


def _lines(block: Lines) -> str:
    return "\\\n".join(map(_inline, block.lines))


def _inline(words: Inlines) -> str:
    return markdown_inline(Narrative((Paragraph(words),)))


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _inline(table.caption)
    rows = [
        _row(_inline(head) for head in table.heads),
        _row("---" for _ in table.heads),
        *(_row(_cell(cell) for cell in row) for row in table.rows),
    ]
    yield "\n".join(rows)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(blocks: Blocks) -> str:
    return "<br>".join(_cell_lines(blocks))


def _cell_lines(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield _inline((Strong(block.words),))
            case Lines():
                yield from map(_inline, block.lines)
            case List():
                for item in block.items:
                    first, *rest = list(_cell_lines(item)) or [""]
                    yield f"• {first}"
                    yield from rest
            case Terms():
                for term, said in block.items:
                    yield _inline((Strong(term), Text(" ")))
                    yield from _cell_lines(said)
            case Group():
                yield from _cell_lines(block.blocks)
            case Table():
                yield from (line for row in block.rows for cell in row for line in _cell_lines(cell))

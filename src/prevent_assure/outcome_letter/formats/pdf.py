"""PDF through typst: tagged (PDF/UA-1) and for the archive (PDF/A-2a), with the fonts of this room and no others.

`letter.typ` beside this file says how it looks. It is no template that a workspace can replace: typst would fetch
packages from the network for one that asks.
"""

import json
from importlib.resources import as_file, files
from typing import Any

import typst

from prevent_assure.outcome_letter.document import (
    Block,
    Blocks,
    Document,
    Group,
    Heading,
    Lines,
    List,
    Picture,
    Table,
    Terms,
    for_pages,
)
from prevent_assure.outcome_letter.formats import MissingGlyphError
from prevent_assure.text.file_formats import FormatFault
from prevent_assure.text.narrative import Emphasis, Inline, Inlines, Strong, Text
from prevent_assure.text.pdf_characters import lacking

from .xml_text import clean

_ROOM = files(__package__)
_NO_DATE = "1980-01-01"
"""The standards ask for a date, and a draft may have none; never that of the clock."""
_NO_GLYPH = "could not be displayed with font"
_LACKING, _FAILED = "the PDF's fonts lack a character of the letter", "typst cannot set this letter as a PDF"
_PANIC = "PanicException"
"""What a fault of typst's own ends with; it is no `Exception`, and no module gives it to us."""


def write(document: Document, template: bytes | None = None) -> bytes:
    """Write a letter as a PDF.

    Args:
        document: The letter.
        template: Not used.

    Returns:
        The file.

    Raises:
        MissingGlyphError: If it has a character that the fonts lack.
        FormatFault: If typst fails otherwise; the message holds nothing of what the letter says.
    """
    del template
    said = json.dumps(_data(document), ensure_ascii=False)
    # Typst takes a mark above a character that the fonts lack, and shows an empty box.
    if lacking(said):
        raise MissingGlyphError(_LACKING)
    with as_file(_ROOM) as folder:
        try:
            written = typst.compile(
                str(folder / "letter.typ"),
                root=str(folder),
                font_paths=[str(folder / "fonts")],
                ignore_system_fonts=True,
                sys_inputs={"letter": said},
                pdf_standards=["ua-1", "a-2a"],
            )
        except typst.TypstError as error:
            raise (MissingGlyphError(_LACKING) if _NO_GLYPH in str(error) else FormatFault(_FAILED)) from error
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            raise FormatFault(_FAILED) from None
    return bytes(written)


def drawn(svg: bytes) -> bytes:
    """Draw an SVG picture as a PNG, for programs that know no SVG.

    Args:
        svg: The picture.

    Returns:
        The PNG.
    """
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.picture), format: "svg", height: 20mm)'
    )
    written = typst.compile(
        source.encode(), sys_inputs={"picture": svg.decode()}, format="png", ppi=300, ignore_system_fonts=True
    )
    return bytes(written)


def _data(document: Document) -> dict[str, Any]:
    frame = document.frame
    language, _, region = frame.language.partition("-")
    return {
        "language": language,
        "region": region or None,
        "title": clean(frame.title),
        "author": clean(frame.author),
        "date": [int(each) for each in (frame.date or _NO_DATE).split("-")],
        "shown_date": frame.shown_date,
        "recipient": clean(frame.recipient),
        "reference": clean(frame.reference),
        "marking": None if frame.marking is None else clean(frame.marking),
        "label": frame.label,
        "unfinished": frame.unfinished,
        "page": frame.page,
        "continued": frame.continued,
        "blocks": _blocks(for_pages(document.blocks)),
    }


def _blocks(blocks: Blocks) -> list[dict[str, Any]]:
    return [_block(each) for each in blocks]


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), "role": "", **_content(block)}


def _content(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            said: dict[str, Any] = {"level": block.level, "words": _inlines(block.words)}
        case Lines():
            lines, language = [_inlines(each) for each in block.lines], block.language.partition("-")[0]
            said = {"role": block.role, "lines": lines, "to_left": block.to_left, "language": language or None}
        case List():
            said = {"role": block.role, "numbered": block.numbered, "items": [_blocks(each) for each in block.items]}
        case Terms():
            said = {"items": [[_inlines(term), _blocks(meaning)] for term, meaning in block.items]}
        case Group():
            said = {"role": block.role, "blocks": _blocks(block.blocks)}
        case Picture():
            said = {"role": block.role, "data": list(block.data), "format": block.kind, "alt": clean(block.alt)}
        case Table():
            rows = [[_blocks(cell) for cell in row] for row in block.rows]
            heads = [_inlines(each) for each in block.heads]
            said = {"role": block.role, "caption": _inlines(block.caption), "heads": heads, "rows": rows}
    return said


def _inlines(inlines: Inlines) -> list[list[Any]]:
    return [_inline(each) for each in inlines]


def _inline(inline: Inline) -> list[Any]:
    if isinstance(inline, Text):
        return ["text", clean(inline.text)]
    inner = _inlines(inline.children)
    if isinstance(inline, Emphasis):
        return ["emphasis", inner]
    return ["strong", inner] if isinstance(inline, Strong) else ["link", inner, inline.href]

"""PDF through typst: tagged (PDF/UA-1) and for the archive (PDF/A-2a), with the fonts of this room and no others.

`letter.typ` beside this file says how it looks. It is no template that a workspace can replace: typst would fetch
packages from the network for one that asks.
"""

import json
from importlib.resources import as_file, files
from typing import Any

import typst

from prevent_assure.outcome_letter.formats import MissingGlyphError
from prevent_assure.outcome_letter.manuscript import (
    Bullets,
    Group,
    Heading,
    Lines,
    Manuscript,
    Piece,
    Pieces,
    Terms,
    clean,
)
from prevent_assure.text.file_formats import FormatFault
from prevent_assure.text.narrative import Emphasis, Inline, Inlines, Strong, Text

_ROOM = files(__package__)
_NO_DATE = "1980-01-01"
"""The standards ask for a date, and a draft may have none; never that of the clock."""
_NO_GLYPH = "could not be displayed with font"


def write(manuscript: Manuscript, template: bytes | None = None) -> bytes:
    """Write a manuscript as a PDF.

    Args:
        manuscript: What it says.
        template: Not used.

    Returns:
        The file.

    Raises:
        MissingGlyphError: If it has a character that the fonts lack.
        FormatFault: If typst fails otherwise; the message holds nothing of what the letter says.
    """
    del template
    with as_file(_ROOM) as folder:
        try:
            written = typst.compile(
                str(folder / "letter.typ"),
                root=str(folder),
                font_paths=[str(folder / "fonts")],
                ignore_system_fonts=True,
                sys_inputs={"manuscript": json.dumps(_data(manuscript))},
                pdf_standards=["ua-1", "a-2a"],
            )
        except typst.TypstError as error:
            if _NO_GLYPH in str(error):
                msg = "the PDF's fonts lack a character of the letter"
                raise MissingGlyphError(msg) from error
            msg = "typst cannot set this letter as a PDF"
            raise FormatFault(msg) from error
    return bytes(written)


def _data(manuscript: Manuscript) -> dict[str, Any]:
    return {
        "language": manuscript.language,
        "title": clean(manuscript.title),
        "author": clean(manuscript.author),
        "date": [int(each) for each in (manuscript.date or _NO_DATE).split("-")],
        "reference": clean(manuscript.reference),
        "marking": None if manuscript.marking is None else clean(manuscript.marking),
        "label": manuscript.label,
        "page": manuscript.page,
        "pieces": _pieces(manuscript.pieces),
    }


def _pieces(pieces: Pieces) -> list[dict[str, Any]]:
    return [_piece(each) for each in pieces]


def _piece(piece: Piece) -> dict[str, Any]:
    match piece:
        case Heading():
            return {"kind": "heading", "level": piece.level, "text": clean(piece.text), "new_page": piece.new_page}
        case Lines():
            return {"kind": "lines", "style": piece.style, "lines": [_inlines(each) for each in piece.lines]}
        case Bullets():
            return {"kind": "bullets", "items": [_pieces(each) for each in piece.items]}
        case Terms():
            return {"kind": "terms", "items": [[clean(term), _pieces(meaning)] for term, meaning in piece.items]}
        case Group():
            return {"kind": "group", "of": piece.kind, "pieces": _pieces(piece.pieces)}
    return {
        "kind": "table",
        "caption": clean(piece.caption),
        "heads": [clean(each) for each in piece.heads],
        "widths": piece.widths,
        "rows": [[_pieces(cell) for cell in row] for row in piece.rows],
    }


def _inlines(inlines: Inlines) -> list[list[Any]]:
    return [_inline(each) for each in inlines]


def _inline(inline: Inline) -> list[Any]:
    if isinstance(inline, Text):
        return ["text", clean(inline.text)]
    inner = _inlines(inline.children)
    if isinstance(inline, Emphasis):
        return ["emphasis", inner]
    return ["strong", inner] if isinstance(inline, Strong) else ["link", inner, inline.href]

"""Word through python-docx: real styles for all that stands in it, so that a house template can say how it looks."""

import datetime
import io
from functools import lru_cache

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from prevent_assure.outcome_letter.manuscript import (
    Bullets,
    Group,
    Heading,
    Lines,
    Manuscript,
    Pieces,
    Table,
    Terms,
    clean,
    line,
)
from prevent_assure.text.file_formats import FormatFault
from prevent_assure.text.narrative import Emphasis, Inlines, Link, Strong, Text

from .docx_house import no_word_document, sound
from .docx_styles import BULLETS, own, style_document
from .docx_xml import element, field, hyperlink
from .looks import GROUPS, STYLES
from .packing import repacked

_MIDDLE, _END = Mm(85), Mm(170)


def set_pages(document: Document, manuscript: Manuscript, *, ours: bool) -> None:
    """Put marking, label, reference and number on each page.

    Args:
        document: The document.
        manuscript: What it says.
        ours: Whether the page is our own; a house template keeps its size and gets our lines below its own.
    """
    for section in document.sections:
        if ours:
            _size(section)
        for header in _kinds(document, section, "header"):
            _head(_line(header), manuscript)
        for footer in _kinds(document, section, "footer"):
            _foot(_line(footer), manuscript)


def _size(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(27), Mm(25)


def _kinds(document: Document, section: Section, name: str) -> list[_Header | _Footer]:
    """Each head or foot that the section's pages have: the first page and even ones may have their own."""
    found = [getattr(section, name)]
    if section.different_first_page_header_footer:
        found.append(getattr(section, f"first_page_{name}"))
    if document.settings.odd_and_even_pages_header_footer:
        found.append(getattr(section, f"even_page_{name}"))
    return found


def _line(band: _Header | _Footer) -> Paragraph:
    last = band.paragraphs[-1] if band.paragraphs else None
    empty = last is not None and not last.text and not len(last._p.xpath(".//w:drawing | .//w:pict"))  # noqa: SLF001 - pictures have no other way in
    paragraph = last if last is not None and empty else band.add_paragraph()
    paragraph.style = "Letter Page"
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(_MIDDLE, WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(_END, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _head(paragraph: Paragraph, manuscript: Manuscript) -> None:
    _bold(paragraph, manuscript.label)
    paragraph.add_run("\t")
    _bold(paragraph, manuscript.marking)


def _foot(paragraph: Paragraph, manuscript: Manuscript) -> None:
    before, between = manuscript.page
    paragraph.add_run(f"{clean(manuscript.reference)}\t")
    _bold(paragraph, manuscript.marking)
    paragraph.add_run(f"\t{before} ")
    field(paragraph, "PAGE")
    paragraph.add_run(f" {between} ")
    field(paragraph, "NUMPAGES")


def _bold(paragraph: Paragraph, text: str | None) -> None:
    if text is not None:
        paragraph.add_run(clean(text)).bold = True


_WIDTH = 170
"""Millimetres between the margins."""

Holder = Document | _Cell


def write(manuscript: Manuscript, template: bytes | None = None) -> bytes:
    """Write a manuscript for Word.

    Args:
        manuscript: What it says.
        template: A house template, whose styles, page and letterhead are kept and whose text goes; None for our own.

    Returns:
        The file.

    Raises:
        FormatFault: If the template is none that letters can be written with.
    """
    try:
        return _written(manuscript, template)
    except FormatFault:
        raise
    except Exception:  # python-docx raises whatever where a template's parts say what cannot be
        if template is None:
            raise
        no_word_document()


def _written(manuscript: Manuscript, template: bytes | None) -> bytes:
    document = docx.Document(io.BytesIO(_styled(template, manuscript.language)))
    _describe(document, manuscript)
    set_pages(document, manuscript, ours=template is None)
    _Writer(document).pieces(document, manuscript.pieces)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue(), "[Content_Types].xml")


@lru_cache(maxsize=8)  # the same for all letters of a run
def _styled(template: bytes | None, language: str) -> bytes:
    """Make an empty document that has every style."""
    document = docx.Document() if template is None else _house(template)
    style_document(document, language, ours=template is None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _house(template: bytes) -> Document:
    document = docx.Document(io.BytesIO(sound(template)))
    missing = [name for name in BULLETS if name not in document.styles]
    if missing:
        msg = f"templates/letter.docx lacks the style {missing[0]}: begin with a letter that this command wrote"
        raise FormatFault(msg)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for settings in body.xpath(".//w:printerSettings"):
        settings.getparent().remove(settings)  # their part does not come along
    return document


def _describe(document: Document, manuscript: Manuscript) -> None:
    properties = document.core_properties
    day = datetime.date.fromisoformat(manuscript.date or "1980-01-01")
    properties.title = clean(manuscript.title)
    properties.author = properties.last_modified_by = clean(manuscript.author)
    properties.subject = clean(manuscript.reference)
    properties.keywords = clean(manuscript.marking or "")
    properties.comments = properties.category = ""
    properties.language = manuscript.language
    properties.created = properties.modified = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    properties.revision = 1


class _Writer:
    """Writes pieces behind one another, into the document or a cell of a table."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ids = {style.name: style.style_id for style in document.styles}

    def pieces(self, holder: Holder, pieces: Pieces, style: str = "Normal", level: int = 0) -> None:
        for piece in pieces:
            match piece:
                case Heading():
                    paragraph = self._line(holder, line(piece.text), f"Heading {piece.level}")
                    paragraph.paragraph_format.page_break_before = piece.new_page or None
                case Lines():
                    look = STYLES.get(piece.style)
                    self._line(holder, piece, style if look is None else own(look))
                case Bullets():
                    for item in piece.items:
                        self._item(holder, item, level)
                case Terms():
                    for term, meaning in piece.items:
                        self._line(holder, line(term), "Letter Term")
                        self.pieces(holder, meaning, "Letter Meaning")
                case Group():
                    self._group(holder, piece, level)
                case Table():
                    self._table(piece)

    def _line(self, holder: Holder, lines: Lines, style: str) -> Paragraph:
        paragraph = holder.add_paragraph()
        if style != "Normal":
            paragraph._p.style = self.ids[style]  # noqa: SLF001 - by name, python-docx looks through all styles each time
        for number, inlines in enumerate(lines.lines):
            if number:
                paragraph.add_run().add_break()
            _inlines(paragraph, inlines, frozenset())
        return paragraph

    def _item(self, holder: Holder, item: Pieces, level: int) -> None:
        style = BULLETS[min(level, len(BULLETS) - 1)]
        for number, piece in enumerate(item):
            if isinstance(piece, Bullets):
                self.pieces(holder, (piece,), level=level + 1)
            else:
                behind = "Letter Item" if level == 0 else "Letter Item 2"
                self.pieces(holder, (piece,), behind if number else style, level + 1)

    def _group(self, holder: Holder, group: Group, level: int) -> None:
        first = len(holder.paragraphs)
        look = GROUPS.get(group.kind)
        self.pieces(holder, group.pieces, "Normal" if look is None else own(look), level)
        if group.kind == "signature":
            for paragraph in holder.paragraphs[first:-1]:
                paragraph.paragraph_format.keep_with_next = True

    def _table(self, piece: Table) -> None:
        self._line(self.document, line(piece.caption), "Caption")
        table = self.document.add_table(rows=1, cols=len(piece.heads), style="Letter Table")
        _set_up(table, piece)
        for cell, head in zip(table.rows[0].cells, piece.heads, strict=True):
            _first(cell)
            self._line(cell, line(head), "Letter Table Heading")
        for row in piece.rows:
            for cell, pieces in zip(table.add_row().cells, row, strict=True):
                _first(cell)
                self.pieces(cell, pieces, "Letter Cell")
                if not cell.paragraphs:
                    cell.add_paragraph()


def _first(cell: _Cell) -> None:
    """Take away the empty paragraph that a new cell has."""
    for paragraph in cell.paragraphs:
        cell._element.remove(paragraph._element)  # noqa: SLF001 - python-docx's own way in


def _set_up(table: WordTable, piece: Table) -> None:
    """Say what the table is, for those who hear it, and repeat its heads on each page."""
    table.autofit = False
    for column, width in zip(table.columns, piece.widths, strict=True):
        column.width = column.cells[0].width = Mm(_WIDTH * width / 100)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx's own way in
    properties.append(element("w:tblCaption", val=clean(piece.caption)))
    properties.append(element("w:tblDescription", val=clean("; ".join(piece.heads))))
    row = table.rows[0]._tr  # noqa: SLF001 - likewise
    row.get_or_add_trPr().append(element("w:tblHeader"))


def _inlines(
    paragraph: Paragraph, inlines: Inlines, marks: frozenset[str], link: BaseOxmlElement | None = None
) -> None:
    for each in inlines:
        match each:
            case Text():
                run = paragraph.add_run(clean(each.text))
                if "strong" in marks:
                    run.bold = True
                if "emphasis" in marks:
                    run.underline = True
                if link is not None:
                    run.style = "Hyperlink"
                    link.append(run._r)  # noqa: SLF001 - python-docx has no links of its own
            case Link():
                _inlines(paragraph, each.children, marks, hyperlink(paragraph, each.href))
            case Strong():
                _inlines(paragraph, each.children, marks | {"strong"}, link)
            case Emphasis():
                _inlines(paragraph, each.children, marks | {"emphasis"}, link)

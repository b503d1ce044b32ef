"""Word through python-docx: real styles for all that stands in it, so that a house template can say how it looks."""

import datetime
import io
from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from prevent_assure.outcome_letter.document import (
    Block,
    Blocks,
    Document,
    Frame,
    Group,
    Heading,
    Lines,
    List,
    Picture,
    Table,
    Terms,
    for_pages,
)
from prevent_assure.text.file_formats import FormatFault
from prevent_assure.text.narrative import Emphasis, Inlines, Link, Strong, Text, plain_inline

from .docx_house import no_word_document, sound
from .docx_pages import set_pages
from .docx_pictures import add_picture
from .docx_styles import own, style_document
from .docx_xml import element, hyperlink
from .looks import (
    BODY,
    BULLETS,
    LETTERHEAD_HEIGHT,
    LOOKS,
    RIGHT,
    SENDER_WIDTH,
    SETTINGS,
    SIGNATURE_SPACE,
    STATUS_HEIGHT,
    TOP,
    WIDTH,
    Setting,
    look_of,
    widths,
)
from .packing import repacked
from .xml_text import clean

Holder = WordDocument | _Cell
_TWIPS = 1440 / 25.4


def write(document: Document, template: bytes | None = None) -> bytes:
    """Write a letter for Word.

    Args:
        document: The letter.
        template: A house template, whose styles, page and letterhead are kept and whose text goes; None for our own.

    Returns:
        The file.

    Raises:
        FormatFault: If the template is none that letters can be written with.
    """
    try:
        return _written(document, template)
    except FormatFault:
        raise
    except Exception:  # python-docx raises whatever where a template's parts say what cannot be
        if template is None:
            raise
        no_word_document()


def house_template() -> bytes:
    """Write a house template to begin with: our styles, head and foot, and a line in each style to look at.

    Returns:
        The file, which letters can be written with as it is.
    """
    frame = Frame(language="en-GB", title="House template for letters", author="prevent-assure")
    written = docx.Document(io.BytesIO(_styled(None, frame.language)))
    _describe(written, frame)
    set_pages(written, frame, ours=True)
    written.add_paragraph("Change the styles, margins, head and foot. Letters take those, and none of this text.")
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", *BULLETS, *map(own, LOOKS)):
        written.add_paragraph(name, style=name)
    buffer = io.BytesIO()
    written.save(buffer)
    return repacked(buffer.getvalue(), "[Content_Types].xml")


def _written(document: Document, template: bytes | None) -> bytes:
    frame = document.frame
    written = docx.Document(io.BytesIO(_styled(template, frame.language)))
    _describe(written, frame)
    set_pages(written, frame, ours=template is None)
    _Writer(written, frame).blocks(written, for_pages(document.blocks), BODY)
    buffer = io.BytesIO()
    written.save(buffer)
    return repacked(buffer.getvalue(), "[Content_Types].xml")


@lru_cache(maxsize=8)  # the same for all letters of a run
def _styled(template: bytes | None, language: str) -> bytes:
    """Make an empty document that has every style."""
    document = docx.Document() if template is None else _house(template)
    style_document(document, language, ours=template is None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _house(template: bytes) -> WordDocument:
    document = docx.Document(io.BytesIO(sound(template)))
    missing = [name for name in BULLETS if name not in document.styles]
    if missing:
        msg = f"templates/letter.docx lacks the style {missing[0]}: begin with what `letter --house-template` writes"
        raise FormatFault(msg)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for settings in body.xpath(".//w:printerSettings"):
        settings.getparent().remove(settings)  # their part does not come along
    return document


def _describe(document: WordDocument, frame: Frame) -> None:
    properties = document.core_properties
    day = datetime.date.fromisoformat(frame.date or "1980-01-01")
    properties.title = clean(frame.title)
    properties.author = properties.last_modified_by = clean(frame.author)
    properties.subject = clean(frame.reference)
    properties.keywords = clean(frame.marking or "")
    properties.comments = properties.category = ""
    properties.language = frame.language
    properties.created = properties.modified = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    properties.revision = 1


class _Writer:
    """Writes blocks behind one another, into the document or a cell of a table."""

    def __init__(self, document: WordDocument, frame: Frame) -> None:
        self.document, self.frame = document, frame
        self.ids = {style.name: style.style_id for style in document.styles}
        self._new_page = self._beside = False

    def blocks(self, holder: Holder, blocks: Blocks, setting: Setting, level: int = 0) -> None:
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Lines):
                above = block.role == "sign-off" and isinstance(following, Picture)
                look = "Above Picture" if above else look_of(block.role, setting)
                self.line(holder, block, own(look) if look else "Normal")
            elif isinstance(block, List):
                for item in block.items:
                    if block.role == "recommendations":
                        self._cited(holder, item)
                    else:
                        self._item(holder, item, setting, level)
            else:
                self._other(holder, block, setting, level)

    def _other(self, holder: Holder, block: Block, setting: Setting, level: int) -> None:
        match block:
            case Heading():
                paragraph = self._words(holder, (block.words,), f"Heading {block.level}")
                if self._new_page:
                    paragraph.paragraph_format.page_break_before, self._new_page = True, False
            case Terms():
                for term, said in block.items:
                    self._term(holder, term, said)
            case Group():
                self._group(holder, block, setting, level)
            case Picture():
                height = SIGNATURE_SPACE if block.role == "signed" else LETTERHEAD_HEIGHT
                add_picture(self._words(holder, (), own("Lead")), block, Mm(height), Mm(WIDTH))
            case Table():
                self._table(block)

    def line(self, holder: Holder, lines: Lines, style: str) -> Paragraph:
        paragraph = self._words(holder, lines.lines, style)
        if lines.to_left:
            direction, shape = element("w:bidi"), paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has none
            shape.insert_element_before(direction, "w:spacing", "w:ind", "w:jc", "w:rPr")
            for run in paragraph.runs:
                run.font.rtl = True
        return paragraph

    def _words(self, holder: Holder, lines: tuple[Inlines, ...], style: str) -> Paragraph:
        paragraph = holder.add_paragraph()
        if style != "Normal":
            paragraph._p.style = self.ids[style]  # noqa: SLF001 - by name, python-docx looks through all styles each time
        _add_lines(paragraph, lines)
        if self._beside:
            self._stand_beside(paragraph)
        return paragraph

    def _item(self, holder: Holder, item: Blocks, setting: Setting, level: int) -> None:
        looks = setting.bullets
        styles = tuple(map(own, looks)) if looks else BULLETS
        style = styles[min(level, len(styles) - 1)]
        first, *rest = item
        if isinstance(first, Lines):
            self.line(holder, first, style)
        else:
            self.blocks(holder, (first,), setting, level + 1)
        behind = setting._replace(body="Item 2" if level and not looks else setting.behind)
        self.blocks(holder, tuple(rest), behind, level + 1)

    def _cited(self, holder: Holder, item: Blocks) -> None:
        """Write a recommendation behind the number that it is cited by."""
        first, *rest = item
        if isinstance(first, Lines) and len(first.lines[0]) > 1:
            number, *words = first.lines[0]
            start = words[0]
            if isinstance(start, Text):
                words[0] = Text(start.text.lstrip(" "))
            paragraph = self._words(holder, ((number,),), own("Cited"))
            paragraph.add_run("\t")
            _add_lines(paragraph, (tuple(words), *first.lines[1:]))
            paragraph.paragraph_format.keep_with_next = bool(rest) or None
        else:
            rest = [first, *rest]
        self.blocks(holder, tuple(rest), BODY._replace(body="Cited Text"), 1)

    def _term(self, holder: Holder, term: Inlines, said: Blocks) -> None:
        paragraph = self._words(holder, ((Strong(term),),), own("Term"))
        first = next(iter(said), None)
        if isinstance(first, Lines):
            paragraph.add_run("\t")
            _add_lines(paragraph, first.lines)
            said = said[1:]
        self.blocks(holder, said, SETTINGS["meaning"])

    def _group(self, holder: Holder, group: Group, setting: Setting, level: int) -> None:
        inside = setting if group.role == "kept" else SETTINGS.get(group.role, setting)
        if group.role == "annex":
            self._new_page = True
        if group.role == "benchmark" and isinstance(group.blocks[0], Heading) and not isinstance(holder, _Cell):
            self._benchmark(group.blocks[0], group.blocks[1:], inside)
            return
        self._beside = self._beside or group.role == "sender"
        first = len(holder.paragraphs) if group.role in {"kept", "signature"} else 0
        self.blocks(holder, group.blocks, inside, level)
        self._beside = self._beside and group.role != "sender"
        if group.role == "kept":
            for paragraph in holder.paragraphs[first:]:
                paragraph.paragraph_format.keep_with_next = True
        if group.role == "signature" and len(holder.paragraphs) > first:
            holder.paragraphs[-1].paragraph_format.keep_with_next = False
        if group.role == "provenance" and group.blocks:
            holder.paragraphs[-len(group.blocks)]._p.style = self.ids[own("Small Rule")]  # noqa: SLF001 - as above

    def _stand_beside(self, paragraph: Paragraph) -> None:
        """Put a paragraph at the right of the letterhead, in one block with those about it."""
        place = {"vAnchor": "text", "y": "1"}
        if self.frame.unfinished != "draft":
            top = TOP + (STATUS_HEIGHT if self.frame.unfinished else 0)
            place = {"vAnchor": "page", "y": _twips(top)}
        left = 210 - RIGHT - SENDER_WIDTH
        shape = {"w": _twips(SENDER_WIDTH), "hSpace": "170", "wrap": "around", "hAnchor": "page", "x": _twips(left)}
        paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx has no frames
            element("w:framePr", **shape, **place), "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    def _benchmark(self, heading: Heading, blocks: Blocks, setting: Setting) -> None:
        """Write a benchmark so that its number and title stand again where it goes on over a page."""
        self._words(self.document, (), own("Gap"))  # tables that meet are one to Word
        table = self._new_table(2, [WIDTH], own("Benchmark"))
        _describe_table(table, plain_inline(heading.words), "")
        head, body = (row.cells[0] for row in table.rows)
        _first(head)
        self._words(head, (heading.words,), f"Heading {heading.level}")
        _first(body)
        self.blocks(body, blocks, setting)
        if not body.paragraphs or body._element[-1].tag == qn("w:tbl"):  # noqa: SLF001 - Word wants a paragraph last
            body.add_paragraph()

    def _new_table(self, rows: int, columns: list[float], style: str) -> WordTable:
        table: WordTable = self.document.add_table(rows=rows, cols=len(columns), style=style)
        table.autofit = False
        for column, width in zip(table.columns, columns, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table

    def _table(self, block: Table) -> None:
        if block.caption:
            self._words(self.document, (block.caption,), "Caption")
        table = self._new_table(1 + len(block.rows), widths(len(block.heads), block.role), own("Table"))
        _describe_table(table, plain_inline(block.caption), "; ".join(map(plain_inline, block.heads)))
        rows = [row.cells for row in table.rows]
        for cell, head in zip(rows[0], block.heads, strict=True):
            _first(cell)
            self._words(cell, (head,), own("Table Heading"))
        last = len(block.rows)
        for number, (cells, row) in enumerate(zip(rows[1:], block.rows, strict=True), 1):
            for cell, blocks in zip(cells, row, strict=True):
                _first(cell)
                self.blocks(cell, blocks, SETTINGS["cell"])
                if not cell.paragraphs:
                    cell.add_paragraph()
                if block.role == "glance" and number < last:  # it stands on one page
                    for paragraph in cell.paragraphs:
                        paragraph.paragraph_format.keep_with_next = True


def _twips(millimetres: float) -> str:
    return str(round(millimetres * _TWIPS))


def _first(cell: _Cell) -> None:
    """Take away the empty paragraph that a new cell has."""
    for paragraph in cell.paragraphs:
        cell._element.remove(paragraph._element)  # noqa: SLF001 - python-docx's own way in


def _describe_table(table: WordTable, caption: str, description: str) -> None:
    """Say what the table is, for those who hear it, and repeat its heads on each page."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx's own way in
    properties.append(element("w:tblCaption", val=clean(caption)))
    properties.append(element("w:tblDescription", val=clean(description or caption)))
    row = table.rows[0]._tr  # noqa: SLF001 - likewise
    shape = row.get_or_add_trPr()
    shape.append(element("w:cantSplit"))
    shape.append(element("w:tblHeader"))


def _add_lines(paragraph: Paragraph, lines: Iterable[Inlines]) -> None:
    for number, inlines in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        add_inlines(paragraph, inlines, frozenset())


def add_inlines(
    paragraph: Paragraph, inlines: Inlines, marks: frozenset[str], link: BaseOxmlElement | None = None
) -> None:
    """Write words with their marks into a paragraph."""
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
                add_inlines(paragraph, each.children, marks, hyperlink(paragraph, each.href))
            case Strong():
                add_inlines(paragraph, each.children, marks | {"strong"}, link)
            case Emphasis():
                add_inlines(paragraph, each.children, marks | {"emphasis"}, link)

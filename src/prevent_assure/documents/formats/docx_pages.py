"""The page in Word: its size, and what stands at the head and foot of each."""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from prevent_assure.documents.manuscript import Manuscript, clean

from .docx_xml import field

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

"""What Word prints at the head and foot of each page.

Its lines have styles of their own, and so are known again: in a house template, even one that was made from an issued
letter, they are taken out, and the lines of this letter stand in their place.
"""

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from prevent_assure.outcome_letter.document import Frame

from .docx_styles import own
from .docx_xml import element, field
from .looks import BANDS, BOTTOM, LEFT, RIGHT, TOP, WIDTH
from .xml_text import clean

_WITH_TEXT = ".//w:t[normalize-space()] | .//w:drawing | .//w:pict"
_TABBED = ".//w:tab[not(parent::w:tabs)] | .//w:instrText | .//w:fldSimple"


def set_pages(document: WordDocument, frame: Frame, *, ours: bool) -> None:
    """Put label, marking, recipient, reference and number on each page.

    Args:
        document: The document.
        frame: What stands there.
        ours: Whether the page is our own; a house template keeps its size and its own head and foot.
    """
    for section in document.sections:
        if ours:
            _size(section)
            section.different_first_page_header_footer = True
        parted = section.different_first_page_header_footer
        for name, band in _bands(document, section):
            lines = _Lines(document, band)
            if name.endswith("header"):
                _head(lines, frame, later=parted and not name.startswith("first"))
            else:
                _foot(lines, frame)


def _size(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = section.footer_distance = Mm(8)


def _bands(document: WordDocument, section: Section) -> list[tuple[str, _Header | _Footer]]:
    """Each head or foot that the section's pages have: the first page and even ones may have their own."""
    kinds = [""]
    if section.different_first_page_header_footer:
        kinds.append("first_page_")
    if document.settings.odd_and_even_pages_header_footer:
        kinds.append("even_page_")
    names = [f"{kind}{name}" for kind in kinds for name in ("header", "footer")]
    return [(name, getattr(section, name)) for name in names]


class _Lines:
    """The place of our lines in a head or foot: where they stood in a house template, else behind all else."""

    def __init__(self, document: WordDocument, band: _Header | _Footer) -> None:
        band.is_linked_to_previous = False
        self._band, self._root = band, band._element  # noqa: SLF001 - python-docx adds at the end alone
        ids = {own(look): style.style_id for look in ("Page", "Band", "Marking") for style in document.styles
               if style.name == own(look)}  # fmt: skip
        found = [line for line in self._root.iterchildren(qn("w:p")) if _is_ours(line, ids)]
        self._at = self._root.index(found[0]) if found else len(self._root)
        for line in found:
            self._root.remove(line)
        self._ids = ids

    def add(self, look: str) -> Paragraph:
        line = element("w:p")
        self._root.insert(self._at, line)
        self._at += 1
        paragraph = Paragraph(line, self._band)  # type: ignore[arg-type]  # python-docx's name for the same element
        line.style = self._ids[own(look)]  # type: ignore[attr-defined]  # as above
        return paragraph

    def __len__(self) -> int:
        return len(self._root)


def _is_ours(line: BaseOxmlElement, ids: dict[str, str]) -> bool:
    style = next(iter(line.xpath("w:pPr/w:pStyle/@w:val")), None)
    if not line.xpath(_WITH_TEXT):
        return style in ids.values() or (line.getprevious() is None and line.getnext() is None)
    if style == ids[own("Page")]:
        return bool(line.xpath(_TABBED))
    return style in {ids[own("Band")], ids[own("Marking")]}


def _sides(lines: _Lines, left: str) -> Paragraph:
    paragraph = lines.add("Page")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(clean(left))
    paragraph.add_run("\t")
    return paragraph


def _head(lines: _Lines, frame: Frame, *, later: bool) -> None:
    _marking(lines, frame)
    _label(lines, frame)
    if later and frame.recipient:
        _sides(lines, frame.recipient).add_run(frame.shown_date)
    if not len(lines):
        lines.add("Page")


def _foot(lines: _Lines, frame: Frame) -> None:
    before, between = frame.page
    paragraph = _sides(lines, frame.reference)
    paragraph.add_run(f"{before} ")
    field(paragraph, "PAGE")
    paragraph.add_run(f" {between} ")
    field(paragraph, "NUMPAGES")
    _label(lines, frame)
    _marking(lines, frame)


def _marking(lines: _Lines, frame: Frame) -> None:
    if frame.marking is not None:
        lines.add("Marking").add_run(clean(frame.marking))


def _label(lines: _Lines, frame: Frame) -> None:
    if frame.label is not None:
        paragraph = lines.add("Band")
        paragraph.add_run(clean(frame.label))
        shading = element("w:shd", val="clear", color="auto", fill=BANDS.get(frame.unfinished, BANDS["draft"]).upper())
        paragraph._p.get_or_add_pPr().insert_element_before(shading, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")  # noqa: SLF001 - python-docx has no shading

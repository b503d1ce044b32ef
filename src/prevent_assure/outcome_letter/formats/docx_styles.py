"""Word's styles: the built-in ones where Word has one, and our own beside them.

A house template keeps its own look: a style that it has is left as it is, and only one that it lacks is added.
"""

from typing import NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from prevent_assure.outcome_letter.manuscript import Style

from .docx_xml import element

BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
STYLES: dict[Style, str] = {
    "body": "Normal",
    "letterhead": "Letter Letterhead",
    "address": "Letter Address",
    "label": "Letter Label",
    "strong": "Letter Label",
    "note": "Letter Note",
    "details": "Letter Details",
    "outcome": "Letter Outcome",
    "banner": "Letter Banner",
    "small": "Letter Small",
    "signature": "Letter Signature",
}
"""What a paragraph is, and the style that it gets."""
GROUPS = {
    "comments": "Letter Comments",
    "draft": "Letter Notice",
    "for_signature": "Letter Notice",
    "notice": "Letter Notice",
}
"""The style of paragraphs in a group."""

_UNUSED = ("/stylesWithEffects", "/thumbnail", "/customXml")
_FONT = "Arial"
_QUIET = RGBColor(0x50, 0x5A, 0x5F)
_INK = RGBColor(0x0B, 0x0C, 0x0C)
_LINK = RGBColor(0x1D, 0x70, 0xB8)
_REGIONS = {"en": "en-GB", "cy": "cy-GB"}


class _Look(NamedTuple):
    """How a style of our own looks."""

    bold: bool = False
    size: float | None = None
    quiet: bool = False
    right: bool = False
    indent: float = 0
    after: float = 6
    keep: bool = False
    edge: bool = False


_OWN = {
    "Letter Letterhead": _Look(right=True),
    "Letter Address": _Look(after=12),
    "Letter Label": _Look(bold=True, after=4, keep=True),
    "Letter Note": _Look(quiet=True),
    "Letter Details": _Look(quiet=True, indent=7, after=4),
    "Letter Outcome": _Look(bold=True, after=3),
    "Letter Cell": _Look(after=4),
    "Letter Banner": _Look(bold=True, size=15, after=4, keep=True, edge=True),
    "Letter Notice": _Look(after=4, edge=True),
    "Letter Comments": _Look(indent=3, edge=True),
    "Letter Item": _Look(indent=7),
    "Letter Item 2": _Look(indent=14),
    "Letter Small": _Look(size=10, quiet=True),
    "Letter Signature": _Look(after=16),
    "Letter Term": _Look(bold=True, after=2, keep=True),
    "Letter Meaning": _Look(indent=6),
    "Letter Page": _Look(size=10, after=0),
    "Letter Table Heading": _Look(bold=True, after=2, keep=True),
}
_HEADINGS = {"Heading 1": 17.0, "Heading 2": 15.0, "Heading 3": 12.5, "Heading 4": 12.0, "Caption": 12.0}


def style_document(document: Document, language: str, *, ours: bool) -> None:
    """Give a document the styles that a letter needs.

    Args:
        document: The document.
        language: The letter's language, as `en`.
        ours: Whether built-in styles get our look; a house template has its own.
    """
    _speak(document, _REGIONS.get(language, language))
    if ours:
        _lighten(document)
        _base(document)
    for name, look in _OWN.items():
        if name not in document.styles:
            _add(document, name, look)
    for name, size in _HEADINGS.items():
        if ours or name not in document.styles:
            _heading(_paragraph(document, name), size)
    if "Hyperlink" not in document.styles:
        link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.color.rgb, link.font.underline = _LINK, True
    if "Letter Table" not in document.styles:
        _table(document)


def _lighten(document: Document) -> None:
    """Leave behind what python-docx's own template brings and no letter uses: a hundred tables, a picture of itself."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    for part in (document.part, document.part.package):
        for key in [key for key, each in part.rels.items() if each.reltype.endswith(_UNUSED)]:
            del part.rels[key]


def _paragraph(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    found = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    assert isinstance(found, ParagraphStyle)  # noqa: S101 - Word's own names are of paragraphs
    return found


def _base(document: Document) -> None:
    normal = _paragraph(document, "Normal")
    _face(normal, 12)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.0
    for number, name in enumerate(BULLETS):
        style = _paragraph(document, name)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.left_indent = Mm(6.35 * (number + 1))
        style.paragraph_format.first_line_indent = Mm(-6.35)


def _face(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [each for each in fonts.attrib if "heme" in each]:
        del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), _FONT)


def _heading(style: ParagraphStyle, size: float) -> None:
    _face(style, size)
    style.font.bold, style.font.italic, style.font.color.rgb = True, False, _INK
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(size * 0.8), Pt(size / 2.5), True


def _add(document: Document, name: str, look: _Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - it was just asked for
    style.base_style = document.styles["Normal"]
    style.font.bold = look.bold or None
    if look.size is not None:
        style.font.size = Pt(look.size)
    if look.quiet:
        style.font.color.rgb = _QUIET
    shape = style.paragraph_format
    shape.space_after, shape.keep_with_next = Pt(look.after), look.keep or None
    shape.left_indent = Mm(look.indent) if look.indent else None
    shape.alignment = WD_ALIGN_PARAGRAPH.RIGHT if look.right else None
    if look.edge:
        borders = element("w:pBdr")
        borders.append(element("w:left", val="single", sz="18", space="8", color="1D70B8"))
        style.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What the schema wants behind the borders."""


def _table(document: Document) -> None:
    style = document.styles.add_style("Letter Table", WD_STYLE_TYPE.TABLE)
    properties = element("w:tblPr")
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="B1B4B6"))
    properties.append(borders)
    margins = element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(element(f"w:{side}", w="85", type="dxa"))
    properties.append(margins)
    style.element.append(properties)


def _speak(document: Document, language: str) -> None:
    """Say the language of all text, in the defaults that every style goes back to."""
    for run in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        for old in run.xpath("w:lang"):
            run.remove(old)
        run.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))

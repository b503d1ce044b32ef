"""Word's styles: the built-in ones where Word has one, and our own beside them.

A house template keeps its own look: a style that it has is left as it is, and only one that it lacks is added.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from .docx_xml import element
from .looks import BULLETS, EDGE, HEADING_SIZES, LOOKS, QUIET, RULE, Look

_UNUSED = ("/stylesWithEffects", "/thumbnail", "/customXml")
_FONT = "Arial"
_INK = RGBColor(0x0B, 0x0C, 0x0C)
_LINK = RGBColor(0x1D, 0x70, 0xB8)


_HEADINGS = {**{f"Heading {level}": size for level, size in enumerate(HEADING_SIZES, 1)}, "Caption": 11.0}


def own(name: str) -> str:
    """Say what Word calls a style of our own."""
    return f"Letter {name}"


def style_document(document: Document, language: str, *, ours: bool) -> None:
    """Give a document the styles that a letter needs.

    Args:
        document: The document.
        language: The letter's language, as `en-GB`.
        ours: Whether built-in styles get our look; a house template has its own.
    """
    _speak(document, language)
    if ours:
        _lighten(document)
        _base(document)
    for name, look in LOOKS.items():
        if own(name) not in document.styles:
            _add(document, own(name), look)
    for name, size in _HEADINGS.items():
        if ours or name not in document.styles:
            _heading(_paragraph(document, name), size)
    if "Hyperlink" not in document.styles:
        link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.color.rgb, link.font.underline = _LINK, True
    if own("Table") not in document.styles:
        _table(document, own("Table"), ("top", "bottom", "insideH"), {"top": 57, "left": 85, "bottom": 28, "right": 85})
    if own("Benchmark") not in document.styles:
        _table(document, own("Benchmark"), (), {"left": 0, "right": 0})


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
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(size * 0.7), Pt(size / 3), True


def _add(document: Document, name: str, look: Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - it was just asked for
    style.base_style = document.styles[look.of or "Normal"]
    style.font.bold = look.bold or None
    if look.size is not None:
        style.font.size = Pt(look.size)
    if look.quiet or look.white:
        style.font.color.rgb = RGBColor.from_string("FFFFFF" if look.white else QUIET.upper())
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before) if look.before else None, Pt(look.after)
    shape.keep_with_next = look.keep or None
    if look.indent:
        shape.left_indent = Mm(look.indent)
    if look.hanging:
        shape.first_line_indent = Mm(-look.hanging)
        shape.tab_stops.add_tab_stop(Mm(look.indent))
    shape.alignment = _ALIGNED.get(look.align)
    edges = {"w:left": ("18", "8", EDGE)} if look.edge else {"w:top": ("4", "4", RULE)} if look.rule else {}
    if edges:
        borders = element("w:pBdr")
        for side, (size, space, colour) in edges.items():
            borders.append(element(side, val="single", sz=size, space=space, color=colour.upper()))
        style.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


_ALIGNED = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What the schema wants behind the borders."""


def _table(document: Document, name: str, lines: tuple[str, ...], margins: dict[str, int]) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    properties = element("w:tblPr")
    if lines:
        borders = element("w:tblBorders")
        for side in lines:
            borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=RULE.upper()))
        properties.append(borders)
    cells = element("w:tblCellMar")
    for side, width in margins.items():
        cells.append(element(f"w:{side}", w=str(width), type="dxa"))
    properties.append(cells)
    style.element.append(properties)


def _speak(document: Document, language: str) -> None:
    """Say the language of all text, in the defaults that every style goes back to."""
    for run in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        for old in run.xpath("w:lang"):
            run.remove(old)
        run.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))

"""Pictures in Word files. An SVG stands beside a PNG of it, which is what older programs show."""

import io
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

from prevent_assure.outcome_letter.document import Picture
from prevent_assure.outcome_letter.pictures import shape_of
from prevent_assure.text.file_formats import module_with_extra

from .xml_text import clean

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext '
    f'uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="{_SVG}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/></a:ext></a:extLst>'
)


def add_picture(paragraph: Paragraph, picture: Picture, height: Length, most: Length) -> None:
    """Add a picture to a paragraph.

    Args:
        paragraph: The paragraph.
        picture: The picture.
        height: How high it is.
        most: How wide it may be; a wider one is made less high.

    Raises:
        MissingExtraError: If it is an SVG and nothing is installed that draws it.
    """
    across, up = shape_of(picture.data, picture.kind)
    width = min(int(most), round(int(height) * across / up))
    png = picture.data if picture.kind == "png" else _drawn(picture.data)
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Length(width))
    inline = shape._inline  # noqa: SLF001 - python-docx has no alternative text
    inline.docPr.set("descr", clean(picture.alt))
    if picture.kind == "svg":
        package = paragraph.part.package
        name = PackURI(f"/word/media/picture{shape._inline.docPr.id}.svg")  # noqa: SLF001 - as above
        part = Part(name, "image/svg+xml", picture.data, package)
        relationship = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        for blip in inline.iter(qn("a:blip")):
            blip.append(parse_xml(_EXTENSION.replace("{}", relationship)))


def _drawn(svg: bytes) -> bytes:
    """Draw an SVG as a PNG, by what sets PDFs."""
    name = "Word with an SVG letterhead or signature (PNG needs none)"
    drawing = module_with_extra(f"{__package__}.pdf", library="typst", extra="pdf", format_name=name)
    return cast("bytes", drawing.drawn(svg))

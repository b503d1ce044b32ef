"""What python-docx has no words for: single elements, links and fields."""

from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """Make an element of Word's own namespace.

    Args:
        name: Its name, as `w:tblHeader`.
        attributes: Its attributes, of the same namespace.

    Returns:
        The element.
    """
    made = cast("BaseOxmlElement", OxmlElement(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def hyperlink(paragraph: Paragraph, address: str) -> BaseOxmlElement:
    """Begin a link at the end of a paragraph.

    Args:
        paragraph: The paragraph.
        address: Where it leads to.

    Returns:
        The element that its runs go into.
    """
    made = cast("BaseOxmlElement", OxmlElement("w:hyperlink"))
    made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(made)  # noqa: SLF001 - python-docx has no links of its own
    return made


def field(paragraph: Paragraph, code: str) -> None:
    """Add a field that Word fills in, as the number of the page.

    Args:
        paragraph: The paragraph.
        code: The field's code, as `PAGE`.
    """
    simple = element("w:fldSimple", instr=f" {code} ")
    paragraph._p.append(simple)  # noqa: SLF001 - python-docx has no fields
    run = element("w:r")
    number = element("w:t")
    number.text = "1"
    run.append(number)
    simple.append(run)

"""What a letter says, read back out of each format: no signs of bullets, nothing of what stands on each page."""

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET  # our own output, no one else's XML

import pypdf
from markdown_it import MarkdownIt
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_BESIDE = {"style", "title"}
_RUN_ON = {"em", "strong", "a", "span"}
_SIGNS = re.compile(r"[•◦\u200b]")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def words(text: str) -> list[str]:
    """The words of a text; bullets' signs and places where a long word may break are none."""
    return _SIGNS.sub(" ", text.replace("\u200b", "")).split()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)
        if tag not in _RUN_ON or tag == "span":
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()
        if tag not in _RUN_ON or tag == "span":
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not _BESIDE & set(self.open):
            self.pieces.append(data)


def html_text(html: str) -> str:
    page = _Page()
    page.feed(html)
    page.close()
    return "".join(page.pieces)


def markdown_text(markdown: str) -> str:
    return html_text(GFM.render(markdown))


def _parts(archive: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return ET.fromstring(opened.read(name))  # noqa: S314 - our own output


def docx_text(data: bytes) -> str:
    pieces = []
    for element in _parts(data, "word/document.xml").iter():
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in {f"{W}p", f"{W}br", f"{W}tab"}:
            pieces.append(" ")
    return "".join(pieces)


def odt_text(data: bytes) -> str:
    return "".join(_odt_pieces(_parts(data, "content.xml")))


def _odt_pieces(element: ET.Element) -> Iterator[str]:
    if element.tag == f"{TABLE}title":  # the caption, once more for those who hear it
        return
    yield " " if element.tag in {f"{TEXT}p", f"{TEXT}h", f"{TEXT}line-break", f"{TEXT}tab"} else ""
    yield element.text or ""
    for child in element:
        yield from _odt_pieces(child)
        yield child.tail or ""


def pdf_text(data: bytes) -> str:
    """The text of a tagged PDF in the order of its tags, as a screen reader meets it; without spaces at line ends."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    marked: dict[tuple[int, int], str] = {}
    for page in reader.pages:
        reference = page.indirect_reference
        assert reference is not None
        for number, text in _marked(reader, page).items():
            marked[reference.idnum, number] = text
    root: Any = reader.trailer["/Root"]
    return " ".join(_tagged(root["/StructTreeRoot"], marked, None))


def _tagged(node: Any, marked: dict[tuple[int, int], str], page: int | None) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, int):
        assert page is not None
        yield marked.get((page, int(node)), "")
        return
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _tagged(each, marked, page)
        return
    assert isinstance(node, DictionaryObject)
    if node.get("/S") == "/Lbl" or node.get("/Type") == "/OBJR":
        return
    own = node.raw_get("/Pg") if "/Pg" in node else None
    here = own.idnum if isinstance(own, IndirectObject) else page
    if node.get("/Type") == "/MCR":
        assert here is not None
        yield marked.get((here, int(str(node["/MCID"]))), "")
    elif "/K" in node:
        yield from _tagged(node.raw_get("/K"), marked, here)


def _marked(reader: pypdf.PdfReader, page: pypdf.PageObject) -> dict[int, str]:
    """The text of a page by the number of its tag."""
    resources: Any = page["/Resources"]
    fonts = {name: _letters(font.get_object()) for name, font in resources["/Font"].items()}
    found: dict[int, str] = {}
    letters: dict[bytes, str] = {}
    open_: list[tuple[int | None, bool]] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in {b"BDC", b"BMC"}:
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], DictionaryObject) else {}
            number, said = properties.get("/MCID"), properties.get("/ActualText")
            inherited = open_[-1] if open_ else (None, False)
            at = inherited[0] if number is None else int(number)
            if said is not None and at is not None and not inherited[1]:
                found[at] = found.get(at, "") + str(said)
            open_.append((at, inherited[1] or said is not None))
        elif operator == b"EMC":
            open_.pop()
        elif operator in {b"Tj", b"TJ"} and open_ and open_[-1][0] is not None and not open_[-1][1]:
            at = open_[-1][0]
            shown = operands[0] if operator == b"TJ" else [operands[0]]
            codes = b"".join(each.original_bytes for each in shown if hasattr(each, "original_bytes"))
            text = "".join(letters.get(codes[i : i + 2], "\ufffd") for i in range(0, len(codes), 2))
            found[at] = found.get(at, "") + text
    return found


def _letters(font: Any) -> dict[bytes, str]:
    """What each code of a font stands for, by its own table."""
    table = font["/ToUnicode"].get_data().decode("latin-1")
    letters = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            letters[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            first = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                letters[(int(low, 16) + step).to_bytes(2, "big")] = first[:-1] + chr(ord(first[-1]) + step)
    return letters

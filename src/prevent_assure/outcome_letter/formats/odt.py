"""OpenDocument 1.3 by the standard library: the content as XML in a zip, and the styles that it names."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files

from prevent_assure.outcome_letter.manuscript import (
    Bullets,
    Group,
    Heading,
    Lines,
    Manuscript,
    Pieces,
    Style,
    Table,
    Terms,
    clean,
)
from prevent_assure.text.narrative import Emphasis, Inline, Inlines, Strong, Text

from .looks import EDGE, GROUPS, HEADING_SIZES, LOOKS, QUIET, REGIONS, RULE, STYLES, Look
from .packing import packed

VERSION = "1.3"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "office": f"{_OASIS}office:1.0",
        "style": f"{_OASIS}style:1.0",
        "text": f"{_OASIS}text:1.0",
        "table": f"{_OASIS}table:1.0",
        "meta": f"{_OASIS}meta:1.0",
        "fo": f"{_OASIS}xsl-fo-compatible:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)

_BOLD = 'fo:font-weight="bold" style:font-weight-complex="bold"'
_EDGE = (
    f'fo:border-left="2pt solid #{EDGE}" fo:padding-left="3mm" fo:border-right="none" fo:border-top="none" '
    'fo:border-bottom="none"'
)
_KEEP = 'fo:keep-with-next="always"'
_LOOKS = {**LOOKS, "Item": Look(), "Caption": Look(bold=True, keep=True)}
"""Lists indent their items by themselves."""
_SPACE_BELOW: dict[str, float | None] = {
    "Letterhead": None,
    "Address": 5,
    "Label": 1,
    "Note": None,
    "Banner": 1,
    "Notice": None,
    "Comments": None,
    "Cell": 1,
    "Item": 1.5,
    "Small": None,
    "Term": 0.5,
    "Meaning": None,
    "Caption": 2,
    "Page": 0,
}
"""The paragraphs that have a style here, and the millimetres below them; None for as many as below others."""
_WIDTH = 170


def styles(manuscript: Manuscript) -> str:
    """Write `styles.xml`.

    Args:
        manuscript: What the document says: its language, and what stands on each page.

    Returns:
        The XML.
    """
    before, between = manuscript.page
    headings = "".join(_heading(level, size) for level, size in enumerate(HEADING_SIZES, 1))
    return _skeleton().format(
        namespaces=NAMESPACES,
        version=VERSION,
        language=manuscript.language,
        country=REGIONS.get(manuscript.language, "none"),
        paragraphs="".join(_paragraph(name, space) for name, space in _SPACE_BELOW.items()) + headings,
        label=_strong(manuscript.label),
        marking=_strong(manuscript.marking),
        reference=_text(manuscript.reference),
        before=escape(before),
        between=escape(between),
    )


@cache
def _skeleton() -> str:
    """Read what is the same in all documents; line ends and indentation in it are for those who read it there."""
    text = files(__package__).joinpath("odt_styles.xml").read_text("utf-8")
    return re.sub(r"\n *", " ", re.sub(r"\n *(?=<|$)", "", text)) + "\n"


def automatic_styles(tables: Iterable[Table]) -> str:
    """Write the styles of single tables and cells.

    Args:
        tables: The tables, in order.

    Returns:
        The XML.
    """
    written = [
        (
            '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
            f'fo:border-bottom="0.5pt solid #{RULE}" fo:border-top="none" fo:border-left="none" fo:border-right="none" '
            'fo:padding="1.5mm" style:vertical-align="top"/></style:style>'
        )
    ]
    for number, table in enumerate(tables, 1):
        written.append(
            f'<style:style style:name="Table{number}" style:family="table"><style:table-properties '
            f'style:width="{_WIDTH}mm" table:align="left"/></style:style>'
        )
        written += [
            f'<style:style style:name="Table{number}.{column}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{_WIDTH * width / 100:g}mm"/></style:style>'
            for column, width in enumerate(table.widths)
        ]
    return f"<office:automatic-styles>{''.join(written)}</office:automatic-styles>"


def _paragraph(name: str, space: float | None) -> str:
    look = _LOOKS[name]
    stands = {
        'fo:text-align="end"': look.right,
        f'fo:margin-left="{look.indent}mm"': look.indent,
        f'fo:margin-bottom="{space}mm"': space is not None,
        _KEEP: look.keep,
        _EDGE: look.edge,
    }
    looks = {_BOLD: look.bold, f'fo:color="#{QUIET}"': look.quiet, f'fo:font-size="{look.size}pt"': look.size}
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties {_those(stands)}/><style:text-properties {_those(looks)}/></style:style>"
    )


def _those(properties: Mapping[str, object]) -> str:
    return " ".join(name for name, wanted in properties.items() if wanted)


def _heading(level: int, size: float) -> str:
    shown = f'style:display-name="Heading {level}"'
    head = (
        f'<style:style style:name="Heading_20_{level}" {shown} style:family="paragraph" '
        f'style:parent-style-name="Standard" style:next-style-name="Standard" style:default-outline-level="{level}">'
        f'<style:paragraph-properties fo:margin-top="5mm" fo:margin-bottom="2.5mm" {_KEEP}/>'
        f'<style:text-properties {_BOLD} fo:font-size="{size:g}pt"/></style:style>'
    )
    page = (
        f'<style:style style:name="Heading_20_{level}_20_page" style:display-name="Heading {level} page" '
        f'style:family="paragraph" style:parent-style-name="Heading_20_{level}" style:default-outline-level="">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    return head + page


def _strong(text: str | None) -> str:
    return "" if text is None else f'<text:span text:style-name="Strong">{_text(text)}</text:span>'


_MIMETYPE = "application/vnd.oasis.opendocument.text"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SAME_AS = {"Details": "Note", "Outcome": "Label", "Signature": "Address"}
"""Paragraphs that look like others here."""


def write(manuscript: Manuscript, template: bytes | None = None) -> bytes:
    """Write a manuscript as an OpenDocument text.

    Args:
        manuscript: What it says.
        template: Not used: the styles are our own.

    Returns:
        The file.
    """
    del template
    parts = {
        "content.xml": _content(manuscript),
        "meta.xml": _meta(manuscript),
        "styles.xml": f"{_HEAD}{styles(manuscript)}",
    }
    manifest = _manifest(parts)
    # The type stands first, so that the file can be told by its first bytes.
    return packed(
        {
            "mimetype": _MIMETYPE.encode(),
            **{name: text.encode() for name, text in parts.items()},
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _manifest(names: Iterable[str]) -> str:
    entries = "".join(f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="text/xml"/>' for n in names)
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="{VERSION}"><manifest:file-entry manifest:full-path="/" manifest:version="{VERSION}" '
        f'manifest:media-type="{_MIMETYPE}"/>{entries}</manifest:manifest>\n'
    )


def _meta(manuscript: Manuscript) -> str:
    date = "" if manuscript.date is None else f"<dc:date>{manuscript.date}T00:00:00</dc:date>"
    keyword = "" if manuscript.marking is None else f"<meta:keyword>{_text(manuscript.marking)}</meta:keyword>"
    return (
        f'{_HEAD}<office:document-meta {NAMESPACES} office:version="{VERSION}"><office:meta>'
        f"<dc:title>{_text(manuscript.title)}</dc:title><dc:subject>{_text(manuscript.reference)}</dc:subject>"
        f"{keyword}<dc:creator>{_text(manuscript.author)}</dc:creator>{date}"
        f"<dc:language>{manuscript.language}</dc:language></office:meta></office:document-meta>\n"
    )


def _content(manuscript: Manuscript) -> str:
    tables = [piece for piece in manuscript.pieces if isinstance(piece, Table)]
    writer = _Writer()
    return (
        f'{_HEAD}<office:document-content {NAMESPACES} office:version="{VERSION}">{automatic_styles(tables)}'
        f"<office:body><office:text>{writer.pieces(manuscript.pieces)}</office:text></office:body>"
        f"</office:document-content>\n"
    )


class _Writer:
    """Writes pieces; counts tables, each of which has column styles of its own."""

    def __init__(self) -> None:
        self._tables = 0

    def pieces(self, pieces: Pieces, style: str = "Standard") -> str:
        written = []
        for piece in pieces:
            match piece:
                case Heading():
                    name = f"Heading_20_{piece.level}{'_20_page' if piece.new_page else ''}"
                    level = f'text:outline-level="{piece.level}"'
                    written.append(f'<text:h text:style-name="{name}" {level}>{_text(piece.text)}</text:h>')
                case Lines():
                    written.append(_lines(piece, _style(piece.style) or style))
                case Bullets():
                    items = "".join(
                        f"<text:list-item>{self.pieces(each, 'Item')}</text:list-item>" for each in piece.items
                    )
                    written.append(f'<text:list text:style-name="Bullets">{items}</text:list>')
                case Terms():
                    written += [
                        f'<text:p text:style-name="Term">{_text(term)}</text:p>{self.pieces(meaning, "Meaning")}'
                        for term, meaning in piece.items
                    ]
                case Group():
                    written.append(self.pieces(piece.pieces, GROUPS.get(piece.kind, style)))
                case Table():
                    written.append(self._table(piece))
        return "".join(written)

    def _table(self, table: Table) -> str:
        self._tables += 1
        name = f"Table{self._tables}"
        columns = "".join(
            f'<table:table-column table:style-name="{name}.{number}"/>' for number in range(len(table.heads))
        )
        heads = "".join(_cell(f'<text:p text:style-name="Label">{_text(each)}</text:p>') for each in table.heads)
        cells = ((_cell(self.pieces(each, "Cell") or "<text:p/>") for each in row) for row in table.rows)
        rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
        caption = _text(table.caption)
        return (
            f'<text:p text:style-name="Caption">{caption}</text:p>'
            f'<table:table table:name="{name}" table:style-name="{name}"><table:title>{caption}</table:title>'
            f"{columns}<table:table-header-rows><table:table-row>{heads}</table:table-row></table:table-header-rows>"
            f"{rows}</table:table>"
        )


def _style(style: Style) -> str | None:
    name = STYLES.get(style)
    return None if name is None else _SAME_AS.get(name, name)


def _cell(content: str) -> str:
    return f'<table:table-cell table:style-name="Cell" office:value-type="string">{content}</table:table-cell>'


def _lines(lines: Lines, style: str) -> str:
    body = "<text:line-break/>".join(_inlines(each) for each in lines.lines)
    return f'<text:p text:style-name="{style}">{body}</text:p>'


def _inlines(inlines: Inlines) -> str:
    return "".join(_inline(each) for each in inlines)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return _text(inline.text)
    inner = _inlines(inline.children)
    if isinstance(inline, Strong | Emphasis):
        return f'<text:span text:style-name="{type(inline).__name__}">{inner}</text:span>'
    return f'<text:a xlink:type="simple" xlink:href="{escape(inline.href)}">{inner}</text:a>'


def _text(text: str) -> str:
    return escape(clean(text), quote=False)

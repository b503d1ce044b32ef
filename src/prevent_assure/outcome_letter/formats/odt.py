"""OpenDocument 1.3 by the standard library: the content as XML in a zip, and the styles that it names."""

from collections.abc import Iterable
from html import escape

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
)
from prevent_assure.text.narrative import Emphasis, Inline, Inlines, Strong, Text

from .packing import packed

VERSION = "1.3"
_REGIONS = {"en": "GB", "cy": "GB"}
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

_QUIET = 'fo:color="#505a5f"'
_BOLD = 'fo:font-weight="bold" style:font-weight-complex="bold"'
_EDGE = (
    'fo:border-left="2pt solid #1d70b8" fo:padding-left="3mm" fo:border-right="none" fo:border-top="none" '
    'fo:border-bottom="none"'
)
_KEEP = 'fo:keep-with-next="always"'
_PARAGRAPHS: dict[str, tuple[str, str]] = {
    "Letterhead": ('fo:text-align="end"', ""),
    "Address": ('fo:margin-bottom="5mm"', ""),
    "Label": (f'fo:margin-bottom="1mm" {_KEEP}', _BOLD),
    "Note": ("", _QUIET),
    "Banner": (f'fo:margin-bottom="1mm" {_KEEP} {_EDGE}', f'{_BOLD} fo:font-size="15pt"'),
    "Notice": (_EDGE, ""),
    "Comments": (f'fo:margin-left="3mm" {_EDGE}', ""),
    "Cell": ('fo:margin-bottom="1mm"', ""),
    "Item": ('fo:margin-bottom="1.5mm"', ""),
    "Small": ("", f'{_QUIET} fo:font-size="10pt"'),
    "Term": (f'fo:margin-bottom="0.5mm" {_KEEP}', _BOLD),
    "Meaning": ('fo:margin-left="6mm"', ""),
    "Caption": (f'fo:margin-bottom="2mm" {_KEEP}', _BOLD),
    "Page": ('fo:margin-bottom="0mm"', 'fo:font-size="10pt"'),
}
"""Our own paragraphs: how each stands, and how its text looks."""
_HEADINGS = ("17pt", "15pt", "12.5pt", "12pt")
_WIDTH = 170


def styles(manuscript: Manuscript) -> str:
    """Write `styles.xml`.

    Args:
        manuscript: What the document says: its language, and what stands on each page.

    Returns:
        The XML.
    """
    return (
        f'<office:document-styles {NAMESPACES} office:version="{VERSION}">'
        f'<office:font-face-decls><style:font-face style:name="Sans" svg:font-family="Arial, \'Liberation Sans\'" '
        f'style:font-family-generic="swiss"/></office:font-face-decls>'
        f"<office:styles>{_default(manuscript.language)}{_named()}{_bullets()}</office:styles>"
        f"{_page_layout()}{_master(manuscript)}</office:document-styles>\n"
    )


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
            'fo:border-bottom="0.5pt solid #b1b4b6" fo:border-top="none" fo:border-left="none" fo:border-right="none" '
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


def _default(language: str) -> str:
    country = _REGIONS.get(language, "none")
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="2.2mm" '
        'fo:orphans="3" fo:widows="3"/><style:text-properties style:font-name="Sans" fo:font-size="12pt" '
        f'style:font-size-complex="12pt" fo:language="{language}" fo:country="{country}"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
        f'<style:style style:name="Strong" style:family="text"><style:text-properties {_BOLD}/></style:style>'
        '<style:style style:name="Emphasis" style:family="text"><style:text-properties '
        'style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"/>'
        "</style:style>"
    )


def _named() -> str:
    own = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties {stands}/><style:text-properties {looks}/></style:style>"
        for name, (stands, looks) in _PARAGRAPHS.items()
    )
    return own + "".join(_heading(level, size) for level, size in enumerate(_HEADINGS, 1))


def _heading(level: int, size: str) -> str:
    shown = f'style:display-name="Heading {level}"'
    head = (
        f'<style:style style:name="Heading_20_{level}" {shown} style:family="paragraph" '
        f'style:parent-style-name="Standard" style:next-style-name="Standard" style:default-outline-level="{level}">'
        f'<style:paragraph-properties fo:margin-top="5mm" fo:margin-bottom="2.5mm" {_KEEP}/>'
        f'<style:text-properties {_BOLD} fo:font-size="{size}"/></style:style>'
    )
    page = (
        f'<style:style style:name="Heading_20_{level}_20_page" style:display-name="Heading {level} page" '
        f'style:family="paragraph" style:parent-style-name="Heading_20_{level}" style:default-outline-level="">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    return head + page


def _bullets() -> str:
    levels = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{sign}">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="{7 * level}mm" '
        'fo:text-indent="-7mm"/></style:list-level-properties></text:list-level-style-bullet>'
        for level, sign in enumerate("•\u2013◦", 1)
    )
    return f'<text:list-style style:name="Bullets">{levels}</text:list-style>'


def _page_layout() -> str:
    return (
        '<office:automatic-styles><style:style style:name="Band" style:family="paragraph" '
        'style:parent-style-name="Page"><style:paragraph-properties><style:tab-stops>'
        f'<style:tab-stop style:position="{_WIDTH / 2:g}mm" style:type="center"/>'
        f'<style:tab-stop style:position="{_WIDTH}mm" style:type="right"/></style:tab-stops>'
        '</style:paragraph-properties></style:style><style:page-layout style:name="A4">'
        '<style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-left="20mm" '
        'fo:margin-right="20mm" fo:margin-top="15mm" fo:margin-bottom="15mm" style:print-orientation="portrait"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="10mm" fo:margin-bottom="5mm"/>'
        '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="10mm" '
        'fo:margin-top="5mm"/></style:footer-style></style:page-layout></office:automatic-styles>'
    )


def _master(manuscript: Manuscript) -> str:
    label, marking = _bold(manuscript.label), _bold(manuscript.marking)
    before, between = (escape(each) for each in manuscript.page)
    reference = escape(clean(manuscript.reference), quote=False)
    return (
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
        f'<style:header><text:p text:style-name="Band">{label}<text:tab/>{marking}</text:p></style:header>'
        f'<style:footer><text:p text:style-name="Band">{reference}<text:tab/>{marking}<text:tab/>{before} '
        f'<text:page-number text:select-page="current">1</text:page-number> {between} <text:page-count>1'
        "</text:page-count></text:p></style:footer></style:master-page></office:master-styles>"
    )


def _bold(text: str | None) -> str:
    if text is None:
        return ""
    return f'<text:span text:style-name="Strong">{escape(clean(text), quote=False)}</text:span>'


_MIMETYPE = "application/vnd.oasis.opendocument.text"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = {
    "body": "Standard",
    "letterhead": "Letterhead",
    "address": "Address",
    "label": "Label",
    "strong": "Label",
    "note": "Note",
    "details": "Note",
    "outcome": "Label",
    "banner": "Banner",
    "small": "Small",
    "signature": "Address",
}
_GROUPS = {"comments": "Comments", "draft": "Notice", "for_signature": "Notice", "notice": "Notice"}


def write(manuscript: Manuscript, template: bytes | None = None) -> bytes:
    """Write a manuscript as an OpenDocument text.

    Args:
        manuscript: What it says.
        template: Not used: the styles are our own.

    Returns:
        The file.
    """
    del template
    files = {
        "content.xml": _content(manuscript),
        "meta.xml": _meta(manuscript),
        "styles.xml": f"{_HEAD}{styles(manuscript)}",
    }
    manifest = _manifest(files)
    # The type stands first, so that the file can be told by its first bytes.
    return packed(
        {
            "mimetype": _MIMETYPE.encode(),
            **{name: text.encode() for name, text in files.items()},
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
                    written.append(_lines(piece, style if piece.style == "body" else _STYLES[piece.style]))
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
                    written.append(self.pieces(piece.pieces, _GROUPS.get(piece.kind, style)))
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

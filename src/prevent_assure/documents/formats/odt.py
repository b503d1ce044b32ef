"""OpenDocument 1.3 by the standard library: the content as XML in a zip, and the styles that it names."""

from collections.abc import Iterable
from html import escape

from prevent_assure.documents.manuscript import Bullets, Group, Heading, Lines, Manuscript, Pieces, Table, Terms, clean
from prevent_assure.documents.narrative import Emphasis, Inline, Inlines, Strong, Text

from .odt_styles import NAMESPACES, VERSION, automatic_styles, styles
from .packing import packed

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

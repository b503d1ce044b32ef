"""The styles of an OpenDocument text: the same names and the same look as in Word."""

from collections.abc import Iterable
from html import escape

from prevent_assure.documents.manuscript import Manuscript, Table, clean

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

"""OpenDocument text, written as XML by ourselves: no library writes what checkers and screen readers want of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files

from prevent_assure.outcome_letter.document import (
    Blocks,
    Document,
    Frame,
    Group,
    Heading,
    Lines,
    List,
    Picture,
    Table,
    Terms,
    for_pages,
)
from prevent_assure.outcome_letter.pictures import shape_of
from prevent_assure.text.narrative import Emphasis, Inline, Inlines, Strong, Text, plain_inline

from .looks import (
    BANDS,
    BODY,
    EDGE,
    HEADING_SIZES,
    LETTERHEAD_HEIGHT,
    LOOKS,
    QUIET,
    RULE,
    SENDER_WIDTH,
    SETTINGS,
    SIGNATURE_SPACE,
    STATUS_HEIGHT,
    WIDTH,
    Look,
    Setting,
    look_of,
    widths,
)
from .packing import packed
from .xml_text import clean

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
        "draw": f"{_OASIS}drawing:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)

_BOLD = 'fo:font-weight="bold" style:font-weight-complex="bold"'
_NO_OTHERS = 'fo:border-right="none" fo:border-bottom="none"'
_LEFT_EDGE = f'fo:border-left="2pt solid #{EDGE}" fo:padding-left="2mm" fo:border-top="none" {_NO_OTHERS}'
_RULE_ABOVE = f'fo:border-top="0.5pt solid #{RULE}" fo:padding-top="1.5mm" fo:border-left="none" {_NO_OTHERS}'
_KEEP = 'fo:keep-with-next="always"'
_POINT = 25.4 / 72
_ITEMS = ("Item", "Annex Item", "Criterion", "Criterion Note", "Annex Bullet")
"""Paragraphs in lists, which indent them by themselves."""
_LOOKS = {
    **{name: look for name, look in LOOKS.items() if not look.of},
    **{name: LOOKS[name]._replace(indent=0, of="") for name in _ITEMS},
    "Item": Look(after=4),
    "Caption": Look(bold=True, size=11, after=4, keep=True),
}


def styles(frame: Frame) -> str:
    """Write `styles.xml`.

    Args:
        frame: What stands on each page, and the document's language.

    Returns:
        The XML.
    """
    language, _, country = frame.language.partition("-")
    headings = "".join(_heading(level, size) for level, size in enumerate(HEADING_SIZES, 1))
    looks = "".join(f"{_paragraph(name, look)}{_kept(name)}" for name, look in _LOOKS.items())
    top, bottom = list(_head(frame)), list(_head(frame))[::-1]
    return _skeleton().format(
        namespaces=NAMESPACES,
        version=VERSION,
        language=language,
        country=country or "none",
        paragraphs=looks + _kept("Standard") + headings,
        beside="paragraph" if frame.unfinished == "draft" else "page-content",
        band=BANDS.get(frame.unfinished, EDGE),
        first="".join(top) or _p("Page", ""),
        later="".join([*top, _sides(frame.recipient, _text(frame.shown_date))]),
        foot="".join([_sides(frame.reference, _numbers(frame)), *bottom]),
    )


def _head(frame: Frame) -> Iterator[str]:
    if frame.marking is not None:
        yield _p("Marking", _text(frame.marking))
    if frame.label is not None:
        yield _p("Label", _text(frame.label))


def _p(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def _sides(left: str, right: str) -> str:
    return _p("Sides", f"{_text(left)}<text:tab/>{right}") if left else _p("Page", "")


def _numbers(frame: Frame) -> str:
    before, between = map(_text, frame.page)
    number = '<text:page-number text:select-page="current">1</text:page-number>'
    return f"{before} {number} {between} <text:page-count>1</text:page-count>"


@cache
def _skeleton() -> str:
    """Read what is the same in all documents; line ends and indentation in it are for those who read it there."""
    text = files(__package__).joinpath("odt_styles.xml").read_text("utf-8")
    return re.sub(r"\n *", " ", re.sub(r"\n *(?=<|$)", "", text)) + "\n"


def _paragraph(name: str, look: Look) -> str:
    stands = {
        f'fo:text-align="{look.align}"': look.align,
        f'fo:margin-left="{look.indent}mm"': look.indent,
        f'fo:text-indent="-{look.hanging}mm"': look.hanging,
        f'fo:margin-top="{look.before * _POINT:.2f}mm"': look.before,
        f'fo:margin-bottom="{look.after * _POINT:.2f}mm"': True,
        _KEEP: look.keep,
        _LEFT_EDGE: look.edge,
        _RULE_ABOVE: look.rule,
    }
    tab = f'<style:tab-stops><style:tab-stop style:position="{look.indent}mm"/></style:tab-stops>'
    colour = "ffffff" if look.white else QUIET
    looks = {
        _BOLD: look.bold,
        f'fo:color="#{colour}"': look.quiet or look.white,
        f'fo:font-size="{look.size}pt" style:font-size-complex="{look.size}pt"': look.size,
    }
    return (
        f'<style:style style:name="{_named(name)}" style:display-name="{name}" style:family="paragraph" '
        f'style:parent-style-name="Standard"><style:paragraph-properties {_those(stands)}>{tab if look.hanging else ""}'
        f"</style:paragraph-properties><style:text-properties {_those(looks)}/></style:style>"
    )


def _kept(name: str) -> str:
    """Write the style of a paragraph that stays with the next, and that of one that is written from right to left."""
    return "".join(
        f'<style:style style:name="{_named(name)}_20_{kind}" style:display-name="{name} {kind}" '
        f'style:family="paragraph" style:parent-style-name="{_named(name)}"><style:paragraph-properties {says}/>'
        "</style:style>"
        for kind, says in (("kept", _KEEP), ("rtl", 'style:writing-mode="rl-tb"'))
    )


def _named(name: str) -> str:
    return name.replace(" ", "_20_")


def _those(properties: Mapping[str, object]) -> str:
    return " ".join(name for name, wanted in properties.items() if wanted)


def _heading(level: int, size: float) -> str:
    shown = f'style:display-name="Heading {level}"'
    head = (
        f'<style:style style:name="Heading_20_{level}" {shown} style:family="paragraph" '
        f'style:parent-style-name="Standard" style:next-style-name="Standard" style:default-outline-level="{level}">'
        f'<style:paragraph-properties fo:margin-top="{size * 0.19:.2f}mm" '
        f'fo:margin-bottom="{size * 0.09:.2f}mm" {_KEEP}/>'
        f'<style:text-properties {_BOLD} fo:font-size="{size:g}pt"/></style:style>'
    )
    page = (
        f'<style:style style:name="Heading_20_{level}_20_page" style:display-name="Heading {level} page" '
        f'style:family="paragraph" style:parent-style-name="Heading_20_{level}" style:default-outline-level="">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    return head + page


_MIMETYPE = "application/vnd.oasis.opendocument.text"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_KINDS = {"png": "image/png", "svg": "image/svg+xml"}


def write(document: Document, template: bytes | None = None) -> bytes:
    """Write a letter as an OpenDocument text.

    Args:
        document: The letter.
        template: Not used: the styles are our own.

    Returns:
        The file.
    """
    del template
    writer = _Writer(document.frame)
    parts = {
        "content.xml": _content(writer, document),
        "meta.xml": _meta(document.frame),
        "styles.xml": f"{_HEAD}{styles(document.frame)}",
    }
    pictures = {f"Pictures/{n}.{each.kind}": each for n, each in enumerate(writer.pictures, 1)}
    kinds = {**dict.fromkeys(parts, "text/xml"), **{name: _KINDS[each.kind] for name, each in pictures.items()}}
    # The type stands first, so that the file can be told by its first bytes.
    return packed(
        {
            "mimetype": _MIMETYPE.encode(),
            **{name: text.encode() for name, text in parts.items()},
            **{name: each.data for name, each in pictures.items()},
            "META-INF/manifest.xml": _manifest(kinds).encode(),
        }
    )


def _manifest(kinds: Mapping[str, str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="{VERSION}"><manifest:file-entry manifest:full-path="/" manifest:version="{VERSION}" '
        f'manifest:media-type="{_MIMETYPE}"/>{entries}</manifest:manifest>\n'
    )


def _meta(frame: Frame) -> str:
    date = "" if frame.date is None else f"<dc:date>{frame.date}T00:00:00</dc:date>"
    keyword = "" if frame.marking is None else f"<meta:keyword>{_text(frame.marking)}</meta:keyword>"
    return (
        f'{_HEAD}<office:document-meta {NAMESPACES} office:version="{VERSION}"><office:meta>'
        f"<dc:title>{_text(frame.title)}</dc:title><dc:subject>{_text(frame.reference)}</dc:subject>"
        f"{keyword}<dc:creator>{_text(frame.author)}</dc:creator>{date}"
        f"<dc:language>{frame.language}</dc:language></office:meta></office:document-meta>\n"
    )


def _content(writer: "_Writer", document: Document) -> str:
    body = _p("Beginning", "") + writer.blocks(for_pages(document.blocks), BODY)
    return (
        f'{_HEAD}<office:document-content {NAMESPACES} office:version="{VERSION}">'
        f"{_automatic_styles(writer.tables)}<office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>\n"
    )


def _automatic_styles(tables: Iterable[tuple[list[float], bool]]) -> str:
    """Write the styles of single tables and cells."""
    written = [
        (
            '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
            f'fo:border-bottom="0.5pt solid #{RULE}" fo:border-top="none" fo:border-left="none" fo:border-right="none" '
            'fo:padding="0.8mm" style:vertical-align="top"/></style:style>'
            '<style:style style:name="Plain" style:family="table-cell"><style:table-cell-properties '
            'fo:border="none" fo:padding="0mm"/></style:style>'
        )
    ]
    for number, (columns, whole) in enumerate(tables, 1):
        may = "false" if whole else "true"
        written.append(
            f'<style:style style:name="Table{number}" style:family="table"><style:table-properties '
            f'style:width="{WIDTH}mm" table:align="left" style:may-break-between-rows="{may}"/></style:style>'
        )
        written += [
            f'<style:style style:name="Table{number}.{column}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width:g}mm"/></style:style>'
            for column, width in enumerate(columns)
        ]
    return f"<office:automatic-styles>{''.join(written)}</office:automatic-styles>"


class _Writer:
    """Writes blocks; collects tables, each of which has column styles of its own, and pictures."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.tables: list[tuple[list[float], bool]] = []
        self.pictures: list[Picture] = []
        self._new_page = False
        self._keep = 0

    def blocks(self, blocks: Blocks, setting: Setting) -> str:
        written = []
        for number, block in enumerate(blocks):
            match block:
                case Heading():
                    written.append(self._heading(block))
                case Lines():
                    above = block.role == "sign-off" and isinstance(next(iter(blocks[number + 1 :]), None), Picture)
                    written.append(self._lines(block, "Above Picture" if above else look_of(block.role, setting)))
                case List():
                    written.append(self._list(block, setting))
                case Terms():
                    written += [self._term(term, said) for term, said in block.items]
                case Group():
                    written.append(self._group(block, setting))
                case Picture():
                    written.append(self._picture(block))
                case Table():
                    written.append(self._table(block))
        return "".join(written)

    def _heading(self, block: Heading) -> str:
        name = f"Heading_20_{block.level}{'_20_page' if self._new_page else ''}"
        self._new_page = False
        words = _inlines(block.words)
        return f'<text:h text:style-name="{name}" text:outline-level="{block.level}">{words}</text:h>'

    def _lines(self, block: Lines, look: str) -> str:
        style = _named(look or "Standard")
        style += "_20_rtl" if block.to_left else "_20_kept" if self._keep else ""
        return _p(style, _broken(block.lines))

    def _list(self, block: List, setting: Setting) -> str:
        if block.role == "recommendations":
            return "".join(map(self._cited, block.items))
        first, *_ = setting.bullets or ("Item",)
        inside = setting._replace(body=first, bullets=(first,))
        items = "".join(f"<text:list-item>{self.blocks(each, inside)}</text:list-item>" for each in block.items)
        return f'<text:list text:style-name="Bullets">{items}</text:list>'

    def _cited(self, item: Blocks) -> str:
        """Write a recommendation behind the number that it is cited by."""
        first, *rest = item
        written = ""
        if isinstance(first, Lines) and len(first.lines[0]) > 1:
            number, *words = first.lines[0]
            start = words[0]
            if isinstance(start, Text):
                words[0] = Text(start.text.lstrip(" "))
            said = _broken((tuple(words), *first.lines[1:]))
            written = _p("Cited_20_kept" if rest else "Cited", f"{_inlines((number,))}<text:tab/>{said}")
        else:
            rest = [first, *rest]
        return written + self.blocks(tuple(rest), BODY._replace(body="Cited Text"))

    def _term(self, term: Inlines, said: Blocks) -> str:
        first = next(iter(said), None)
        behind = ""
        if isinstance(first, Lines):
            behind, said = f"<text:tab/>{_broken(first.lines)}", said[1:]
        return _p("Term", _inlines((Strong(term),)) + behind) + self.blocks(said, SETTINGS["meaning"])

    def _group(self, group: Group, setting: Setting) -> str:
        inside = setting if group.role == "kept" else SETTINGS.get(group.role, setting)
        self._new_page = self._new_page or group.role == "annex"
        if group.role == "benchmark" and isinstance(group.blocks[0], Heading):
            return self._benchmark(group.blocks[0], group.blocks[1:], inside)
        if group.role == "sender":
            return self._beside(self.blocks(group.blocks, inside))
        if group.role == "provenance":
            first, *rest = group.blocks
            rule = inside._replace(body="Small Rule")
            return self.blocks((first,), rule) + self.blocks(tuple(rest), inside)
        self._keep += group.role == "kept"
        written = self.blocks(group.blocks, inside)
        self._keep -= group.role == "kept"
        return written

    def _beside(self, content: str) -> str:
        """Put blocks at the right of the letterhead."""
        down = 0 if self.frame.unfinished != "for_signature" else STATUS_HEIGHT
        return _p(
            "Gap",
            f'<draw:frame draw:style-name="Beside" draw:name="Sender" text:anchor-type="paragraph" draw:z-index="0" '
            f'svg:width="{SENDER_WIDTH}mm" svg:y="{down}mm"><draw:text-box fo:min-height="20mm">{content}'
            "</draw:text-box></draw:frame>",
        )

    def _benchmark(self, heading: Heading, blocks: Blocks, setting: Setting) -> str:
        """Write a benchmark so that its number and title stand again where it goes on over a page."""
        name = self._named([WIDTH])
        head = self._heading(heading)
        body = self.blocks(blocks, setting) or "<text:p/>"
        return (
            f'<table:table table:name="{name}" table:style-name="{name}"><table:title>'
            f"{_text(plain_inline(heading.words))}</table:title>"
            f'<table:table-column table:style-name="{name}.0"/><table:table-header-rows><table:table-row>'
            f"{_cell(head, 'Plain')}</table:table-row></table:table-header-rows><table:table-row>"
            f"{_cell(body, 'Plain')}</table:table-row></table:table>{_p('Gap', '')}"
        )

    def _named(self, columns: list[float], *, whole: bool = False) -> str:
        self.tables.append((columns, whole))
        return f"Table{len(self.tables)}"

    def _table(self, block: Table) -> str:
        count = len(block.heads)
        name = self._named(widths(count, block.role), whole=block.role == "glance")
        columns = "".join(f'<table:table-column table:style-name="{name}.{number}"/>' for number in range(count))
        heads = "".join(_cell(_p("Table_20_Heading", _inlines(each))) for each in block.heads)
        cells = ((_cell(self.blocks(each, SETTINGS["cell"]) or "<text:p/>") for each in row) for row in block.rows)
        rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
        caption = _p("Caption", _inlines(block.caption)) if block.caption else ""
        return (
            f'{caption}<table:table table:name="{name}" table:style-name="{name}"><table:title>'
            f"{_text(plain_inline(block.caption))}</table:title>{columns}<table:table-header-rows><table:table-row>{heads}"
            f"</table:table-row></table:table-header-rows>{rows}</table:table>{_p('Gap', '')}"
        )

    def _picture(self, block: Picture) -> str:
        self.pictures.append(block)
        number, high = len(self.pictures), float(SIGNATURE_SPACE if block.role == "signed" else LETTERHEAD_HEIGHT)
        across, up = shape_of(block.data, block.kind)
        width = high * across / up
        if width > WIDTH:
            width, high = WIDTH, WIDTH * up / across
        return _p(
            "Lead",
            f'<draw:frame draw:style-name="Picture" draw:name="Picture{number}" text:anchor-type="as-char" '
            f'svg:width="{width:.2f}mm" svg:height="{high:.2f}mm"><draw:image '
            f'xlink:href="Pictures/{number}.{block.kind}" xlink:type="simple" xlink:show="embed" '
            f'xlink:actuate="onLoad"/><svg:desc>{_text(block.alt)}</svg:desc></draw:frame>',
        )


def _cell(content: str, style: str = "Cell") -> str:
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{content}</table:table-cell>'


def _broken(lines: Iterable[Inlines]) -> str:
    return "<text:line-break/>".join(_inlines(each) for each in lines)


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

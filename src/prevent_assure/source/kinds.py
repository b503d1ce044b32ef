"""Files that are something else than their name says, and marks that git leaves where two people changed one part."""

import re

from .faults import MERGE_MARKERS, OTHER_KIND, Report
from .places import Places

_WORD = "a Word document", "keep it elsewhere under its own name, and write its text into the fields of this file"
_EXCEL = "an Excel workbook", "if it is a form that came back, `prevent-assure form read` reads it under its own name"
_OTHER = "keep it elsewhere under its own name, and put the text file back here"
_PARTS = (
    (b"word/", *_WORD),
    (b"xl/", *_EXCEL),
    (b"ppt/", "a PowerPoint presentation", _WORD[1]),
    (b"opendocument.spreadsheet", "a LibreOffice table", _EXCEL[1]),
    (b"opendocument", "a LibreOffice document", _WORD[1]),
    (b"Index/Document.iwa", "a Pages or Numbers document", _WORD[1]),
)
"""What stands in a zip archive of each kind."""
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Word or Excel file, or one with a password", _WORD[1]),
    (b"%PDF-", "a PDF", _WORD[1]),
    (b"{\\rtf", "a document in rich text (RTF)", _WORD[1]),
    (b"\x89PNG", "a picture", _OTHER),
    (b"\xff\xd8\xff", "a picture", _OTHER),
    (b"GIF8", "a picture", _OTHER),
    (b"\x1f\x8b", "a compressed file", _OTHER),
    (b"SQLite format 3", "a database", _OTHER),
    (
        b"version https://git-lfs.github.com/spec/",
        "a Git LFS pointer, not the file itself",
        "`git lfs pull` brings the file; if it is not to be kept in LFS, take `*.yaml` out of .gitattributes",
    ),
)
_PAGE = re.compile(rb"\s*<(?:!doctype html|html|head|body|div|p|table|\?xml|svg)\b", re.IGNORECASE)
_WEB = (
    "a web page or an XML file",
    "a browser saved the page around the file: download the file itself (on GitHub and GitLab by `Raw` or `Download`)",
)
_MAIL = re.compile(
    rb"(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Content-Type): .*\r?\n(?:[A-Z][\w-]+: .*\r?\n)"
)
_HEAD = 512
"""How far into a file its kind is looked for, but for the parts of a zip archive."""


def refuse_other_kind(data: bytes) -> None:
    """Refuse a file that is no text file of ours: a document, workbook, picture, web page, pointer or message."""
    found = _kind(data)
    if found is not None:
        what, hint = found
        Report(Places("")).fail(
            OTHER_KIND, 0, 0, f"this is {what}{'' if ',' in what else ' under the name of a text file'}", hint
        )


def _kind(data: bytes) -> tuple[str, str] | None:
    if data.startswith(b"PK\x03\x04"):
        return next(((what, hint) for part, what, hint in _PARTS if part in data), ("a zip archive", _OTHER))
    begun = next(((what, hint) for start, what, hint in _BEGINNINGS if data.startswith(start)), None)
    if begun is not None:
        return begun
    if data and not data.strip(b"\x00"):
        return "nothing but zeros, as after a disk or a transfer has failed", "bring it back: `git checkout -- FILE`"
    if _PAGE.match(data[:_HEAD]):
        return _WEB
    return ("an e-mail", _WORD[1]) if _MAIL.match(data[:_HEAD]) else None


_MARKER = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)


def refuse_markers(report: Report) -> None:
    """Note each conflict that was left in the file, and refuse it: what it holds is two files in one."""
    text = report.places.text
    # Looking for seven signs is so fast that it pays before every search by pattern.
    if not any(sign * 7 in text for sign in "<=>|"):
        return
    conflict: list[re.Match[str]] = []
    for found in _MARKER.finditer(text):
        if conflict and (found[0][0] == "<" or conflict[-1][0][0] == ">"):
            _add(report, conflict)
            conflict = []
        conflict.append(found)
    if conflict:
        _add(report, conflict)
        report.stop()


def _add(report: Report, conflict: list[re.Match[str]]) -> None:
    lines = [report.places.at(found.start())[0] for found in conflict]
    if len(conflict) == 1:
        message = "this line is a mark that git left where two people changed the same part"
        hint = "take the line away, and look whether what stands around it is there twice"
    else:
        message = f"two people changed the same part, and both versions stand here, to line {lines[-1]}"
        several = ", ".join(map(str, lines[:-1]))
        hint = f"keep one version, and take the other and the mark lines away (lines {several} and {lines[-1]})"
    report.add(MERGE_MARKERS, *conflict[0].span(), message, hint)

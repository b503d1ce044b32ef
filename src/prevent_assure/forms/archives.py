"""Files that come back, before a library opens them: what they are, and whether they stay within bounds."""

import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple
from zlib import error as zlib_error

from prevent_assure.checking.checks.form import NOT_A_WORKBOOK, REFUSED
from prevent_assure.diagnostics import PreventAssureError

MOST_BYTES, MOST_UNPACKED, MOST_PARTS, MOST_CELLS = 20_000_000, 60_000_000, 400, 150_000
LAST_ROW, LAST_COLUMN = 20_000, 256
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*?>(?=<(?:\w+:)?(?:v|is|f)\b)")
"""Where a cell with content stands; empty ones with a format alone are none."""
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STRICT = b"purl.oclc.org/ooxml"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "open it and save it as “Excel Workbook (.xlsx)”, then read that file"

_FOREIGN = {
    "vbaproject": "macros",
    "externallinks/": "links to other workbooks",
    "embeddings/": "embedded files",
    "activex/": "controls",
    "connections.xml": "connections",
}
"""What no form has, by a part of a name in the archive."""
_OTHERS = {
    "xl/workbook.bin": ("a binary workbook (.xlsb)", SAVE_AS),
    "word/": ("a Word document", "send the workbook back, not a document"),
    "Index/": ("a Numbers file", "export it to Excel, then read that file"),
}
"""Other files that are archives, by how a name in them begins."""


class NotAForm(NamedTuple):
    """Why a file is no form: a code of the catalogue, what it is, and what to do."""

    code: str
    message: str
    hint: str


def bytes_of(file: Path) -> bytes:
    """Read a file that somebody sent; of one that is too large, as much as shows that.

    Raises:
        PreventAssureError: If it cannot be read.
    """
    try:
        if not file.is_file():
            why = "it is a folder; name the files in it" if file.is_dir() else "there is no such file"
            msg = f"{file} cannot be read: {why}"
            raise PreventAssureError(msg)
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise PreventAssureError(msg) from None


def _other(message: str, hint: str) -> NotAForm:
    return NotAForm(NOT_A_WORKBOOK.code, message, hint)


def _refused(message: str, hint: str) -> NotAForm:
    return NotAForm(REFUSED.code, message, hint)


def looked_at(data: bytes) -> NotAForm | None:
    """Look at a file before it is opened as a workbook.

    Args:
        data: Its bytes.

    Returns:
        Why it cannot be read as one, or must not be; None where it can.
    """
    if len(data) > MOST_BYTES:
        return _refused("this file is larger than 20 MB", "take pictures out of it, or use a new form")
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            return _other("this workbook is encrypted, by a password or by a sensitivity label",
                          "ask for a copy without the password, or with a label that does not encrypt")  # fmt: skip
        return _other("this is a workbook of the old kind (.xls)", SAVE_AS)
    if not data.startswith(b"PK"):
        return _other(*_no_archive(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib_error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return _other("this file is damaged: it was cut short, or changed on its way", "ask for it again")


def _no_archive(data: bytes) -> tuple[str, str]:
    """Say what a file is that is no archive, as every workbook is one, and what to do."""
    if not data.strip(b"\x00"):
        return "this file is empty", "ask for it again"
    if data.startswith(b"%PDF"):
        return "this is a PDF", "send the workbook back, not a PDF of it"
    is_text = b"\x00" not in data[:4096]
    return "this is a text file, as .csv is, and no workbook" if is_text else "this is no workbook", SAVE_AS


def _parts(archive: zipfile.ZipFile) -> NotAForm | None:
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        return _refused("this file unpacks to more than any form holds", "use a new form, and copy the answers over")
    kind = _kind(archive, names)
    if kind is not None:
        return kind
    lowered = {name.lower() for name in names}
    for mark, what in _FOREIGN.items():
        if any(mark in name for name in lowered):
            return _refused(f"this workbook has {what}, which no form has", "copy the answers into a new form")
    return _contents(archive, infos)


def _kind(archive: zipfile.ZipFile, names: set[str]) -> NotAForm | None:
    """Say what a file is that is no workbook of the usual kind; None where it is one."""
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
        return _other("this is an OpenDocument file (.ods)", SAVE_AS)
    for mark, (what, hint) in _OTHERS.items():
        if any(name.startswith(mark) for name in names):
            return _other(f"this is {what}", hint)
    if any(name.lower().endswith((".xlsx", ".xls")) for name in names):
        return _other("this is a ZIP archive with a workbook in it", "unpack it, and read what is in it")
    if "xl/workbook.xml" not in names:
        return _other("this is no workbook", SAVE_AS)
    strict = _STRICT in archive.read("xl/workbook.xml")
    return _other("this is a Strict Open XML workbook", SAVE_AS) if strict else None


def _contents(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> NotAForm | None:
    """Look into the parts: no declarations of a document type, and no more cells than a form can have."""
    unpacked = cells = 0
    for info in infos:
        if not info.filename.endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(info) as part:
            data = part.read(MOST_UNPACKED + 1)
        unpacked += len(data)
        if unpacked > MOST_UNPACKED:
            return _refused("this file unpacks to more than any form holds", "use a new form")
        if _DOCTYPE.search(data):
            return _refused("this workbook has an XML document type, which no spreadsheet writes", "use a new form")
        if info.filename.startswith("xl/worksheets/"):
            cells += len(_CELL.findall(data))
            if cells > MOST_CELLS:
                return _refused("this workbook has far more cells than any form", "use a new form")
            far = next((cell for cell in _FILLED.findall(data) if _is_far(*cell)), None)
            if far is not None:
                where = b"".join(far).decode()
                return _refused(
                    f"something stands far below or beside the form, in {where}", "delete those rows or columns"
                )
    return None


def _is_far(column: bytes, row: bytes) -> bool:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number > LAST_COLUMN or int(row) > LAST_ROW

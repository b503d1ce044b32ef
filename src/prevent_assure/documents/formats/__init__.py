"""Formats other than text: each has a writer of its own, loaded when it is asked for, as their libraries are heavy."""

import importlib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Literal, NamedTuple, cast

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.documents.manuscript import Manuscript
from prevent_assure.documents.redaction.search import Unpack, texts_in, texts_in_archive

BinaryFormat = Literal["pdf", "docx", "odt"]
Write = Callable[[Manuscript, bytes | None], bytes]
"""Manuscript and house template into a file."""


class MissingExtraError(PreventAssureError):
    """A format whose library is not installed; the message says what to install."""


class FormatFault(PreventAssureError):  # noqa: N818 - it is the input's fault, not the program's error
    """A letter that cannot be written in a format, or a house template that is none; the message says why."""


class MissingGlyphError(FormatFault):
    """A letter with a character that the format's fonts lack."""


class _Format(NamedTuple):
    """Where a format's writer is, and what it needs.

    Attributes:
        name: Its name for people.
        module: The module of this room, which has a function `write`.
        library: What must be installed, or None.
        extra: The extra of the package that brings it.
    """

    name: str
    module: str
    library: str | None = None
    extra: str | None = None


_FORMATS: dict[BinaryFormat, _Format] = {
    "pdf": _Format("PDF", "pdf", "typst", "pdf"),
    "docx": _Format("Word", "docx", "docx", "office"),
    "odt": _Format("OpenDocument", "odt"),
}
BINARY_FORMATS = tuple(_FORMATS)
_PDF_READING = _Format("PDF", "pdf_reading", "pypdf", "pdf")


def writer(format_: BinaryFormat) -> Write:
    """Load the writer of a format.

    Args:
        format_: The format.

    Returns:
        Its writer.

    Raises:
        MissingExtraError: If its library is not installed.
    """
    return cast("Write", _load(_FORMATS[format_]).write)


def texts_of_file(format_: str, data: bytes) -> Iterator[str]:
    """Read back every text in a file: what it says, and what it says of itself.

    Args:
        format_: Its format.
        data: The file.

    Returns:
        The texts.

    Raises:
        MissingExtraError: If the library that it is read with is not installed.
    """
    if format_ == "pdf":
        unpack = cast("Unpack", _load(_PDF_READING).texts_in_pdf)
        return unpack(data)
    return texts_in_archive(data) if format_ in _FORMATS else texts_in(data)


def _load(wanted: _Format) -> ModuleType:
    try:
        return importlib.import_module(f"{__name__}.{wanted.module}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != wanted.library:
            raise
        msg = f'{wanted.name} needs an extra that is not installed: pip install "prevent-assure[{wanted.extra}]"'
        raise MissingExtraError(msg) from error

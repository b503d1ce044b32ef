"""Formats other than text: each has a writer of its own, loaded when it is asked for, as their libraries are heavy."""

from collections.abc import Callable
from types import ModuleType
from typing import Literal, NamedTuple, cast

from prevent_assure.outcome_letter.document import Document
from prevent_assure.text.file_formats import FormatFault, module_with_extra

BinaryFormat = Literal["pdf", "docx", "odt"]
Write = Callable[[Document, bytes | None], bytes]
"""Letter and house template into a file."""


class MissingGlyphError(FormatFault):
    """A letter with a character that the format's fonts lack."""


class _Format(NamedTuple):
    """What people call a format, and the library and extra that its writer needs."""

    name: str
    library: str | None = None
    extra: str | None = None


_FORMATS: dict[BinaryFormat, _Format] = {
    "pdf": _Format("PDF", "typst", "pdf"),
    "docx": _Format("Word", "docx", "office"),
    "odt": _Format("OpenDocument"),
}
BINARY_FORMATS = tuple(_FORMATS)


def writer(format_: BinaryFormat) -> Write:
    """Load the writer of a format.

    Args:
        format_: The format.

    Returns:
        Its writer.

    Raises:
        MissingExtraError: If its library is not installed.
    """
    return cast("Write", _module(format_).write)


def house_template() -> bytes:
    """Write a house template for Word to begin with.

    Returns:
        The file.

    Raises:
        MissingExtraError: If Word's library is not installed.
    """
    return cast("bytes", _module("docx").house_template())


def _module(format_: BinaryFormat) -> ModuleType:
    name, library, extra = _FORMATS[format_]
    return module_with_extra(f"{__name__}.{format_}", library=library, extra=extra, format_name=name)

"""Formats other than text: each has a writer of its own, loaded when it is asked for, as their libraries are heavy."""

from collections.abc import Callable
from typing import Literal, NamedTuple, cast

from prevent_assure.outcome_letter.manuscript import Manuscript
from prevent_assure.text.file_formats import FormatFault, module_with_extra

BinaryFormat = Literal["pdf", "docx", "odt"]
Write = Callable[[Manuscript, bytes | None], bytes]
"""Manuscript and house template into a file."""


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
    name, library, extra = _FORMATS[format_]
    module = module_with_extra(f"{__name__}.{format_}", library=library, extra=extra, format_name=name)
    return cast("Write", module.write)

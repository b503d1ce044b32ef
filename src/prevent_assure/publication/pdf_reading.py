"""All the text in a PDF, for the search of public editions: pages, metadata, and every string of every object."""

import contextlib
import io
from collections.abc import Iterator

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

from prevent_assure.text.file_formats import FormatFault


def texts_in_pdf(data: bytes) -> Iterator[str]:
    """Give the texts of a PDF.

    Args:
        data: The file.

    Yields:
        Each.

    Raises:
        FormatFault: If it cannot be taken apart: what cannot be searched is not published.
    """
    with _taken_apart():
        reader = pypdf.PdfReader(io.BytesIO(data))
        for page in reader.pages:
            yield page.extract_text().replace("\u200b", "")
        for number in range(1, int(str(reader.trailer["/Size"]))):
            yield from _strings(reader.get_object(number))
        yield from _strings(reader.trailer)


@contextlib.contextmanager
def _taken_apart() -> Iterator[None]:
    try:
        yield
    except (PyPdfError, KeyError, ValueError) as error:
        msg = "the PDF cannot be read back, and what cannot be searched is not published"
        raise FormatFault(msg) from error


def readable_texts(data: bytes) -> Iterator[str]:
    """Give what people read in a PDF, and what it says of itself.

    Args:
        data: The file.

    Yields:
        The text of its pages; its metadata, outline, alternative texts and addresses.

    Raises:
        FormatFault: If it cannot be taken apart.
    """
    with _taken_apart():
        reader = pypdf.PdfReader(io.BytesIO(data))
        for page in reader.pages:
            yield page.extract_text().replace("\u200b", "")
        for number in range(1, int(str(reader.trailer["/Size"]))):
            yield from _said(reader.get_object(number))


def _said(value: object) -> Iterator[str]:
    """The texts of an object but what draws its pages."""
    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ArrayObject):
        for each in list.__iter__(value):
            yield from _said(each)
    elif isinstance(value, DictionaryObject):
        for each in dict.values(value):
            yield from _said(each)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode("latin-1")
    elif isinstance(value, ArrayObject):
        for each in list.__iter__(value):
            yield from _strings(each)
    elif isinstance(value, DictionaryObject):
        for each in dict.values(value):
            yield from _strings(each)
        if isinstance(value, StreamObject):
            yield from _stream(value)


def _stream(stream: StreamObject) -> Iterator[str]:
    content = stream.get_data()
    if "/FontDescriptor" not in stream and stream.get("/Subtype") not in {"/CIDFontType0C", "/OpenType"}:
        yield content.decode("utf-8", "replace")

"""All the text in a PDF, for the search of public editions: pages, metadata, and every string of every object."""

import io
import itertools
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

from prevent_assure.text.file_formats import FormatFault


class _Texts(NamedTuple):
    """What people read in a PDF and what it says of itself, and every other text in it."""

    readable: list[str]
    others: list[str]


def texts_in_pdf(data: bytes) -> Iterator[str]:
    """Give all the texts of a PDF.

    Args:
        data: The file.

    Returns:
        Each.

    Raises:
        FormatFault: If it cannot be taken apart: what cannot be searched is not published.
    """
    return itertools.chain(*_texts_of(data))


def readable_texts(data: bytes) -> Iterator[str]:
    """Give what people read in a PDF, and what it says of itself.

    Args:
        data: The file.

    Returns:
        The text of its pages; its metadata, outline, alternative texts and addresses.

    Raises:
        FormatFault: If it cannot be taken apart.
    """
    return iter(_texts_of(data).readable)


@lru_cache(1)  # a page is taken apart in a tenth of a second
def _texts_of(data: bytes) -> _Texts:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = [page.extract_text().replace("\u200b", "") for page in reader.pages]
        objects = [*(reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))]
        said: list[str] = []
        others: list[str] = []
        for value in (*objects, reader.trailer):
            for text, is_said in _strings(value):
                (said if is_said else others).append(text)
    except (PyPdfError, KeyError, ValueError) as error:
        msg = "the PDF cannot be read back, and what cannot be searched is not published"
        raise FormatFault(msg) from error
    return _Texts([*pages, *said], others)


def _strings(value: object) -> Iterator[tuple[str, bool]]:
    """The texts of an object, each with whether people may read it: not what draws the pages."""
    if isinstance(value, TextStringObject):
        yield str(value), True
    elif isinstance(value, ByteStringObject):
        yield value.decode("latin-1"), False
    elif isinstance(value, ArrayObject):
        for each in list.__iter__(value):
            yield from _strings(each)
    elif isinstance(value, DictionaryObject):
        for each in dict.values(value):
            yield from _strings(each)
        if isinstance(value, StreamObject):
            yield from ((text, False) for text in _stream(value))


def _stream(stream: StreamObject) -> Iterator[str]:
    content = stream.get_data()
    if "/FontDescriptor" not in stream and stream.get("/Subtype") not in {"/CIDFontType0C", "/OpenType"}:
        yield content.decode("utf-8", "replace")

"""The search that fails closed: whatever a finished file holds, in whatever way it is written, metadata included."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Literal
from urllib.parse import unquote

from prevent_assure.text.file_formats import module_with_extra

from .folding import searchable
from .withheld import Secret

Format = Literal["html", "md", "pdf", "docx", "odt"]
"""The formats of letters."""

_TAG = re.compile(r"<[^<>]*>")
_BACKSLASH = re.compile(r"\\(?=[^\w\s])")
_JOINED_FROM = 8
"""A name of fewer letters, written as one word, is part of too many others to be looked for."""


def texts_in(data: bytes) -> Iterator[str]:
    """Give the text of a file of text.

    Args:
        data: The file.

    Yields:
        Its text.
    """
    yield data.decode("utf-8", "replace")


def texts_in_archive(data: bytes) -> Iterator[str]:
    """Give the texts of a zip file: of its parts, and their names.

    Args:
        data: The file.

    Yields:
        Each.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            yield entry.filename
            content = archive.read(entry)
            yield content.decode("utf-8", "replace")
            yield content.decode("utf-16", "replace") if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""


def leaks(texts: Iterable[str], secrets: Iterable[Secret]) -> list[Secret]:
    """Search texts for what they may not hold.

    Args:
        texts: The texts.
        secrets: What may not stand in them.

    Returns:
        Those that do, each once.
    """
    looked = [form for text in texts for form in forms_of(text)]
    return [each for each in dict.fromkeys(secrets) if any(_stands_in(each, form) for form in looked)]


def forms_of(text: str) -> set[str]:
    """Give a text as it may be read: with its marks, without them, with entities and escapes taken for what they mean.

    Args:
        text: The text.

    Returns:
        The ways, each written for searching.
    """
    read = unescape(unescape(text))
    plain = {text, read, _BACKSLASH.sub("", read), unquote(read)}
    bare = {form for each in (text, read) for form in (_TAG.sub("", each), _TAG.sub(" ", each))}
    return {searchable(each) for each in plain | {unescape(unescape(each)) for each in bare}}


def _stands_in(secret: Secret, form: str) -> bool:
    if f" {' '.join(secret.words)} " in form:
        return True
    joined = "".join(secret.words)
    return secret.code == "name" and len(secret.words) > 1 and len(joined) >= _JOINED_FROM and f" {joined} " in form


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
        module = f"{__package__}.pdf_reading"
        reading = module_with_extra(module, library="pypdf", extra="pdf", format_name="PDF")
        found: Iterator[str] = reading.texts_in_pdf(data)
        return found
    return texts_in_archive(data) if format_ in {"docx", "odt"} else texts_in(data)

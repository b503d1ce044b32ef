"""YAML text as plain data that remembers its positions. It knows nothing of Prevent.

`read` takes bytes and gives a `Document`, or raises `SourceError` with all that can be said at once. Usual files are
read without libyaml's parser, which takes a twentieth of a short run to be loaded; so it is loaded when one needs it.
"""

from .decoding import INVISIBLE, REFUSED, decode, name_of
from .document import Document
from .faults import RULES, SourceError, SourceFinding
from .installed import require_parser
from .places import Places, Span
from .scalars import is_text
from .usual import read_usual

__all__ = [
    "INVISIBLE", "REFUSED", "RULES", "Document", "SourceError", "SourceFinding", "Span", "is_text", "name_of", "read",
    "read_closely",
]  # fmt: skip

require_parser()


def read(data: bytes) -> Document:
    """Read a file.

    Args:
        data: The file's bytes.

    Returns:
        The document.

    Raises:
        SourceError: If the file cannot be read; nothing else is raised, whatever the bytes are.
    """
    text, marked = decode(data)
    usual = read_usual(text)
    places = Places(text)
    if usual is None:
        return _closely(places, marked=marked)
    return Document(usual[0], places, lambda: _marks(places), marked=marked)


def read_closely(data: bytes) -> Document:
    """Read a file without trying the first pass: what `read` does with files that are not usual.

    Args:
        data: The file's bytes.

    Returns:
        The document, the same as that of `read`.

    Raises:
        SourceError: If the file cannot be read.
    """
    text, marked = decode(data)
    return _closely(Places(text), marked=marked)


def _closely(places: Places, *, marked: bool) -> Document:
    from .reading import document_of  # noqa: PLC0415 - start-up

    return document_of(places, marked=marked)


def _marks(places: Places) -> list[int]:
    from .reading import marks_of  # noqa: PLC0415 - start-up

    return marks_of(places)

"""YAML text as plain data that remembers its positions. It knows nothing of Prevent.

`read` takes bytes and gives a `Document`, or raises `SourceError` with all that can be said at once.
"""

from .decoding import INVISIBLE, REFUSED, name_of
from .document import Document
from .faults import RULES, SourceError, SourceFinding
from .places import Places, Span
from .reading import read
from .scalars import is_text

__all__ = [
    "INVISIBLE", "REFUSED", "RULES", "Document", "Places", "SourceError", "SourceFinding", "Span", "is_text", "name_of",
    "read",
]  # fmt: skip

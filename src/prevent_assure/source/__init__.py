"""YAML text as plain data that remembers its positions. It knows nothing of Prevent.

`read` takes bytes and gives a `Document`, or raises `SourceError` with all that can be said at once.
"""

from .document import Document
from .faults import RULES, SourceError, SourceFinding
from .places import Span
from .reading import read

__all__ = ["RULES", "Document", "SourceError", "SourceFinding", "Span", "read"]

"""What makes a finding the same finding in the next run, though lines have moved."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from prevent_assure.diagnostics import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Give each finding a name of its own that stays while the file around it changes.

    It is made of code, path and the keys that lead to the place. Lines, columns, the places of items in their lists
    and what people wrote are no part of it; findings that are alike in this are counted.

    Args:
        diagnostics: The findings of one run, in their order.

    Returns:
        A digest for each, none twice.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    names = []
    for each in diagnostics:
        keys = tuple(step for step in each.route if isinstance(step, str))
        identity = (each.code, each.location.path, *keys)
        seen[identity] += 1
        names.append(_digest((*identity, str(seen[identity]))))
    return names


def _digest(parts: tuple[str, ...]) -> str:
    # Surrogates stand for bytes of a file's name that are no UTF-8.
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

"""Which word was meant."""

import difflib
from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """Ask whether a known word was meant.

    Args:
        word: What was written.
        known: What could have been meant.

    Returns:
        `did you mean ...?`, or None where nothing is near.
    """
    near = difflib.get_close_matches(word[:200], list(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else None

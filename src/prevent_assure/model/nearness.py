"""Which word was meant."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that is nearest to what was written; None where nothing is near."""
    near = difflib.get_close_matches(word[:200], list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def closest(word: str, known: Iterable[str]) -> str | None:
    """Ask whether a known word was meant.

    Args:
        word: What was written.
        known: What could have been meant.

    Returns:
        `did you mean ...?`, or None where nothing is near.
    """
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else None

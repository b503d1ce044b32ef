"""Which word was meant."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, at_least: float = 0.6) -> str | None:
    """Give the known word that is nearest to what was written; None where nothing is near."""
    near = difflib.get_close_matches(word[:200], list(known), n=1, cutoff=at_least)
    return near[0] if near else None


def closest(word: str, known: Iterable[str], *, at_least: float = 0.6) -> str | None:
    """Ask whether a known word was meant.

    Args:
        word: What was written.
        known: What could have been meant.
        at_least: How much alike they must be, from 0 to 1.

    Returns:
        `did you mean ...?`, or None where nothing is near.
    """
    near = nearest(word, known, at_least=at_least)
    return f"did you mean `{near}`?" if near else None


def one_slip_away(word: str, known: str) -> bool:
    """Tell whether one letter too many, too few, wrong or changed with its neighbour makes one word of another."""
    if word == known or abs(len(word) - len(known)) > 1:
        return word == known
    at = next((n for n, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    rest, wanted = word[at:], known[at:]
    swapped = len(rest) > 1 and rest[1] + rest[0] + rest[2:] == wanted
    return swapped or rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:]

"""Which markings a letter may have that is published."""

from collections.abc import Sequence

from .folding import folded

_NEVER = {"sensitive", "secret"}


def may_be_published(marking: str | None, handling: Sequence[str] = ()) -> bool:
    """Tell whether a letter with a marking may be published.

    Args:
        marking: The marking; None where it has none.
        handling: Words that may stand behind OFFICIAL.

    Returns:
        Whether it is OFFICIAL with nothing else behind it, or has no marking.
    """
    words = folded(marking or "")
    if not words:
        return True
    allowed = {(), *map(folded, handling)}
    return words[0] == "official" and words[1:] in allowed and _NEVER.isdisjoint(words)

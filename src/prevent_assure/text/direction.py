"""Which way a text runs."""

from unicodedata import bidirectional


def is_right_to_left(text: str) -> bool:
    """Say whether a text runs from right to left: whether its first letter does, as browsers decide it."""
    kinds = (bidirectional(character) for character in text)
    return next((kind in {"R", "AL"} for kind in kinds if kind in {"L", "R", "AL"}), False)

"""Numbers of things, in words."""


def count(number: int, word: str) -> str:
    """Count things, as in `2 authorities`."""
    if number == 1:
        return f"1 {word}"
    return f"{number} {word.removesuffix('y')}ies" if word.endswith("ity") else f"{number} {word}s"

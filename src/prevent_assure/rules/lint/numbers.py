"""Numbers as people write them in a sentence."""

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(WORDS)})"
"""A pattern for a number in digits or words, to be used without regard to case."""


def number(text: str) -> int:
    """Read a number that the pattern found.

    Args:
        text: Digits, or a word in any case.

    Returns:
        The number.
    """
    return int(text) if text.isdigit() else WORDS.index(text.lower())

"""White space within a line."""

import re

_BLANK = r"[ \t\x00-\x1f\x7f-\x9f\u2028\u2029]"
_RUN = re.compile(rf"(?:(?! ){_BLANK}| (?={_BLANK})){_BLANK}*")


def one_spaced(text: str) -> str:
    """Make one space of each run of white space, tabs and controls, and none at the ends; no-break spaces stay.

    Args:
        text: A text.

    Returns:
        One line.
    """
    if "  " not in text and text.isprintable():  # most texts; the pattern would look at each character
        return text.strip(" ")
    return _RUN.sub(" ", text).strip(" ")

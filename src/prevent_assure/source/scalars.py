"""What a plain scalar means: the core schema of YAML 1.2, section 10.3.2 of the specification, to the letter.

One reading differs: a number with a point or an exponent becomes a `Decimal`, so that a share of 0.8 is four fifths.
"""

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

DIGITS = 40
"""The longest number that is read, in characters."""
EXPONENT = 300
"""The largest exponent that is read, of either sign."""

PERHAPS_NO_TEXT = frozenset("0123456789+-.nNtTfF~") | {""}
"""How a plain scalar begins that may be anything but text; all others need no closer look."""

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NO_NUMBERS = frozenset(sign + word for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")) | {
    ".nan",
    ".NaN",
    ".NAN",
}
_NUMBER = re.compile(
    r"(?P<integer>[-+]?[0-9]+)|0o(?P<octal>[0-7]+)|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE](?P<exponent>[-+]?[0-9]+))?"
)
_BASES = {"integer": 10, "octal": 8, "hexadecimal": 16}


class NumberRefusedError(ValueError):
    """A number that is not read. Its text is the message, without the number."""


def resolve(text: str) -> Scalar:
    """Say what a plain scalar means, or raise `NumberRefusedError` for a number that is not read."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0].isalpha():
        return text
    number = _NUMBER.fullmatch(text)
    if number is None:
        if text in _NO_NUMBERS:
            msg = "this is read as infinity or as `not a number`, and neither can be used here"
            raise NumberRefusedError(msg)
        return text
    if len(text) > DIGITS:
        msg = f"this is read as a number, and it is longer than {DIGITS} characters"
        raise NumberRefusedError(msg)
    form = number.lastgroup
    if form in _BASES:
        return int(number[form], _BASES[form])
    if form is not None and abs(int(number[form])) > EXPONENT:
        msg = "this is read as a number, and it is larger or smaller than any that can be used here"
        raise NumberRefusedError(msg)
    return Decimal(text)


def is_text(text: str) -> bool:
    """Tell whether a plain scalar is read as text; what would be refused as a number is none."""
    try:
        return isinstance(resolve(text), str)
    except NumberRefusedError:
        return False

"""Personal data in narratives: what a letter or a repository should not hold. It is never quoted."""

import re
from collections.abc import Iterator

from prevent_assure.diagnostics import Finding, Rule, Severity

from .pattern import Pattern
from .texts import Text

PERSONAL_DATA = Rule(
    "personal-data",
    Severity.WARNING,
    "An e-mail address, a telephone number, an NHS number or a date of birth in a narrative.",
)
RULES = (PERSONAL_DATA,)

_EMAIL = Pattern(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# Helplines (080, 03, 084, 087) are nobody's own, and are printed so that they are rung.
_TELEPHONE = Pattern(
    r"(?<![\w./-])(?:(?:\+|00)44[\s.-]?(?:\(0\))?[\s.-]?|\(?0)(?!3|8)[1-9](?:[\s().-]{0,2}\d){8,9}(?![\w/-]|\.\d)"
)
_TEN_DIGITS = Pattern(r"(?<![\w./-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w/-]|\.\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d"
    rf"|{_DAY}\s(?:of\s)?{_MONTH},?\s\d{{4}}|{_MONTH}\s{_DAY},?\s\d{{4}})"
)
_BIRTH = Pattern(
    r"\b(?:date\sof\sbirth|birth\s?date|birthday|d\.?\s?o\.?\s?b\b\.?|born)"
    rf"[^.;]{{0,25}}?(?<!\d){_DATE}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d\s().-]{7,}\d")
# Each byte that a number may have in it as `0`: a long number has nine on end. Where digits or spaces of another script
# stand in the text, any of its letters may be one.
_IN_NUMBERS = frozenset(b"0123456789().- \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f")
_ASCII = bytes(range(0x80))
_NUMERIC = bytes(ord("0") if byte in _IN_NUMBERS else ord("x") for byte in range(0x100))
_NUMERIC_ANYWHERE = _NUMERIC[:0x80] + b"0" * 0x80
# A mention of a birth has one of these once its capitals are small, and full stops, spaces and all but ASCII are gone.
_BORN = (b"born", b"irth", b"dob")
_SMALL = bytes(byte | 0x20 if byte in range(ord("A"), ord("Z") + 1) else byte for byte in range(0x100))
_BETWEEN = b". \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f" + bytes(range(0x80, 0x100))


def personal_findings(text: Text) -> Iterator[Finding]:
    """Look for personal data.

    Args:
        text: Any narrative of a self-assessment or review.

    Yields:
        A finding for each kind that it holds.
    """
    for kind, position in _kinds(text.text):
        message = f"this text holds {kind}{text.place(position)}"
        yield Finding(
            PERSONAL_DATA, text.route, message, "take it out: name a role instead, or the paper where it stands"
        )


def may_be_personal(text: str) -> bool:
    """Tell quickly whether it is worth while to look for personal data.

    Args:
        text: One text, or several.

    Returns:
        False only where there is none.
    """
    return "@" in text or any(_long_number_or_birth(text))


def _long_number_or_birth(text: str) -> tuple[bool, bool]:
    """Tell quickly whether there is a long number, and whether there may be a date of birth; both have digits."""
    # Ten times to look for a character is far faster than once for any of ten.
    if text.isascii() and not any(digit in text for digit in "0123456789"):
        return False, False
    raw = text.encode(errors="surrogatepass")
    others = set(raw.translate(None, _ASCII).decode(errors="surrogatepass"))
    table = _NUMERIC_ANYWHERE if any(each.isdecimal() or each.isspace() for each in others) else _NUMERIC
    small = raw.translate(_SMALL, _BETWEEN)
    is_long = b"000000000" in raw.translate(table) and _DIGITS.search(text) is not None
    return is_long, any(hint in small for hint in _BORN)


def _kinds(text: str) -> Iterator[tuple[str, int]]:
    email = _EMAIL.search(text) if "@" in text else None
    if email:
        yield "an e-mail address", email.start()
    has_long_number, has_birth = _long_number_or_birth(text)
    if has_long_number:
        telephone = _TELEPHONE.search(text)
        if telephone:
            yield "a telephone number", telephone.start()
        number = next((each for each in _TEN_DIGITS.finditer(text) if is_nhs_number(each[0])), None)
        if number and not (telephone and telephone.start() <= number.start() < telephone.end()):
            yield "an NHS number", number.start()
    birth = _BIRTH.search(text) if has_birth else None
    if birth:
        yield "a date of birth", birth.start()


def is_nhs_number(text: str) -> bool:
    """Tell whether ten digits are an NHS number: the last is the check of the others, modulo 11.

    Args:
        text: The digits, perhaps with spaces or hyphens between them.

    Returns:
        Whether they are.

    The check is that of the NHS Data Dictionary, attribute NHS NUMBER.
    """
    digits = [int(each) for each in text if each.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:  # noqa: PLR2004 - nine and their check
        return False
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[9]

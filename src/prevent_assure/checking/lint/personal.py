"""Personal data in narratives: what a letter or a repository should not hold. It is never quoted."""

import re
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Rule, Severity

PERSONAL_DATA = Rule(
    "personal-data",
    Severity.WARNING,
    "An e-mail address, a telephone number, an NHS number or a date of birth in a narrative.",
)

_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
# Helplines (080, 03, 084, 087) are nobody's own, and are printed so that they are rung.
_TELEPHONE = (
    r"(?<![\w./-])(?:(?:\+|00)44[\s.-]?(?:\(0\))?[\s.-]?|\(?0)(?!3|8)[1-9](?:[\s().-]{0,2}\d){8,9}(?![\w/-]|\.\d)"
)
_TEN_DIGITS = r"(?<![\w./-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w/-]|\.\d)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d"
    rf"|{_DAY}\s(?:of\s)?{_MONTH},?\s\d{{4}}|{_MONTH}\s{_DAY},?\s\d{{4}})"
)
_BIRTH = (
    r"(?i)\b(?:date\sof\sbirth|birth\s?date|birthday|d\.?\s?o\.?\s?b\b\.?|born)"
    rf"[^.;]{{0,25}}?(?<!\d){_DATE}"
)
_INITIALS = re.compile(r"d\.?\s?o\.?\s?b\b")
_DIGITS = re.compile(r"\d[\d\s().-]{7,}\d")


@check(PERSONAL_DATA, of=("assessment", "review"))
def no_personal_data(file: CycleFile) -> Iterator[Finding]:
    """Look for personal data in every text of a file, printed or not."""
    if any(_kinds("\n\n".join(text.text for text in file.texts))):  # most files hold none
        for text in file.texts:
            yield from personal_findings(text)


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


def _kinds(text: str) -> Iterator[tuple[str, int]]:
    if "@" in text and (email := re.search(_EMAIL, text)):
        yield "an e-mail address", email.start()
    if _DIGITS.search(text):
        telephone = re.search(_TELEPHONE, text)
        if telephone:
            yield "a telephone number", telephone.start()
        number = next((found for found in re.finditer(_TEN_DIGITS, text) if is_nhs_number(found[0])), None)
        if number and not (telephone and telephone.start() <= number.start() < telephone.end()):
            yield "an NHS number", number.start()
    small = text.lower()
    # One of the three stands in each text with a date of birth, and is found in a fifth of the time.
    if ("born" in small or "birth" in small or _INITIALS.search(small)) and (birth := re.search(_BIRTH, text)):
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

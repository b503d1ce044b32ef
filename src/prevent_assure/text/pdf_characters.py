"""The characters that a letter's PDF can show: those that `tools/pdf_characters.py` tried with its fonts."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from .narrative import parse, plain_text

# What the texts of most files are made of; each of these can be shown.
_UNCOMMON = re.compile("[^\n -~\u00a0-\u024f\u2010-\u2022\u2026\u20ac]")


def not_shown(text: str) -> list[str]:
    """Give the characters of a narrative that the fonts of PDF letters lack, once for each time that they stand there.

    Args:
        text: The narrative; the targets of its links are not shown, and so lack nothing.
    """
    if text.isascii() or not _UNCOMMON.search(text):
        return []
    return lacking(plain_text(parse(text)))


def lacking(text: str) -> list[str]:
    """Give the characters of a plain text that the fonts lack, once for each time that they stand there."""
    if text.isascii() or not _UNCOMMON.search(text):
        return []
    # A letter with a mark is one character where the fonts have it so, and two where they have both.
    return _lacking().findall(unicodedata.normalize("NFC", text))


@cache
def _lacking() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "pdf_characters.txt").read_text(encoding="utf-8").splitlines()[1:]
    ends = (part.partition("-") for line in lines for part in line.split())
    had = "".join(f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in ends)
    return re.compile(f"[^\n{had}]")

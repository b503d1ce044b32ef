"""From bytes to text: UTF-8 and no characters that deceive."""

import codecs
import re
import unicodedata
from collections import Counter
from typing import NoReturn

from prevent_assure.diagnostics import Rule

from .faults import NOT_UTF8, REFUSED_CHARACTER, TOO_LARGE, Report
from .kinds import refuse_other_kind
from .limits import BYTES
from .places import Places

_PLAIN = bytes([*range(0x20, 0x7F), 0x09, 0x0A, 0x0D])
_PLANES = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + _PLANES
    + "]"
)
"""Controls but tab and line ends, line separators, bidi overrides and isolates, surrogates, non-characters."""
INVISIBLE_CHARACTERS = "\u200b\ufeff"
"""Characters of no width that are left out of texts."""
INVISIBLE = re.compile(f"[{INVISIBLE_CHARACTERS}]")
_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
_HINT_UTF8 = "save it as UTF-8: in Notepad by `File`, `Save as`, and `UTF-8` under `Encoding`"
_PASTED = "take it away; it often comes with text that is pasted from elsewhere"
_ONE_BY_ONE = 3
"""As often a character is told place by place; what stands there more often has one cause, and is told once."""
_ZEROS_16 = 0b0101, 0b1010
_ZEROS_32 = 0b0111, 0b1110


def decode(data: bytes) -> tuple[str, bool]:
    """Give the text of a file without its byte order mark, and whether it had one."""
    refuse_other_kind(data)
    if len(data) > BYTES:
        _refuse(TOO_LARGE, "the file is larger than 1 MiB", "split it, or remove what does not belong into it")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _zeros(data):
        _refuse(NOT_UTF8, "the file is saved as UTF-16 or UTF-32, not as UTF-8", _HINT_UTF8)
    marked = data.startswith(codecs.BOM_UTF8)
    content = data[len(codecs.BOM_UTF8) :] if marked else data
    if content.startswith(codecs.BOM_UTF8):
        text = content.decode(errors="replace")
        report = Report(Places(text))
        more = len(text) - len(text.lstrip("\ufeff"))
        report.add_surplus(NOT_UTF8, [(0, more)], "the file begins with two byte order marks", _HINT_UTF8)
        report.stop()
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        good = content[: error.start].decode()
        message = (
            f"this sign (byte 0x{content[error.start]:02X}) is not saved as UTF-8, but as older Windows programs do"
        )
        Report(Places(good + " ")).fail(NOT_UTF8, len(good), len(good) + 1, message, _HINT_UTF8)
    _check_characters(text, content)
    return text, marked


def _refuse(rule: Rule, message: str, hint: str) -> NoReturn:
    Report(Places("")).fail(rule, 0, 0, message, hint)


def _zeros(data: bytes) -> bool:
    """Tell UTF-16 and UTF-32 without a mark by where the zero bytes of their first letters stand."""
    head = data[:4]
    zeros = sum((byte == 0) << at for at, byte in enumerate(head))
    return len(head) == 4 and zeros in {*_ZEROS_16, *_ZEROS_32}  # noqa: PLR2004 - the width of UTF-32


def _check_characters(text: str, content: bytes) -> None:
    # Leaving out plain ASCII first is ten times as fast as looking at every character, and most files are plain.
    if REFUSED.search(content.translate(None, _PLAIN).decode()) is None:
        return
    report = Report(Places(text))
    found = list(REFUSED.finditer(text))
    times = Counter(one[0] for one in found)
    for character, many in times.items():
        same = [one for one in found if one[0] == character]
        for one in same[: _ONE_BY_ONE if many <= _ONE_BY_ONE else 1]:
            refuse_character(report, character, *one.span(), times=many if many > _ONE_BY_ONE else 1)
    report.close()


def refuse_character(  # noqa: PLR0913 - a finding has as many parts
    report: Report, character: str, start: int, end: int, *, times: int = 1, hint: str = _PASTED
) -> None:
    """Note a character that cannot be used, whether it stands in the file or an escape makes it."""
    more = f"; it stands here and {times - 1} times more" if times > 1 else ""
    report.add(
        REFUSED_CHARACTER,
        start,
        end,
        f"the character {name_of(character)} cannot be used in a file{more}",
        hint,
    )


def name_of(character: str) -> str:
    """Name a character without showing it, as in `U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    code = ord(character)
    kinds = {"Cc": "a control character", "Cs": "half of a character"}
    name = _NAMES.get(code) or unicodedata.name(character, kinds.get(unicodedata.category(character), "no character"))
    return f"U+{code:04X} ({name})"

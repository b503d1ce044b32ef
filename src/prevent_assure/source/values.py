"""What is looked for in values: escapes, invisible characters, numbers that are none, texts too long or cut short."""

import re
from itertools import chain, islice
from typing import Any

from .columns import as_block
from .decoding import INVISIBLE, INVISIBLE_CHARACTERS, REFUSED, name_of, refuse_character
from .faults import INVISIBLE_CHARACTER, LINES_RUN_TOGETHER, NUMBER, TEXT_CUT_SHORT, TOO_LARGE, Report
from .limits import TEXT_LENGTH
from .scalars import NumberRefusedError, Scalar, resolve
from .signs import in_quotes

_BACKSLASH = "if a `\\` is meant, write `'` before and behind the text in place of `\"`"
Event = Any
"""An event of the parser, which has no types."""

# A run of `#` with a space behind it is an ornament of a comment.
_CUT = re.compile(r"[ \t]+(#+[^#\s][^\r\n]*)")
_PERHAPS_CUT = re.compile(r"#(?<=[ \t]#)#*[^#\s]")
_MOST_INVISIBLE = 500
"""So many invisible characters of a text are named one by one; a text with more of them is for people to look at."""
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
# Behind a line end of a text: an empty line with more behind it, a bullet, a number or a line of a table.
_LAID_OUT = re.compile(
    r"(?<=\S)[ \t]*+(?:\r\n?|\n)[ \t]*+"
    r"(?:(?:\r\n?|\n)\s*+[^\s\"']|[-*\u2022\u00b7\u2013\uf0b7][ \t\xa0]|\(?[0-9]{1,2}[.)][ \t]|\|)"
)
SHORT = 20
"""A text of so few characters has neither paragraphs nor a list."""
_SHORT_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


class Values:
    """Looks at the values of one file that are not simply what the parser gives.

    Attributes:
        cutting: Whether a ` #` stands somewhere in the file that may cut a text short.
        careful: Whether a text may not be what the parser gives, for escapes or invisible characters in the file.
    """

    def __init__(self, report: Report, back: dict[int, str]) -> None:
        text = report.places.text
        self._report = report
        self._text = text
        self._back = back
        # Looking for a single character is so fast that it pays before every search by pattern.
        self.cutting = "#" in text and _PERHAPS_CUT.search(text) is not None
        escaped = "\\" in text and '"' in text
        self.careful = bool(back) or escaped or any(character in text for character in INVISIBLE_CHARACTERS)

    def resolve(self, event: Event, value: str) -> Scalar:
        """Say what a plain scalar means, and note a number that cannot be used."""
        try:
            return resolve(value)
        except NumberRefusedError as error:
            hint = "if it is meant as text, put it into quotes"
            self._report.add(NUMBER, event.start_mark.index, event.end_mark.index, str(error), hint)
            return None

    def clean(self, event: Event, value: str) -> str:
        """Leave invisible characters out of a text, and note them and any refused character that an escape makes."""
        start, end = event.start_mark.index, event.end_mark.index
        value = value.translate(self._back)
        if event.style == '"':
            escapes = _ESCAPE.finditer(self._text, start, end)
            refused = next((escape for escape in escapes if REFUSED.match(_made(escape))), None)
            if refused is not None:
                refuse_character(self._report, _made(refused), *refused.span(), hint=_BACKSLASH)
        found = INVISIBLE.search(value)
        if found is None:
            return value
        self._report.add_surplus(
            INVISIBLE_CHARACTER,
            self._places_of_invisible(event.style, start, end),
            f"the invisible character {name_of(found[0])} stands in this text and is left out",
            "take it away; it often comes with text that is pasted from elsewhere",
        )
        return INVISIBLE.sub("", value)

    def _places_of_invisible(self, style: str | None, start: int, end: int) -> list[tuple[int, int]]:
        raw = (one.span() for one in INVISIBLE.finditer(self._text, start, end))
        escapes = _ESCAPE.finditer(self._text, start, end) if style == '"' else ()
        made = (escape.span() for escape in escapes if INVISIBLE.match(_made(escape)))
        return sorted(islice(chain(raw, made), _MOST_INVISIBLE))

    def check_cut(self, end: int) -> None:
        """Note that ` #` cuts the text short that ends here."""
        found = _CUT.match(self._text, end)
        if found is not None:
            self._report.add(
                TEXT_CUT_SHORT,
                *found.span(1),
                "what stands behind this ` #` is taken for a remark, and would be lost",
                "put the whole text between quotation marks; if it is a remark, write a space behind the `#`",
                corrected=in_quotes(self._report.places.line(end)),
            )

    def check_lines(self, event: Event) -> None:
        """Note that a text without `|-` has paragraphs or a list, whose lines YAML runs into one."""
        if event.start_mark.line == event.end_mark.line:
            return
        start, end = event.start_mark.index, event.end_mark.index
        found = _LAID_OUT.search(self._text, start, end)
        if found is not None:
            self._report.add(
                LINES_RUN_TOGETHER,
                start,
                self._report.places.word_end(start),
                "the lines of this text run into one, and its paragraphs or list are lost",
                "write `|-` behind the colon, and the whole text on the lines below, without quotation marks",
                corrected=as_block(self._report.places, start) if event.style in {None, "", ">"} else (),
            )

    def refuse_length(self, event: Event) -> None:
        """Note a text that is too long."""
        start, end = event.start_mark.index, event.end_mark.index
        self._report.add(TOO_LARGE, start, end, f"a text is longer than {TEXT_LENGTH} characters", "shorten it")


def _made(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    return chr(int(code, 16)) if code else _SHORT_ESCAPES.get(escape[4], escape[4])

"""Write down which characters a letter's PDF can show. To be run where its fonts or typst are changed.

Each character that the fonts may have is set by typst. Their tables of characters are not enough: typst composes
letters with marks and takes them apart, and lets invisible characters pass. typst also sets a mark on a character
that the fonts lack, and shows an empty box for the two; the list says that such a character is lacking.
"""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typst

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "prevent_assure"
ROOM = PACKAGE / "outcome_letter" / "formats"
LIST = PACKAGE / "text" / "pdf_characters.txt"
HEAD = (
    "# Written by tools/pdf_characters.py: the characters that the fonts of PDF letters can show, without line ends.\n"
)
WIDTH = 120

_FAMILIES = re.compile(r"^\s+font: (\([^)]*\)),$", re.MULTILINE)
_TABLE = struct.Struct(">4sLLL")
_SUBTABLE = struct.Struct(">HHL")
_FORMAT = 4
_LAST = 0xFFFF
_SURROGATES = range(0xD800, 0xE000)
# Categories of which some are shown by nothing at all, whatever the font, and so may always stand in a text.
_PERHAPS_UNSEEN = {"Cf", "Mn", "Zs"}
_FILLERS = "\u115f\u1160\u3164\uffa0"


def in_font(font: bytes) -> set[str]:
    """Give the characters of a font's table of characters.

    Args:
        font: A TrueType file; its table for the basic plane (format 4, platform 3) is read.

    Returns:
        The characters that have a glyph.
    """
    [table] = (
        font[start : start + length]
        for tag, _, start, length in _TABLE.iter_unpack(font[12 : 12 + 16 * int.from_bytes(font[4:6])])
        if tag == b"cmap"
    )
    [start] = (
        start
        for platform, encoding, start in _SUBTABLE.iter_unpack(table[4 : 4 + 8 * int.from_bytes(table[2:4])])
        if (platform, encoding) == (3, 1)
    )
    size = int.from_bytes(table[start + 2 : start + 4])
    words = [word for (word,) in struct.iter_unpack(">H", table[start : start + size])]
    assert words[0] == _FORMAT, "another format of table"  # noqa: S101 - a tool that stops is what is wanted
    return {chr(code) for code in _with_glyph(words, words[3] // 2) if code != _LAST}


def _with_glyph(words: Sequence[int], count: int) -> Iterator[int]:
    ends, starts, deltas, offsets = (7, 8 + count, 8 + 2 * count, 8 + 3 * count)
    for segment in range(count):
        first, last, place = words[starts + segment], words[ends + segment], offsets + segment
        for code in range(first, last + 1):
            glyph = code
            if words[place]:
                glyph = words[place + words[place] // 2 + code - first]
            if glyph and (glyph + words[deltas + segment]) & _LAST:
                yield code


def candidates(fonts: Iterable[bytes]) -> list[str]:
    """Give the characters that may be shown: those of all fonts, what is made of them, and what may be unseen.

    Args:
        fonts: The fonts' files.

    Returns:
        The characters in their order, without controls.
    """
    there = set[str]().union(*map(in_font, fonts))
    found = there | set(_FILLERS)
    for code in range(0x110000):
        character = chr(code)
        if code not in _SURROGATES and (
            unicodedata.category(character) in _PERHAPS_UNSEEN
            or there.issuperset(unicodedata.normalize("NFD", character))
        ):
            found.add(character)
    return sorted(each for each in found if unicodedata.category(each) != "Cc")


class Setter:
    """Sets texts as the letter does, without making one."""

    def __init__(self, room: Path = ROOM) -> None:
        """Load the fonts and read from `letter.typ` which of them it takes.

        Args:
            room: The folder of `letter.typ` and the fonts.
        """
        found = _FAMILIES.search((room / "letter.typ").read_text(encoding="utf-8"))
        assert found is not None, "letter.typ names its fonts in another way"  # noqa: S101 - a tool that stops
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(room / "fonts")])
        self._fonts: Any = fonts
        self._source = (
            '#set document(title: "-", author: "-", date: datetime(year: 1980, month: 1, day: 1))\n'
            f'#set text(font: {found[1]}, fallback: false, lang: "en", region: "GB")\n'
            '#for text in sys.inputs.texts.split("\\u{1f}") [#text #parbreak() *#text* #parbreak()]\n'
        ).encode()

    def can_set(self, texts: Iterable[str]) -> bool:
        """Say whether all of these texts can be set, in regular and in bold type."""
        try:
            typst.compile(
                self._source,
                font_paths=self._fonts,
                sys_inputs={"texts": "\x1f".join(texts)},
                pdf_standards=["ua-1", "a-2a"],
            )
        except typst.TypstError as error:
            if "could not be displayed with font" in str(error):
                return False
            raise
        return True

    def settable(self, characters: list[str]) -> list[str]:
        """Give those characters that can be set by themselves."""
        if self.can_set(characters):
            return characters
        half = len(characters) // 2
        return self.settable(characters[:half]) + self.settable(characters[half:]) if half else []


def ranges(characters: Iterable[str]) -> str:
    """Write characters as ranges of their numbers, as in `0020-007E 00A0`, on lines of no more than WIDTH."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    lines = [""]
    for first, last in runs:
        part = f"{first:04X}" if first == last else f"{first:04X}-{last:04X}"
        if len(lines[-1]) + len(part) >= WIDTH:
            lines.append("")
        lines[-1] += f" {part}" if lines[-1] else part
    return "\n".join(lines) + "\n"


def main() -> None:
    """Try the characters and write the list."""
    fonts = [path.read_bytes() for path in sorted((ROOM / "fonts").glob("*.ttf"))]
    LIST.write_text(HEAD + ranges(Setter().settable(candidates(fonts))), encoding="utf-8")


if __name__ == "__main__":
    main()

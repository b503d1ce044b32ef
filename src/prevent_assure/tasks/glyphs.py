"""Where a letter's PDF has a character that its fonts lack: the finding names the file and the field."""

from collections.abc import Iterable, Iterator
from typing import Any

from prevent_assure.diagnostics import Diagnostic, Finding
from prevent_assure.documents.formats import MissingGlyphError, writer
from prevent_assure.documents.manuscript import Manuscript, line
from prevent_assure.rules.finished_letter import GLYPH_MISSING
from prevent_assure.workspace.loading import Loaded

from .fields import printed_lines, said_in, texts_in_fields

_HINT = "write it in letters of the Latin, Greek, Cyrillic, Hebrew or Arabic script, or leave the PDF out"
_MOST_NAMED = 5


def missing_glyphs(manuscript: Manuscript, files: Iterable[Loaded[Any]]) -> Iterator[Diagnostic]:
    """Find the fields whose characters the PDF's fonts lack.

    Args:
        manuscript: The letter that could not be set.
        files: The files that it was made from.

    Yields:
        A finding for each field that the letter prints and that cannot be set on its own.
    """
    printed = printed_lines(manuscript)
    for file in files:
        for route, text in texts_in_fields(file):
            if not text.isascii() and said_in(printed, text) and not _can_be_set(text):
                yield file.diagnose(Finding(GLYPH_MISSING, route, _message(text), _HINT))


def _can_be_set(text: str) -> bool:
    alone = Manuscript("en", "-", "-", None, "-", None, None, ("-", "-"), (line(" ".join(text.split())),))
    try:
        writer("pdf")(alone, None)
    except MissingGlyphError:
        return False
    return True


def _message(text: str) -> str:
    lacking = [each for each in dict.fromkeys(text) if not each.isascii() and not _can_be_set(each)]
    named = ", ".join(f"U+{ord(each):04X}" for each in lacking[:_MOST_NAMED])
    more = f" and {len(lacking) - _MOST_NAMED} more" if len(lacking) > _MOST_NAMED else ""
    what = f": {named}{more}" if named else ", where characters are put together"
    return f"the PDF's fonts lack a character of this text{what}"

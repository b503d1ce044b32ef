"""Where a letter's PDF has a character that its fonts lack: the finding names the file and the field."""

from collections.abc import Iterable, Iterator
from typing import Any

from prevent_assure.diagnostics import Diagnostic, Finding, Route, Rule, Severity
from prevent_assure.documents.formats import MissingGlyphError, writer
from prevent_assure.documents.manuscript import Manuscript, line, texts_of
from prevent_assure.documents.narrative import parse, plain_text
from prevent_assure.workspace.loading import Loaded

GLYPH_MISSING = Rule(
    "pdf-glyph-missing", Severity.ERROR, "A text of the letter with a character that the PDF's fonts lack."
)
RULES = (GLYPH_MISSING,)

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
    printed = {" ".join(text.split()) for text in texts_of(manuscript.pieces)}
    for file in files:
        if file.document is None:
            continue
        for route, text in _texts((), file.document.data):
            if not text.isascii() and _prints(printed, text) and not _can_be_set(text):
                yield file.diagnose(Finding(GLYPH_MISSING, route, _message(text), _HINT))


def _texts(route: Route, data: Any) -> Iterator[tuple[Route, str]]:  # noqa: ANN401 - whatever the file holds
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts((*route, key), value)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts((*route, index), value)


def _prints(printed: set[str], text: str) -> bool:
    """Whether the letter says it: as a whole, or its first block at least."""
    said = [" ".join(each.lstrip(" -").split()) for each in plain_text(parse(text)).splitlines() if each.strip()]
    return any(each in whole for each in said for whole in printed)


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

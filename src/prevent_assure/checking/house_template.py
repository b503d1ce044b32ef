"""What a house template for Word prints of its own in each letter: its heads and feet. Its text goes."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

_LARGEST, _MOST = 8 * 1024 * 1024, 1000
"""What is larger is refused where a letter is made, and not looked at here."""
_HEAD_OR_FOOT = re.compile(r"<(?:\w+:)?(?:hdr|ftr)[\s>]")
_PARAGRAPH = re.compile(r"</(?:\w+:)?p>")
_WORDS = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")


def heads_and_feet(template: bytes) -> Iterator[tuple[str, str]]:
    """Give the paragraphs of a house template's heads and feet, each with the name of its part.

    Args:
        template: The file; nothing is given of one that cannot be read, which is said where a letter is made.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            for info in archive.infolist()[:_MOST]:
                if info.filename.endswith(".xml") and info.file_size <= _LARGEST:
                    yield from _paragraphs(info.filename, archive.read(info).decode("utf-8", "replace"))
    except (NotImplementedError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error):
        return


def _paragraphs(part: str, xml: str) -> Iterator[tuple[str, str]]:
    if _HEAD_OR_FOOT.search(xml, 0, 4096) is not None:
        for paragraph in _PARAGRAPH.split(xml):
            yield part, html.unescape("".join(_WORDS.findall(paragraph)))

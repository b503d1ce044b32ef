"""Text that any of the formats can hold."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Replace what no XML file can hold; the reader of files lets hardly any of it through.

    Args:
        text: A text.

    Returns:
        The text, with U+FFFD in the place of each such character.
    """
    return _NOT_XML.sub("\ufffd", text)

"""Text that people wrote, made harmless for a terminal, a log and a spreadsheet."""

_ALLOWED = frozenset("\u200c\u200d\u200e\u200f")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    r"""Show what a terminal would act on instead of sending it there.

    Args:
        text: Any text.

    Returns:
        The text on one line, with each control, bidi and other unprintable character as its escape, as in `\x1b`.
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in _ALLOWED else _escape(each) for each in text)


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - what fits into two digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - likewise four


def cell(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula.

    Args:
        text: Any text.

    Returns:
        The text, with an apostrophe before it where it begins as formulas do.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def table_cell(text: str) -> str:
    """Make a text literal in a cell of a Markdown table.

    Args:
        text: Any text.

    Returns:
        The text on one line with every mark of Markdown escaped.
    """
    flat = " ".join(text.split())
    return "".join(f"\\{each}" if each in "\\`*_{}[]()<>#+-.!|~&@:" and not each.isalnum() else each for each in flat)

"""How what stands in a letter looks in Word and OpenDocument alike."""

from typing import NamedTuple

from prevent_assure.outcome_letter.manuscript import Style

STYLES: dict[Style, str] = {
    "letterhead": "Letterhead",
    "address": "Address",
    "label": "Label",
    "strong": "Label",
    "note": "Note",
    "details": "Details",
    "outcome": "Outcome",
    "banner": "Banner",
    "small": "Small",
    "signature": "Signature",
}
"""What a paragraph is, and the look that it gets; the body has that of what it stands in."""
GROUPS = {"comments": "Comments", "draft": "Notice", "for_signature": "Notice", "notice": "Notice"}
"""The look of paragraphs in a group."""
QUIET, EDGE, RULE = "505a5f", "1d70b8", "b1b4b6"
"""The colours of quiet text, of the edge of boxes, and of the lines of tables."""
HEADING_SIZES = (17, 15, 12.5, 12)
"""Points, from the first level on."""
REGIONS = {"en": "GB", "cy": "GB"}
"""Where a language is spoken, for checkers of spelling."""


class Look(NamedTuple):
    """How a paragraph looks.

    Attributes:
        bold: Whether its text is bold.
        size: The text's size in points, where it is not that of others.
        quiet: Whether it is grey.
        right: Whether it stands at the right.
        indent: The indentation in millimetres.
        after: The points below it in Word; OpenDocument has its own.
        keep: Whether it stays with what follows.
        edge: Whether it has a coloured edge at the left.
    """

    bold: bool = False
    size: int | None = None
    quiet: bool = False
    right: bool = False
    indent: int = 0
    after: int = 6
    keep: bool = False
    edge: bool = False


LOOKS = {
    "Letterhead": Look(right=True),
    "Address": Look(after=12),
    "Label": Look(bold=True, after=4, keep=True),
    "Note": Look(quiet=True),
    "Details": Look(quiet=True, indent=7, after=4),
    "Outcome": Look(bold=True, after=3),
    "Cell": Look(after=4),
    "Banner": Look(bold=True, size=15, after=4, keep=True, edge=True),
    "Notice": Look(after=4, edge=True),
    "Comments": Look(indent=3, edge=True),
    "Item": Look(indent=7),
    "Item 2": Look(indent=14),
    "Small": Look(size=10, quiet=True),
    "Signature": Look(after=16),
    "Term": Look(bold=True, after=2, keep=True),
    "Meaning": Look(indent=6),
    "Page": Look(size=10, after=0),
    "Table Heading": Look(bold=True, after=2, keep=True),
}
"""The looks of paragraphs other than the body's."""

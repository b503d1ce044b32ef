"""How what stands in a letter looks in Word and OpenDocument alike."""

from typing import NamedTuple

QUIET, EDGE, RULE = "505a5f", "1d4f91", "b1b4b6"
"""The colours of quiet text, of the edge of boxes, and of the lines of tables."""
BANDS = {"draft": "a50e0e", "for_signature": EDGE}
"""The colour of the band that says how far a letter is."""
HEADING_SIZES = (15, 14, 12.5, 11.5, 11, 11)
"""Points, from the first level on."""
LEFT, RIGHT, TOP, BOTTOM = 25, 20, 27, 25
"""The margins in millimetres; the left one is where the window of a DL envelope begins."""
WIDTH = 210 - LEFT - RIGHT
"""Millimetres between the margins."""
SENDER_WIDTH = 62
"""Millimetres of the block at the right that says who writes."""
SIGNATURE_SPACE, LETTERHEAD_HEIGHT = 25, 20
"""Millimetres to sign in, and of a letterhead's picture."""
STATUS_HEIGHT = 13
"""Millimetres that the lines above the letterhead take which say how far the letter is."""
BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
"""Word's own styles of lists."""


class Look(NamedTuple):
    """How a paragraph looks.

    Attributes:
        bold: Whether its text is bold.
        size: The text's size in points, where it is not that of others.
        quiet: Whether it is grey.
        white: Whether it is white, on a band of colour.
        align: `right` or `center`, where it does not stand at the left.
        indent: The indentation in millimetres.
        hanging: How far its first line stands out to the left of that.
        before: The points above it.
        after: The points below it.
        keep: Whether it stays with what follows.
        edge: Whether it has a coloured edge at the left.
        rule: Whether there is a line above it.
        of: The style that it is a kind of, where that is not the body's.
    """

    bold: bool = False
    size: float | None = None
    quiet: bool = False
    white: bool = False
    align: str = ""
    indent: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 6
    keep: bool = False
    edge: bool = False
    rule: bool = False
    of: str = ""


LOOKS = {
    "Department": Look(bold=True, size=17, after=3),
    "Website": Look(quiet=True, after=3),
    "Sender": Look(after=6),
    "Recipient": Look(before=15, after=24),
    "Salutation": Look(before=6, after=6),
    "Label": Look(bold=True, after=3, keep=True),
    "Lead": Look(keep=True),
    "Note": Look(quiet=True, after=3),
    "Details": Look(quiet=True, after=5, indent=10),
    "Cited": Look(after=2, indent=10, hanging=10),
    "Cited Text": Look(after=3, indent=10),
    "Sign-off": Look(before=8, after=SIGNATURE_SPACE * 72 / 25.4, keep=True),
    "Above Picture": Look(before=8, after=4, keep=True),
    "Signatory": Look(after=8, keep=True),
    "Closing": Look(keep=True),
    "Status": Look(bold=True, after=0, keep=True, edge=True),
    "Notice": Look(after=4, edge=True),
    "Term": Look(after=2, indent=26, hanging=26),
    "Meaning": Look(indent=26, after=2),
    "Cell": Look(size=11, after=1),
    "Table Heading": Look(bold=True, size=11, after=1, keep=True),
    "Annex": Look(size=11, after=4.5),
    "Annex Label": Look(bold=True, size=11, after=2, keep=True, indent=3, edge=True),
    "Outcome": Look(size=11, after=4.5, keep=True),
    "Comments": Look(size=11, after=3, indent=3, edge=True),
    "Annex Bullet": Look(size=11, after=2, of=BULLETS[0]),
    "Annex Bullet 2": Look(size=11, after=2, of=BULLETS[1]),
    "Annex Item": Look(size=11, after=2, indent=6.35),
    "Criteria": Look(size=10.5, after=3),
    "Criterion": Look(size=10.5, after=1, of=BULLETS[0]),
    "Criterion 2": Look(size=10.5, after=0.5, of=BULLETS[1]),
    "Criterion Note": Look(size=10.5, quiet=True, after=2, indent=6.35),
    "Gap": Look(size=2, after=1, keep=True),
    "Item": Look(indent=6.35),
    "Item 2": Look(indent=12.7),
    "Small": Look(size=9, quiet=True, after=0),
    "Small Rule": Look(size=9, quiet=True, before=9, after=0, rule=True),
    "Page": Look(size=10, quiet=True, after=2),
    "Marking": Look(bold=True, align="center", after=2),
    "Band": Look(bold=True, size=13, white=True, align="center", after=2),
}
"""The looks of paragraphs other than the body's and headings."""


class Setting(NamedTuple):
    """What paragraphs look like in a part of the letter.

    Attributes:
        body: Those without a role.
        label: Those that stand over others.
        bullets: Items of lists, level by level.
        behind: What stands in an item behind its first paragraph.
        note: Notes.
    """

    body: str = ""
    label: str = "Label"
    bullets: tuple[str, ...] = ()
    behind: str = "Item"
    note: str = "Note"


BODY = Setting()
SETTINGS = {
    "annex": Setting("Annex", "Label", ("Annex Bullet", "Annex Bullet 2"), "Annex Item", "Criterion Note"),
    "paper": Setting("Annex", "Label", ("Annex Bullet", "Annex Bullet 2"), "Annex Item", "Criterion Note"),
    "criteria": Setting("Criteria", "Label", ("Criterion", "Criterion 2"), "Criterion Note", "Criterion Note"),
    "comments": Setting("Comments", "Annex Label", ("Annex Bullet", "Annex Bullet 2"), "Annex Item", "Comments"),
    "banner": Setting("Status"),
    "unfinished": Setting("Notice", "Notice"),
    "notice": Setting("Notice", "Notice"),
    "provenance": Setting("Small"),
    "lead": Setting("Lead"),
    "signature": Setting("Closing"),
    "sender": Setting("Sender"),
    "cell": Setting("Cell", "Cell", ("Annex Bullet", "Annex Bullet 2"), "Cell"),
    "meaning": Setting("Meaning"),
}
"""By the role of a group."""
ROLES = {
    "department": "Department",
    "website": "Website",
    "recipient": "Recipient",
    "salutation": "Salutation",
    "details": "Details",
    "sign-off": "Sign-off",
    "signatory": "Signatory",
    "outcome": "Outcome",
    "small": "Small",
}
"""By the role of a paragraph."""
GLANCE = (18, None, 34, 34)
"""The widths of the table of outcomes, in millimetres; None for what is left."""


def widths(columns: int, role: str) -> list[float]:
    """Give the widths of a table's columns, in millimetres.

    Args:
        columns: How many there are.
        role: The table's role.

    Returns:
        The widths, which together are those of the page's text.
    """
    if role != "glance" or not 1 < columns <= len(GLANCE):
        return [WIDTH / columns] * columns
    given = GLANCE[:columns]
    left = WIDTH - sum(each for each in given if each is not None)
    return [left if each is None else each for each in given]


def look_of(role: str, setting: Setting) -> str:
    """Say which look a paragraph has; empty for that of the body.

    Args:
        role: Its role.
        setting: The part of the letter that it stands in.

    Returns:
        The name of the look.
    """
    if role == "label":
        return setting.label
    if role == "note":
        return setting.note
    return ROLES.get(role, setting.body)

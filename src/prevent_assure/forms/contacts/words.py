"""What contacts sheets write: headings, posts, kinds of council, titles before names. Another word is a line here."""

from collections.abc import Mapping
from typing import NamedTuple

from prevent_assure.model.settings import ContactsColumn

HEADINGS: Mapping[ContactsColumn, tuple[str, ...]] = {
    "id": ("id", "authority id", "code"),
    "authority": (
        "authority", "authority name", "local authority", "local authority name", "council", "council name",
        "name of authority", "name of council", "name of local authority", "organisation", "organisation name", "la",
    ),
    "type": (
        "type", "authority type", "council type", "type of authority", "type of council", "tier",
        "local authority type",
    ),
    "region": ("region", "area", "region name", "government office region"),
    "address": (
        "address", "postal address", "full address", "address of council", "council address", "street", "town",
        "town city", "city", "county", "postcode", "post code", "building", "office address", "correspondence address",
        *(f"{word} {number}" for word in ("address", "address line", "line", "addr") for number in range(1, 8)),
    ),
    "post": ("post", "posts", "role", "post title", "role title", "position", "contact type", "function"),
    "title": ("title", "job title", "official title", "title of post"),
    "name": (
        "contact", "contact name", "person", "officer", "officer name", "post holder", "postholder", "full name",
        "name of person", "name of contact", "name of post holder", "holder", "person name", "name of officer",
        "post holder name", "postholder name", "contact person",
    ),
    "first_name": ("first name", "forename", "forenames", "given name", "first names", "firstname"),
    "last_name": ("last name", "surname", "family name", "lastname"),
    "honorific": ("honorific", "salutation title", "prefix", "mr mrs ms", "style"),
    "known_as": ("known as", "preferred name"),
    "salutation": ("salutation", "dear", "letter salutation"),
    "from": (
        "from", "from date", "start", "start date", "date from", "since", "in post since", "in post from", "started",
        "date started", "date appointed", "appointed", "valid from", "started in post", "date of appointment",
    ),
    "to": (
        "to", "to date", "until", "end", "end date", "date to", "left", "leaving date", "date left", "left post",
        "in post until", "in post to", "valid to", "last day",
    ),
    "nothing": (
        "email", "e mail", "email address", "e mail address", "mail", "phone", "telephone", "tel", "mobile",
        "telephone number", "phone number", "contact number", "website", "notes", "comments", "comment", "remarks",
    ),
}  # fmt: skip
"""The headings of each column, in small letters, words apart by one space."""
BARE_NAME = "name"
"""The heading that is the authority's where no other one is, else the person's."""
OF_PERSON: frozenset[ContactsColumn] = frozenset(
    {"post", "title", "name", "first_name", "last_name", "honorific", "known_as", "salutation", "from", "to"}
)
SEVERAL: frozenset[ContactsColumn] = frozenset({"address", "nothing"})
"""What several columns may hold together."""


class KnownPost(NamedTuple):
    """A post as the files have it.

    Attributes:
        title: Its usual title.
        same: What says the same, and is no title to print.
        titles: Other titles of who holds it, which are printed as they are.
    """

    title: str
    same: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


POSTS: Mapping[str, KnownPost] = {
    "chief-executive": KnownPost(
        "Chief Executive",
        ("ceo", "chief exec", "c exec", "chief executive officer", "ce", "cex", "chief executives"),
        ("Managing Director", "Head of Paid Service", "Chief Executive and Head of Paid Service"),
    ),
    "prevent-lead": KnownPost(
        "Prevent Lead",
        ("la prevent lead", "local authority prevent lead", "council prevent lead", "prevent lead officer", "lead",
         "prevent spoc", "prevent single point of contact", "prevent leads"),
        ("Prevent Coordinator", "Prevent Manager", "Prevent Officer", "Prevent Programme Manager", "Head of Prevent"),
    ),
    "board-chair": KnownPost(
        "Chair of the Prevent Board",
        ("board chair", "prevent board chair", "chair of prevent board", "chair prevent board", "chair of board",
         "chair of the board", "prevent partnership board chair", "prevent chair"),
        ("Chair of the Prevent Partnership Board", "Chair of the Prevent Partnership", "Chair of the Prevent Group"),
    ),
    "channel-chair": KnownPost(
        "Chair of the Channel Panel",
        ("channel chair", "channel panel chair", "chair of channel panel", "chair of channel", "chair channel panel"),
    ),
    "deputy-channel-chair": KnownPost(
        "Deputy Chair of the Channel Panel",
        ("deputy channel chair", "channel deputy chair", "deputy channel panel chair", "vice chair of channel",
         "channel vice chair"),
    ),
    "council-leader": KnownPost("Leader of the Council", ("council leader", "leader", "leader of council")),
    "cabinet-member": KnownPost(
        "Cabinet Member", ("portfolio holder", "lead member", "cabinet lead", "cabinet member for prevent",
                           "elected member"),
    ),
    "corporate-director": KnownPost("Corporate Director", ("director",), ("Strategic Director", "Executive Director")),
    "director-of-childrens-services": KnownPost(
        "Director of Children's Services", ("dcs", "director of childrens services", "director children s services")
    ),
    "education-safeguarding-lead": KnownPost(
        "Lead Officer for Education Safeguarding", ("education safeguarding lead", "education lead")
    ),
    "prevent-education-officer": KnownPost("Prevent Education Officer", ("peo", "education officer")),
}  # fmt: skip
"""Posts by role."""

LETTER_TO, LETTER_CC = "chief-executive", ("prevent-lead", "board-chair")
"""To whom the letters of a new authority go, as `init` has it."""

VACANT = (
    r"(?:(?:(?:currently|now|post|position|role)(?: is)? )?(?:vacant|vacancy|unfilled|empty)(?: post| position)?"
    r"|tbc|tbd|tba|(?:to be|tb|being) (?:confirmed|decided|appointed|announced|recruited|advised|filled))"
    r"(?: recruit(?:ing|ment)(?: is)?(?: under ?way| in progress)?)?"
    r"|recruit(?:ing|ment)(?: under ?way| in progress)?|(?:name )?to follow|none|(?:nobody|no ?one)(?: in post)?"
)
"""What stands for a name where nobody holds the post; small letters, words apart by a space."""

STANDING_IN = frozenset({"interim", "acting", "temporary", "temp"})
"""What stands before or behind a post that somebody holds for a time."""

COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor"})
"""Titles that a letter says after Dear, and that are no part of the name."""
COUNCILLOR = frozenset({"cllr", "councillor", "clr", "coun"})
OTHER_STYLES = frozenset({"sir", "dame", "lord", "lady", "baroness", "baron", "rev", "revd", "reverend", "hon"})
"""Titles that stay before the name."""

"""What every model shares: the base class and the kinds of text, word, date and number that the files hold.

Numbers and booleans are never taken for text nor text for numbers; dates are written `2025-05-19` and nothing else.
"""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

LONG_FORM = "<long form>"
SHORT_FORM = "<short form>"
"""Tags of the unions in which a short and a long form meet. No route shows them; no id can look like them."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CYCLE = re.compile(r"([0-9]{4})-([0-9]{2})")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")


class Model(BaseModel):
    """The base of every model: frozen, with no key that the format does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        defer_build=True,
        validate_by_alias=True,
        validate_by_name=False,
    )


def _date(value: object) -> object:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    if isinstance(value, datetime.date):
        return value
    raise PydanticCustomError("bad_date", "not a date")  # noqa: EM101 - its type and its message


def _cycle(value: str) -> str:
    if not is_cycle(value):
        raise PydanticCustomError("bad_cycle", "not a cycle")  # noqa: EM101 - its type and its message
    return value


def _file_id(value: str) -> str:
    if _RESERVED.fullmatch(value):
        raise PydanticCustomError("reserved_id", "a name that Windows keeps for itself")  # noqa: EM101 - its type and its message
    return value


def is_cycle(text: str) -> bool:
    """Tell whether a text is a cycle: two following years, as in `2024-25`."""
    years = _CYCLE.fullmatch(text)
    return years is not None and (int(years[1]) + 1) % 100 == int(years[2])


def is_id(text: str) -> bool:
    """Tell whether a text, perhaps from the command line, may be an authority's id and so a file's name anywhere."""
    return len(text) <= ID_LENGTH and re.fullmatch(ID_PATTERN, text) is not None and not _RESERVED.fullmatch(text)


ID_LENGTH = 100
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
WORD_PATTERN = r"^[a-z0-9]+(_[a-z0-9]+)*$"
DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
CYCLE_PATTERN = r"^[0-9]{4}-[0-9]{2}$"
LINE_PATTERN = r"^[^\n\r]*[^\s][^\n\r]*$"
LINK_PATTERN = r'^(https?://|mailto:)[^\s<>"]+$'
DIGEST_PATTERN = r"^sha256:[0-9a-f]{64}$"
SEAL_PATTERN = r"^(1:sha256:[0-9a-f]{64}|([2-9]|[1-9][0-9]{1,3}):[!-~]{1,300})$"
CRITERIA_REF_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*/[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"
CRITERION_REF_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
RECOMMENDATION_REF_PATTERN = r"^[0-9]{4}-[0-9]{2}(/[a-z0-9]+(-[a-z0-9]+)*){1,2}$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH)]
"""Kebab-case, permanent, opaque."""
FileId = Annotated[Id, AfterValidator(_file_id)]
"""An id that is also a file's name, and so none that Windows keeps for itself."""
Word = Annotated[str, StringConstraints(pattern=WORD_PATTERN, max_length=ID_LENGTH)]
"""Snake_case: a word of a vocabulary (outcome, level)."""
Line = Annotated[str, StringConstraints(pattern=LINE_PATTERN, max_length=1000)]
"""A name, title or line of an address: one line, not empty."""
Narrative = str
"""Paragraphs and bullets; an empty one counts as missing."""
IsoDate = Annotated[
    datetime.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date", "pattern": DATE_PATTERN})
]
Cycle = Annotated[str, AfterValidator(_cycle), WithJsonSchema({"type": "string", "pattern": CYCLE_PATTERN})]
"""Two following years, as in `2024-25`."""
EditionName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=ID_LENGTH)]
CriteriaRef = Annotated[str, StringConstraints(pattern=CRITERIA_REF_PATTERN, max_length=2 * ID_LENGTH)]
"""A regime and its edition, as in `local-authority/2024-25`."""
CriterionRef = Annotated[str, StringConstraints(pattern=CRITERION_REF_PATTERN, max_length=2 * ID_LENGTH + 1)]
"""A criterion of an edition: its id, or benchmark and id, as in `training/publicity`."""
RecommendationRef = Annotated[str, StringConstraints(pattern=RECOMMENDATION_REF_PATTERN, max_length=2 * ID_LENGTH + 9)]
"""A recommendation of a cycle, as in `2023-24/training`; one that came from another authority perhaps with its id."""
Digest = Annotated[str, StringConstraints(pattern=DIGEST_PATTERN)]
Link = Annotated[str, StringConstraints(pattern=LINK_PATTERN, max_length=2000)]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=0, le=1_000_000)]


Seal = Annotated[str, StringConstraints(pattern=SEAL_PATTERN)]
"""What a sign-off seals; one of a later version is read, so that a finding can say that this version cannot tell."""


def _decimal(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number_type", "not a number")  # noqa: EM101 - its type and its message
    return Decimal(value)


Share = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=0, le=1, max_digits=31, decimal_places=30),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A share of a whole, exact: `0.8` is four fifths and not the float beside it."""


T = TypeVar("T")


def _one_or_more(value: object) -> str:
    return LONG_FORM if isinstance(value, list | tuple) else SHORT_FORM


OneOrMore = Annotated[
    Annotated[T, Tag(SHORT_FORM)] | Annotated[tuple[T, ...], Field(min_length=1), Tag(LONG_FORM)],
    Discriminator(_one_or_more),
]
"""One entry, or a list of them, the oldest first."""


def entries(given: T | Sequence[T] | None) -> Sequence[T]:
    """Give the entries of a key that takes one or a list of them; none where it is missing."""
    if given is None:
        return ()
    return given if isinstance(given, Sequence) else (given,)


def entry_route(given: object, key: str, index: int) -> tuple[str | int, ...]:
    """Say where an entry stands that `entries` gave: a single one stands behind the key itself."""
    return (key, index) if isinstance(given, Sequence) else (key,)


class Signed(Model):
    """Who took a step, and when.

    Attributes:
        by: A person of the authority or of the settings, by role.
        on: The day.
    """

    by: Id
    on: IsoDate


class SignOff(Signed):
    """A step that approves something, with a seal of what it approved.

    Attributes:
        of: The seal, as in `1:sha256:...`: the version of the canonical form, and a digest; None where there is none.
    """

    of: Seal | None = None


class Clearance(SignOff):
    """That the letter may be signed.

    Attributes:
        wording: The version of prevent-assure whose packaged wording the letter had then.
    """

    wording: Line | None = None


class Picture(Model):
    """A picture that letters bear.

    Attributes:
        file: Where it lies in the workspace, as `images/crest.svg`: PNG or SVG.
        alt: What it shows, for those who do not see it.
    """

    file: Line
    alt: Line


class Sender(Model):
    """Who signs the letters.

    Attributes:
        name: The signatory.
        title: Their post.
        unit: The unit within the department.
        department: The department.
        address: Lines of the address.
        email: The mailbox under the signature.
        website: The web address in the letterhead.
        letterhead: The picture at the head of the letter.
        signature: The picture of the signature.
        public: Whether public letters print the signatory's name.
    """

    name: Line
    title: Line
    unit: Line | None = None
    department: Line
    address: tuple[Line, ...] = Field(min_length=1)
    email: Line | None = None
    website: Line | None = None
    letterhead: Picture | None = None
    signature: Picture | None = None
    public: Flag = False


def pictures_of(sender: Sender) -> tuple[str, ...]:
    """Give the files of the pictures that a sender's letters bear."""
    return tuple(each.file for each in (sender.letterhead, sender.signature) if each is not None)

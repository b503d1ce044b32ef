"""The settings of a workspace, and the pointer to one."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from .authority import People
from .base import (
    LONG_FORM,
    SHORT_FORM,
    CriteriaRef,
    Cycle,
    FileId,
    Flag,
    Id,
    IsoDate,
    Line,
    Model,
    Narrative,
    Picture,
    Sender,
)

FindingCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
SeverityWord = Literal["error", "warning", "suggestion"]
ContactsColumn = Literal[
    "id", "authority", "type", "region", "address", "post", "title", "name", "first_name", "last_name", "honorific",
    "known_as", "salutation", "from", "to", "nothing",
]  # fmt: skip
"""What a column of a contacts sheet holds."""


class SharedRecommendation(Model):
    """A recommendation that every letter of a cycle prints."""

    id: Id
    text: Narrative
    benchmarks: tuple[Id, ...] = ()


class SenderOfCycle(Model):
    """Who signs the letters of one cycle, as far as that differs from the workspace's sender."""

    name: Line | None = None
    title: Line | None = None
    unit: Line | None = None
    department: Line | None = None
    address: tuple[Line, ...] | None = Field(default=None, min_length=1)
    email: Line | None = None
    website: Line | None = None
    letterhead: Picture | None = None
    signature: Picture | None = None
    public: Flag | None = None


class Publication(Model):
    """What public letters leave out besides names and restricted texts.

    Attributes:
        adviser_comments: Whether they print the adviser's comments.
        handling: Words that a marking may have behind OFFICIAL in a letter that is published.
    """

    adviser_comments: Flag = True
    handling: tuple[Line, ...] = ()


class Signing(Model):
    """What `issue --sign` signs with.

    Attributes:
        key: The file of an SSH key, private or, where an agent holds the private one, public; `~` is one's own folder,
            any other path is relative to the workspace.
    """

    key: Line


class Contacts(Model):
    """How the team's contacts sheet says what the files say, where that cannot be told from the sheet.

    Attributes:
        columns: What a column holds, by its heading.
        posts: The role that a post is, by what the sheet calls it.
        authorities: The id of an authority, by what the sheet calls it.
    """

    columns: dict[Line, ContactsColumn] = {}
    posts: dict[Line, Id] = {}
    authorities: dict[Line, FileId] = {}


class CycleSettings(Model):
    """What one cycle goes by.

    Attributes:
        closed: Since when its files stay as they are, but for corrections of issued letters; None while it is open.
    """

    criteria: CriteriaRef | None = None
    self_assessment_due: IsoDate | None = None
    closed: IsoDate | None = None
    extensions: dict[FileId, IsoDate] = {}
    sender: SenderOfCycle | None = None
    recommendations: tuple[SharedRecommendation, ...] = ()


class Accepted(Model):
    """A finding that someone has looked at and stands by.

    Attributes:
        code: The finding's code.
        path: The file; None for every file.
        at: The place in the file, as in `letter.recommendations.governance`; None for every place.
        reason: Why it is accepted.
    """

    code: FindingCode
    path: Line | None = None
    at: Line | None = None
    reason: Narrative


def _names_form(value: object) -> str:
    return LONG_FORM if isinstance(value, Mapping) else SHORT_FORM


NamesListed = Annotated[
    Annotated[tuple[Line, ...], Tag(SHORT_FORM)] | Annotated[dict[Line, tuple[Line, ...]], Tag(LONG_FORM)],
    Discriminator(_names_form),
]
"""Names, or the other names that people have for each of them."""


class Settings(Model):
    """`prevent-assure.yaml` of a workspace.

    Attributes:
        regions: The regions that authorities may be of, in place of those of England and Wales.
        types: The kinds of authority, likewise.
    """

    format: Literal["prevent-assure/workspace/1"]
    requires: Line | None = None
    current_cycle: Cycle
    marking: Line | None = None
    sender: Sender
    people: People = {}
    cycles: dict[Cycle, CycleSettings] = Field(min_length=1)
    publication: Publication = Publication()
    signing: Signing | None = None
    contacts: Contacts = Contacts()
    regions: NamesListed = ()
    types: NamesListed = ()
    workspaces: tuple[Line, ...] = ()
    findings: dict[FindingCode, SeverityWord] = {}
    accepted: tuple[Accepted, ...] = ()

    def sender_of(self, cycle: str) -> Sender:
        """Give who signs the letters of a cycle.

        Args:
            cycle: The cycle.

        Returns:
            The workspace's sender, with what the cycle gives otherwise.
        """
        own = self.cycles.get(cycle)
        if own is None or own.sender is None:
            return self.sender
        return self.sender.model_copy(update={key: value for key, value in own.sender if value is not None})


def due_date(authority: str, cycle: str, *read: Settings | None) -> tuple[datetime.date | None, bool]:
    """Say when a self-assessment is due, and whether that is later than for the others.

    Args:
        authority: Whose, by id.
        cycle: The cycle.
        read: The settings that are asked, the first that says something first; an extension goes before all.
    """
    cycles = [each.cycles[cycle] for each in read if each is not None and cycle in each.cycles]
    extended = next((each.extensions[authority] for each in cycles if authority in each.extensions), None)
    due = next((each.self_assessment_due for each in cycles if each.self_assessment_due is not None), None)
    return (extended or due), extended is not None


class Pointer(Model):
    """`prevent-assure.yaml` that points to a workspace below its folder."""

    format: Literal["prevent-assure/pointer/1"]
    workspace: Line

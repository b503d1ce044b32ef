"""Who an authority is, and its people: the only home of personal names besides the settings."""

import datetime
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from .base import LONG_FORM, SHORT_FORM, FileId, Flag, Id, IsoDate, Line, Model


class Person(Model):
    """Who holds or held a post.

    Attributes:
        name: The full name; None for a vacant post, or while nobody has written it.
        known_as: How the thanks name them.
        salutation: How the letter addresses them.
        title: The post.
        from_: Since when.
        to: Until when, this day included.
        public: Whether public letters print the name.
        vacant: Whether nobody holds the post: the letter then prints the title alone.
    """

    name: Line | None = None
    known_as: Line | None = None
    salutation: Line | None = None
    title: Line
    from_: IsoDate | None = Field(default=None, alias="from")
    to: IsoDate | None = None
    public: Flag = False
    vacant: Flag = False

    @property
    def addressed_as(self) -> str:
        """How a letter addresses them: by `salutation`, else the first word of the name; a vacant post by its title."""
        return self.title if self.name is None else self.salutation or self.name.split()[0]

    @property
    def with_title(self) -> str:
        """Name and post, as in `Avery Stonebridge, Head of Delivery`; of a vacant one the post alone."""
        return self.title if self.name is None else f"{self.name}, {self.title}"

    def holds_on(self, day: datetime.date) -> bool:
        """Tell whether the person holds the post on a day.

        Args:
            day: The day.

        Returns:
            Whether it lies between `from` and `to`, both included.
        """
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


def _form(value: object) -> str:
    return LONG_FORM if isinstance(value, list | tuple) else SHORT_FORM


Post = Annotated[
    Annotated[Person, Tag(SHORT_FORM)] | Annotated[tuple[Person, ...], Field(min_length=1), Tag(LONG_FORM)],
    Discriminator(_form),
]
"""One person, or those who held the post one after another."""

People = dict[Id, Post]


def holder(people: People, role: str, day: datetime.date | None) -> Person | None:
    """Find who holds a post on a day.

    Args:
        people: Posts by role.
        role: The post's id.
        day: The day, or None for the present holder: the last one listed without an end, else the last one listed.

    Returns:
        The holder; the post without its name where it was vacant that day; None where there is no such post.
    """
    post = people.get(role)
    if post is None:
        return None
    persons = (post,) if isinstance(post, Person) else post
    if day is None:
        return next((person for person in reversed(persons) if person.to is None), persons[-1])
    for person in reversed(persons):
        if person.holds_on(day):
            return person
    return Person(title=persons[-1].title)


class LetterPeople(Model):
    """Whom the letter addresses, copies to and thanks, by role."""

    to: Id
    cc: tuple[Id, ...] = ()
    thanks: tuple[Id, ...] = ()


class Groups(Model):
    """Local names of the two groups that the letter's last paragraphs speak of."""

    governance: Line | None = None
    strategic: Line | None = None


Predecessors = Annotated[
    Annotated[FileId, Tag(SHORT_FORM)] | Annotated[tuple[FileId, ...], Tag(LONG_FORM)], Discriminator(_form)
]
"""One authority's id, or several."""


class Authority(Model):
    """One authority.

    Attributes:
        valid_from: The first day on which there is such an authority; None where it has always been.
        valid_to: The last day, this day included.
        successor_of: Whose part it has taken.
    """

    format: Literal["prevent-assure/authority/1"]
    id: FileId
    name: Line
    type: Line | None = None
    region: Line | None = None
    valid_from: IsoDate | None = None
    valid_to: IsoDate | None = None
    successor_of: Predecessors = ()
    address: tuple[Line, ...] = Field(min_length=1)
    groups: Groups = Groups()
    people: People
    letter: LetterPeople

    @property
    def predecessors(self) -> tuple[str, ...]:
        """The authorities whose part this one has taken."""
        return (self.successor_of,) if isinstance(self.successor_of, str) else self.successor_of


def addressed(authority: Authority, shared: People, day: datetime.date | None) -> dict[str, Person]:
    """Give those whom an authority's letter names on a day, each once: its recipient, copies, and whom it thanks.

    Args:
        authority: The authority.
        shared: The posts of the settings.
        day: The letter's date, or None before it has one.

    Returns:
        Who holds each post, by role; nobody for a role that neither file has.
    """
    people, letter = {**shared, **authority.people}, authority.letter
    found = {role: holder(people, role, day) for role in (letter.to, *letter.cc, *letter.thanks)}
    return {role: person for role, person in found.items() if person is not None}

"""Who stands in a letter: sender, recipient, who gets a copy, and whom it thanks for what the record shows."""

import base64
import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority, People, Person, holder
from prevent_assure.model.base import Picture, Sender
from prevent_assure.model.review import Review
from prevent_assure.rules.status import is_submitted
from prevent_assure.text.narrative import Narrative, linked, run_on
from prevent_assure.text.phrasing import phrase, sentence

from .phrases import enumeration
from .pictures import kind_of
from .views import PersonView, PictureView, RecipientView, SenderView
from .wording import Wording


class Correspondents(NamedTuple):
    """Who holds which post on the day of a letter.

    Attributes:
        authority: The authority.
        central: The posts of the settings, by role; an authority's own go before them.
        day: The letter's date; None before it has one, and then it is who holds the post now.
        joint: The other authorities that the letter is of.
    """

    authority: Authority
    central: People
    day: datetime.date | None
    joint: tuple[Authority, ...] = ()

    def recipient(self) -> RecipientView:
        """Say to whom the letter goes.

        Returns:
            The recipient.
        """
        return self.recipients()[0]

    def recipients(self) -> tuple[RecipientView, ...]:
        """Say to whom the letter goes.

        Returns:
            The authority's recipient first.
        """
        return tuple(
            RecipientView(person.name, person.title, each.name, each.address)
            for each, person in zip(self._authorities, self._recipients(), strict=True)
        )

    def salutation(self, wording: Wording) -> str:
        """Address the recipient.

        Args:
            wording: The wording.

        Returns:
            The line.
        """
        names = dict.fromkeys(each.addressed_as for each in self._recipients())
        return phrase(wording.sentences.salutation, name=enumeration(tuple(names), wording))

    def copies(self) -> tuple[PersonView, ...]:
        """Say who gets a copy.

        Returns:
            Each by name and title.
        """
        people = [self._holder(each, role) for each in self._authorities for role in each.letter.cc]
        return tuple(dict.fromkeys(PersonView(each.name, each.title) for each in people if each is not None))

    def thanks(self, assessment: Assessment | None, review: Review | None, wording: Wording) -> Narrative | None:
        """Thank for what the record shows: a self-assessment that is in, a discussion that took place, and no more.

        A joint self-assessment is each authority's; that the others' people discussed it the record does not show.

        Args:
            assessment: The authority's file, if there is one.
            review: The adviser's file, if there is one.
            wording: The wording.

        Returns:
            The thanks, or None where the record shows nothing to thank for.
        """
        submitted = is_submitted(assessment, review)
        returned = [(each, role) for each in self._authorities for role in each.letter.thanks if submitted]
        discussed = review.discussed.with_ if review is not None and review.discussed is not None else ()
        talked = [(self.authority, role) for role in self.authority.letter.thanks if role in discussed]
        text = wording.sentences
        if returned and talked == returned:
            said = [(text.thanks_both, returned)]
        else:
            said = [(text.thanks_return, returned), (text.thanks_discussion, talked)]
        sentences = [sentence(each, people=names) for each, posts in said if (names := self._names(posts, wording))]
        if sentences and returned:
            sentences.append(sentence(text.appreciation))
        return run_on(*sentences) if sentences else None

    @property
    def _authorities(self) -> tuple[Authority, ...]:
        return (self.authority, *self.joint)

    def _recipients(self) -> list[Person]:
        posts = ((each, each.letter.to) for each in self._authorities)
        return [self._holder(each, role) or Person(title=role) for each, role in posts]

    def _holder(self, authority: Authority, role: str) -> Person | None:
        return holder({**self.central, **authority.people}, role, self.day)

    def _names(self, posts: Iterable[tuple[Authority, str]], wording: Wording) -> str | None:
        people = (self._holder(*post) for post in posts)
        names = [
            phrase(wording.phrases.person, name=person.known_as or person.name, title=person.title)
            for person in dict.fromkeys(people)
            if person is not None and person.name is not None
        ]
        return enumeration(names, wording) if names else None


def sender_view(sender: Sender, pictures: Mapping[str, bytes]) -> SenderView:
    """Show who signs.

    Args:
        sender: The sender.
        pictures: The pictures by their files.

    Returns:
        The sender as templates see it.
    """
    return SenderView(
        sender.name,
        sender.title,
        sender.unit,
        sender.department,
        sender.address,
        None if sender.email is None else linked(sender.email, f"mailto:{sender.email}"),
        None if sender.website is None else linked(sender.website, _web(sender.website)),
        _picture(sender.letterhead, pictures),
        _picture(sender.signature, pictures),
    )


def _picture(picture: Picture | None, pictures: Mapping[str, bytes]) -> PictureView | None:
    data = None if picture is None else pictures.get(picture.file)
    if picture is None or data is None:
        return None
    kind = "png" if kind_of(picture.file) == "png" else "svg+xml"
    return PictureView(f"data:image/{kind};base64,{base64.b64encode(data).decode()}", picture.alt)


def _web(address: str) -> str:
    return address if address.startswith("https://") else f"https://{address}"

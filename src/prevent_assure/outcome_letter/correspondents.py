"""Who stands in a letter: sender, recipient, who gets a copy, and whom it thanks for what the record shows."""

import base64
import datetime
from collections.abc import Mapping
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
        people: The posts of settings and authority, by role.
        day: The letter's date; None before it has one, and then it is who holds the post now.
        joint: The other authorities that the letter is of.
    """

    authority: Authority
    people: People
    day: datetime.date | None
    joint: tuple[Authority, ...] = ()

    def recipient(self) -> RecipientView:
        """Say to whom the letter goes.

        Returns:
            The recipient.
        """
        person = self._recipient()
        return RecipientView(person.name, person.title, self.authority.name, self.authority.address)

    def recipients(self) -> tuple[RecipientView, ...]:
        """Say to whom the letter goes.

        Returns:
            The authority's recipient first.
        """
        others = ((self._of(each, each.letter.to) or Person(title=each.letter.to), each) for each in self.joint)
        return (
            self.recipient(),
            *(RecipientView(person.name, person.title, each.name, each.address) for person, each in others),
        )

    def salutation(self, wording: Wording) -> str:
        """Address the recipient.

        Args:
            wording: The wording.

        Returns:
            The line.
        """
        others = [self._of(each, each.letter.to) or Person(title=each.letter.to) for each in self.joint]
        names = dict.fromkeys(each.addressed_as for each in (self._recipient(), *others))
        return phrase(wording.sentences.salutation, name=enumeration(tuple(names), wording))

    def copies(self) -> tuple[PersonView, ...]:
        """Say who gets a copy.

        Returns:
            Each by name and title.
        """
        people = [self._holder(role) for role in self.authority.letter.cc]
        people += [self._of(each, role) for each in self.joint for role in each.letter.cc]
        return tuple(dict.fromkeys(PersonView(each.name, each.title) for each in people if each is not None))

    def thanks(self, assessment: Assessment | None, review: Review | None, wording: Wording) -> Narrative | None:
        """Thank for what the record shows: a self-assessment that is in, a discussion that took place, and no more.

        Args:
            assessment: The authority's file, if there is one.
            review: The adviser's file, if there is one.
            wording: The wording.

        Returns:
            The thanks, or None where the record shows nothing to thank for.
        """
        returned = self.authority.letter.thanks if is_submitted(assessment, review) else ()
        discussed = review.discussed.with_ if review is not None and review.discussed is not None else ()
        talked = tuple(role for role in self.authority.letter.thanks if role in discussed)
        text = wording.sentences
        if returned and talked == returned:
            said = [(text.thanks_both, returned)]
        else:
            said = [(text.thanks_return, returned), (text.thanks_discussion, talked)]
        sentences = [sentence(each, people=names) for each, roles in said if (names := self._names(roles, wording))]
        if sentences and returned:
            sentences.append(sentence(text.appreciation))
        return run_on(*sentences) if sentences else None

    def _recipient(self) -> Person:
        role = self.authority.letter.to
        return self._holder(role) or Person(title=role)

    def _of(self, other: Authority, role: str) -> Person | None:
        return holder({**self.people, **other.people}, role, self.day)

    def _holder(self, role: str) -> Person | None:
        return holder(self.people, role, self.day)

    def _names(self, roles: tuple[str, ...], wording: Wording) -> str | None:
        people = [person for role in roles if (person := self._holder(role)) is not None and person.name is not None]
        names = [
            phrase(wording.phrases.person, name=person.known_as or person.name or "", title=person.title)
            for person in people
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

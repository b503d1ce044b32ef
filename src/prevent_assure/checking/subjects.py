"""What a check is given: a file as it was read, beside what is known around it."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from prevent_assure.diagnostics import Rule
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.case import Case
from prevent_assure.rules.seals import SignOffState, Step, sign_off_states
from prevent_assure.workspace.place_names import PlaceNames

from .texts import CAPITALS, NO_WORDS, Text, printed_texts, unprinted_texts

CAPITALS_ALONE = frozenset({"B", "ABC"})
"""What stands among the words of a file for capitals that make words of their own."""


class Signing(NamedTuple):
    """When a sign-off was first made as it stands there now, as far as history tells.

    Attributes:
        commit: The commit that made it; empty where it is not in history.
        case: The authority's files in that commit; None where they cannot be read, or it is not in history.
        shallow: Whether the clone holds only the last commits, so that it may have been made before.
    """

    commit: str
    case: Case | None
    shallow: bool


@dataclass(frozen=True)
class CycleFile:
    """A self-assessment or a review.

    Attributes:
        kind: Which of the two.
        case: All there is of the authority in the cycle.
        authorities: The ids of all authorities that have a file; None outside a workspace.
        editions: Gives the editions of criteria that can be had.
        edition_found: Whether there is the edition that the self-assessment goes by.
        assessment_found: Whether there is the self-assessment that a review is of.
        assessed: Tells whether another authority has a self-assessment of its own in the cycle.
        neighbours: Gives the names of the workspace's authorities by id; None outside a workspace.
        signing: Asks history when a sign-off was first made as it stands there now.
    """

    kind: Literal["assessment", "review"]
    case: Case
    authorities: AbstractSet[str] | None = None
    editions: Callable[[], Sequence[str]] = list
    edition_found: bool = True
    assessment_found: bool = True
    assessed: Callable[[str], bool] = field(default=lambda _: False)
    neighbours: Callable[[], Mapping[str, str]] | None = None
    signing: Callable[[Step], Signing | None] = field(default=lambda _: None)

    @property
    def assessment(self) -> Assessment:
        """The file itself, where it is a self-assessment."""
        assert self.case.assessment is not None  # noqa: S101 - only a file that could be read is checked
        return self.case.assessment

    @property
    def review(self) -> Review:
        """The file itself, where it is a review."""
        assert self.case.review is not None  # noqa: S101 - only a file that could be read is checked
        return self.case.review

    @property
    def written(self) -> Assessment | Review:
        """The file itself."""
        return self.assessment if self.kind == "assessment" else self.review

    @cached_property
    def sign_offs(self) -> Mapping[Step, SignOffState]:
        """How each sign-off stands to what it is of."""
        return sign_off_states(self.case)

    @cached_property
    def printed(self) -> list[Text]:
        """The texts of this file that a letter prints."""
        return printed_texts(self.written)

    @cached_property
    def texts(self) -> list[Text]:
        """All texts of this file."""
        return [*self.printed, *unprinted_texts(self.written)]

    @cached_property
    def capitals(self) -> AbstractSet[str]:
        """The words with a capital in what a letter prints of this file."""
        return {word for text in self.printed for word in CAPITALS.findall(text.text)}

    @cached_property
    def small(self) -> str:
        """What a letter prints of this file, in small letters."""
        return "\n\n|\n\n".join(text.text for text in self.printed).lower()

    @cached_property
    def listed_words(self) -> Sequence[str]:
        """The words of what a letter prints of this file in small letters, one after another, without punctuation."""
        return self.small.translate(NO_WORDS).split()

    @cached_property
    def words(self) -> AbstractSet[str]:
        """The same words; also `B` where a capital stands alone, but for A and I, and `ABC` where two or three do."""
        short = {word for word in self.capitals if word.isupper() and len(word) < len("ABCD")} - {"A", "I"}
        return {*self.listed_words, *("B" if len(word) == 1 else "ABC" for word in short)}


class NamedFile(NamedTuple):
    """What a file says, and what its name and folder say of some of its keys."""

    model: Model
    by_path: Mapping[str, str]


class AuthorityFile(NamedTuple):
    """An authority's file.

    Attributes:
        authority: The authority.
        settings: The settings, if they can be read.
        predecessors: Its predecessors that have a file, None for one that cannot be read.
        authorities: The ids of all authorities that have a file; None outside a workspace.
        place_names: The regions and kinds of authority that are known; None for the packaged ones.
    """

    authority: Authority
    settings: Settings | None = None
    predecessors: Mapping[str, Authority | None] = {}
    authorities: AbstractSet[str] | None = None
    place_names: PlaceNames | None = None


class SettingsFile(NamedTuple):
    """The settings.

    Attributes:
        settings: The settings.
        version: The tool's version.
        authorities: The ids of the authorities that have a file.
        editions: The editions of criteria that can be had.
        rules: Every rule by its code.
        wrong_entries: The entries under `workspaces` that lead to none: place, message and hint.
    """

    settings: Settings
    version: str
    authorities: Sequence[str]
    editions: Sequence[str]
    rules: Mapping[str, Rule]
    wrong_entries: Sequence[tuple[int, str, str]]


class CriteriaFile(NamedTuple):
    """An edition of criteria among others.

    Attributes:
        criteria: The edition.
        before: The edition that it says it follows; None where it says none or there is none such.
        before_unreadable: Whether there is that edition, and it cannot be read.
        editions: The editions that can be had.
    """

    criteria: Criteria
    before: Criteria | None
    before_unreadable: bool
    editions: Sequence[str]


class Amiss(NamedTuple):
    """What is wrong with a file of an issued letter, and how it comes back."""

    message: str
    way_back: str


class RecordFile(NamedTuple):
    """The record of an issued letter.

    Attributes:
        record: The record.
        gone: Of each file that the letter was made from and that is no longer there, that it is gone.
        letters: What is wrong with files of the letter, each with the file's index in the record.
        changed: Why the record is not the one that was issued; None where nothing speaks against it.
    """

    record: IssueRecord
    gone: Sequence[Amiss]
    letters: Sequence[tuple[int, Amiss]] = ()
    changed: Amiss | None = None

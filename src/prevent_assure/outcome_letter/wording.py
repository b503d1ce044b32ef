"""The fixed words of a letter in one language: their shape, and what is wrong where a file does not have it.

The words themselves are data: `templates/wording.en.yaml`, and beside it one file for each other language.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field, StringConstraints, ValidationError

from prevent_assure.diagnostics import InputError
from prevent_assure.publication.redaction import PublicWords
from prevent_assure.source import SourceError, read
from prevent_assure.text.views import view
from prevent_assure.text.wording_parts import Fixed, Label, WordingModel, takes
from prevent_assure.workspace.templates import Template


class ProgressWords(WordingModel):
    """How far a recommendation is."""

    addressed: Label
    good_progress: Label
    limited_progress: Label
    not_started: Label
    superseded: Label


class CommitteeWords(WordingModel):
    """What the paper for a scrutiny committee says.

    Attributes:
        title: The document's title.
        heading: The paper's heading.
        notice: That something is left out.
        introduction: What it is about.
        source: What it is taken from.
        counts: How many benchmarks have which outcome.
        count: One part of that.
        outcomes_heading: Heading over the outcomes.
        caption: Caption of their table.
        number: Head of the first column.
        benchmark: Head of the second.
        now: Head of the third.
        before: Head of the fourth.
        before_unknown: The same where there was no cycle before.
        nothing_before: In place of an outcome that the cycle before does not have.
        changes_heading: Heading over what has changed.
        no_cycle_before: Where there was no cycle before, or nothing is agreed yet.
        named: A benchmark in a list.
        higher: Outcomes that are higher.
        none_higher: Where there are none.
        lower: Outcomes that are lower.
        none_lower: Where there are none.
        same: Outcomes that are the same.
        strengths_heading: Heading over the strengths.
        recommendations_heading: Heading over the recommendations.
        asked_heading: Heading over what members are asked to do.
        asked: What members are asked to do.
        progress_heading: Heading over those of the cycle before.
        not_told: In place of a progress that no one has told.
        progress: The words for progress.
    """

    title: Annotated[str, takes("cycle", "authority")]
    heading: Annotated[str, takes("cycle")]
    notice: Fixed
    introduction: Annotated[str, takes("authority")]
    source: Fixed
    counts: Annotated[str, takes("benchmarks", "counts")]
    count: Annotated[str, takes("count", "outcome")]
    outcomes_heading: Label
    caption: Label
    number: Label
    benchmark: Label
    now: Annotated[str, takes("cycle")]
    before: Annotated[str, takes("cycle")]
    before_unknown: Label
    nothing_before: Label
    changes_heading: Label
    no_cycle_before: Fixed
    named: Annotated[str, takes("number", "title")]
    higher: Annotated[str, takes("cycle", "benchmarks")]
    none_higher: Annotated[str, takes("cycle")]
    lower: Annotated[str, takes("cycle", "benchmarks")]
    none_lower: Annotated[str, takes("cycle")]
    same: Annotated[str, takes("count")]
    strengths_heading: Label
    recommendations_heading: Label
    asked_heading: Label = "What members are asked to do"
    asked: Fixed = "Members are asked to note the outcomes, and to follow what becomes of the recommendations."
    progress_heading: Annotated[str, takes("cycle")]
    not_told: Label
    progress: ProgressWords


WORDING = "wording.en.yaml"
_MONTHS = 12
_MOST_FAULTS = 10


class WordingFault(InputError):  # noqa: N818 - it is the file's fault, not the program's error
    """A file of wording that lacks something or has what no letter uses."""


@view
class Labels:
    """Headings, labels and other short fixed words.

    Attributes:
        abbreviations: Heading over the abbreviations.
        annex_a: Heading of Annex A.
        annex_a_caption: Caption of its table.
        applies_when: Before the condition of a criterion.
        benchmark: Head of Annex A's second column.
        cc: Before those who get a copy.
        comments: Before the adviser's comments.
        exception: Before the exception of a criterion.
        missing: Before the list of what a draft lacks.
        not_agreed: In place of an outcome that is not agreed yet.
        not_scored: In place of the outcome of an unscored benchmark.
        not_written: In place of a text that is not there yet.
        number: Head of Annex A's first column.
        outcome: Head of Annex A's third column.
        outcomes: Heading over the meanings of the outcomes.
        outside_rules: Beside an outcome that was agreed outside the rules.
        page: Before the number of a page.
        page_of: Between that and the number of pages.
        reason: Before the reason for an outcome agreed outside the rules.
        status: What a screen reader calls the banner.
        summary: Head of Annex A's fourth column.
        summary_heading: Heading over the summary of the process.
        before: Head of the column with the outcomes of the cycle before.
        continued: Behind the title of a benchmark that goes on over a page.
        enclosures: Before what is enclosed.
        nothing_before: In place of an outcome that the cycle before does not have.
        our_ref: Before the letter's reference.
        recommendation: Before the number of a recommendation.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    abbreviations: Label
    annex_a: Label
    annex_a_caption: Label
    applies_when: Label
    benchmark: Label
    cc: Label
    comments: Label
    exception: Label
    missing: Label
    not_agreed: Label
    not_scored: Label
    not_written: Label
    number: Label
    outcome: Label
    outcomes: Label
    outside_rules: Label
    page: Label
    page_of: Label
    reason: Label
    status: Label
    summary: Label
    summary_heading: Label
    # Files of wording from before these were printed lack them.
    before: Annotated[str, takes("cycle")] = "Outcome in {cycle}"
    continued: Label = "continued"
    enclosures: Label = "Enclosed"
    nothing_before: Label = "Not known"
    our_ref: Label = "Our ref"
    recommendation: Label = "R"


class Counted(WordingModel):
    """Words for one and for any other number."""

    one: Annotated[str, takes("count")]
    other: Annotated[str, takes("count")]

    def of(self, count: int) -> str:
        """Choose the words for a number, and put it in.

        Args:
            count: The number.

        Returns:
            The words.
        """
        return (self.one if count == 1 else self.other).replace("{count}", str(count))


class Group(WordingModel):
    """Words for a group that has a local name, and for one that has none."""

    named: Annotated[str, takes("name")]
    unnamed: Fixed

    def of(self, name: str | None) -> str:
        """Choose the words for a group.

        Args:
            name: Its local name, or None.

        Returns:
            The words; the name in them is data, so they are filled into a narrative as a value.
        """
        return self.unnamed if name is None else self.named.replace("{name}", name)


class Banner(WordingModel):
    """A banner's words."""

    label: Label
    text: Fixed


class Banners(WordingModel):
    """What stands on a letter that has not been issued."""

    draft: Banner
    for_signature: Banner


class Details(WordingModel):
    """Labels of a recommendation's details."""

    benchmark: Label
    benchmarks: Label
    owner: Label
    due: Label


class Phrases(WordingModel):
    """Parts of sentences."""

    date: Annotated[str, takes("day", "month", "year")]
    list_separator: str
    list_last: str
    person: Annotated[str, takes("name", "title")]
    benchmarks: Counted
    governance: Group
    strategic: Group


class Sentences(WordingModel):
    """The letter's own sentences, in the order in which it prints them."""

    title: Annotated[str, takes("subject", "authority")]
    reference: Annotated[str, takes("authority", "cycle")]
    salutation: Annotated[str, takes("name")]
    subject: Annotated[str, takes("cycle")]
    supersedes: Annotated[str, takes("date")]
    covers: Annotated[str, takes("authorities")]
    role: Fixed
    toolkit: Annotated[str, takes("benchmarks")]
    adviser: Annotated[str, takes("department")]
    expectations: Fixed
    limits: Fixed
    importance: Annotated[str, takes("direct_number", "direct_title", "tangential_number", "tangential_title")]
    unscored: Annotated[str, takes("number", "title")]
    assured_by: Annotated[str, takes("process")] = "It is assured separately, by this process: {process}."
    contact: Annotated[str, takes("contact")] = "To find out more, contact: {contact}."
    strengths: Annotated[str, takes("cycle")]
    recommendations: Fixed
    annex_pointer: Fixed
    sharing: Annotated[str, takes("governance", "strategic")]
    thanks_both: Annotated[str, takes("people")]
    thanks_return: Annotated[str, takes("people")]
    thanks_discussion: Annotated[str, takes("people")]
    appreciation: Fixed
    closing: Fixed
    sign_off: Label
    annex_b: Annotated[str, takes("criteria")]
    provenance: tuple[Annotated[str, takes("criteria", "digest")], Annotated[str, takes("digest")]]
    check: Fixed | None = None


class Wording(WordingModel):
    """A file of wording.

    Attributes:
        format: What the file is.
        language: Its language, as `en`.
        months: The names of the months.
        labels: Headings and labels.
        details: Labels of a recommendation's details.
        phrases: Parts of sentences.
        banners: What stands on a letter that has not been issued.
        sentences: The letter's own sentences.
        changes: What is new in a cycle's process, by criteria edition as `local-authority/2024-25`.
        public: What public letters say; None in a file from before there were any.
        committee: What papers for scrutiny committees say, likewise.
    """

    format: Literal["prevent-assure/wording/1"]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    months: Annotated[tuple[Label, ...], Field(min_length=_MONTHS, max_length=_MONTHS)]
    labels: Labels
    details: Details
    phrases: Phrases
    banners: Banners
    sentences: Sentences
    changes: dict[str, Fixed]
    public: PublicWords | None = None
    committee: CommitteeWords | None = None


def wording_of(templates: Mapping[str, Template]) -> Wording:
    """Read the fixed words of letters.

    Args:
        templates: The templates of the workspace.

    Returns:
        The wording.

    Raises:
        InputError: If the file cannot be read.
        WordingFault: If it lacks something.
    """
    template = templates[WORDING]
    try:
        data = read(template.data).data
    except SourceError as error:
        first = error.findings[0]
        msg = f"{template.origin.shown}:{first.line}:{first.column}: {first.message}"
        raise InputError(msg) from error
    return read_wording(data if isinstance(data, dict) else {}, template.origin.shown)


def read_wording(data: Mapping[str, Any], origin: str) -> Wording:
    """Make wording of what a file holds.

    Args:
        data: The file as plain data.
        origin: The file's name, for the message.

    Returns:
        The wording.

    Raises:
        WordingFault: If a key or placeholder is missing or unknown, or a value is of the wrong kind;
        the message
            names each key.
    """
    try:
        return Wording.model_validate(data)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, each['loc']))}: {_words(each['type'], each['msg'])}" for each in error.errors()]
    more = f"\n  and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
    msg = f"{origin}: this is no wording for a letter:\n  " + "\n  ".join(faults[:_MOST_FAULTS]) + more
    raise WordingFault(msg)


_WORDS = {
    "missing": "missing",
    "extra_forbidden": "no letter uses this key",
    "unexpected_keyword_argument": "no letter uses this key",
    "string_type": "text is expected; use quotes",
    "too_short": "too few",
    "too_long": "too many",
}


def _words(kind: str, message: str) -> str:
    return _WORDS.get(kind, message[:1].lower() + message[1:])

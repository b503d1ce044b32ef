"""What a template may see of a letter: frozen data, every word of it, fixed wording included.

A template gets one `LetterView` as `letter`. Names, titles, labels and dates are text; texts of several
paragraphs are narratives, which print themselves as blocks in the format that is written. Fields that
may be missing are `None`, and lists that may be empty are empty tuples: a template asks with `if`
before it prints.
"""

from typing import Literal

from prevent_assure.publication.edition import MeaningView, NoticeView
from prevent_assure.text.narrative import Narrative
from prevent_assure.text.views import view

from .wording import Labels


@view
class OutcomeRowView:
    """One row of Annex A.

    Attributes:
        number: The benchmark's number.
        title: Its title.
        scored: Whether it is scored in this process.
        statement: The benchmark in a sentence or more; None where it is not scored or has none.
        outcome: The agreed outcome's label; where there is none yet, words that say so; `N/A` where it is not scored.
        outcome_id: The agreed outcome's id; None where there is none.
        outside_rules: Words that say that the outcome was agreed outside the rules; None where it was not.
        outside_reason: The reason for that; None where it was not, or none is given.
        account: The authority's account of the benchmark, or None.
        comments: The adviser's comments on it, or None.
        reason: What stands in place of a summary where the benchmark is not scored, else None.
        before: The outcome's label of the cycle before, or words in its place; None where that agreed none at all.
    """

    number: int
    title: str
    scored: bool
    statement: Narrative | None
    outcome: str
    outcome_id: str | None
    outside_rules: str | None
    outside_reason: Narrative | None
    account: Narrative | None
    comments: Narrative | None
    reason: Narrative | None
    before: str | None = None


@view
class CriterionView:
    """One criterion of Annex B.

    Attributes:
        text: What it demands, or the warning sign that it names.
        parts: The lines nested under it.
        exception: The way to satisfy it otherwise, or None.
        applies_when: When it applies, or None where it always does.
    """

    text: Narrative
    parts: tuple[Narrative, ...]
    exception: Narrative | None
    applies_when: Narrative | None


@view
class LevelView:
    """The criteria under one heading, as Met.

    Attributes:
        id: The level's id.
        label: The heading.
        note: What is said beside it, as that these criteria come on top of others, or None.
        criteria: The criteria.
    """

    id: str
    label: str
    note: str | None
    criteria: tuple[CriterionView, ...]


@view
class BenchmarkView:
    """One benchmark of Annex B.

    Attributes:
        number: Its number.
        title: Its title.
        scored: Whether it is scored in this process.
        levels: Its criteria by level, in the edition's order; empty where it is not scored.
        assured_by: The process that assures it where it is not scored here, or None.
        contact: Whom to ask about that, or None.
    """

    number: int
    title: str
    scored: bool
    levels: tuple[LevelView, ...]
    assured_by: Narrative | None
    contact: Narrative | None


BannerKind = Literal["draft", "for_signature"]


@view
class DayView:
    """A day.

    Attributes:
        iso: As `2025-05-19`, for machines.
        text: As `19 May 2025`, in the letter's language.
    """

    iso: str
    text: str


@view
class PersonView:
    """Someone in a post.

    Attributes:
        name: Their name; None where the post is vacant.
        title: The post.
    """

    name: str | None
    title: str


@view
class PictureView:
    """A picture of the workspace.

    Attributes:
        source: The whole picture as an address, `data:image/png;base64,...`.
        alt: What it shows, for those who do not see it.
    """

    source: str
    alt: str


@view
class SenderView:
    """Who signs the letter.

    Attributes:
        name: The signatory.
        title: Their post.
        unit: The unit within the department, or None.
        department: The department.
        address: The lines of its address.
        email: The mailbox below the signature, as a link where it can be one, or None.
        website: The web address of the letterhead, as a link where it can be one, or None.
        letterhead: The picture of the letterhead, or None.
        signature: The picture of the signature, or None.
    """

    name: str
    title: str
    unit: str | None
    department: str
    address: tuple[str, ...]
    email: Narrative | None
    website: Narrative | None
    letterhead: PictureView | None = None
    signature: PictureView | None = None


@view
class RecipientView:
    """To whom the letter goes.

    Attributes:
        name: The holder of the post on the letter's date; None where the post is vacant.
        title: The post.
        authority: The authority's name.
        address: The lines of its address.
    """

    name: str | None
    title: str
    authority: str
    address: tuple[str, ...]


@view
class BannerView:
    """What must be seen on every page of a letter that has not been issued.

    Attributes:
        kind: `draft` or `for_signature`.
        label: The words in large letters, as `DRAFT`.
        text: What they mean.
        missing: What is missing before the letter is more than a draft; empty where nothing is named.
    """

    kind: BannerKind
    label: str
    text: Narrative
    missing: tuple[str, ...]


@view
class DetailView:
    """A small fact with its label, as `Owner` and a name.

    Attributes:
        label: What it is.
        text: The fact.
    """

    label: str
    text: str


@view
class RecommendationView:
    """A recommendation.

    Attributes:
        id: Its id in the review, or in the cycle's settings.
        number: What it is cited by in the letter, as `R1`.
        text: The recommendation.
        details: The benchmarks that it is about, who owns it and when it is due, as far as they are given.
        shared: Whether every letter of the cycle has it.
    """

    id: str
    number: str
    text: Narrative
    details: tuple[DetailView, ...]
    shared: bool


@view
class LetterView:
    """A whole letter, in the order in which it is read.

    Attributes:
        language: The language of the fixed wording, as `en-GB`.
        title: The document's title: subject and authority.
        reference: Authority and cycle, for the foot of each page.
        marking: The marking at the top and bottom of every page, or None.
        banner: What must be seen on every page until the letter is issued; None once it is.
        notice: What a public letter leaves out; None in the letter itself.
        labels: Headings, labels and other short fixed words.
        sender: Who signs it.
        date: Its date, or None before it has one.
        recipient: To whom it goes.
        recipients: The same, and those of the other authorities that the letter is of.
        cc: Who gets a copy.
        salutation: The line that addresses the recipient.
        subject: The subject, with the cycle.
        supersedes: That this letter takes the place of an earlier one; None where it does not.
        opening: The paragraphs before the summary, in order: other authorities that the self-assessment covers,
            the role of authorities and partnerships, this cycle's change, the toolkit, adviser and Prevent Lead,
            expectations, what the process is not, the weight of benchmarks, and benchmarks that are assured elsewhere.
            Those without their condition are not in it.
        summary: The adviser's summary of the assurance process, or None before it is written.
        strengths_intro: The sentence before the strengths.
        strengths: The strengths.
        recommendations_intro: The sentence before the recommendations.
        recommendations: The review's own, then those that every letter of the cycle has.
        annex_pointer: That Annex A tells more, and that the adviser is glad to discuss it.
        sharing: With whom to share the outcomes, and what to do with them.
        thanks: Thanks for what the record shows; None where it shows nothing.
        closing: The closing line.
        sign_off: The words above the signature.
        enclosures: What is enclosed.
        abbreviations: The abbreviations that occur in this letter.
        outcomes: The outcomes that occur in this letter.
        glance_heads: The heads of the table of outcomes: number, benchmark, this cycle's outcome, and that of the cycle
            before where that agreed any.
        annex_a: The agreed outcomes, in the order of the benchmarks' numbers.
        annex_b_title: The heading of Annex B, with the title of the criteria.
        annex_b: The criteria, in the same order.
        provenance: Which criteria and which sources the letter was made from, with their digests.
    """

    language: str
    title: str
    reference: str
    marking: str | None
    banner: BannerView | None
    notice: NoticeView | None
    labels: Labels
    sender: SenderView
    date: DayView | None
    recipient: RecipientView
    recipients: tuple[RecipientView, ...]
    cc: tuple[PersonView, ...]
    salutation: str
    subject: str
    supersedes: Narrative | None
    opening: tuple[Narrative, ...]
    summary: Narrative | None
    strengths_intro: Narrative
    strengths: tuple[Narrative, ...]
    recommendations_intro: Narrative
    recommendations: tuple[RecommendationView, ...]
    annex_pointer: Narrative
    sharing: Narrative
    thanks: Narrative | None
    closing: Narrative
    sign_off: str
    enclosures: str
    abbreviations: tuple[MeaningView, ...]
    outcomes: tuple[MeaningView, ...]
    glance_heads: tuple[str, ...]
    annex_a: tuple[OutcomeRowView, ...]
    annex_b_title: str
    annex_b: tuple[BenchmarkView, ...]
    provenance: tuple[str, ...]

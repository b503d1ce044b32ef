"""What the templates of an empty self-assessment and of an empty review see."""

from prevent_assure.text.views import view


@view
class DraftView:
    """A self-assessment to be filled in.

    Attributes:
        authority: The authority's id.
        authority_name: Its name.
        cycle: The cycle.
        criteria: The edition, as in `local-authority/2024-25`.
        criteria_title: The edition's title.
        covers: The other authorities that it is to be the self-assessment of, by id.
        due: The day on which it is due, as in `2025-03-31`, or empty.
        lead: The role that submits it.
        source: The cycle whose answers stand beside the criteria, or empty.
        source_criteria: The edition that those answers go by, where it is another one; else empty.
        outcomes: The outcomes that can be claimed.
        need_evidence: The answers that need evidence.
        progress: The words for progress.
        benchmarks: The benchmarks.
        follow_up: The recommendations of the cycle before.
    """

    authority: str
    authority_name: str
    cycle: str
    criteria: str
    criteria_title: str
    covers: tuple[str, ...]
    due: str
    lead: str
    source: str
    source_criteria: str
    outcomes: tuple["DraftOutcome", ...]
    need_evidence: tuple[str, ...]
    progress: tuple[str, ...]
    benchmarks: tuple["DraftBenchmark", ...]
    follow_up: tuple["DraftFollowUp", ...]


@view
class DraftOutcome:
    """An outcome that can be claimed.

    Attributes:
        id: Its word.
        meaning: What it means, or its label.
    """

    id: str
    meaning: str


@view
class DraftBenchmark:
    """A benchmark.

    Attributes:
        id: Its id.
        number: Its number.
        title: Its title.
        statement: Its statement, or empty.
        scored: Whether it is filled in here.
        reason: Why it is not, or empty.
        before: What stood in the source, or None.
        levels: The levels with their criteria.
        retired: Criteria of the source that are gone.
    """

    id: str
    number: int
    title: str
    statement: str
    scored: bool
    reason: str
    before: "DraftAccount | None"
    levels: tuple["DraftLevel", ...]
    retired: tuple["DraftRetired", ...]


@view
class DraftAccount:
    """What was said of a benchmark in the source.

    Attributes:
        claimed: The claimed outcome's word, or empty.
        agreed: The agreed outcome's word, or empty.
        summary: The summary, or empty.
    """

    claimed: str
    agreed: str
    summary: str


@view
class DraftLevel:
    """A level with its criteria.

    Attributes:
        id: Its word.
        label: Its heading.
        note: What the criteria say of it, or empty.
        warning_sign: Whether its criteria are signs, present or absent.
        words: The words that answer its criteria.
        criteria: The criteria.
    """

    id: str
    label: str
    note: str
    warning_sign: bool
    words: tuple[str, ...]
    criteria: tuple["DraftCriterion", ...]


@view
class DraftCriterion:
    """A criterion.

    Attributes:
        id: Its id.
        text: Its text.
        exception: The way to satisfy it otherwise, or empty.
        applies_when: When it applies, or empty.
        parts: Its parts.
        change: How it came about where the source goes by another edition (`new`, `reworded`, `moved`, `replaced`,
            `split`, `merged`, `redrawn`); empty where it is as it was.
        same: Whether it still asks the same as in the source.
        before: The criteria of the source that it comes from, with their answers.
    """

    id: str
    text: str
    exception: str
    applies_when: str
    parts: tuple["DraftPart", ...]
    change: str
    same: bool
    before: tuple["DraftAnswer", ...]


@view
class DraftPart:
    """A part of a criterion.

    Attributes:
        id: Its id.
        text: Its text.
        before: The word that answered it in the source, or empty.
    """

    id: str
    text: str
    before: str


@view
class DraftAnswer:
    """An answer of the source.

    Attributes:
        criterion: The criterion's benchmark and id, as in `training/publicity`.
        text: The criterion's text, where it was another one; else empty.
        word: The word, or empty where it was not answered.
        by_exception: Whether it was satisfied by the exception.
        evidence: The evidence, or empty.
        references: Papers, each as one line.
    """

    criterion: str
    text: str
    word: str
    by_exception: bool
    evidence: str
    references: tuple[str, ...]


@view
class DraftRetired:
    """A criterion of the source that is gone.

    Attributes:
        answer: What it asked, and how it was answered.
        reason: Why it is gone, or empty.
    """

    answer: DraftAnswer
    reason: str


@view
class DraftFollowUp:
    """A recommendation of the cycle before.

    Attributes:
        name: Cycle and id, as in `2023-24/training`.
        text: The recommendation.
        owner: Who sees to it, or empty.
        due: By when, or empty.
        benchmarks: The benchmarks that it is about.
        shared: Whether every letter of that cycle made it.
    """

    name: str
    text: str
    owner: str
    due: str
    benchmarks: tuple[str, ...]
    shared: bool


@view
class ReviewDraftView:
    """A review to be written.

    Attributes:
        authority: The authority's id.
        authority_name: Its name.
        cycle: The cycle.
        outcomes: The words of the outcomes, worst first.
        benchmarks: The scored benchmarks.
        follow_up: The progress that the authority reports on the recommendations of the cycle before.
    """

    authority: str
    authority_name: str
    cycle: str
    outcomes: tuple[str, ...]
    benchmarks: tuple["ReviewDraftBenchmark", ...]
    follow_up: tuple["ReviewDraftFollowUp", ...]


@view
class ReviewDraftBenchmark:
    """A benchmark to be reviewed.

    Attributes:
        id: Its id.
        number: Its number.
        title: Its title.
        claimed: The word of the outcome that the authority claims, or empty.
        possible: The words of the outcomes that the rules allow.
    """

    id: str
    number: int
    title: str
    claimed: str
    possible: tuple[str, ...]


@view
class ReviewDraftFollowUp:
    """What the authority says of a recommendation of the cycle before.

    Attributes:
        name: Cycle and id, as in `2023-24/training`.
        progress: The word, or empty.
    """

    name: str
    progress: str

"""What changed in meaning between two states of a workspace: values, for whatever prints them."""

from typing import Literal, NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity

Change = Literal["added", "changed", "removed", "moved", "renamed"]
OutcomeKind = Literal["claimed", "derived", "agreed"]
SideName = Literal["base", "head"]


class FieldChange(NamedTuple):
    """One key whose value changed.

    Attributes:
        key: The way to it, with dots, as in `letter.date`.
        change: What became of it.
        before: What stood there; None where nothing did, or where it is somebody's name or address.
        after: What stands there now, likewise.
    """

    key: str
    change: Change
    before: str | None = None
    after: str | None = None


class ItemChange(NamedTuple):
    """One item of a list: a reference, a strength, a recommendation, a follow-up.

    Attributes:
        id: What it is known by, `""` where it has no name.
        change: What became of it.
        fields: What changed in it; of an item added or removed, what stands in it.
    """

    id: str
    change: Change
    fields: tuple[FieldChange, ...] = ()


class AnswerChange(NamedTuple):
    """What changed in the answer to one criterion.

    Attributes:
        criterion: The criterion.
        level: Its level.
        before: The answer before, None where it was unanswered.
        after: The answer now, likewise.
        fields: What else changed: `evidence`, `by_exception`, and parts as in `parts.risk-assessment`.
        references: Papers added, changed or dropped.
        criterion_change: `added` where the criteria did not have the criterion before, `removed` where they no longer
            have it.
    """

    criterion: str
    level: str
    before: str | None
    after: str | None
    fields: tuple[FieldChange, ...] = ()
    references: tuple[ItemChange, ...] = ()
    criterion_change: Change | None = None

    @property
    def moved(self) -> bool:
        """Whether the answer itself is another."""
        return self.before != self.after


class Together(NamedTuple):
    """Changes that move a derived outcome together, and no fewer of them.

    Attributes:
        criteria: Whether criteria added, removed or moved to another level are among them.
        rules: Whether other conditions are among them.
        answers: The criteria whose answers are among them.
    """

    criteria: bool
    rules: bool
    answers: tuple[str, ...]


class Cause(NamedTuple):
    """Why a derived outcome moved.

    Attributes:
        ways: The smallest sets of changes that, made to the state before, give the outcome of now. Empty where there
            was or is nothing to derive from.
        more: How many further sets of the same size there are.
        undo: The smallest sets of changes that, undone in the state of now, give the outcome of before.
        undo_more: How many further sets of the same size there are.
        smallest: Whether no smaller sets do it; else only that nothing can be left out of those given.
        whole: `added` where there was no self-assessment or benchmark before, `removed` where there is none now.
    """

    ways: tuple[Together, ...] = ()
    more: int = 0
    undo: tuple[Together, ...] = ()
    undo_more: int = 0
    smallest: bool = True
    whole: Literal["added", "removed"] | None = None

    @property
    def by_criteria(self) -> bool:
        """Whether criteria or rules are among what makes the move or takes it back."""
        return any(together.criteria or together.rules for together in (*self.ways, *self.undo))


class OutcomeMove(NamedTuple):
    """An outcome that moved.

    Attributes:
        kind: Whose: the authority's, the rules', or the one agreed.
        before: The outcome; of a derived one all that are possible, worst first. Empty where there was none.
        after: The outcome now, likewise.
        before_basis: How firmly the rules derived it.
        after_basis: How firmly they do now.
        because: Why a derived outcome moved; None for the others, which people set.
    """

    kind: OutcomeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    before_basis: str | None = None
    after_basis: str | None = None
    because: Cause | None = None


class OverrideChange(NamedTuple):
    """An outcome that came to lie outside what the rules allow, or no longer does.

    Attributes:
        change: `added` or `removed`.
        because: What moved: `agreed`, `derived`, or both.
    """

    change: Change
    because: tuple[OutcomeKind, ...]


class BenchmarkDifference(NamedTuple):
    """What changed for one benchmark.

    Attributes:
        id: The benchmark.
        number: Its number, None where no criteria say.
        title: Its title, or the id.
        outcomes: Outcomes that moved.
        override: Whether it came to be, or is no longer, agreed outside the rules.
        answers: Answers that changed, in the criteria's order.
        fields: What else changed: `summary`, `comments`, `reason`, `agreed_to`.
    """

    id: str
    number: int | None
    title: str
    outcomes: tuple[OutcomeMove, ...] = ()
    override: OverrideChange | None = None
    answers: tuple[AnswerChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()


class Holdings(NamedTuple):
    """What the files of an authority's cycle hold, counted.

    Attributes:
        answered: Criteria that are answered.
        criteria: Criteria that the edition asks about.
        agreed: Outcomes agreed.
        recommendations: Recommendations.
        blank: Whether nothing is filled in yet.
    """

    answered: int
    criteria: int
    agreed: int
    recommendations: int
    blank: bool


class AssessmentDifference(NamedTuple):
    """What changed for one authority in one cycle.

    Attributes:
        authority: The authority's id.
        name: Its name, or the id.
        cycle: The cycle.
        change: `added` where there was neither self-assessment nor review, `removed` where there is neither now,
            `renamed` where the authority has another id and `moved` where the files lie in another workspace of the
            repository, and nothing else changed; of these nothing else is told.
        renamed_from: The id that the authority had before.
        moved_from: The folder in the repository of the workspace where the files lay before.
        moved_to: The folder of the workspace where they lie now.
        holds: What came or went with the files, counted; of files that were blank before, what they hold now.
        before_cycle: The cycle compared with, where it is another one.
        edition: The edition that outcomes are derived by now.
        criteria: The edition, where it is another one.
        status: The status, where it is another one.
        steps: Steps of the process, as `submitted` and `agreed`, and whom the self-assessment covers.
        benchmarks: What changed by benchmark, in the order of their numbers.
        letter: What changed of the letter's text: `summary`, `marking`.
        strengths: Strengths.
        recommendations: Recommendations, by id.
        follow_up: What the authority says of last cycle's recommendations.
        follow_up_review: What the adviser says of them.
        outcome_labels: How the outcomes are called.
    """

    authority: str
    name: str
    cycle: str
    change: Change = "changed"
    renamed_from: str | None = None
    moved_from: str | None = None
    moved_to: str | None = None
    holds: Holdings | None = None
    before_cycle: str | None = None
    edition: str | None = None
    criteria: FieldChange | None = None
    status: FieldChange | None = None
    steps: tuple[FieldChange, ...] = ()
    benchmarks: tuple[BenchmarkDifference, ...] = ()
    letter: tuple[FieldChange, ...] = ()
    strengths: tuple[ItemChange, ...] = ()
    recommendations: tuple[ItemChange, ...] = ()
    follow_up: tuple[ItemChange, ...] = ()
    follow_up_review: tuple[ItemChange, ...] = ()
    outcome_labels: dict[str, str] = {}  # noqa: RUF012 - pydantic copies a default for each model, and ours are frozen

    @property
    def has_changes(self) -> bool:
        """Whether anything changed in meaning."""
        return self.change != "changed" or self.renamed_from is not None or self.says_otherwise

    @property
    def says_otherwise(self) -> bool:
        """Whether the files say anything different from before."""
        parts = (
            self.criteria, self.status, self.steps, self.benchmarks, self.letter, self.strengths,
            self.recommendations, self.follow_up, self.follow_up_review,
        )  # fmt: skip
        return any(parts)


class CriteriaMove(NamedTuple):
    """A derived outcome that a change of criteria moves.

    Attributes:
        authority: The authority's id.
        cycle: The cycle.
        benchmark: The benchmark.
        move: From what to what, and with which answers.
    """

    authority: str
    cycle: str
    benchmark: str
    move: OutcomeMove


class FileDifference(NamedTuple):
    """What changed in a file that is not one council's in one cycle.

    Attributes:
        path: The file at head, else where it was.
        kind: What it is: `criteria`, `settings`, `authority`, `record` (of an issued letter) or `template`.
        id: The edition or the authority, `""` for the others.
        change: What became of it.
        fields: What changed in it. Names and addresses of people are not given.
        moves: Of criteria, every derived outcome that the change moves.
        renamed_from: The id that it had before.
        moved_from: The folder in the repository of the workspace where it lay before.
        moved_to: The folder of the workspace where it lies now.
        compared_with: Of a new edition, the one before it that it is compared with.
    """

    path: str
    kind: Literal["criteria", "settings", "authority", "record", "template"]
    id: str
    change: Change
    fields: tuple[FieldChange, ...] = ()
    moves: tuple[CriteriaMove, ...] = ()
    renamed_from: str | None = None
    moved_from: str | None = None
    moved_to: str | None = None
    compared_with: str | None = None


class Revision(NamedTuple):
    """One of the two states compared.

    Attributes:
        name: As people named it; `working tree` for the files on the disk, a cycle where two cycles are compared.
        commit: The commit's full name, None where it is none.
    """

    name: str
    commit: str | None = None


class Unreadable(NamedTuple):
    """A file that could not be read in one state, and so was not compared.

    Attributes:
        side: In which.
        path: The file.
        diagnostics: What is wrong with it.
    """

    side: SideName
    path: str
    diagnostics: tuple[Diagnostic, ...]


class LetterChange(NamedTuple):
    """A file of an issued letter, or its record, that is not what it was.

    Attributes:
        path: The file, relative to the workspace.
        change: `replaced` by a later issue, which says so; `removed`; else `changed`.
    """

    path: str
    change: Literal["changed", "removed", "replaced"]


class ClosedChange(NamedTuple):
    """A file of a closed cycle that is not what it was, and no correction of an issued letter.

    Attributes:
        path: The file, relative to the workspace.
        cycle: The cycle.
        change: `added`, `removed` or `changed`, be it a comment.
    """

    path: str
    cycle: str
    change: Literal["added", "removed", "changed"]


class FormChange(NamedTuple):
    """A workbook that came, went or is another one.

    Attributes:
        path: The file, relative to the workspace.
        change: What became of it.
    """

    path: str
    change: Literal["added", "removed", "changed"]


class SignOffChange(NamedTuple):
    """A sign-off that a change makes stale, or that has no seal.

    Attributes:
        authority: The authority's id.
        cycle: The cycle.
        step: `accepted`, `agreed` or `cleared`.
        benchmark: The benchmark whose agreed outcome it is; None for the review as a whole.
        because: What changed, as in `review.letter.summary`.
        line: The sign-off with its seal of now, ready to paste; empty for one of a benchmark.
        stale: Whether the change makes it stale; else it has no seal.
        resealed: Whether it has the seal of what is there now, and still the day and role of before: maybe nobody
            signed it anew.
    """

    authority: str
    cycle: str
    step: str
    benchmark: str | None
    because: tuple[str, ...]
    line: str
    stale: bool
    resealed: bool = False


class DiffResult(NamedTuple):
    """What changed in meaning between two states of a workspace.

    Attributes:
        base: The state before.
        head: The state now.
        assessments: What changed by authority and cycle.
        files: What changed in criteria, settings, authorities and templates.
        reformatted: Files that changed and say the same: order, layout, comments, short and long forms, names.
        unreadable: Files that could not be compared.
        letters: Files of issued letters, and records, that changed or vanished.
        sign_offs: Sign-offs that the change makes stale, and those without a seal in what it touches.
        closed: Files of closed cycles that changed.
        forms: Workbooks that came, went or are others.
        folder: The workspace's folder in its repository; `""` for the top.
    """

    base: Revision
    head: Revision
    assessments: tuple[AssessmentDifference, ...] = ()
    files: tuple[FileDifference, ...] = ()
    reformatted: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    letters: tuple[LetterChange, ...] = ()
    sign_offs: tuple[SignOffChange, ...] = ()
    closed: tuple[ClosedChange, ...] = ()
    forms: tuple[FormChange, ...] = ()
    folder: str = ""

    @property
    def has_changes(self) -> bool:
        """Whether anything changed in meaning."""
        return bool(self.assessments or self.files or self.letters or self.closed or self.forms)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps files of the present state from being read."""
        of_head = (found for file in self.unreadable if file.side == "head" for found in file.diagnostics)
        return tuple(found for found in of_head if found.severity is Severity.ERROR)

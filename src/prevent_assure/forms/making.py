"""Making the form of an authority in a cycle, of what its files say now."""

from typing import Any, Literal, NamedTuple

from prevent_assure.checking.reading import Files, Reader
from prevent_assure.cycle.answering import Unreadable
from prevent_assure.cycle.draft_views import DraftView
from prevent_assure.cycle.new import PROGRESS, EmptyAssessments, cycle_before, usable
from prevent_assure.diagnostics import PreventAssureError, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import People, holder
from prevent_assure.model.criteria import Criteria
from prevent_assure.outcome_letter.wording import wording_of
from prevent_assure.rules.closing import closed_on
from prevent_assure.rules.digests import digest
from prevent_assure.rules.status import is_submitted
from prevent_assure.text.phrasing import printed_cycle
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.templates import templates
from prevent_assure.workspace.workspace import Workspace

from .adviser_form import adviser_sheets
from .file_values import values_of
from .layout import For, Form
from .lead_form import MOST_PAPERS, Words, lead_sheets
from .paragraphs import one_line_each
from .writing_workbooks import ESCAPES_TOUCH, MOST

_LEAST_PAPERS = 3


class Source(NamedTuple):
    """What a form is made of.

    Attributes:
        form: The form.
        criteria: The edition.
        draft: What is asked, and what was said a cycle ago.
        files: All the authority's files of the cycle.
    """

    form: Form
    criteria: Criteria
    draft: DraftView
    files: Files

    @property
    def closed(self) -> Literal["issued", "submitted", "closed"] | None:
        """Why the file can no longer be changed by a form; None where it can."""
        case = self.files.case
        if case.issued:
            return "issued"
        if closed_on(case.settings, case.cycle) is not None:
            return "closed"
        return "submitted" if self.form.for_ == "lead" and is_submitted(case.assessment, case.review) else None


class FormMaker:
    """Makes the forms of one cycle."""

    def __init__(self, workspace: Workspace, *, cycle: str, for_: For) -> None:
        """Prepare to make forms.

        Args:
            workspace: The workspace.
            cycle: The cycle.
            for_: Who fills them in.
        """
        self._workspace, self._cycle, self._for = workspace, cycle, for_
        self._reader = Reader(workspace)
        committee = wording_of(templates(workspace)).committee
        labels = committee.progress.model_dump() if committee is not None else {}
        self._progress = {str(word): str(labels.get(word, word.replace("_", " "))) for word in PROGRESS}
        self._empty: dict[tuple[str | None, str], EmptyAssessments] = {}

    def form(self, authority: str) -> Source:
        """Make an authority's form.

        Args:
            authority: Its id.

        Returns:
            The form, with what it is made of.

        Raises:
            Unreadable: If one of the files cannot be read.
            PreventAssureError: If there are no criteria, nothing to review, or a text that no cell holds.
            InputError: If the criteria have errors.
        """
        files = self._reader.files(self._cycle, authority)
        loaded: tuple[Loaded[Any] | None, ...] = (files.authority, files.assessment, files.review)
        errors = [found for one in loaded if one is not None and one.model is None for found in one.diagnostics]
        if errors:
            raise Unreadable(tuple(found for found in errors if found.severity is Severity.ERROR))
        draft = self._draft(authority, files.case.assessment)
        criteria = usable(self._reader, draft.criteria).criteria
        file = files.assessment if self._for == "lead" else files.review
        data = file.document.data if file is not None and file.document is not None else None
        values = {route: one_line_each(text) for route, text in values_of(data, criteria).items()}
        words = self._words(files, criteria)
        if self._for == "lead":
            sheets = lead_sheets(draft, values, words, papers=_papers(files.case.assessment))
        elif files.case.assessment is None:
            msg = f"{authority} has no self-assessment for {self._cycle} that could be reviewed"
            raise PreventAssureError(msg)
        else:
            sheets = adviser_sheets(files.case, criteria, draft, values, words)
        name, what = draft.authority_name, "self-assessment" if self._for == "lead" else "review"
        form = Form(self._for, authority, self._cycle, criteria.ref, digest(criteria),
                    f"{name}: {what} {printed_cycle(self._cycle)}", sheets)  # fmt: skip
        _fits(form)
        return Source(form, criteria, draft, files)

    def _draft(self, authority: str, assessment: Assessment | None) -> DraftView:
        ref = assessment.criteria if assessment is not None else None
        before = cycle_before(self._workspace, self._cycle, authority)
        key = (before, ref or "")
        if key not in self._empty:
            self._empty[key] = EmptyAssessments(self._workspace, cycle=self._cycle, source=before, criteria=ref)
        draft, found, _ = self._empty[key].draft(authority)
        if draft is None:
            raise Unreadable(found)
        return draft

    def _words(self, files: Files, criteria: Criteria) -> Words:
        settings, authority = self._reader.settings, files.case.authority
        sender = settings.sender_of(self._cycle) if settings is not None else None
        back = (sender.unit or sender.department, str(sender.email or "")) if sender is not None else ()
        return Words(
            outcomes={outcome.id: outcome.label for outcome in criteria.outcomes},
            progress=self._progress,
            posts=_posts(authority.people if authority is not None else {}),
            sender=tuple(line for line in back if line),
        )


def _posts(people: People) -> dict[str, str]:
    """Give the titles of posts by role; of posts with the same title the role, so that they can be told apart."""
    titles = {role: post.title for role in people if (post := holder(people, role, None)) is not None}
    return {role: title if list(titles.values()).count(title) == 1 else f"{title} ({role})"
            for role, title in titles.items()}  # fmt: skip


def _papers(assessment: Assessment | None) -> int:
    """Say for how many papers beside a criterion there is a place: for one more than there are, and three at least."""
    answers = (
        answer
        for said in (assessment.benchmarks.values() if assessment is not None else ())
        for level in said.answers.values()
        if isinstance(level, dict)
        for answer in level.values()
    )
    most = max((len(answer.references) for answer in answers if not isinstance(answer, str)), default=0)
    return min(max(most + 1, _LEAST_PAPERS), MOST_PAPERS)


def _fits(form: Form) -> None:
    """Refuse a text that would not come back from a workbook as it went."""
    for route, given in form.inputs():
        if len(given.value) > MOST:
            msg = f"{form.authority}: the text at {route} is longer than a cell holds, which is {MOST:,} characters"
            raise PreventAssureError(msg)
        if ESCAPES_TOUCH.search(given.value):
            msg = f"{form.authority}: the text at {route} has two escapes of workbooks in a row, as in _x0041_x0041_"
            raise PreventAssureError(msg)

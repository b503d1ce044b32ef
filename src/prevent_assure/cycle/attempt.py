"""Trying a step of a cycle on an authority's files, and writing it only if nothing is missing."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from prevent_assure.checking.checks.record import CHANGED_SINCE_ISSUE
from prevent_assure.checking.checks.sign_offs import SIGN_OFF_CODES, WHOLE
from prevent_assure.checking.checks.steps import DATES_OUT_OF_ORDER
from prevent_assure.checking.issued_letters import IssuedLetters
from prevent_assure.checking.lint.addressees import RECIPIENT
from prevent_assure.checking.reading import Files, Reader, problems
from prevent_assure.checking.registry import LINT
from prevent_assure.checking.severities import apply_settings
from prevent_assure.diagnostics import Diagnostic, InputError, PreventAssureError, Route, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import holder
from prevent_assure.model.guesses import guess_word
from prevent_assure.model.review import Review
from prevent_assure.model.vocabulary import roles_known
from prevent_assure.rules.case import Case
from prevent_assure.rules.closing import why_closed
from prevent_assure.rules.seals import made_stale
from prevent_assure.rules.sides import wrong_side
from prevent_assure.rules.status import is_submitted
from prevent_assure.workspace.commenting import without_hint
from prevent_assure.workspace.editing import REMOVED, Edit, edit
from prevent_assure.workspace.layout import SETTINGS, assessment_path, authority_path, record_path, review_path
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.locking import read_now, write_over
from prevent_assure.workspace.workspace import EditedWorkspace, Workspace

from .dry_run import lines_of
from .new import EmptyAssessments, cycle_before
from .new_review import review_text
from .step_table import CLEAR, CORRECTIONS_BEGIN, File, Missing, Step, Taker

LEAD = "prevent-lead"
ADVISER = "prevent-adviser"


def usual_role(case: Case, taker: Taker) -> str | None:
    """Say who usually takes a step.

    Args:
        case: The authority in its cycle.
        taker: Whose step it is.

    Returns:
        The role; None where it cannot be said, or nobody bears it.
    """
    roles = {"authority": _of_authority, "adviser": _of_adviser, "sender": _of_sender}
    return next((role for role in roles[taker](case) if role in case.roles), None)


def _of_authority(case: Case) -> Iterator[str]:
    yield LEAD
    if case.authority is not None and len(case.authority.people) == 1:
        yield from case.authority.people


def _of_adviser(case: Case) -> Iterator[str]:
    if case.review is not None:
        yield from case.review.advisers
    yield ADVISER
    if case.settings is not None and len(case.settings.people) == 1:
        yield from case.settings.people


def _of_sender(case: Case) -> Iterator[str]:
    """The role of who signs the letters, else whoever is left besides the adviser."""
    if case.settings is None:
        return
    people, signatory = case.settings.people, case.settings.sender_of(case.cycle).name
    for role in people:
        person = holder(people, role, None)
        if person is not None and person.name == signatory:
            yield role
    others = [each for each in people if each not in set(_of_adviser(case))]
    if len(others) == 1 or len(people) == 1:
        yield from others or people


Found = tuple[str, str, Route]
"""What makes a finding the same one as before: code, path and place in the data."""


class StepResult(NamedTuple):
    """What became of a step.

    Attributes:
        authority: The authority's id.
        cycle: The cycle.
        path: The file that it is written in, relative to the workspace.
        written: Whether it was written.
        said: What was done, or why not, in a sentence; empty where the findings say it.
        diagnostics: What is missing.
        sealed: What a sign-off seals, in lines.
        stale: The sign-offs that it makes stale: `accepted`, `agreed`, `cleared`.
        lines: Where the step was only tried, what it would write; empty where something is missing for it.
    """

    authority: str
    cycle: str
    path: str
    written: bool
    said: str
    diagnostics: tuple[Diagnostic, ...] = ()
    sealed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class Trial(NamedTuple):
    """The files as they would be with a step.

    Attributes:
        data: The file that it is written in.
        reader: What read the files.
        files: All the authority's files of the cycle.
        missing: What keeps the step from being written.
    """

    data: bytes
    reader: Reader
    files: Files
    missing: tuple[Diagnostic, ...]


class Attempt:
    """A step that is tried on one authority's files of one cycle.

    Attributes:
        case: The files as they are.
        paths: Where self-assessment and review lie, relative to the workspace.
        read: What the step is decided on, and must still be there when it is written.
    """

    def __init__(self, workspace: Workspace, authority: str, cycle: str, *, dry_run: bool = False) -> None:
        """Read the files.

        Args:
            workspace: The workspace.
            authority: The authority's id.
            cycle: The cycle.
            dry_run: Whether it is only tried, and nothing is written.
        """
        self._workspace, self._dry_run = workspace, dry_run
        self.paths: Mapping[File, str] = {
            "assessment": assessment_path(cycle, authority),
            "review": review_path(cycle, authority),
        }
        self.read = read_now(
            workspace.root,
            SETTINGS,
            authority_path(authority),
            *self.paths.values(),
            record_path(cycle, authority),
        )
        self._reader = Reader(workspace)
        self._files = self._reader.files(cycle, authority)
        self.case: Case = self._files.case

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self._workspace.root

    def errors(self) -> tuple[Diagnostic, ...]:
        """Give the errors of the files as they are."""
        return tuple(each for each in self._found() if each.severity is Severity.ERROR)

    def lost_record(self) -> str | None:
        """Say that the letter was issued and its record is gone, so that nothing may be signed anew; else None."""
        return IssuedLetters.of(self._workspace).lost_record(self.case.cycle, self.case.authority_id)

    def unreadable(self) -> bool:
        """Tell whether one of the files has errors of form."""
        files: tuple[Loaded[Any] | None, ...] = (self._files.authority, self._files.assessment, self._files.review)
        return any(each is not None and each.model is None for each in files)

    def refused(self, said: str = "", *, diagnostics: tuple[Diagnostic, ...] = ()) -> StepResult:
        """Say that the step is not taken.

        Args:
            said: Why.
            diagnostics: What is missing.

        Returns:
            The result.
        """
        return StepResult(
            self.case.authority_id, self.case.cycle, "", written=False, said=said, diagnostics=diagnostics
        )

    def role(self, step: Step, by: str | None, *, does: str = "") -> str:
        """Decide who takes the step.

        Args:
            step: The step.
            by: The role that was named, if any.
            does: What the step is called where it is not a command of the table.

        Returns:
            The role.

        Raises:
            PreventAssureError: If nobody bears it, it stands on the other side, or nobody is named and it cannot be
                told who usually does.
        """
        role = by or usual_role(self.case, step.taker)
        if role is None:
            msg = f"who is it? name a role with --by; people here: {', '.join(sorted(self.case.roles))}"
            raise PreventAssureError(msg)
        wrong = wrong_side(self.case, self.known(role), step.side, does or step.command)
        if wrong is not None:
            message, hint = wrong
            msg = f"{message}\n  hint: {hint}; name one with --by"
            raise PreventAssureError(msg)
        return role

    def data(self, file: File) -> Mapping[str, Any]:
        """Give what a file holds, as it was read; nothing where it is not there."""
        loaded = self._files.review if file == "review" else self._files.assessment
        return loaded.document.data if loaded is not None and loaded.document is not None else {}

    def known(self, role: str) -> str:
        """Check that somebody bears a role.

        Args:
            role: The role.

        Returns:
            The role.

        Raises:
            PreventAssureError: If nobody does.
        """
        roles, case = self.case.roles, self.case
        if role not in roles:
            files = [each.people for each in (case.authority, case.settings) if each is not None]
            known = roles_known(*files)
            found = guess_word(role, known.words, known.called)
            hint = f"people here, by role: {', '.join(sorted(roles))}"
            if found is not None:
                hint = f"did you mean `{found.word}`?" if found.near else f"write the role, `{found.word}`"
            msg = f"nobody bears this role in the authority's file or the settings\n  hint: {hint}"
            raise PreventAssureError(msg)
        return role

    def write(
        self,
        step: Step,
        changes: Edit,
        *,
        done: str,
        missing: Missing | None = None,
        orders: Mapping[Route, Sequence[str]] | None = None,
    ) -> StepResult:
        """Write the step if nothing is missing for it.

        Args:
            step: The step.
            changes: What is to stand where.
            done: What is then done.
            missing: Which findings keep it from being written, where they are not those that the table says.
            orders: The order of keys where the model does not say so.

        Returns:
            What became of it.

        Raises:
            FileChanged: If what it was decided on is not as it was read.
            PreventAssureError: If the file cannot be changed or written.
        """
        closed = why_closed(self.case, begins_correction=step.key == CORRECTIONS_BEGIN)
        if closed:
            return self.refused(closed)
        trial = self.trial(step.file, changes, missing=missing or step.missing, orders=orders)
        if trial.missing:
            return self.refused(diagnostics=trial.missing)
        after = "submitted" if is_submitted(trial.files.case.assessment, trial.files.case.review) else "draft"
        if step.makes not in {None, after}:
            return self.refused(step.too_early)
        stale = made_stale(self.case, trial.files.case)
        path = self.paths[step.file]
        result = StepResult(self.case.authority_id, self.case.cycle, path, written=True, said=done, stale=stale)
        if self._dry_run:
            return result._replace(written=False, lines=self._lines(step.file, changes))
        self.save(step.file, trial)
        return result

    def _lines(self, file: File, changes: Edit) -> tuple[str, ...]:
        """Say what would be written, and of a file that is not there yet that it would be made."""
        new = () if self.read[self.paths[file]] is not None else ("+ the file itself, laid out anew",)
        return (*new, *lines_of(changes, self.data(file)))

    def trial(
        self, file: File, changes: Edit, *, missing: Missing, orders: Mapping[Route, Sequence[str]] | None = None
    ) -> Trial:
        """Look at the files as they would be with a step, without writing it.

        Args:
            file: The file.
            changes: What is to stand where.
            missing: Which findings keep it from being written.
            orders: The order of keys where the model does not say so.

        Returns:
            What would be.

        Raises:
            PreventAssureError: If the file cannot be changed.
        """
        data = edit(self.text(file), changes, model=Review if file == "review" else Assessment, orders=orders)
        for key in (route[0] for route, value in changes.items() if len(route) == 1 and value is not REMOVED):
            data = without_hint(data, str(key))
        edited = EditedWorkspace(self._workspace.root, PurePosixPath(self.paths[file]), data)
        reader = Reader(edited)
        after = reader.files(self.case.cycle, self.case.authority_id)
        before = frozenset(map(_same, self._found())) if missing == "new errors" else frozenset()
        anew = missing == "errors and warnings of the text"
        found = apply_settings(
            [*edited.settings.diagnostics, *problems(reader, after, anew=anew)], self._reader.settings
        )
        kept = [each for each in found if self._counts(each, missing) and _same(each) not in before]
        return Trial(data, reader, after, tuple(map(self._as_it_stands, kept)))

    def _counts(self, each: Diagnostic, missing: Missing) -> bool:
        """Tell whether a finding keeps a step from being written."""
        if each.code in RECIPIENT and missing == "errors and warnings of the text":
            return True  # whatever the settings make of it
        if each.severity is not Severity.ERROR:
            of_text = each.severity is Severity.WARNING and each.code in LINT
            return of_text and missing == "errors and warnings of the text"
        if each.code in SIGN_OFF_CODES and each.route[:1] in WHOLE and missing != CLEAR.missing:
            return False  # what was signed may change; it is said that it makes the sign-off stale
        if each.code == DATES_OUT_OF_ORDER.code and each.route[:1] == (CLEAR.key,) and missing != CLEAR.missing:
            return False  # an earlier clearance is stale, and will be given anew
        beside = missing == "errors beside the review" and each.location.path == self.paths["review"]
        return each.code != CHANGED_SINCE_ISSUE.code and not beside

    def save(self, file: File, trial: Trial) -> None:
        """Write a file as it was tried.

        Raises:
            FileChanged: If what it was decided on is not as it was read.
            PreventAssureError: If it cannot be written.
        """
        write_over(self._workspace.root, {self.paths[file]: trial.data}, self.read)

    def text(self, file: File) -> bytes:
        """Give what stands in a file; for one that is not there a new one."""
        read = self.read[self.paths[file]]
        if read is not None:
            return read
        return (review_text(self._workspace, self.case) if file == "review" else self._empty_assessment()).encode()

    def _empty_assessment(self) -> str:
        authority, cycle = self.case.authority_id, self.case.cycle
        empty = EmptyAssessments(self._workspace, cycle=cycle, source=cycle_before(self._workspace, cycle, authority))
        draft, found, _ = empty.draft(authority)
        if draft is None:
            msg = f"{found[0].location.path} cannot be read: `prevent-assure validate` says what is wrong with it"
            raise InputError(msg)
        return empty.text(draft)

    def _found(self) -> tuple[Diagnostic, ...]:
        found = [*self._workspace.settings.diagnostics, *problems(self._reader, self._files)]
        return apply_settings(found, self._reader.settings)

    def _as_it_stands(self, each: Diagnostic) -> Diagnostic:
        """Give a finding the place that it has in the file as it is, since the step is not written."""
        files: tuple[Loaded[Any] | None, ...] = (self._files.assessment, self._files.review)
        for loaded in files:
            if loaded is not None and loaded.document is not None and loaded.path == each.location.path:
                span = loaded.document.locate(each.route)
                line = loaded.document.lines[span.line - 1] if span.line <= len(loaded.document.lines) else None
                place = each.location._replace(
                    line=span.line, column=span.column, end_line=span.end_line, end_column=span.end_column
                )
                return each._replace(location=place, excerpt=line)
        return each


def _same(each: Diagnostic) -> Found:
    return each.code, each.location.path, each.route

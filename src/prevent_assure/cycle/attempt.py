"""Trying a step of a cycle on an authority's files, and writing it only if nothing is missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Literal, NamedTuple

from prevent_assure.checking.checks.record import CHANGED_SINCE_ISSUE
from prevent_assure.checking.reading import Files, Reader, problems
from prevent_assure.checking.severities import settle
from prevent_assure.diagnostics import Diagnostic, PreventAssureError, Route, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import holder
from prevent_assure.model.base import Model
from prevent_assure.model.nearness import closest
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case
from prevent_assure.workspace.editing import Edit, edit
from prevent_assure.workspace.files import read_file
from prevent_assure.workspace.layout import assessment_path, review_path
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.workspace import EditedWorkspace, Workspace
from prevent_assure.workspace.writing import write_whole

from .review_form import review_text

Step = Literal["submit", "return", "review", "accept", "agree", "clear", "issue"]
LEAD = "prevent-lead"
ADVISER = "prevent-adviser"


def usual_role(case: Case, step: Step) -> str | None:
    """Say who usually takes a step.

    Args:
        case: The authority in its cycle.
        step: The step.

    Returns:
        The role; None where it cannot be said, or nobody bears it.
    """
    roles = {"submit": _of_authority, "accept": _of_authority, "clear": _of_sender, "issue": _of_sender}
    return next((each for each in roles.get(step, _of_adviser)(case) if each in case.roles), None)


def _of_authority(case: Case) -> Iterator[str]:
    yield LEAD
    if case.authority is not None and len(case.authority.people) == 1:
        yield from case.authority.people


def _of_adviser(case: Case) -> Iterator[str]:
    if case.review is not None and case.review.adviser is not None:
        yield case.review.adviser
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
    """

    authority: str
    cycle: str
    path: str
    written: bool
    said: str
    diagnostics: tuple[Diagnostic, ...] = ()


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


def any_error(each: Diagnostic, before: frozenset[Found]) -> bool:  # noqa: ARG001 - all that is there counts
    """Tell whether a finding is an error.

    Args:
        each: The finding.
        before: The findings of before.

    Returns:
        Whether it is one.
    """
    return each.severity is Severity.ERROR


def new_error(each: Diagnostic, before: frozenset[Found]) -> bool:
    """Tell whether a finding is an error that was not there before.

    Args:
        each: The finding.
        before: The findings of before.

    Returns:
        Whether it is one.
    """
    return each.severity is Severity.ERROR and _same(each) not in before


class Attempt:
    """A step that is tried on one authority's files of one cycle.

    Attributes:
        case: The files as they are.
        assessment_path: Where the self-assessment lies.
        review_path: Where the review lies.
    """

    def __init__(self, workspace: Workspace, authority: str, cycle: str) -> None:
        """Read the files.

        Args:
            workspace: The workspace.
            authority: The authority's id.
            cycle: The cycle.
        """
        self._workspace = workspace
        self._reader = Reader(workspace)
        self._files = self._reader.files(cycle, authority)
        self.case: Case = self._files.case
        self.assessment_path = assessment_path(cycle, authority)
        self.review_path = review_path(cycle, authority)

    def errors(self) -> tuple[Diagnostic, ...]:
        """Give the errors of the files as they are."""
        return tuple(each for each in self._found() if each.severity is Severity.ERROR)

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

    def role(self, step: Step, by: str | None) -> str:
        """Decide who takes the step.

        Args:
            step: The step.
            by: The role that was named, if any.

        Returns:
            The role.

        Raises:
            PreventAssureError: If nobody bears it, or nobody is named and it cannot be told who usually does.
        """
        role = by or usual_role(self.case, step)
        if role is None:
            msg = f"who is it? name a role with --by; people here: {', '.join(sorted(self.case.roles))}"
            raise PreventAssureError(msg)
        return self.known(role)

    def known(self, role: str) -> str:
        """Check that somebody bears a role.

        Args:
            role: The role.

        Returns:
            The role.

        Raises:
            PreventAssureError: If nobody does.
        """
        roles = self.case.roles
        if role not in roles:
            hint = closest(role, roles) or f"people here: {', '.join(sorted(roles))}"
            msg = f"nobody bears this role in the authority's file or the settings\n  hint: {hint}"
            raise PreventAssureError(msg)
        return role

    def write(  # noqa: PLR0913 - a step is what it writes and what must hold for it
        self,
        path: str,
        changes: Edit,
        *,
        counts: Callable[[Diagnostic, frozenset[Found]], bool],
        done: str,
        holds: Callable[[Case], bool] = lambda _: True,
        otherwise: str = "",
        orders: Mapping[Route, Sequence[str]] | None = None,
    ) -> StepResult:
        """Write the step if nothing is missing for it.

        Args:
            path: The file.
            changes: What is to stand where.
            counts: Which findings keep it from being written, given those of before.
            done: What is then done.
            holds: What must be so afterwards.
            otherwise: What to say where it is not.
            orders: The order of keys where the model does not say so.

        Returns:
            What became of it.

        Raises:
            PreventAssureError: If the file cannot be changed or written.
        """
        trial = self.trial(path, changes, counts=counts, orders=orders)
        if trial.missing:
            return self.refused(diagnostics=trial.missing)
        if not holds(trial.files.case):
            return self.refused(otherwise)
        write_whole(self._workspace.root / path, trial.data, root=self._workspace.root)
        return StepResult(self.case.authority_id, self.case.cycle, path, written=True, said=done)

    def trial(
        self,
        path: str,
        changes: Edit,
        *,
        counts: Callable[[Diagnostic, frozenset[Found]], bool],
        orders: Mapping[Route, Sequence[str]] | None = None,
    ) -> Trial:
        """Look at the files as they would be with a step, without writing it.

        Args:
            path: The file.
            changes: What is to stand where.
            counts: Which findings keep it from being written, given those of before.
            orders: The order of keys where the model does not say so.

        Returns:
            What would be.

        Raises:
            PreventAssureError: If the file cannot be changed.
        """
        data = edit(self._standing(path), changes, model=self._model(path), orders=orders)
        edited = EditedWorkspace(self._workspace.root, PurePosixPath(path), data)
        reader = Reader(edited)
        after = reader.files(self.case.cycle, self.case.authority_id)
        before = frozenset(map(_same, self._found()))
        found = settle([*edited.settings.diagnostics, *problems(reader, after)], self._reader.settings)
        missing = [each for each in found if each.code != CHANGED_SINCE_ISSUE.code and counts(each, before)]
        return Trial(data, reader, after, tuple(map(self._as_it_stands, missing)))

    def _standing(self, path: str) -> bytes:
        """What stands in the file; for a review that is not there a new one."""
        if path == self.review_path and self._files.review is None:
            return review_text(self._workspace, self.case).encode()
        return read_file(self._workspace.root / path, root=self._workspace.root)

    def _model(self, path: str) -> type[Model]:
        return Review if path == self.review_path else Assessment

    def _found(self) -> tuple[Diagnostic, ...]:
        found = [*self._workspace.settings.diagnostics, *problems(self._reader, self._files)]
        return settle(found, self._reader.settings)

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

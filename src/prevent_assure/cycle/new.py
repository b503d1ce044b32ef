"""A self-assessment that is to be filled in, with last cycle's answers beside the criteria where one asks for them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure.checking.editions import Edition
from prevent_assure.checking.reading import Reader
from prevent_assure.diagnostics import Diagnostic, InputError, PreventAssureError, Route, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.outcome_letter.plain_engine import laid_out
from prevent_assure.rules.case import previous_cycle
from prevent_assure.rules.edition_changes import edition_changes
from prevent_assure.workspace.layout import assessment_path
from prevent_assure.workspace.loading import Loaded, load_bytes
from prevent_assure.workspace.templates import Template, templates
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import write_whole

from .form_view import DraftFollowUp, DraftSources, draft_view


def orders_of(criteria: Criteria) -> dict[Route, list[str]]:
    """Give the order of benchmarks, levels and criteria.

    Args:
        criteria: The edition.

    Returns:
        For the way to each group the order of its keys.
    """
    orders: dict[Route, list[str]] = {("benchmarks",): [each.id for each in criteria.by_number()]}
    for benchmark in criteria.benchmarks:
        answers = ("benchmarks", benchmark.id, "answers")
        orders[answers] = list(benchmark.criteria)
        orders |= {(*answers, level): [each.id for each in members] for level, members in benchmark.criteria.items()}
    return orders


class AlreadyThere(PreventAssureError):  # noqa: N818 - named for what stands in the way
    """A file that was not made, since one stands in its place."""


def is_there(root: Path, path: str) -> bool:
    """Tell whether anything stands at a place, be it a file, a folder or a link.

    Args:
        root: The folder.
        path: The place in it.

    Returns:
        Whether something does.
    """
    return os.path.lexists(root / path)


def create(root: Path, path: str, text: str) -> None:
    """Make a new file.

    Args:
        root: The workspace's folder.
        path: The place in it.
        text: What the file is to hold.

    Raises:
        AlreadyThere: If something stands there already; it is left as it is.
        PreventAssureError: If the file cannot be written.
    """
    if is_there(root, path):
        msg = f"{path} is there already, and is left as it is"
        raise AlreadyThere(msg)
    write_whole(root / path, text.encode(), root=root)


LEAD = "prevent-lead"
TEMPLATE = "assessment.yaml.j2"


class NewResult(NamedTuple):
    """What became of an authority's new self-assessment.

    Attributes:
        authority: The authority's id.
        path: Where it lies.
        made: Whether it was written; False where a file was there already or something is wrong.
        there: Whether a file was there already.
        diagnostics: The errors that kept it from being made.
        notes: What else is to be said, in sentences.
    """

    authority: str
    path: str
    made: bool
    there: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()


def new(workspace: Workspace, *, authorities: Sequence[str], cycle: str, source: str | None = None) -> list[NewResult]:
    """Write self-assessments to be filled in. A file that is there already is left as it is.

    Args:
        workspace: The workspace.
        authorities: Whose.
        cycle: The cycle that they are for.
        source: The cycle whose answers are to stand beside the criteria, or None.

    Returns:
        What became of each.

    Raises:
        PreventAssureError: If the settings name no criteria for the cycle, or a file cannot be written.
        InputError: If the criteria or the template cannot be used.
    """
    scaffold = Scaffold(workspace, cycle=cycle, source=source)
    return [scaffold.make(each) for each in authorities]


class Scaffold:
    """Makes the self-assessments of one cycle."""

    def __init__(
        self, workspace: Workspace, *, cycle: str, source: str | None = None, criteria: str | None = None
    ) -> None:
        """Prepare to make self-assessments.

        Args:
            workspace: The workspace.
            cycle: The cycle that they are for.
            source: The cycle whose answers are to stand beside the criteria, or None.
            criteria: The edition that they go by; None for the one that the settings name for the cycle.

        Raises:
            PreventAssureError: If the settings name no criteria for the cycle, or there are none such.
            InputError: If the criteria or the template cannot be used.
        """
        self._workspace, self._cycle, self._source = workspace, cycle, source
        self._reader = Reader(workspace)
        self._criteria = _criteria(self._reader, cycle, criteria)
        self._templates: dict[str, Template] = templates(workspace)

    def make(self, authority: str) -> NewResult:
        """Write one authority's self-assessment.

        Args:
            authority: Its id.

        Returns:
            What became of it. A file that is there already is left as it is.

        Raises:
            InputError: If the template makes no self-assessment.
            PreventAssureError: If the file cannot be written.
        """
        path = assessment_path(self._cycle, authority)
        if is_there(self._workspace.root, path):
            return NewResult(authority, path, made=False, there=True)
        sources, found, notes = self.sources(authority)
        if sources is None:
            return NewResult(authority, path, made=False, diagnostics=found)
        create(self._workspace.root, path, self._text(sources, path))
        return NewResult(authority, path, made=True, notes=notes)

    def sources(self, authority: str) -> tuple[DraftSources | None, tuple[Diagnostic, ...], tuple[str, ...]]:
        """Gather what an authority's self-assessment is made from.

        Args:
            authority: Its id.

        Returns:
            The sources, None where a file cannot be read; what is wrong with it; and what else is to be said.
        """
        before = self._workspace.assessment(self._source, authority) if self._source is not None else None
        review = self._workspace.review(self._source, authority) if self._source is not None else None
        unreadable = [each for each in (before, review) if each is not None and each.model is None]
        if unreadable:
            return None, tuple(each for loaded in unreadable for each in loaded.diagnostics), ()
        sources = DraftSources(
            authority=authority,
            **_of_authority(self._reader.authority(authority), authority),
            cycle=self._cycle,
            due=self._due(authority),
            criteria=self._criteria,
            follow_up=self._follow_up(authority),
            before=before.model if before is not None else None,
            review=review.model if review is not None else None,
            changes=None,
        )
        changed, notes = self._with_changes(sources, authority)
        return changed, (), notes

    def _with_changes(self, sources: DraftSources, authority: str) -> tuple[DraftSources, tuple[str, ...]]:
        if self._source is None:
            return sources, ()
        if sources.before is None:
            return sources, (f"{authority} has no self-assessment for {self._source} to stand beside the criteria",)
        edition = self._reader.edition(sources.before.criteria)
        if edition is None or edition.loaded.model is None:
            note = f"the criteria of {self._source} cannot be read, so that nothing can be held against them"
            return sources._replace(before=None, review=None), (note,)
        return sources._replace(changes=edition_changes(edition.loaded.model, self._criteria)), ()

    def _due(self, authority: str) -> str:
        settings = self._reader.settings
        cycle = settings.cycles.get(self._cycle) if settings is not None else None
        day = cycle.extensions.get(authority, cycle.self_assessment_due) if cycle is not None else None
        return day.isoformat() if day is not None else ""

    def _follow_up(self, authority: str) -> tuple[DraftFollowUp, ...]:
        case = self._reader.files(self._cycle, authority).case
        direct = case.authority.predecessors if case.authority is not None else ()
        makers = dict.fromkeys((authority, *direct, *sorted(case.relatives)))
        recommended, _ = self._reader.recommended(previous_cycle(self._cycle), tuple(makers)) or ({}, {})
        return tuple(
            DraftFollowUp(
                name=name,
                text=one.text,
                owner=one.owner or "",
                due=one.due.isoformat() if one.due is not None else "",
                benchmarks=() if one.shared else one.benchmarks,
                shared=one.shared,
            )
            for name, one in recommended.items()
        )

    def _text(self, sources: DraftSources, path: str) -> str:
        template = self._templates[TEMPLATE]
        known = {name: each.text for name, each in self._templates.items()}
        text = laid_out(TEMPLATE, {"draft": draft_view(sources)}, known, template.origin.shown)
        loaded = load_bytes(text.encode(), path, Assessment)
        errors = [each for each in loaded.diagnostics if each.severity is Severity.ERROR]
        if errors:
            first = errors[0]
            msg = f"{template.origin.shown} makes no self-assessment: line {first.location.line}: {first.message}"
            raise InputError(msg)
        return text


def _criteria(reader: Reader, cycle: str, named: str | None) -> Criteria:
    settings = reader.settings
    if named is None and settings is not None and cycle in settings.cycles:
        named = settings.cycles[cycle].criteria
    if named is None:
        msg = f"the settings name no criteria for {cycle}: write `criteria:` under it in prevent-assure.yaml"
        raise PreventAssureError(msg)
    return usable(reader.edition(named), named, reader.workspace).loaded.model  # type: ignore[return-value] # usable


def usable(edition: Edition | None, ref: str, workspace: Workspace) -> Edition:
    """Take an edition that is to be worked with.

    Args:
        edition: The edition as read, or None where there is none.
        ref: Its name.
        workspace: The workspace, for the editions that there are.

    Returns:
        The edition, without errors.

    Raises:
        PreventAssureError: If there is none such.
        InputError: If it has errors.
    """
    if edition is None:
        msg = f"there is no edition {ref} of criteria here; editions: {', '.join(workspace.editions())}"
        raise PreventAssureError(msg)
    if edition.scorer is None or edition.loaded.model is None:
        msg = f"{edition.loaded.path} has errors: `prevent-assure validate` names them"
        raise InputError(msg)
    return edition


def _of_authority(loaded: Loaded[Authority] | None, authority: str) -> dict[str, str]:
    if loaded is None or loaded.model is None:
        return {"authority_name": authority, "lead": LEAD}
    people = loaded.model.people
    lead = LEAD if LEAD in people or not people else next(iter(people))
    return {"authority_name": loaded.model.name, "lead": lead}

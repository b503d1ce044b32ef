"""Who is where in a cycle: status, days to and past the due date, and what each still needs."""

import datetime
from collections.abc import Collection, Iterator
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.authority import holder
from prevent_assure.model.settings import CycleSettings, Settings
from prevent_assure.rules.case import Case, previous_cycle
from prevent_assure.rules.needs import needs
from prevent_assure.rules.status import is_submitted
from prevent_assure.rules.whereabouts import Whereabouts
from prevent_assure.workspace.workspace import Workspace

from .reading import Files, Reader, existing
from .score import problems
from .settling import settle


class StatusResult(NamedTuple):
    """What `status` found.

    Attributes:
        cycle: The cycle.
        on: The day that days are counted from.
        authorities: Where each is, by id.
        diagnostics: The errors of files that cannot be read.
    """

    cycle: str
    on: datetime.date
    authorities: tuple[Whereabouts, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def advisers(self) -> list[str]:
        """The roles of the advisers, sorted."""
        return sorted({each.adviser for each in self.authorities if each.adviser is not None})

    def of(self, adviser: str) -> "StatusResult":
        """Keep one adviser's authorities.

        Args:
            adviser: The adviser's role.

        Returns:
            The others left out.
        """
        kept = tuple(each for each in self.authorities if each.adviser == adviser)
        return self._replace(authorities=kept)


def status(workspace: Workspace, *, cycle: str, on: datetime.date, authorities: Collection[str] = ()) -> StatusResult:
    """Say who is where in a cycle.

    Args:
        workspace: The workspace.
        cycle: The cycle.
        on: The day that days are counted from.
        authorities: Ids of the authorities asked for; none for all that exist in the cycle.

    Returns:
        Where each is, and the errors of files that cannot be read.
    """
    reader = Reader(workspace)
    assessed = workspace.assessed(cycle)
    every = sorted({*existing(workspace, cycle), *assessed})
    found: list[Diagnostic] = list(workspace.settings.diagnostics)
    made: dict[str, Whereabouts] = {}
    for authority in every:
        files = reader.files(cycle, authority)
        found += _unreadable(files)
        made[authority] = _whereabouts(reader, files, on)
    standings = tuple(_with_covered(made, cycle))
    kept = tuple(each for each in standings if not authorities or each.authority in authorities)
    errors = (each for each in settle(found, workspace.settings.model) if each.severity is Severity.ERROR)
    return StatusResult(cycle, on, kept, tuple(dict.fromkeys(errors)))


def _with_covered(made: dict[str, Whereabouts], cycle: str) -> Iterator[Whereabouts]:
    """Give an authority without a self-assessment the standing of the one that covers it."""
    covering = {
        covered: each
        for each in made.values()
        if each.case.assessment is not None and each.cycle == cycle
        for covered in each.case.assessment.covers
    }
    for authority, own in made.items():
        other = covering.get(authority)
        if own.begun or other is None:
            yield own
        else:
            yield other._replace(authority=authority, name=own.name, covered_by=other.authority, case=own.case)


def _unreadable(files: Files) -> list[Diagnostic]:
    read = (files.authority, files.assessment, files.review)
    return [each for loaded in read if loaded is not None and loaded.model is None for each in loaded.diagnostics]


def _whereabouts(reader: Reader, files: Files, on: datetime.date) -> Whereabouts:
    case = files.case
    submitted = case.assessment.submitted if case.assessment is not None else None
    is_in = submitted is not None and is_submitted(case.assessment, case.review)
    due, extended = _due(case, reader.settings)
    adviser = _adviser(reader, case)
    person = holder(case.roles, adviser, on) if adviser is not None else None
    return Whereabouts(
        authority=case.authority_id,
        name=case.authority.name if case.authority is not None else case.authority_id,
        cycle=case.cycle,
        status=case.status,
        begun=files.assessment is not None,
        covered_by=None,
        adviser=adviser,
        adviser_name=person.name if person is not None else None,
        due=due,
        extended=extended,
        days_left=(due - on).days if due is not None else None,
        submitted=submitted.on if is_in and submitted is not None else None,
        needs=needs(case, errors=_errors(reader, files)),
        case=case,
    )


def _adviser(reader: Reader, case: Case) -> str | None:
    """Give the adviser's role; as long as no review says, that of the cycle before."""
    if case.review is not None and case.review.adviser is not None:
        return case.review.adviser
    before = previous_cycle(case.cycle)
    read = (reader.workspace.review(before, each) for each in (case.authority_id, *sorted(case.relatives)))
    return next((each.model.adviser for each in read if each is not None and each.model is not None), None)


def _errors(reader: Reader, files: Files) -> int:
    if files.assessment is None:
        return 0
    found = settle(problems(reader, files), reader.settings)
    return sum(each.severity is Severity.ERROR for each in found)


def _due(case: Case, settings: Settings | None) -> tuple[datetime.date | None, bool]:
    """Give the due date: by the workspace that reads, else by the authority's own; an extension goes first."""
    cycles: list[CycleSettings] = [
        each.cycles[case.cycle] for each in (settings, case.settings) if each is not None and case.cycle in each.cycles
    ]
    extended = next(
        (each.extensions[case.authority_id] for each in cycles if case.authority_id in each.extensions), None
    )
    due = next((each.self_assessment_due for each in cycles if each.self_assessment_due is not None), None)
    return (extended or due), extended is not None

"""Who is where in a cycle: status, days to and past the due date, and what each still needs."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from prevent_assure.checking.issued_letters import IssuedLetters
from prevent_assure.checking.reading import Files, Reader, errors_of, existing, problems, successors
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.assessment import Way
from prevent_assure.model.authority import holder
from prevent_assure.model.settings import due_date
from prevent_assure.rules.case import Case, Need, previous_cycle
from prevent_assure.rules.status import Stage, Status, in_by, is_submitted
from prevent_assure.rules.succession import Succession
from prevent_assure.workspace.workspace import Workspace

from .needs import needs


class Whereabouts(NamedTuple):
    """Where an authority is in a cycle.

    Attributes:
        authority: Its id.
        name: Its name.
        cycle: The cycle.
        status: The status that its files claim.
        begun: Whether it has a self-assessment, or is covered by one.
        covered_by: The authority whose self-assessment covers it, or None.
        adviser: The leading adviser's role; until a review says, that of the cycle before; None where neither does.
        adviser_name: Who that is, or None.
        due: When the self-assessment is due, or None where the settings do not say.
        extended: Whether that is later than for the others.
        days_left: Days until then, negative past it; None where it is not known, or the self-assessment is in.
        submitted: When it was submitted, the last time, or None where it is not in.
        next_steps: What is needed before the next status, and how it is done.
        case: The files that this was read from.
        submitted_first: When it was submitted for the first time; None where it never was, or the files do not tell.
        in_time: Whether that was no later than it was due; None where it cannot be told.
        advisers: The roles of all advisers, the one who leads first.
        via: How the last submission came, where it did not come as the file itself.
        stage: How far it is, as `overview` counts it, too.
        succeeded_by: The authorities that have taken its part within the cycle, where it has no self-assessment.
    """

    authority: str
    name: str
    cycle: str
    status: Status
    begun: bool
    covered_by: str | None
    adviser: str | None
    adviser_name: str | None
    due: datetime.date | None
    extended: bool
    days_left: int | None
    submitted: datetime.date | None
    next_steps: tuple[Need, ...]
    case: Case
    submitted_first: datetime.date | None = None
    in_time: bool | None = None
    advisers: Sequence[str] = ()
    via: Way | None = None
    stage: Stage = "not_begun"
    succeeded_by: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """What is needed before the next status, in sentences."""
        return tuple(each.sentence for each in self.next_steps)

    @property
    def outstanding(self) -> bool:
        """Whether the self-assessment is past its due date and not in, or not in again."""
        return self.submitted is None and self.days_left is not None and self.days_left < 0

    @property
    def late(self) -> bool:
        """Whether it is outstanding and did not come in time before it was returned."""
        return self.outstanding and not self.in_time


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
        return sorted({role for each in self.authorities for role in each.advisers})

    def of(self, adviser: str) -> "StatusResult":
        """Keep one adviser's authorities.

        Args:
            adviser: The adviser's role.

        Returns:
            The others left out.
        """
        kept = tuple(each for each in self.authorities if adviser in each.advisers)
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
    found: list[Diagnostic] = list(workspace.settings.diagnostics)
    made: dict[str, Whereabouts] = {}
    for authority in sorted({*existing(workspace, cycle), *workspace.assessed(cycle)}):
        files = reader.files(cycle, authority)
        found += _unreadable(files)
        made[authority] = _whereabouts(reader, files, on)
    placed = _without_their_own(made, cycle, Succession(successors(workspace)))
    kept = tuple(each for each in placed if not authorities or each.authority in authorities)
    return StatusResult(cycle, on, kept, errors_of(found, workspace))


def _without_their_own(made: dict[str, Whereabouts], cycle: str, succession: Succession) -> Iterator[Whereabouts]:
    """Give an authority without a self-assessment the standing of the one that covers it, or say who succeeded it."""
    covering = {
        covered: each
        for each in made.values()
        if each.case.assessment is not None and each.cycle == cycle
        for covered in each.case.assessment.covers
    }
    for authority, own in made.items():
        other = covering.get(authority)
        file = own.case.authority
        if not own.begun and other is not None:
            yield other._replace(
                authority=authority, name=own.name, covered_by=other.authority, stage="covered", case=own.case
            )
        elif not own.begun and file is not None and (after := succession.succeeded_by(file, cycle)):
            yield own._replace(stage="succeeded", succeeded_by=tuple(after), days_left=None, next_steps=())
        else:
            yield own


def _unreadable(files: Files) -> list[Diagnostic]:
    read = (files.authority, files.assessment, files.review)
    return [each for loaded in read if loaded is not None and loaded.model is None for each in loaded.diagnostics]


def _whereabouts(reader: Reader, files: Files, on: datetime.date) -> Whereabouts:
    case = files.case
    submissions = case.assessment.submissions if case.assessment is not None else ()
    is_in = is_submitted(case.assessment, case.review)
    due, extended = due_date(case.authority_id, case.cycle, reader.settings, case.settings)
    by, exact = in_by(case.assessment, case.review)
    advisers = _advisers(reader, case)
    adviser = next(iter(advisers), None)
    person = holder(case.roles, adviser, on) if adviser is not None else None
    errors = errors_of(problems(reader, files), reader.workspace) if files.assessment is not None else ()
    lost = IssuedLetters.of(reader.at(case.authority_id).workspace).lost_record(case.cycle, case.authority_id)
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
        days_left=(due - on).days if due is not None and not is_in else None,
        submitted=submissions[-1].on if is_in else None,
        next_steps=_next_steps(files, len(errors), lost),
        case=case,
        submitted_first=case.submitted_first,
        in_time=_in_time(by, due, exact=exact),
        advisers=advisers,
        via=submissions[-1].via if is_in else None,
        stage=files.stage,
    )


def _next_steps(files: Files, errors: int, lost: str | None) -> tuple[Need, ...]:
    """Say what is needed next: of an issued letter its record, and of files that cannot be read that they can be."""
    if lost is not None:
        return (Need(f"{lost[0].upper()}{lost[1:]}.", "mend"),)
    found = needs(files.case, errors=errors)
    return found[-1:] if files.stage == "unreadable" else found


def _in_time(by: datetime.date | None, due: datetime.date | None, *, exact: bool) -> bool | None:
    if by is None or due is None:
        return None
    return True if by <= due else False if exact else None


def _advisers(reader: Reader, case: Case) -> Sequence[str]:
    """Give the advisers' roles; as long as no review says, that of the cycle before."""
    if case.review is not None and case.review.advisers:
        return case.review.advisers
    before = previous_cycle(case.cycle)
    read = (reader.workspace.review(before, each) for each in (case.authority_id, *sorted(case.relatives)))
    return next((each.model.advisers for each in read if each is not None and each.model is not None), ())

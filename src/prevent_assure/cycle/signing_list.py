"""The letters of a cycle that wait for a signature."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from prevent_assure.checking.checks.record import CHANGED_SINCE_ISSUE
from prevent_assure.checking.issued_letters import IssuedLetters
from prevent_assure.checking.reading import Reader, existing, problems, successors
from prevent_assure.checking.severities import apply_settings
from prevent_assure.diagnostics import Severity
from prevent_assure.model.authority import holder
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.rules.case import Case, previous_cycle
from prevent_assure.rules.record import is_being_corrected
from prevent_assure.rules.seals import State, sign_off_states
from prevent_assure.rules.succession import Succession
from prevent_assure.workspace.workspace import Workspace


class Move(NamedTuple):
    """An agreed outcome that is another than a cycle ago.

    Attributes:
        benchmark: The benchmark's id.
        number: Its number.
        title: Its title.
        before: The outcome's label then.
        now: The outcome's label now.
    """

    benchmark: str
    number: int
    title: str
    before: str
    now: str


class Outside(NamedTuple):
    """A benchmark that was agreed outside the rules.

    Attributes:
        benchmark: The benchmark's id.
        number: Its number.
        title: Its title.
        agreed: The agreed outcome's label.
        allowed: The labels of the outcomes that the rules allow.
    """

    benchmark: str
    number: int
    title: str
    agreed: str
    allowed: tuple[str, ...]


class ToSign(NamedTuple):
    """A letter that waits for a signature.

    Attributes:
        authority: The authority's id.
        name: Its name.
        recipient: To whom the letter goes: name and post, or the post where it is vacant.
        date: The letter's date, where it has one yet.
        cleared_by: Who cleared it: name and post, or the role.
        cleared_on: When.
        outcomes: For each agreed outcome's label how many benchmarks have it.
        agreed: For each scored benchmark's number its agreed outcome's label.
        outside: What was agreed outside the rules.
        moved: What moved since the cycle before; None where that cycle has no review here.
        warnings: The codes of warnings, each once.
        accepted: Whether the authority accepted the text, and which one.
        unsealed: The sign-offs that have no seal, by their keys.
        supersedes: The date of the issued letter whose place it takes; None where none is issued.
    """

    authority: str
    name: str
    recipient: str
    date: datetime.date | None
    cleared_by: str
    cleared_on: datetime.date
    outcomes: Mapping[str, int]
    agreed: Mapping[int, str]
    outside: tuple[Outside, ...]
    moved: tuple[Move, ...] | None
    warnings: tuple[str, ...]
    accepted: str
    unsealed: tuple[str, ...]
    supersedes: datetime.date | None = None


class SigningList(NamedTuple):
    """The letters of a cycle that wait for a signature.

    Attributes:
        cycle: The cycle.
        signatory: Who signs: name and post.
        letters: The letters, by authority.
        others: For each stage before and after that the ids of the authorities that are there.
        errors: The ids of authorities whose letter is cleared and whose files have errors.
        stale: By such an authority the sign-offs of what has changed since, by their keys.
    """

    cycle: str
    signatory: str
    letters: tuple[ToSign, ...]
    others: Mapping[str, tuple[str, ...]]
    errors: tuple[str, ...]
    stale: Mapping[str, tuple[str, ...]]


def to_sign(case: Case, before: Case | None, warnings: Iterable[str]) -> ToSign | None:
    """Put together what must be seen of a letter before it is signed.

    Args:
        case: The authority in its cycle.
        before: The authority in the cycle before, where it has a review.
        warnings: The codes of the warnings that its files have.

    Returns:
        The entry; None where the letter is not cleared, or a file cannot be read.
    """
    if case.review is None or case.review.cleared is None or case.authority is None or case.criteria is None:
        return None
    label = case.criteria.outcome_label
    day = case.review.letter.date
    scored = sorted((each for each in case.scores if each.scored), key=lambda each: each.number)
    return ToSign(
        authority=case.authority_id,
        name=case.authority.name,
        recipient=_person(case, case.authority.letter.to, day),
        date=day,
        cleared_by=_person(case, case.review.cleared.by, case.review.cleared.on),
        cleared_on=case.review.cleared.on,
        outcomes={
            each.label: number
            for each in case.criteria.outcomes
            if (number := sum(score.agreed == each.id for score in scored))
        },
        agreed={each.number: label(each.agreed) for each in scored if each.agreed is not None},
        outside=tuple(
            Outside(each.id, each.number, each.title, label(each.agreed), tuple(map(label, each.allowed)))
            for each in scored
            if each.override and each.agreed is not None
        ),
        moved=_moved(case, scored, before),
        warnings=tuple(sorted(set(warnings))),
        accepted=_accepted(case),
        unsealed=_in_state(case, "unsealed"),
        supersedes=case.record.date if case.record is not None else None,
    )


def _in_state(case: Case, *states: State) -> tuple[str, ...]:
    return tuple(step for step, found in sign_off_states(case).items() if found.state in states)


def _accepted(case: Case) -> str:
    given = case.review.accepted if case.review is not None else None
    if given is None:
        return "not accepted"
    changed = ", but the text has changed since" if _in_state(case, "stale", "unknown")[:1] == ("accepted",) else ""
    return f"{_person(case, given.by, given.on)}, {given.on.isoformat()}{changed}"


def _person(case: Case, role: str, day: datetime.date | None) -> str:
    person = holder(case.roles, role, day)
    return role if person is None else person.with_title


def _moved(case: Case, scored: Iterable[BenchmarkScore], before: Case | None) -> tuple[Move, ...] | None:
    if before is None or before.review is None or before.criteria is None or case.criteria is None:
        return None
    then = {name: each.agreed for name, each in before.review.benchmarks.items()}
    moves = []
    for each in scored:
        old = then.get(each.id)
        if old is not None and each.agreed is not None and old != each.agreed:
            labels = before.criteria.outcome_label(old), case.criteria.outcome_label(each.agreed)
            moves.append(Move(each.id, each.number, each.title, *labels))
    return tuple(moves)


def signing_list(workspace: Workspace, *, cycle: str) -> SigningList:
    """List the letters that are cleared and not issued, or cleared again after a correction and not issued anew.

    Args:
        workspace: The workspace.
        cycle: The cycle.

    Returns:
        The list; how far the cycle's other authorities have come stands beside it.
    """
    reader = Reader(workspace)
    letters: list[ToSign] = []
    stages: dict[str, str] = {}
    covered = set[str]()
    succession = Succession(successors(workspace))
    errors: list[str] = []
    stale: dict[str, tuple[str, ...]] = {}
    for authority in sorted({*existing(workspace, cycle), *workspace.assessed(cycle)}):
        home = reader.at(authority)
        files = home.files(cycle, authority)
        problem = apply_settings(problems(home, files), home.settings)
        found = [one for one in problem if one.code != CHANGED_SINCE_ISSUE.code]  # a correction changes what was issued
        covered.update(files.case.assessment.covers if files.case.assessment is not None else ())
        if not _waits(files.case):
            of_authority = files.case.authority
            gone = of_authority is not None and bool(succession.succeeded_by(of_authority, cycle))
            stages[authority] = "succeeded" if gone and files.stage == "not_begun" else files.stage
            continue
        warnings = [each.code for each in found if each.severity is Severity.WARNING]
        before = home.files(previous_cycle(cycle), authority).case
        entry = to_sign(files.case, before if before.review is not None else None, warnings)
        changed = _in_state(files.case, "stale", "unknown")
        lost = IssuedLetters.of(home.workspace).lost_record(cycle, authority) is not None
        wrong = lost or any(each.severity is Severity.ERROR for each in found)
        if entry is None or wrong or {*changed} - {"accepted"}:
            errors.append(authority)
            stale |= {authority: changed} if changed else {}
        else:
            letters.append(entry)
    settings = reader.settings
    sender = settings.sender_of(cycle) if settings is not None else None
    return SigningList(
        cycle,
        f"{sender.name}, {sender.title}" if sender is not None else "",
        tuple(letters),
        _by_stage(stages, covered),
        tuple(errors),
        stale,
    )


def _by_stage(stages: Mapping[str, str], covered: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for authority, own in stages.items():
        stage = "covered" if own in {"not_begun", "succeeded"} and authority in covered else own
        found[stage] = (*found.get(stage, ()), authority)
    return found


def waiting(workspace: Workspace, *, cycle: str) -> tuple[list[str], list[str]]:
    """Name the authorities whose letter waits for a signature.

    Returns:
        The ids of those whose letter is cleared, and of those whose issued letter is corrected and cleared again.
    """
    reader, found = Reader(workspace), {False: list[str](), True: list[str]()}
    for authority in workspace.assessed(cycle):
        case = reader.files(cycle, authority).case
        if _waits(case):
            found[case.issued].append(authority)
    return found[False], found[True]


def _waits(case: Case) -> bool:
    """Tell whether a letter waits for a signature: it is cleared, and not issued as it was cleared."""
    cleared_again = case.review is not None and case.review.cleared is not None and is_being_corrected(case)
    return case.status == "cleared" or cleared_again

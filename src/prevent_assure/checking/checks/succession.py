"""Checks of authorities that come and go, and of self-assessments that cover several of them."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import AuthorityFile, CycleFile
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.authority import Authority
from prevent_assure.model.nearness import closest
from prevent_assure.rules.succession import exists_in

from .assessment import UNKNOWN_AUTHORITY
from .steps import DATES_OUT_OF_ORDER

NOT_VALID = Rule(
    "authority-not-valid", Severity.WARNING, "A self-assessment of a cycle in which the authority did not exist."
)
SUCCESSION_UNCLEAR = Rule(
    "succession-unclear", Severity.WARNING, "A succession of authorities that contradicts itself."
)
COVERED_TWICE = Rule(
    "covered-twice", Severity.ERROR, "An authority that has a self-assessment and is covered by another's, too."
)


@check(DATES_OUT_OF_ORDER, SUCCESSION_UNCLEAR, UNKNOWN_AUTHORITY, of="authority")
def succession_is_clear(file: AuthorityFile) -> Iterator[Finding]:
    """Look at the days between which an authority exists, and at its predecessors."""
    if file.authorities is None:
        return
    authority, before, known = file.authority, file.predecessors, file.authorities
    if authority.valid_from and authority.valid_to and authority.valid_to < authority.valid_from:
        message = "the authority ceases to be before it begins"
        yield Finding(DATES_OUT_OF_ORDER, ("valid_to",), message, "one of the dates is wrong")
    for index, name in enumerate(authority.predecessors):
        route = ("successor_of",) if isinstance(authority.successor_of, str) else ("successor_of", index)
        if name == authority.id:
            yield Finding(SUCCESSION_UNCLEAR, route, "an authority is not its own successor", "name the one before")
        elif name not in known:
            message = f"there is no authorities/{name}.yaml"
            hint = closest(name, known) or "keep the file of an authority that has ceased to be"
            yield Finding(UNKNOWN_AUTHORITY, route, message, hint)
        elif (predecessor := before.get(name)) is not None:
            unclear = _unclear(authority, predecessor)
            if unclear is not None:
                hint = f"look at `valid_to` in authorities/{name}.yaml and at `valid_from` here"
                yield Finding(SUCCESSION_UNCLEAR, route, unclear, hint)


def _unclear(authority: Authority, before: Authority) -> str | None:
    if authority.id in before.predecessors:
        return f"this authority and `{before.id}` are each the other's successor"
    if before.valid_to is None:
        return f"`{before.id}` has a successor, and its own file does not say when it ceased to be"
    if authority.valid_from is not None and authority.valid_from <= before.valid_to:
        return f"this authority begins before `{before.id}` has ceased to be"
    return None


@check(COVERED_TWICE, UNKNOWN_AUTHORITY, NOT_VALID, of="assessment")
def authorities_exist_and_are_covered_once(file: CycleFile) -> Iterator[Finding]:
    """Look at the authorities that a self-assessment covers, and whether its own exists in the cycle."""
    case, known, covers = file.case, file.authorities, file.assessment.covers
    if known is None:
        return
    for index, name in enumerate(covers):
        route = ("covers", index)
        if name == case.authority_id or name in covers[:index]:
            message = "this authority is covered already"
            yield Finding(COVERED_TWICE, route, message, "under `covers` stand the others, each once")
        elif name not in known:
            message = f"there is no authorities/{name}.yaml"
            yield Finding(UNKNOWN_AUTHORITY, route, message, closest(name, known) or "write that file first")
        elif file.assessed(name):
            message = f"`{name}` has a self-assessment of its own in this cycle"
            yield Finding(COVERED_TWICE, route, message, "keep one of the two")
    if case.authority is not None and not exists_in(case.authority, case.cycle):
        message = f"there was no such authority in {case.cycle}, by `valid_from` and `valid_to` of its file"
        yield Finding(NOT_VALID, ("authority",), message, "look at these dates, and at the cycle")

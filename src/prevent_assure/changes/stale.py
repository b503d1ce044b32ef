"""The sign-offs that a change makes stale, and those that have no seal."""

from collections.abc import Iterator

from prevent_assure.checking.checks.agreement import basis_digests
from prevent_assure.checking.checks.sign_offs import sealed_line
from prevent_assure.rules.case import Case
from prevent_assure.rules.seals import changes, made_stale, sign_off_states, signed

from .difference import SignOffChange


def sign_off_changes(before: Case, after: Case) -> Iterator[SignOffChange]:
    """Name the sign-offs of one authority's cycle that a change makes stale, and those without a seal.

    Args:
        before: The authority's files before.
        after: The files now.

    Yields:
        Each with the sealed line that could stand in its place; one of a benchmark without.
    """
    states, stale = sign_off_states(after), made_stale(before, after)
    of = (after.authority_id, after.cycle)
    for step, found in states.items():
        given = signed(after.review, step)
        if given is not None and (step in stale or (found.state == "unsealed" and not after.issued)):
            because = tuple(changes(before, after, step)) if step in stale else ()
            yield SignOffChange(*of, step, None, because, sealed_line(given, found), stale=step in stale)
    for name, given_to in after.review.benchmarks.items() if after.review is not None else ():
        was, now = _rests(before, name), _rests(after, name)
        if given_to.agreed_to is not None and given_to.agreed_to == was != now:
            because = tuple(
                change
                for change in changes(before, after, "agreed")
                if change.partition(".")[2].startswith(f"benchmarks.{name}")
            )
            yield SignOffChange(*of, "agreed", name, because, "", stale=True)


def _rests(case: Case, name: str) -> object:
    """What the outcome of a benchmark would rest on; None where the edition has no such benchmark."""
    benchmark = case.criteria.benchmark(name) if case.criteria is not None else None
    if case.criteria is None or benchmark is None:
        return None
    answers = case.assessment.benchmarks.get(name) if case.assessment is not None else None
    return basis_digests(case.criteria, benchmark, answers)

"""The sign-offs that a change makes stale, and those that have no seal."""

from collections.abc import Iterable, Iterator, Sequence

from prevent_assure.checking.checks.agreement import basis_digests
from prevent_assure.checking.checks.sign_offs import sealed_line
from prevent_assure.model.base import SignOff
from prevent_assure.model.review import AgreedTo, BenchmarkReview
from prevent_assure.rules.case import Case
from prevent_assure.rules.seals import SignOffState, changes, made_stale, sign_off_states, signed

from .difference import SignOffChange


def sign_off_changes(before: Case, after: Case) -> Iterator[SignOffChange]:
    """Name the sign-offs of one authority's cycle that a change makes stale, and those without a seal.

    Args:
        before: The authority's files before.
        after: The files now.

    Yields:
        Each with the sealed line that could stand in its place; one of a benchmark without.
    """
    states, old_states, stale = sign_off_states(after), sign_off_states(before), made_stale(before, after)
    of = (after.authority_id, after.cycle)
    for step, found in states.items():
        given, old = signed(after.review, step), signed(before.review, step)
        if given is None:
            continue
        changed = changes(before, after, step) if old is not None else []
        resealed = old is not None and _is_sealed_anew_as_before(old, given) and found.state == "sealed"
        is_stale = resealed or step in stale or _lost_its_seal(old_states.get(step), found, changed)
        if is_stale or (found.state == "unsealed" and not after.issued):
            edited = [f"review.{step}.of"] if old is not None and old.of not in {None, given.of} else []
            because = (*changed, *edited) if is_stale else ()
            line = "" if resealed else sealed_line(given, found)
            yield SignOffChange(*of, step, None, because, line, stale=is_stale, resealed=resealed)
    for name, given_to in after.review.benchmarks.items() if after.review is not None else ():
        was, now = _rests(before, name), _rests(after, name)
        old_to = before.review.benchmarks.get(name) if before.review is not None else None
        if _is_stale(given_to, now) and not (old_to is not None and _is_stale(old_to, was)):
            because = _of_benchmark(changes(before, after, "agreed"), name)
        elif old_to is not None and old_to.agreed_to is not None and given_to.agreed_to is None and given_to.agreed:
            because = ()
        else:
            continue
        has_others = old_to is not None and old_to.agreed_to not in {None, given_to.agreed_to}
        because = (*because, f"review.benchmarks.{name}.agreed_to") if has_others else because
        yield SignOffChange(*of, "agreed", name, because, "", stale=True)


def _is_sealed_anew_as_before(old: SignOff, new: SignOff) -> bool:
    """Tell whether a sign-off has another seal, and still says that the same person gave it on the same day."""
    return None not in {old.of, new.of} and old.of != new.of and (old.by, old.on) == (new.by, new.on)


def _lost_its_seal(before: SignOffState | None, now: SignOffState, changed: Sequence[str]) -> bool:
    """Tell whether a change leaves a sign-off that is not of what was signed, or no longer says what it is of.

    Who gave it, and on which day, may have changed, too: that makes it no sign-off of what is there now.
    """
    if now.state in {"stale", "unknown"}:
        return before is None or before.state not in {"stale", "unknown"}
    if now.state == "unsealed" and before is not None:
        return before.state != "unsealed" or bool(changed)
    return False


def _is_stale(given: BenchmarkReview, rests_on: AgreedTo | None) -> bool:
    """Tell whether an agreed outcome says that it rests on something else than what is there."""
    return given.agreed_to is not None and rests_on is not None and given.agreed_to != rests_on


def _of_benchmark(changed: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(each for each in changed if each.partition(".")[2].startswith(f"benchmarks.{name}"))


def _rests(case: Case, name: str) -> AgreedTo | None:
    """What the outcome of a benchmark would rest on; None where the edition has no such benchmark."""
    benchmark = case.criteria.benchmark(name) if case.criteria is not None else None
    if case.criteria is None or benchmark is None:
        return None
    answers = case.assessment.benchmarks.get(name) if case.assessment is not None else None
    return basis_digests(case.criteria, benchmark, answers)

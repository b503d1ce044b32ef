"""The steps of a cycle: submit, return, review, accept, agree, clear. Each writes the facts that make a status.

A step is tried first: the files are checked as they would be with it, and it is written only if nothing is missing.
What it writes touches nothing else in the file.
"""

import datetime

from prevent_assure.checking.checks.agreement import resting_on
from prevent_assure.checking.registry import LINT
from prevent_assure.diagnostics import Diagnostic, PreventAssureError, Route
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.nearness import closest
from prevent_assure.rules.status import is_submitted
from prevent_assure.workspace.editing import REMOVED, Edit, Flow, Value
from prevent_assure.workspace.emitting import is_long
from prevent_assure.workspace.workspace import Workspace

from .attempt import Attempt, Found, StepResult, any_error, new_error


def submit(workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, by: str | None = None) -> StepResult:
    """Record that an authority submits its self-assessment.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day.
        by: Who, by role; by default the Prevent Lead.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If nobody bears the role, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle)
    case = attempt.case
    if case.assessment is None:
        return attempt.refused(diagnostics=attempt.errors())
    if is_submitted(case.assessment, case.review):
        return attempt.refused("the self-assessment is submitted already")
    role = attempt.role("submit", by)
    return attempt.write(
        attempt.assessment_path,
        {("submitted",): Flow(by=role, on=on)},
        counts=lambda each, before: each.location.path != attempt.review_path and any_error(each, before),
        holds=lambda after: is_submitted(after.assessment, after.review),
        otherwise="it was returned on that day or later; submit it with a later date",
        done=f"the self-assessment is submitted by {role}",
    )


def send_back(  # noqa: PLR0913 - what a return consists of
    workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, reason: str, by: str | None = None
) -> StepResult:
    """Record that a self-assessment goes back to the authority, which makes it a draft again.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day.
        reason: Why.
        by: Who, by role; by default the adviser.

    Returns:
        What became of it. Acceptance, agreement and clearance are taken back with it.

    Raises:
        PreventAssureError: If nobody bears the role, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle)
    refused = not_submitted(attempt)
    if refused is not None or attempt.case.issued:
        return refused or attempt.refused("the letter is issued; a correction is a new issue")
    if not reason.strip():
        msg = "a return needs its reason: the authority must know what to do"
        raise PreventAssureError(msg)
    role = attempt.role("return", by)
    facts: dict[str, Value] = {"on": on, "reason": reason.strip(), "by": role}
    review = attempt.case.review
    undone = [step for step in ("accepted", "agreed", "cleared") if review is not None and getattr(review, step)]
    return attempt.write(
        attempt.review_path,
        {("returned",): facts if is_long(facts["reason"]) else Flow(facts), **{(step,): REMOVED for step in undone}},
        counts=new_error,
        holds=lambda after: not is_submitted(after.assessment, after.review),
        otherwise="it was submitted after that day; return it with a later date",
        done=f"the self-assessment is returned by {role}, and is a draft again",
    )


def review(  # noqa: PLR0913 - what a review begins with
    workspace: Workspace,
    *,
    authority: str,
    cycle: str,
    on: datetime.date,
    by: str | None = None,
    discussed_with: tuple[str, ...] = (),
) -> StepResult:
    """Make the adviser's file where there is none, and record with whom the self-assessment was discussed.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day of the discussion.
        by: The adviser, by role; by default the one that the settings name.
        discussed_with: Roles of those with whom it was discussed; none where it was not yet.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If nobody bears a role, or the file cannot be changed.
        InputError: If the template makes no review.
    """
    attempt = Attempt(workspace, authority, cycle)
    refused = not_submitted(attempt)
    if refused is not None:
        return refused
    changes: dict[Route, Value] = {}
    before = attempt.case.review
    if before is None or before.adviser is None or by is not None:
        changes["adviser",] = attempt.role("review", by)
    if discussed_with:
        changes["discussed",] = Flow({"with": [attempt.known(each) for each in discussed_with], "on": on})
    if not changes:
        return attempt.refused("the review is begun already")
    return attempt.write(
        attempt.review_path, changes, counts=new_error if before is not None else any_error, done="the review is begun"
    )


def accept(workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, by: str | None = None) -> StepResult:
    """Record that the authority finds the text factually right.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day.
        by: Who, by role; by default the Prevent Lead.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If nobody bears the role, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle)
    refused = not_submitted(attempt) or no_review(attempt)
    if refused is not None:
        return refused
    role = attempt.role("accept", by)
    changes: Edit = {("accepted",): Flow(by=role, on=on)}
    done = f"the text is accepted by {role}"
    return attempt.write(attempt.review_path, changes, counts=new_error, done=done)


def agree(workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, by: str | None = None) -> StepResult:
    """Record that the review is done: every scored benchmark is agreed.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day.
        by: Who, by role; by default the adviser.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If nobody bears the role, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle)
    refused = not_submitted(attempt) or no_review(attempt)
    if refused is not None:
        return refused
    role = attempt.role("agree", by)
    changes: Edit = {("agreed",): Flow(by=role, on=on)}
    done = f"the review is agreed by {role}"
    return attempt.write(attempt.review_path, changes, counts=any_error, done=done)


def clear(workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, by: str | None = None) -> StepResult:
    """Record that the letter may be signed.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day.
        by: Who, by role; by default who signs the letters.

    Returns:
        What became of it; warnings of the letter's text keep it from being cleared as errors do.

    Raises:
        PreventAssureError: If nobody bears the role, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle)
    refused = not_submitted(attempt) or no_review(attempt)
    if refused is not None:
        return refused
    if attempt.case.review is None or attempt.case.review.agreed is None:
        return attempt.refused("the review is not agreed: `agree` comes first")
    role = attempt.role("clear", by)
    changes: Edit = {("cleared",): Flow(by=role, on=on)}
    done = f"the letter is cleared by {role}"
    return attempt.write(attempt.review_path, changes, counts=unclear, done=done)


def unclear(each: Diagnostic, before: frozenset[Found]) -> bool:
    """Tell whether a finding keeps a letter from being cleared: an error, or a warning of the letter's text.

    Args:
        each: The finding.
        before: The findings of before; all that is there counts.

    Returns:
        Whether it does.
    """
    return any_error(each, before) or (each.severity == "warning" and each.code in LINT)


def not_submitted(attempt: Attempt) -> StepResult | None:
    """Refuse a step for which the self-assessment must be submitted.

    Args:
        attempt: The attempt.

    Returns:
        The refusal, or None where it is submitted.
    """
    case = attempt.case
    if attempt.unreadable() or case.assessment is None:
        return attempt.refused(diagnostics=attempt.errors())
    if is_submitted(case.assessment, case.review):
        return None
    returned = case.assessment.submitted is not None
    return attempt.refused(f"the self-assessment {'was returned' if returned else 'is not submitted'}: `submit` first")


def no_review(attempt: Attempt) -> StepResult | None:
    """Refuse a step for which there must be a review.

    Args:
        attempt: The attempt.

    Returns:
        The refusal, or None where there is one.
    """
    if attempt.case.review is not None:
        return None
    return attempt.refused("there is no review yet: `review` begins it")


def agree_benchmark(  # noqa: PLR0913 - what an agreement consists of
    workspace: Workspace, *, authority: str, cycle: str, benchmark: str, outcome: str, reason: str | None = None
) -> StepResult:
    """Record the outcome that adviser and authority agreed for a benchmark, with what it rests on.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        benchmark: The benchmark's id.
        outcome: The outcome's id.
        reason: Why; needed where the rules do not allow the outcome. Without it a reason that is there stays.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If the criteria have no such benchmark or outcome, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle)
    refused = not_submitted(attempt) or no_review(attempt)
    if refused is not None:
        return refused
    criteria = attempt.case.criteria
    if criteria is None or attempt.case.assessment is None:
        return attempt.refused(diagnostics=attempt.errors())
    found = _scored(criteria, benchmark)
    _check_outcome(criteria, outcome)
    rests_on = resting_on(criteria, found, attempt.case.assessment.benchmarks.get(benchmark))
    route = ("benchmarks", benchmark)
    changes: dict[Route, Value] = {(*route, "agreed"): outcome}
    if reason is not None and reason.strip():
        changes[*route, "reason"] = reason.strip()
    changes[*route, "agreed_to"] = Flow(rests_on.model_dump())
    done = f"the outcome of {benchmark} is agreed as {outcome}"
    order: dict[Route, list[str]] = {("benchmarks",): [each.id for each in criteria.by_number()]}
    return attempt.write(attempt.review_path, changes, counts=new_error, orders=order, done=done)


def _scored(criteria: Criteria, name: str) -> Benchmark:
    found = criteria.benchmark(name)
    scored = [each.id for each in criteria.by_number() if each.scored]
    if found is None:
        hint = closest(name, scored) or f"benchmarks: {', '.join(scored)}"
        msg = f"the criteria have no such benchmark\n  hint: {hint}"
        raise PreventAssureError(msg)
    if not found.scored:
        msg = f"benchmark {name} is not scored: it is assured elsewhere"
        raise PreventAssureError(msg)
    return found


def _check_outcome(criteria: Criteria, outcome: str) -> None:
    known = [each.id for each in criteria.outcomes]
    if outcome not in known:
        hint = closest(outcome, known) or f"outcomes: {', '.join(known)}"
        msg = f"the criteria have no such outcome\n  hint: {hint}"
        raise PreventAssureError(msg)

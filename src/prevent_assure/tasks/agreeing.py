"""The agreement on one benchmark: its outcome, and what it rests on."""

from prevent_assure.diagnostics import PreventAssureError, Route
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.nearness import closest
from prevent_assure.rules.agreement import resting_on
from prevent_assure.workspace.editing import Flow, Value
from prevent_assure.workspace.workspace import Workspace

from .stepping import Attempt, StepResult, new_error
from .steps import no_review, not_submitted


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

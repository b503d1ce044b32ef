"""The steps of a cycle, from submit to clear, and those that take one back. Each writes the facts that make a status.

A step is tried first: the files are checked as they would be with it, and it is written only if nothing is missing.
What it writes touches nothing else in the file. What sets one step apart from another stands in the table of steps.
"""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prevent_assure.checking.checks.agreement import basis_digests
from prevent_assure.diagnostics import PreventAssureError, Route
from prevent_assure.model.assessment import Way
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.guesses import guess_word
from prevent_assure.model.vocabulary import Known, Vocabulary
from prevent_assure.rules.case import Case
from prevent_assure.rules.digests import sha256
from prevent_assure.rules.seals import STEPS
from prevent_assure.rules.status import is_submitted, why_draft
from prevent_assure.workspace.editing import REMOVED, Edit, Flow, Value
from prevent_assure.workspace.emitting import is_long
from prevent_assure.workspace.git.without_git import under_way
from prevent_assure.workspace.workspace import Workspace

from .attempt import Attempt, StepResult
from .sealing import missing_seals, seal_facts, sealed_lines
from .step_table import ACCEPT, AGREE, CLEAR, REOPEN, RETURN, REVIEW, SUBMIT, UNCLEAR, WITHDRAW, Condition, Step


def take(  # noqa: PLR0913 - what a step consists of
    step: Step,
    workspace: Workspace,
    *,
    authority: str,
    cycle: str,
    on: datetime.date,
    by: str | None = None,
    reason: str = "",
    besides: Mapping[str, Value] = MappingProxyType({}),
    dry_run: bool = False,
) -> StepResult:
    """Take a step: write by whom and when, and why where the step takes a reason.

    Args:
        step: The step.
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day.
        by: Who, by role; by default whoever usually takes it.
        reason: Why; of a step that takes something back.
        besides: What else is written beside it, by key.
        dry_run: Whether it is only tried, and nothing is written.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If nobody bears the role, a reason is missing, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle, dry_run=dry_run)
    refused = refusal(attempt, step)
    if refused is not None:
        return refused
    reason = reason.strip()
    if step.reason and not reason:
        raise PreventAssureError(step.without_reason.format(name="reason"))
    role = attempt.role(step, by)
    facts: dict[str, Value] = {"by": role, "on": on, **besides}
    passed = _passed_date(attempt.case, step, on)
    case = attempt.case if passed is None else _without_date(attempt.case)
    changes = {**_changes(attempt.data(step.file), case, step, facts, reason), **({} if passed is None else _NO_DATE)}
    done = step.done.format(role=role) + ("" if passed is None else _PASSED.format(passed))
    result = attempt.write(step, changes, done=done)
    shown = next((sealed_lines(case, key) for key in STEPS if key == step.key), ())
    return result._replace(sealed=shown) if result.written or result.lines else result


_PASSED = "; the letter's date of {} has passed and is taken out: `issue --date` gives it another"


_NO_DATE: Edit = {("letter", "date"): REMOVED}


def _passed_date(case: Case, step: Step, on: datetime.date) -> datetime.date | None:
    """Give the date that was planned for a letter and lies before a sign-off of it; that of an issued one may stay."""
    if step.key not in STEPS or case.review is None or (step is ACCEPT and case.review.agreed is None):
        return None
    planned, issued = case.review.letter.date, case.record.date if case.record is not None else None
    return planned if planned is not None and issued != planned < on else None


def _without_date(case: Case) -> Case:
    """Give the files as they are without the letter's date: whoever holds a post now is addressed."""
    assert case.review is not None  # noqa: S101 - it has the date
    letter = case.review.letter.model_copy(update={"date": None})
    return case._replace(review=case.review.model_copy(update={"letter": letter}))


def _changes(data: Mapping[str, Any], case: Case, step: Step, facts: dict[str, Value], reason: str) -> Edit:
    """Say what a step changes in its file, which holds some data and is one of an authority's in its cycle."""
    taken = [key for key in step.takes_back if data.get(key)]
    changes: dict[Route, Any] = {(key,): _without_last(data[key]) for key in taken}
    if step.kept_under and taken:
        why = {**facts, "reason": reason}
        records = [_entry({**_step_named(step, key), **why, "was": Flow(_last(data[key]))}) for key in taken]
        changes[step.kept_under,] = [*_entries(data.get(step.kept_under)), *records]
    if step.kept_under == step.key:
        return changes
    for key in STEPS:
        facts = {**facts, **(seal_facts(case, key) if key == step.key else {})}
    changes |= missing_seals(case) if step is CLEAR else {}
    entry = _entry({"on": facts["on"], "reason": reason, "by": facts["by"]} if step.reason else facts)
    before = _entries(data.get(step.key)) if step.repeated else []
    return {(step.key,): [*before, entry] if before else entry, **changes}


def _step_named(step: Step, key: str) -> dict[str, Value]:
    """Say which step was taken back, where several are in one list."""
    return {"step": key} if step.file == "review" else {}


def _entry(facts: dict[str, Value]) -> Value:
    return facts if is_long(facts.get("reason")) else Flow(facts)


def _entries(given: Any) -> list[Any]:  # noqa: ANN401 - whatever the file holds
    return list(given) if isinstance(given, list) else [given] if given else []


def _last(given: Any) -> dict[str, Value]:  # noqa: ANN401 - whatever the file holds
    last: dict[str, Value] = _entries(given)[-1]
    return last


def _without_last(given: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    return given[:-1] if isinstance(given, list) and len(given) > 1 else REMOVED


def refusal(attempt: Attempt, step: Step) -> StepResult | None:
    """Refuse a step that cannot be taken yet, or no longer; None where it can be tried."""
    case, waits_for = attempt.case, under_way(attempt.root)
    if waits_for is not None:
        return attempt.refused(waits_for)
    if case.assessment is None or (step.file == "review" and attempt.unreadable()):
        return attempt.refused(diagnostics=attempt.errors())
    why = attempt.lost_record() or next((said for need in step.needs if (said := _lacking(case, need))), None)
    return None if why is None else attempt.refused(why)


def _lacking(case: Case, need: Condition) -> str:
    """Say why a condition does not hold; nothing where it does."""
    submitted, review = is_submitted(case.assessment, case.review), case.review
    signed = [step for step in ("accepted", "agreed", "cleared") if getattr(review, step, None) is not None]
    why = why_draft(case.assessment, case.review)
    was = "is" if why == "not submitted" else "was"

    def run(command: str) -> str:
        return f"`prevent-assure {command} --authority {case.authority_id}`"

    holds, otherwise = {
        "draft": (not submitted, f"the self-assessment is submitted already: {run('withdraw')} takes it back"),
        "submitted": (submitted, f"the self-assessment {was} {why}: {run('submit')} first"),
        "not signed off": (
            not signed, f"the review is {' and '.join(signed)}: the adviser gives it back with {run('return')}"
        ),
        "not issued": (not case.issued, f"the letter is issued: a correction begins with {run('reopen')}"),
        "not issued as it is": (
            not case.issued or review is None or review.cleared is None,
            f"the letter is issued: {run('unclear')} or {run('reopen')} begins its correction",
        ),
        "review": (review is not None, f"there is no review yet: {run('review')} begins it"),
        "agreed": (
            review is not None and review.agreed is not None, f"the review is not agreed: {run('agree')} comes first"
        ),
        "cleared": (
            review is not None and review.cleared is not None, "the letter is not cleared: nothing can be taken back"
        ),
        "text": (_has_text(case), "the letter has no text yet: its summary and the agreed outcomes come first"),
    }[need]  # fmt: skip
    return "" if holds else otherwise


def _has_text(case: Case) -> bool:
    """Tell whether there is a text to be accepted: the letter's summary, and an outcome of each scored benchmark."""
    review = case.review
    agreed = {name for name, given in review.benchmarks.items() if given.agreed is not None} if review else set()
    scored = {each.id for each in case.criteria.benchmarks if each.scored} if case.criteria is not None else set()
    return review is not None and bool((review.letter.summary or "").strip()) and scored <= agreed


def submit(  # noqa: PLR0913 - what a submission consists of
    workspace: Workspace,
    *,
    authority: str,
    cycle: str,
    on: datetime.date,
    by: str | None = None,
    via: Way | None = None,
    received: datetime.date | None = None,
    form: bytes | None = None,
    dry_run: bool = False,
) -> StepResult:
    """Record that an authority submits its self-assessment.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day.
        by: Who, by role; by default the Prevent Lead.
        via: How it came, where it did not come as this file.
        received: The day on which it came.
        form: The form that came, whose digest is kept.
        dry_run: Whether it is only tried, and nothing is written.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If nobody bears the role, or the file cannot be changed.
    """
    came = {"via": via, "received": received, "form": sha256(form) if form is not None else None}
    besides = {key: value for key, value in came.items() if value is not None}
    return take(SUBMIT, workspace, authority=authority, cycle=cycle, on=on, by=by, besides=besides, dry_run=dry_run)


def send_back(  # noqa: PLR0913 - what a return consists of
    workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, reason: str, by: str | None = None
) -> StepResult:
    """Record that a self-assessment goes back to the authority, which makes it a draft again.

    By default the adviser. What was accepted, agreed and cleared is taken back with it, and stays on record.
    `take` says what is given, and what comes of it.
    """
    return take(RETURN, workspace, authority=authority, cycle=cycle, on=on, by=by, reason=reason)


def withdraw(  # noqa: PLR0913 - what taking a step back consists of
    workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, reason: str, by: str | None = None
) -> StepResult:
    """Record that an authority takes its submission back, which makes it a draft again.

    By default the Prevent Lead. The submission stays on record under `withdrawn`.
    `take` says what is given, and what comes of it.
    """
    return take(WITHDRAW, workspace, authority=authority, cycle=cycle, on=on, by=by, reason=reason)


def review(  # noqa: PLR0913 - what a review begins with
    workspace: Workspace,
    *,
    authority: str,
    cycle: str,
    on: datetime.date,
    by: str | None = None,
    discussed_with: tuple[str, ...] = (),
    dry_run: bool = False,
) -> StepResult:
    """Make the adviser's file where there is none, and record with whom the self-assessment was discussed.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        on: The day of the discussion.
        by: The adviser, by role; by default the one that the settings name.
        discussed_with: Roles of those with whom it was discussed; none where it was not yet.
        dry_run: Whether it is only tried, and nothing is written.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If nobody bears a role, or the file cannot be changed.
        InputError: If the template makes no review.
    """
    attempt = Attempt(workspace, authority, cycle, dry_run=dry_run)
    refused = refusal(attempt, REVIEW)
    if refused is not None:
        return refused
    changes: dict[Route, Value] = {}
    before = attempt.case.review
    if before is None or not before.advisers or (by is not None and by not in before.advisers):
        changes["adviser",] = attempt.role(REVIEW, by)
    if discussed_with:
        changes[REVIEW.key,] = Flow({"with": [attempt.known(each) for each in discussed_with], "on": on})
    if not changes:
        return attempt.refused("the review is begun already")
    missing = REVIEW.missing if before is not None else "errors"
    return attempt.write(REVIEW, changes, missing=missing, done=REVIEW.done)


def accept(workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, by: str | None = None) -> StepResult:
    """Record that the authority finds the text factually right.

    By default the Prevent Lead.
    `take` says what is given, and what comes of it.
    """
    return take(ACCEPT, workspace, authority=authority, cycle=cycle, on=on, by=by)


def agree(workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, by: str | None = None) -> StepResult:
    """Record that the review is done: every scored benchmark is agreed.

    By default the adviser.
    `take` says what is given, and what comes of it.
    """
    return take(AGREE, workspace, authority=authority, cycle=cycle, on=on, by=by)


def reopen(  # noqa: PLR0913 - what taking a step back consists of
    workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, reason: str, by: str | None = None
) -> StepResult:
    """Take the agreement on a review back, and a clearance with it.

    By default the adviser. Both stay on record under `taken_back`.
    `take` says what is given, and what comes of it.
    """
    return take(REOPEN, workspace, authority=authority, cycle=cycle, on=on, by=by, reason=reason)


def clear(workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, by: str | None = None) -> StepResult:
    """Record that the letter may be signed.

    By default who signs the letters. Warnings of the text keep it from being cleared as errors do.
    `take` says what is given, and what comes of it.
    """
    return take(CLEAR, workspace, authority=authority, cycle=cycle, on=on, by=by)


def unclear(  # noqa: PLR0913 - what taking a step back consists of
    workspace: Workspace, *, authority: str, cycle: str, on: datetime.date, reason: str, by: str | None = None
) -> StepResult:
    """Take the clearance of a letter back.

    By default who signs the letters. It stays on record under `taken_back`.
    `take` says what is given, and what comes of it.
    """
    return take(UNCLEAR, workspace, authority=authority, cycle=cycle, on=on, by=by, reason=reason)


def agree_benchmark(  # noqa: PLR0913 - what an agreement consists of
    workspace: Workspace,
    *,
    authority: str,
    cycle: str,
    benchmark: str,
    outcome: str,
    reason: str | None = None,
    dry_run: bool = False,
) -> StepResult:
    """Record the outcome that adviser and authority agreed for a benchmark, with what it rests on.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        benchmark: The benchmark's id.
        outcome: The outcome's id.
        reason: Why; needed where the rules do not allow the outcome. Without it a reason that is there stays.
        dry_run: Whether it is only tried, and nothing is written.

    Returns:
        What became of it.

    Raises:
        PreventAssureError: If the criteria have no such benchmark or outcome, or the file cannot be changed.
    """
    attempt = Attempt(workspace, authority, cycle, dry_run=dry_run)
    refused = refusal(attempt, AGREE)
    if refused is not None:
        return refused
    criteria = attempt.case.criteria
    if criteria is None or attempt.case.assessment is None:
        return attempt.refused(diagnostics=attempt.errors())
    found = _scored(criteria, benchmark)
    _check_outcome(criteria, outcome)
    rests_on = basis_digests(criteria, found, attempt.case.assessment.benchmarks.get(benchmark))
    route = ("benchmarks", benchmark)
    changes: dict[Route, Value] = {(*route, "agreed"): outcome}
    if reason is not None and reason.strip():
        changes[*route, "reason"] = reason.strip()
    changes[*route, "agreed_to"] = Flow(rests_on.model_dump())
    done = f"the outcome of {benchmark} is agreed as {outcome}"
    order: dict[Route, list[str]] = {("benchmarks",): [each.id for each in criteria.by_number()]}
    return attempt.write(AGREE, changes, missing="new errors", orders=order, done=done)


def _scored(criteria: Criteria, name: str) -> Benchmark:
    found = criteria.benchmark(name)
    if found is None:
        scored_ones = tuple(each.id for each in criteria.by_number() if each.scored)
        known = Known(scored_ones, Vocabulary(criteria).known("benchmark").called)
        msg = f"the criteria have no such benchmark\n  hint: {_meant(known, name)}"
        raise PreventAssureError(msg)
    if not found.scored:
        scored = ", ".join(each.id for each in criteria.by_number() if each.scored)
        msg = f"benchmark {name} is not scored: it is assured elsewhere\n  hint: an outcome is agreed for: {scored}"
        raise PreventAssureError(msg)
    return found


def _meant(known: Known, written: str) -> str:
    """Say which word was meant on the command line, or which there are."""
    found = guess_word(written, known.words, known.called)
    if found is None:
        return f"there are: {', '.join(known.words)}"
    return f"write `{found.word}`" if found.same else f"did you mean `{found.word}`?"


def _check_outcome(criteria: Criteria, outcome: str) -> None:
    known = Vocabulary(criteria).known("outcome")
    if outcome not in known.words:
        msg = f"the criteria have no such outcome\n  hint: {_meant(known, outcome)}"
        raise PreventAssureError(msg)

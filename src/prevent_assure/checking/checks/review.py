"""Checks of an adviser's file: names, agreed outcomes, steps, and what its status needs."""

import datetime
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.model.review import BenchmarkReview, Review
from prevent_assure.rules.status import is_submitted, reached

from .assessment import (
    NOT_SCORED,
    SUMMARY_MISSING,
    UNKNOWN_BENCHMARK,
    UNKNOWN_OUTCOME,
    UNKNOWN_PERSON,
    not_scored,
    outcome_findings,
    person_findings,
    unknown_benchmark,
)

NO_ASSESSMENT = Rule("review-without-assessment", Severity.ERROR, "A review of a self-assessment that is not there.")
OUTSIDE_RANGE = Rule(
    "agreed-outside-range",
    Severity.ERROR,
    "An agreed outcome outside what the rules allow, without a reason.",
)
JUDGEMENT_UNEXPLAINED = Rule(
    "judgement-without-reason",
    Severity.SUGGESTION,
    "An agreed outcome that the adviser judged, without a reason.",
)
AGREED_MISSING = Rule(
    "agreed-missing", Severity.ERROR, "A scored benchmark without an agreed outcome in a review that is done."
)
STEP_TOO_EARLY = Rule("step-too-early", Severity.ERROR, "A step that was taken before the one that it needs.")
DATES_OUT_OF_ORDER = Rule("dates-out-of-order", Severity.ERROR, "A date that lies before one that must come first.")
LETTER_DATE_MISSING = Rule("letter-date-missing", Severity.ERROR, "No date in a letter that has been issued.")
RECOMMENDATION_TWICE = Rule(
    "recommendation-twice", Severity.ERROR, "Two recommendations of one cycle with the same id."
)


@check(NO_ASSESSMENT, of="review")
def review_has_its_assessment(file: CycleFile) -> Iterator[Finding]:
    """Look for the self-assessment that a review is of."""
    if not file.assessment_found:
        message = f"there is no assessments/{file.case.cycle}/{file.case.authority_id}.yaml for this review"
        hint = "the authority's file comes first; look at the spelling of both names"
        yield Finding(NO_ASSESSMENT, (), message, hint)


@check(UNKNOWN_PERSON, of="review")
def people_are_known(file: CycleFile) -> Iterator[Finding]:
    """Look for the people whom a review names by their roles."""
    case, review = file.case, file.review
    if review.adviser is not None:
        yield from person_findings(case, review.adviser, ("adviser",))
    if review.discussed is not None:
        for index, role in enumerate(review.discussed.with_):
            yield from person_findings(case, role, ("discussed", "with", index))
    for step in ("accepted", "agreed", "cleared"):
        signed = getattr(review, step)
        if signed is not None:
            yield from person_findings(case, signed.by, (step, "by"))
    if review.returned is not None and review.returned.by is not None:
        yield from person_findings(case, review.returned.by, ("returned", "by"))


_BEFORE = {
    "discussed": ("submitted",),
    "accepted": ("submitted",),
    "agreed": ("submitted", "discussed"),
    "cleared": ("submitted", "discussed", "accepted", "agreed"),
    "letter": ("submitted", "discussed", "accepted", "agreed", "cleared"),
}
"""Which dates must not lie after which: acceptance by the authority may come before or after the agreement."""


@check(DATES_OUT_OF_ORDER, of="review")
def dates_are_in_order(file: CycleFile) -> Iterator[Finding]:
    """Compare the dates of the steps."""
    case, review = file.case, file.review
    dates: dict[str, datetime.date] = {}
    if case.assessment is not None and is_submitted(case.assessment, review) and case.assessment.submitted is not None:
        dates["submitted"] = case.assessment.submitted.on
    for step in ("discussed", "accepted", "agreed", "cleared"):
        signed = getattr(review, step)
        # What was discussed before a return stays on record, and lies before what was submitted after it.
        if signed is not None and not (step == "discussed" and _is_before_return(review)):
            dates[step] = signed.on
    if review.letter.date is not None:
        dates["letter"] = review.letter.date
    for step, earlier in _BEFORE.items():
        late = next(
            (name for name in reversed(earlier) if step in dates and name in dates and dates[name] > dates[step]),
            None,
        )
        if late is not None:
            route: Route = ("letter", "date") if step == "letter" else (step, "on")
            message = f"`{'.'.join(map(str, route))}` lies before the date of `{late}`"
            yield Finding(DATES_OUT_OF_ORDER, route, message, "one of the two dates is wrong")


def _is_before_return(review: Review) -> bool:
    returned, discussed = review.returned, review.discussed
    return returned is not None and discussed is not None and discussed.on <= returned.on


@check(RECOMMENDATION_TWICE, UNKNOWN_BENCHMARK, of="review")
def recommendations_are_named_once(file: CycleFile) -> Iterator[Finding]:
    """Look at the ids of recommendations, and at the benchmarks that they name."""
    case, review = file.case, file.review
    seen: set[str] = set()
    shared = case.settings.cycles.get(case.cycle) if case.settings is not None else None
    seen.update(each.id for each in (shared.recommendations if shared is not None else ()))
    known = [benchmark.id for benchmark in case.criteria.benchmarks] if case.criteria is not None else None
    for index, each in enumerate(review.letter.recommendations):
        route: Route = ("letter", "recommendations", index)
        if each.id in seen:
            message = "there is another recommendation of this id in this cycle"
            yield Finding(RECOMMENDATION_TWICE, (*route, "id"), message, "give each an id of its own")
        seen.add(each.id)
        for place, benchmark in enumerate(each.benchmarks):
            if known is not None and benchmark not in known:
                yield unknown_benchmark(benchmark, (*route, "benchmarks", place), known, on_key=False)


@check(STEP_TOO_EARLY, of="review")
def steps_are_in_order(file: CycleFile) -> Iterator[Finding]:
    """Look for steps that were taken before the one that they need."""
    case, review = file.case, file.review
    if case.assessment is None:
        return
    submitted = is_submitted(case.assessment, review)
    if review.agreed is not None and not submitted:
        message = "the review is agreed, and the self-assessment is not submitted"
        yield Finding(STEP_TOO_EARLY, ("agreed",), message, "the authority submits first", on_key=True)
    if review.cleared is not None and review.agreed is None:
        message = "the letter is cleared, and the review is not agreed"
        yield Finding(STEP_TOO_EARLY, ("cleared",), message, "the adviser agrees first", on_key=True)


@check(UNKNOWN_BENCHMARK, NOT_SCORED, UNKNOWN_OUTCOME, OUTSIDE_RANGE, JUDGEMENT_UNEXPLAINED, of="review")
def agreed_outcomes_fit(file: CycleFile) -> Iterator[Finding]:
    """Hold agreed outcomes against the criteria, and against what the rules allow."""
    case, criteria, review = file.case, file.case.criteria, file.review
    if criteria is None:
        return
    known = {benchmark.id: benchmark for benchmark in criteria.benchmarks}
    scores = {score.id: score for score in case.scores}
    for name, given in review.benchmarks.items():
        benchmark = known.get(name)
        if benchmark is None:
            yield unknown_benchmark(name, ("benchmarks", name), list(known))
        elif not benchmark.scored:
            if given.agreed is not None:
                yield not_scored(name)
        elif given.agreed is not None:
            yield from _agreed(criteria, name, given, scores.get(name))


def _agreed(criteria: Criteria, name: str, given: BenchmarkReview, score: BenchmarkScore | None) -> Iterator[Finding]:
    route: Route = ("benchmarks", name, "agreed")
    unknown = list(outcome_findings(criteria, str(given.agreed), route))
    yield from unknown
    if unknown or score is None or (given.reason or "").strip():
        return
    if score.override:
        allowed = " or ".join(criteria.outcome_label(each) for each in score.possible)
        message = (
            f"the outcome agreed for `{name}` lies outside what the rules allow ({allowed}), and there is no reason"
        )
        yield Finding(
            OUTSIDE_RANGE,
            route,
            message,
            "say why under `reason`; `score --explain` shows what the rules make of it",
        )
    elif score.basis == "judgement":
        message = f"the rules leave the outcome of `{name}` to the adviser, and no reason is given"
        yield Finding(JUDGEMENT_UNEXPLAINED, route, message, "a sentence under `reason` helps whoever asks later")


@check(AGREED_MISSING, SUMMARY_MISSING, LETTER_DATE_MISSING, of="review")
def agreed_is_complete(file: CycleFile) -> Iterator[Finding]:
    """Look for what is missing in a review that is agreed, or whose letter is issued."""
    case, review = file.case, file.review
    if reached(case.status, "agreed") and review.agreed is not None:
        for benchmark in case.criteria.benchmarks if case.criteria is not None else ():
            given = review.benchmarks.get(benchmark.id)
            if benchmark.scored and (given is None or given.agreed is None):
                message = f"the review is agreed, and benchmark `{benchmark.id}` has no agreed outcome"
                hint = "write `agreed:` with the outcome under the benchmark"
                yield Finding(AGREED_MISSING, ("benchmarks", benchmark.id), message, hint, on_key=True)
        if not (review.letter.summary or "").strip():
            message = "the review is agreed, and the letter has no summary"
            yield Finding(SUMMARY_MISSING, ("letter", "summary"), message, "write it under `summary: |-`", on_key=True)
    if case.issued and review.letter.date is None:
        yield Finding(
            LETTER_DATE_MISSING,
            ("letter", "date"),
            "the letter is issued, and has no date",
            "write `date:`",
            on_key=True,
        )

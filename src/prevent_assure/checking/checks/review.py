"""Checks of an adviser's file: names, agreed outcomes, steps, and what its status needs."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.model.review import BenchmarkReview
from prevent_assure.rules.record import is_being_corrected
from prevent_assure.rules.status import reached

from .answers import unread_answers
from .assessment import (
    NOT_SCORED,
    SUMMARY_MISSING,
    UNKNOWN_BENCHMARK,
    UNKNOWN_OUTCOME,
    not_scored,
    outcome_findings,
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


@check(RECOMMENDATION_TWICE, UNKNOWN_BENCHMARK, of="review")
def recommendations_are_named_once(file: CycleFile) -> Iterator[Finding]:
    """Look at the ids of recommendations, and at the benchmarks that they name."""
    case, review = file.case, file.review
    seen: set[str] = set()
    shared = case.settings.cycles.get(case.cycle) if case.settings is not None else None
    seen.update(each.id for each in (shared.recommendations if shared is not None else ()))
    for index, each in enumerate(review.letter.recommendations):
        route: Route = ("letter", "recommendations", index)
        if each.id in seen:
            message = "there is another recommendation of this id in this cycle"
            yield Finding(RECOMMENDATION_TWICE, (*route, "id"), message, "give each an id of its own")
        seen.add(each.id)
        for place, benchmark in enumerate(each.benchmarks):
            if case.criteria is not None and case.criteria.benchmark(benchmark) is None:
                yield unknown_benchmark(benchmark, (*route, "benchmarks", place), case.criteria, on_key=False)


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
            yield unknown_benchmark(name, ("benchmarks", name), criteria)
        elif not benchmark.scored:
            if given.agreed is not None or given.views:
                yield not_scored(name)
        elif given.agreed is not None:
            unread = file.case.assessment is not None and unread_answers(criteria, benchmark, file.case.assessment)
            yield from _agreed(criteria, name, given, None if unread else scores.get(name))


def _agreed(criteria: Criteria, name: str, given: BenchmarkReview, score: BenchmarkScore | None) -> Iterator[Finding]:
    route: Route = ("benchmarks", name, "agreed")
    unknown = list(outcome_findings(criteria, str(given.agreed), route))
    yield from unknown
    if unknown or score is None or (given.reason or "").strip():
        return
    if score.override:
        allowed = " or ".join(criteria.outcome_label(each) for each in score.allowed)
        message = (
            f"the outcome agreed for `{name}` lies outside what the rules allow ({allowed}), and there is no reason"
        )
        yield Finding(
            OUTSIDE_RANGE,
            route,
            message,
            "write `reason: |-` below it, and on the next lines why; `prevent-assure score --explain` shows the rules",
        )
    elif score.is_judgement:
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
    if case.issued and review.letter.date is None and not is_being_corrected(case):
        yield Finding(
            LETTER_DATE_MISSING,
            ("letter", "date"),
            "the letter is issued, and has no date",
            "write `date:`",
            on_key=True,
        )

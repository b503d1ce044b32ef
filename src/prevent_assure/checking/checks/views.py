"""Checks of the adviser's views against the criteria and the authority's answers."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.answers import answers_to
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.review import BenchmarkReview

from .answers import UNKNOWN_CRITERION, WRONG_ANSWER, unknown_criterion, wrong_kind

SAME_VIEW = Rule(
    "view-same-as-answer", Severity.SUGGESTION, "An adviser's view of a criterion that says the same as the authority."
)


@check(UNKNOWN_CRITERION, WRONG_ANSWER, SAME_VIEW, of="review")
def views_fit(file: CycleFile) -> Iterator[Finding]:
    """Hold the adviser's views of scored benchmarks against the criteria, and against the authority's answers."""
    case, criteria = file.case, file.case.criteria
    said = case.assessment.benchmarks if case.assessment is not None else {}
    for benchmark in criteria.benchmarks if criteria is not None else ():
        given = file.review.benchmarks.get(benchmark.id)
        if criteria is not None and benchmark.scored and given is not None:
            yield from _views(criteria, benchmark, given, said.get(benchmark.id) or BenchmarkAnswers())


def _views(
    criteria: Criteria, benchmark: Benchmark, given: BenchmarkReview, said: BenchmarkAnswers
) -> Iterator[Finding]:
    kinds = {level.id: level.kind for level in criteria.levels}
    if not kinds.keys() >= benchmark.criteria.keys():
        return  # the edition's own check says that it has no such level
    known = {criterion.id: level for level, criterion in benchmark.each_criterion()}
    for name, view in given.views.items():
        route: Route = ("benchmarks", benchmark.id, "views", name)
        if name not in known:
            message = f"benchmark `{benchmark.id}` has no criterion `{name}`"
            yield unknown_criterion(criteria, route, message, name, known)
        elif view.answer is not None and view.answer not in answers_to(kinds[known[name]]):
            yield wrong_kind((*route, "answer"), name, kinds[known[name]], view.answer)
        elif view.answer is not None and view.answer == said.word(known[name], name):
            message = f"the view of `{name}` says the same as the authority's answer"
            hint = "a view is given only where it differs: take its `answer` out; a comment may stay"
            yield Finding(SAME_VIEW, (*route, "answer"), message, hint)
